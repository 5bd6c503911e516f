"""Compile the gettext catalogues in Python, so that neither the demo nor the tests need gettext installed.

Somali, Dari, Tigrinya and Kurmanji have no catalogue in Django: without a compiled one of ours Django would not accept
the language at all, and send its readers to another one.
"""

import os
from pathlib import Path

import polib

PROJECT = Path(__file__).resolve().parent.parent


def compile_stale(project: Path = PROJECT) -> list[Path]:
    """Compile every catalogue of the project that is newer than its compiled form. Returns what was compiled."""
    return [compiled for source in sources(project) if (compiled := _compile_if_stale(source))]


def sources(project: Path = PROJECT) -> list[Path]:
    """The project's catalogues."""
    return sorted(project.glob("locale/*/LC_MESSAGES/*.po"))


def _compile_if_stale(source: Path) -> Path | None:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return None
    unfinished = target.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return target
