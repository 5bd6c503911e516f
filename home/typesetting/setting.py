"""From a template and data to a PDF or a picture."""

import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

Form = Literal["pdf", "png"]

_PROJECT = Path(__file__).resolve().parents[2]
_FONTS = Path(__file__).resolve().parent / "fonts"
#: One at a time in a process: a burst of posters must not take the processor from the pages.
_turn = Lock()


def typeset(template: Path, data: dict[str, Any], form: Form, *, ppi: int = 72) -> bytes:
    """The finished file; the same data gives the same bytes. The last ones are remembered."""
    return _typeset(template, _written(data), form, ppi)


def fingerprint(template: Path, data: dict[str, Any], form: Form, ppi: int = 72) -> str:
    """What changes exactly when the file would; costs no typesetting."""
    sources = b"".join(path.read_bytes() for path in (template, *sorted(Path(__file__).parent.glob("*.typ"))))
    return hashlib.sha256(sources + f"{form}{ppi}{_written(data)}".encode()).hexdigest()[:32]


def isolated(text: str) -> str:
    """Digits that keep their order in a right-to-left line: times, ranges, telephone numbers, addresses."""
    return f"\u2066{text}\u2069" if text else ""


def _written(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=48)
def _typeset(template: Path, data: str, form: Form, ppi: int) -> bytes:
    with _turn:
        compiler = typst.Compiler(template, root=_PROJECT, font_paths=_fonts(), sys_inputs={"data": data})
        made = compiler.compile(format=form, ppi=ppi, timestamp=0)
    pages = made if isinstance(made, list) else [made]
    return bytes(pages[0] or b"")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])
