"""Where the embedded server of one copy of the project lives, and who uses it. Starts nothing and writes nothing."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
DATABASE = USER = "portal"
PORT = 5432
# A unix socket's path has room for 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 100


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
