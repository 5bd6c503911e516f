"""Start and stop the embedded server, whatever state the last run left it in."""

import fcntl
import os
import shutil
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal import processes
from portal.embedded_postgres import cluster
from portal.embedded_postgres.location import DATABASE, PROJECT, USER, Location, location
from portal.embedded_postgres.programs import EmbeddedPostgresError, Say, owner_of, run, say_on_stderr

START_TIMEOUT = 60.0


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
    owner = owner_of(place)
    place = cluster.prepare_folders(place, owner, say)
    server = cluster.unpack_server(place, say)
    cluster.set_aside_another_version(place, server, say)
    if not place.data.exists():
        cluster.create_cluster(place, server, owner, say)
    _drop_stale_lock_files(place, say)
    cluster.write_settings(place, owner)
    say("Starting the embedded PostgreSQL …")
    deadline = time.monotonic() + START_TIMEOUT
    while (result := run(server, owner, "pg_ctl", "start", "-w", "-t", "60", "-D", place.data, "-l", place.log)) != "":
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
    return "/bin/postgres -D" in processes.command_line(pid)


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
