"""Make the read model of events anew from pages and changes, or only say whether it is in step."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from events import projection
from events.models import Event, EventPage


class Command(BaseCommand):
    help = "Rebuild the read model of events; with --check only report what is out of step and fail if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when something is out of step")

    def handle(self, *args: Any, **options: Any) -> None:
        sources = [p for p in EventPage.objects.select_related("locale").order_by("path") if p.is_source]
        drift, public = [], set()
        for number, source in enumerate(sources, start=1):
            wanted = projection.build(source)
            if wanted is not None:
                public.add(source.translation_key)
                if found := projection.differences(wanted):
                    drift.append(f"{wanted.event.path}: {', '.join(found)}")
                    if not options["check"]:
                        projection.project(source)
            if number % 100 == 0:
                self.stdout.write(f"{number} of {len(sources)} events")
        for orphan in Event.objects.exclude(pk__in=public):
            drift.append(f"{orphan.path}: not public any more")
            if not options["check"]:
                projection.withdraw(orphan.pk)
        for line in drift:
            self.stdout.write(line)
        if drift and options["check"]:
            msg = f"{len(drift)} of {len(sources)} events are out of step. Run rebuild_events."
            raise CommandError(msg)
        self.stdout.write(f"{len(public)} public events are in step, {len(drift)} were mended.")
