"""Run PostgreSQL's own programs, as a user that PostgreSQL accepts."""

import os
import pwd
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.embedded_postgres.location import Location

type Say = Callable[[str], None]


class EmbeddedPostgresError(Exception):
    """The server cannot run; the message says why, and what to do."""


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


def owner_of(place: Location) -> Owner:
    """Ourselves; for root the user that owns the cluster, else `nobody`."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    if place.data.exists() and (found := place.data.stat()).st_uid != 0:
        return Owner(found.st_uid, found.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Owner(nobody.pw_uid, nobody.pw_gid)


def run(server: Path, owner: Owner, program: str, *arguments: str | Path, stdin: str = "") -> str:
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


def say_on_stderr(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()
