"""Everything between an empty database and a demo site that can be started."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal import catalogues


def static_fingerprint(project: Path) -> str:
    """Changes when a static file of the project changes, or a package that brings some."""
    files = [file for file in project.glob("*/static/**/*") if file.is_file()]
    known = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in sorted(files)]
    packages = (project / "requirements.txt").read_text()
    return hashlib.sha256("\n".join([*known, packages]).encode()).hexdigest()


class Command(BaseCommand):
    """Run by `make demo`. Each step notices when there is nothing to do."""

    help = "Prepares the demo: catalogues, database, demo content, static files."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps in order and say how long each took."""
        self.step("Compiling the interface's languages", catalogues.compile_stale)
        self.step("Bringing the database up to date", lambda: call_command("migrate", interactive=False, verbosity=0))
        self.step("Loading the demo content", lambda: call_command("demo", if_stale=True))
        self.step("Collecting static files", self.collect_static_files)

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
