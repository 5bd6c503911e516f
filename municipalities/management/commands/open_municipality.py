"""`manage.py open_municipality salo fi sv en`: makes or completes a microsite; safe to run again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.models import HomePage
from municipalities.models import Municipality
from municipalities.opening import open_municipality


class Command(BaseCommand):
    """Open the microsite of a municipality whose facts are in the database."""

    help = "Makes or completes a municipality's microsite in the languages given, or in those that it offers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the municipality, as in its addresses")
        parser.add_argument("--draft", action="store_true", help="as drafts, as in the admin; else public at once")
        parser.add_argument("languages", nargs="*", help="language codes; the offered languages where none is given")

    def handle(self, *args: Any, slug: str, languages: list[str], draft: bool, **options: Any) -> None:
        municipality = Municipality.objects.filter(slug=slug).first()
        if municipality is None:
            known = ", ".join(Municipality.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no municipality “{slug}”. Known: {known}.")
        wanted = languages or municipality.offered_languages
        ready = set(HomePage.objects.values_list("locale__language_code", flat=True))
        if missing := [code for code in wanted if code not in ready]:
            raise CommandError(f"No home page yet in: {', '.join(missing)}. Nothing was made.")
        opening = open_municipality(municipality, wanted, live=not draft)
        for language, page in opening.pages.items():
            self.stdout.write(f"{language}: {page.url}")
