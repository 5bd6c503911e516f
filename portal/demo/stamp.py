"""Whether the demo content is already in the database as of today, so that a second `make demo` takes seconds."""

import hashlib
import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

from home.models import HomePage

_FOLDER = Path(__file__).parent
_STAMP = settings.VAR_DIR / "demo-content.json"


def is_fresh(today: date) -> bool:
    """Whether this database was filled by this content and code today; a half load leaves no stamp."""
    try:
        stamp = json.loads(_STAMP.read_text())
    except (OSError, ValueError):
        return False
    return bool(stamp == _current(today)) and HomePage.objects.exists()


def forget() -> None:
    """Called before loading: an interrupted load is then done again."""
    _STAMP.unlink(missing_ok=True)


def remember(today: date) -> None:
    """Called when everything is loaded."""
    _STAMP.parent.mkdir(parents=True, exist_ok=True)
    _STAMP.write_text(json.dumps(_current(today)))


def _current(today: date) -> dict[str, str]:
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.rglob("*")):
        if path.suffix in {".py", ".toml", ".tsv", ".csv"}:
            digest.update(path.read_bytes())
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid::text FROM pg_database WHERE datname = current_database()")
        database = cursor.fetchone()[0]
    return {"content": digest.hexdigest(), "database": database, "today": today.isoformat()}
