"""`manage.py demo`: the whole demonstration content, idempotent and deterministic."""

import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from wagtail.models import Page

from portal.demo import stamp
from portal.demo.load import load_demo


class Command(BaseCommand):
    """Loads municipalities, pages, activities, sign-ups and accounts; a later run refreshes stale dates."""

    help = "Load the demonstration content (invented, except the municipalities' names)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="The day the dates are relative to (YYYY-MM-DD).")

        parser.add_argument("--if-stale", action="store_true", help="Do nothing when it was loaded today already.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()

        def say(message: str) -> None:
            self.stdout.write(f"  {time.monotonic() - started:5.1f} s  {message}")
            self.stdout.flush()

        today = options["today"] or timezone.localdate()
        if options["if_stale"] and stamp.is_fresh(today):
            say("the demonstration content is in place already")
            return
        stamp.forget()
        load_demo(today, say)
        problems = Page.find_problems()
        if any(problems):
            msg = f"the page tree is not sound: {problems}"
            raise CommandError(msg)
        stamp.remember(today)
        say("the demonstration content is in place")
