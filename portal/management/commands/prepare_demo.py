"""Everything between an empty database and a demo site that can be started."""

import hashlib
import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from portal import catalogues


def static_fingerprint(project: Path) -> str:
    """Changes when a static file of the project changes, or a package that brings some."""
    files = [file for file in project.glob("*/static/**/*") if file.is_file()]
    known = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in sorted(files)]
    packages = (project / "requirements.txt").read_text()
    return hashlib.sha256("\n".join([*known, packages]).encode()).hexdigest()


class MigrationCounter(io.StringIO):
    """Takes what `migrate` writes and passes on a count."""

    def __init__(self, say: Callable[[str], object]) -> None:
        super().__init__()
        self.say, self.applied = say, 0

    def write(self, text: str) -> int:
        """Count the migrations applied."""
        if text.strip() == "OK":
            self.applied += 1
            if self.applied % 50 == 0:
                self.say(f"  {self.applied} migrations")
        return len(text)


class Command(BaseCommand):
    """Run by `make demo`. Each step notices when there is nothing to do."""

    help = "Prepares the demo: catalogues, database, demo content, static files."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps in order and say how long each took."""
        self.step("Compiling the interface's languages", catalogues.compile_stale)
        self.step("Bringing the database up to date", self.migrate)
        self.step("Loading the demo content", lambda: call_command("demo", if_stale=True))
        self.step("Collecting static files", self.collect_static_files)

    def migrate(self) -> None:
        """Migrate, with a sign of life now and then: an empty database takes a while."""
        try:
            connection.ensure_connection()
        except OperationalError as error:
            message = f"The database does not answer; is DATABASE_URL right, and does the database exist?\n{error}"
            raise CommandError(message) from error
        call_command("migrate", interactive=False, stdout=MigrationCounter(self.stderr.write))

    def collect_static_files(self) -> None:
        """Compressing takes longer than all the rest of a second run, so it is done only when something changed."""
        stamp = settings.VAR_DIR / "static.stamp"
        fingerprint = static_fingerprint(settings.BASE_DIR)
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)

    def step(self, title: str, action: Callable[[], object]) -> None:
        """Do one step, with a line before and after it."""
        self.stderr.write(f"{title} …")
        started = time.monotonic()
        action()
        self.stderr.write(f"  done in {time.monotonic() - started:.1f} s")
