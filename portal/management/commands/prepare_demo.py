"""Everything between an empty database and a demo site that can be started."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal import catalogues


class Command(BaseCommand):
    """Run by `make demo`. Each step notices when there is nothing to do."""

    help = "Prepares the demo: catalogues, database, demo content, static files."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps in order and say how long each took."""
        self.step("Compiling the interface's languages", catalogues.compile_stale)
        self.step("Bringing the database up to date", lambda: call_command("migrate", interactive=False, verbosity=0))
        self.step("Loading the demo content", lambda: call_command("demo", if_stale=True))
        self.step("Collecting static files", lambda: call_command("collectstatic", interactive=False, verbosity=0))

    def step(self, title: str, action: Callable[[], object]) -> None:
        """Do one step, with a line before and after it."""
        self.stderr.write(f"{title} …")
        started = time.monotonic()
        action()
        self.stderr.write(f"  done in {time.monotonic() - started:.1f} s")
