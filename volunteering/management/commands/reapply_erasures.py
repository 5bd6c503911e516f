from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from volunteering.erasure_list import read_list
from volunteering.models import Erasure
from volunteering.restoring import reapply


class Command(BaseCommand):
    """After a restore: what was erased since the backup was made is erased again."""

    help = "Erase again what the list names; to be run after a backup was restored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the list of erasures, kept outside of the database")
        parser.add_argument("--export", action="store_true", help="write the file from the database instead")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if options["export"]:
            rows = [f"{row.digest} {row.kind} {row.at.isoformat()}\n" for row in Erasure.objects.iterator()]
            file.write_text("".join(rows))
            self.stdout.write(f"{len(rows)} erasures written.")
            return
        try:
            with file.open() as lines:
                wanted = list(read_list(lines))
        except (OSError, ValueError) as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(f"{reapply(wanted, timezone.now())} of {len(wanted)} erasures were done again.")
