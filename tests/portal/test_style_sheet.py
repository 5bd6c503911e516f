"""The style sheet is collected in one piece, from the sources, every time."""

from pathlib import Path

import pytest_django
from django.core.files.storage import FileSystemStorage

from portal.staticfiles import SHEET, OneSheetStorage

SOURCES = Path("portal/static")


def collect(folder: Path, sources: Path) -> str:
    """Collect the sources as `collectstatic` does; return the hashed style sheet."""
    source = FileSystemStorage(location=str(sources))
    storage = OneSheetStorage(location=str(folder), base_url="/static/")
    paths = {}
    for path in sources.rglob("*"):
        if path.is_file():
            name = path.relative_to(sources).as_posix()
            paths[name] = (source, name)
            if not storage.exists(name):
                storage.save(name, source.open(name))
    list(storage.post_process(paths))
    return (folder / storage.hashed_files[SHEET]).read_text(encoding="utf-8")


def test_one_file_holds_all_layers_in_their_order(tmp_path: Path, settings: pytest_django.Settings) -> None:
    settings.DEBUG = False
    sheet = collect(tmp_path / "static", SOURCES)
    assert "@import" not in sheet
    assert "/*" not in sheet.replace("/*# sourceMappingURL", "")
    assert (
        sheet.index("--paper:") < sheet.index(".site-header {") < sheet.index(".button {") < sheet.index("@media print")
    )
    assert list((tmp_path / "static" / "css").glob("site.*.css.gz"))
    assert "alegreya-sans-800-latin." in sheet  # the faces have hashed names too


def test_a_changed_layer_is_taken_up_by_the_next_collection(tmp_path: Path, settings: pytest_django.Settings) -> None:
    settings.DEBUG = False
    sources = tmp_path / "sources"
    (sources / "css").mkdir(parents=True)
    (sources / SHEET).write_text('@import url("tokens.css");\n')
    (sources / "css" / "tokens.css").write_text(":root { --ink: black; }\n")
    assert "black" in collect(tmp_path / "static", sources)
    (sources / "css" / "tokens.css").write_text(":root { --ink: navy; }\n")
    assert "navy" in collect(tmp_path / "static", sources)
