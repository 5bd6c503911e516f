"""`make demo`: prepare the demo site, then keep its web server and its worker running until Ctrl-C.

`python -m portal.demo_server` runs it, `python -m portal.demo_server stop` ends one that runs in this folder.
Standard library only, so that it stays small while it waits, and can stop a demo whose environment is gone.
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from portal import embedded_postgres, processes

PROJECT = Path(__file__).resolve().parent.parent
LOGS = PROJECT / "var" / "log"
STATE = PROJECT / "var" / "demo.json"
HOST = "127.0.0.1"
START_TIMEOUT = 60.0
# A child that ends this often within a minute will not get better by starting it again.
MOST_RESTARTS = 5


class DemoError(Exception):
    """The demo cannot go on; the message says why, and what to do."""


@dataclass
class Child:
    """One of the processes that make up the site."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches it through us, in order."""
        self.starts = [moment for moment in self.starts if moment > time.monotonic() - 60] + [time.monotonic()]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def restart_if_ended(self) -> None:
        """Start it again when it has ended by itself; give up when that does not help."""
        if self.process is None or self.process.poll() is None:
            return
        if len(self.starts) > MOST_RESTARTS:
            raise DemoError(f"The {self.name} ends again and again. The end of {self.log}:\n\n{tail(self.log)}")
        say(f"The {self.name} ended (exit code {self.process.returncode}); starting it again.")
        time.sleep(min(len(self.starts), 5) - 1)
        self.start()

    def stop(self) -> None:
        """Ask it to end, and insist after ten seconds."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def children(port: int) -> list[Child]:
    """The web server and the worker."""
    gunicorn = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"{HOST}:{port}", "portal.wsgi"]
    return [
        Child("web server", [sys.executable, *gunicorn]),
        Child("worker", [sys.executable, "manage.py", "procrastinate", "worker"]),
    ]


def run() -> None:
    """Prepare, start, watch, stop."""
    port = wanted_port(os.environ.get("PORT", ""))
    os.chdir(PROJECT)
    LOGS.mkdir(parents=True, exist_ok=True)
    end_leftovers()
    remember([])
    refuse_busy_port(port)  # before the long steps; and after them, since somebody may have come in between
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.demo"
    os.environ["PORTAL_PORT"] = str(port)
    if subprocess.run([sys.executable, "manage.py", "prepare_demo"]).returncode:
        raise DemoError("The demo could not be prepared, see above. `make demo` tries again; `make clean` starts anew.")
    refuse_busy_port(port)
    site = children(port)
    try:
        for child in site:
            child.start()
        remember(site)
        wait_until_it_answers(port, site)
        say(welcome(port))
        while True:
            time.sleep(1)
            watch(site)
    finally:
        say("Stopping …")
        for child in site:
            child.stop()
        STATE.unlink(missing_ok=True)


def watch(site: list[Child]) -> None:
    """Start again what has ended by itself: the database, the web server, the worker."""
    if embedded_postgres.is_wanted():
        embedded_postgres.ensure_running()
    before = [child.process for child in site]
    for child in site:
        child.restart_if_ended()
    if before != [child.process for child in site]:
        remember(site)


def wanted_port(text: str) -> int:
    """The port of the environment variable PORT, 8000 without one."""
    port = int(text or 8000) if (text or "8000").isascii() and (text or "8000").isdigit() else 0
    if not 0 < port < 65536:
        raise DemoError(f"PORT must be a number between 1 and 65535, not {text!r}.")
    return port


def refuse_busy_port(port: int) -> None:
    """Say who has the port, and how to take another one."""
    if processes.is_port_free(HOST, port):
        return
    if port < 1024 and os.geteuid() != 0:
        raise DemoError(f"Only root may listen on port {port}. Take another one: PORT=8001 make demo")
    who = processes.who_listens(port) or "another program"
    raise DemoError(f"Port {port} is taken by {who}.\nStop that, or take another port: PORT={port + 1} make demo")


def wait_until_it_answers(port: int, site: list[Child]) -> None:
    """Wait for the first whole page: a listening socket alone is not a site."""
    deadline = time.monotonic() + START_TIMEOUT
    while True:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=10):
                return
        except urllib.error.HTTPError as error:
            problem = f"it answers {error.code}"
        except OSError as error:
            problem = str(error)
        if time.monotonic() > deadline:
            log = site[0].log
            raise DemoError(f"The site does not come up: {problem}. The end of {log}:\n\n{tail(log)}")
        time.sleep(0.2)
        for child in site:
            child.restart_if_ended()


def welcome(port: int) -> str:
    """Where to look, and who to be."""
    address = f"http://{HOST}:{port}"
    return f"""
The portal runs at         {address}/
Editors sign in at         {address}/admin/
Mail it would have sent    {address}/demo/mail/
Demo accounts              admin, team, editor-varsinais-suomi, editor-lansi-suomi, editor-oulu,
                           editor-kaakkois-suomi, editor-only-oulu, contributor-salo, contributor-kokkola,
                           translator-ar, researcher
Password of all of them    demo-portal-2026   (no second factor: this is the demo)
Logs                       {LOGS.relative_to(PROJECT)}/
Stop with Ctrl-C. `make clean` removes everything."""


def remember(site: list[Child]) -> None:
    """Write down the processes, so that `stop` and the next run find them."""
    pids = [os.getpid(), *(child.process.pid for child in site if child.process)]
    STATE.write_text(json.dumps(pids))


def recorded_processes() -> list[int]:
    """The processes of a demo in this folder that still live. A number may have gone to a stranger meanwhile."""
    try:
        pids = [int(pid) for pid in json.loads(STATE.read_text())]
    except (OSError, ValueError, TypeError):
        return []
    ours = ("portal.demo_server", "portal.wsgi", "manage.py procrastinate")
    return [pid for pid in pids if pid != os.getpid() and any(name in processes.command_line(pid) for name in ours)]


def end_leftovers() -> None:
    """End what a demo left that was killed; refuse when one runs properly."""
    living = recorded_processes()
    if not living:
        return
    if any("portal.demo_server" in processes.command_line(pid) for pid in living):
        raise DemoError(f"A demo runs in this folder already (process {living[0]}). `make stop` ends it.")
    say("Ending what an earlier demo left running.")
    stop()


def stop() -> None:
    """End the processes of a demo in this folder: the one that watches first, which ends the others."""
    for pid in recorded_processes():
        if processes.command_line(pid):
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 15
        while processes.command_line(pid) and time.monotonic() < deadline:
            time.sleep(0.1)
    STATE.unlink(missing_ok=True)


def tail(file: Path, lines: int = 20) -> str:
    """The end of a log."""
    return "\n".join(file.read_text(errors="replace").splitlines()[-lines:])


def say(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def _end(signal_number: int, frame: object) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Run the demo, or stop the one that runs."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGHUP, _end)
    try:
        if arguments == ["stop"]:
            stop()
        else:
            run()
    except (DemoError, embedded_postgres.EmbeddedPostgresError) as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say("Stopped. The database goes on, so that the next start takes seconds; `make stop` ends it too.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
