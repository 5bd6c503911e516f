from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from volunteering import retention


class Command(BaseCommand):
    """What the daily job does, by hand: to look before, or to allow more than the limit once."""

    help = "Erase personal data whose time is over (a job does so every night)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count only, touch nothing")
        parser.add_argument("--most-people", type=int, help="stop above this number of people (default: the setting)")

    def handle(self, *args: Any, **options: Any) -> None:
        report = retention.run(timezone.now(), dry_run=options["dry_run"], most_people=options["most_people"])
        for name, number in report.counts.items():
            self.stdout.write(f"{name:24}{number:8}")
        if report.stopped:
            raise CommandError("More people than the limit: nothing was erased. --most-people allows more.")
