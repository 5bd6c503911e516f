"""How static files are collected: the style sheet's imports are written into one file, then everything is hashed."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n?')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def one_sheet(read: Any) -> str:
    """Return the style sheet with its imports written in, without comments; `read(name)` gives the text of a file."""
    whole = IMPORT.sub(lambda found: read(f"css/{found[1]}"), read(SHEET))
    return re.sub(r"\n\s*", "\n", COMMENT.sub("", whole)).strip() + "\n"


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files, the style sheet in one piece (docs/decisions/0020-style-sheet-layers.md)."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put the whole style sheet in the place of its list of imports, from the sources, before names are hashed."""
        if SHEET in paths and not dry_run:
            whole = one_sheet(lambda name: _source(paths, name))
            self.delete(SHEET)
            self._save(SHEET, ContentFile(whole.encode()))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)


def _source(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as source:
        return source.read().decode()
