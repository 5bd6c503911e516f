"""The list of erasures, kept outside of the database too, so that a restored backup forgets again what was erased."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from volunteering.models.keeping import Erasure

log = logging.getLogger(__name__)


def digest_of(reference: str) -> str:
    """What stands in the list for a reference."""
    return hashlib.sha256(f"volunteering.erasure:{reference}".encode()).hexdigest()


def note_erasure(reference: str, kind: str, now: datetime) -> None:
    """Add an erasure to the list, in the caller's transaction; the file follows once that is committed."""
    digest = digest_of(reference)
    Erasure.objects.get_or_create(digest=digest, kind=kind, defaults={"at": now})
    if settings.ERASURE_LIST:
        transaction.on_commit(lambda: _append(f"{digest} {kind} {now.isoformat()}\n"), robust=True)


def read_list(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Digest and kind of every line. Raises ValueError for a line that is none."""
    for number, line in enumerate(lines, 1):
        digest, kind, *_rest = [*line.split(), "", ""]
        if not digest:
            continue
        if len(digest) != 64 or kind not in Erasure.Kind.values:
            msg = f"Line {number} is not an erasure."
            raise ValueError(msg)
        yield digest, kind


def _append(line: str) -> None:
    try:
        with Path(settings.ERASURE_LIST).open("a") as file:
            file.write(line)
    except OSError:
        log.exception("The list of erasures could not be written; `reapply_erasures --export` writes it anew.")
