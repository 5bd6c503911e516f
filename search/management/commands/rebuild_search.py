"""Write the whole search index again, or say whether it is in step with the pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from search.indexing import findable_pages, index_pages, indexed
from search.models import SearchEntry, SearchWord
from search.queries import in_step


class Command(BaseCommand):
    """`rebuild_search` writes; `rebuild_search --check` compares and exits non-zero on a difference."""

    help = "Write the search index again from the live pages; --check only compares."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when the index is out of step")

    def handle(self, *args: Any, **options: Any) -> None:
        self.say = self.stdout.write if options["verbosity"] else lambda line: None
        self.compare() if options["check"] else self.rebuild()

    @transaction.atomic
    def rebuild(self) -> None:
        """From nothing, in one transaction: searches see the old index until it is complete."""
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()
        count = 0
        for pages in findable_pages():
            index_pages(pages)
            count += len(pages)
            self.say(f"{count} pages …")
        self.say(f"{count} pages are in the search index.")

    def compare(self) -> None:
        """Compare every entry with its page."""
        expected: set[int] = set()
        right: set[int] = set()
        for pages in findable_pages():
            expected |= {page.pk for page in pages}
            right |= in_step(indexed(pages))
        superfluous = SearchEntry.objects.exclude(pk__in=expected).values_list("pk", flat=True)
        if wrong := sorted([*(expected - right), *superfluous]):
            raise CommandError(f"{len(wrong)} pages are not in step, first: {wrong[:10]}. Run rebuild_search.")
        self.say(f"{len(expected)} pages, all in step.")
