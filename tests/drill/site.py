"""The site of the drill: a database server, a mail server, a web server and a worker of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from portal import embedded_postgres
from portal.embedded_postgres.programs import owner_of
from tests.home.smtp_server import SmtpServer

PROJECT = Path(__file__).resolve().parents[2]


class FailingSmtpServer(SmtpServer):
    """A mail server that can also hang up at once, or accept and then say nothing."""

    mode = ""

    def verify_request(self, request: Any, client_address: Any) -> bool:
        return self.mode != "refuses"

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.mode == "stalls":
            time.sleep(15)
            return
        super().finish_request(request, client_address)


class Watched:
    """A process that is started again whenever it ends, as a service manager does."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.command, self.environment, self.log = command, environment, log
        self.wanted, self.starts = True, 0
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        while self.wanted:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    self.command, env=self.environment, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True
                )
            self.starts += 1
            self.process.wait()
            time.sleep(0.5)

    def kill(self) -> None:
        """`kill -9` of the process and its children."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """No more."""
        self.wanted = False
        self.kill()
        self.thread.join(5)


class DrillSite:
    """Everything in a folder of its own; the demo and its database stay untouched."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.address = f"http://127.0.0.1:{port}"
        self.mail = FailingSmtpServer()
        self.small: Path | None = None
        socket_folder = embedded_postgres.location(folder).socket_folder
        self.environment = os.environ | {
            "DATABASE_URL": f"postgresql://portal@/portal?host={socket_folder}&port=5432",
            "DJANGO_SETTINGS_MODULE": "tests.drill.settings",
            "DRILL_SMTP_PORT": str(self.mail.port),
            "VAR_DIR": str(folder / "var"),
        }

    def __enter__(self) -> "DrillSite":
        (self.folder / "var").mkdir(exist_ok=True)
        self.mail.__enter__()
        self.start_database()
        self.call("manage.py", "migrate", "--verbosity", "0")
        self.call("-m", "tests.drill.prepare")
        gunicorn = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{self.port}"]
        self.web = self._watched("web", [*gunicorn, "portal.wsgi"])
        self.worker = self._watched("worker", ["manage.py", "procrastinate", "worker"])
        self.wait_until_it_answers()
        return self

    def __exit__(self, *args: Any) -> None:
        for process in ("web", "worker"):
            if hasattr(self, process):
                getattr(self, process).stop()
        self.mail.__exit__()
        embedded_postgres.remove(self.folder, say=lambda text: None)
        if self.small:
            subprocess.run(["umount", self.small], check=False)
            self.small.rmdir()

    def small_disk(self) -> list[str]:
        """The folder of a file system of two megabytes for the database; empty where none may be mounted."""
        owner = owner_of(embedded_postgres.location(self.folder))
        folder = Path(tempfile.mkdtemp(prefix="portal-drill-small-"))
        options = f"size=2m,mode=700,uid={owner.uid},gid={owner.gid}"
        if (
            not shutil.which("mount")
            or subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True).returncode
        ):
            folder.rmdir()
            return []
        self.small = folder
        return [str(folder)]

    def start_database(self) -> None:
        """Start the server, or start it again."""
        embedded_postgres.ensure_running(self.folder, say=lambda text: None)

    def stop_database(self) -> None:
        """Stop it at once; open transactions are rolled back."""
        embedded_postgres.stop(self.folder, say=lambda text: None)

    def call(self, *arguments: str) -> str:
        """Run Python in the drill's settings; its output."""
        result = subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=PROJECT, capture_output=True, text=True
        )
        if result.returncode:
            raise SystemExit(f"{' '.join(arguments)} failed:\n{result.stderr[-3000:]}")
        return result.stdout

    def wait_until_it_answers(self) -> None:
        """Wait for the first page."""
        deadline = time.monotonic() + 90
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/fi/salo/join/", timeout=20)  # noqa: S310 - our own address
                return
            except OSError as error:
                if time.monotonic() > deadline:
                    raise SystemExit(f"The site does not come up: {error}. Logs: {self.folder / 'var'}") from error
                time.sleep(0.5)

    def _watched(self, name: str, arguments: list[str]) -> Watched:
        return Watched([sys.executable, *arguments], self.environment, self.folder / "var" / f"{name}.log")
