"""The rules of docs/design.md that can be checked by reading: templates, icons, style sheet."""

import gzip
import re
from pathlib import Path

import pytest

from home.templatetags.drawings import icon_names
from portal.staticfiles import SHEET, one_sheet

STATIC = Path("portal/static")
TEMPLATES = sorted(
    path
    for folder in ("portal", "home", "municipalities", "events", "volunteering", "search")
    for path in Path(folder).glob("templates/**/*.html")
    # Mail and the admin have rules of their own.
    if not {"mail", "email", "admin", "wagtailadmin"} & set(path.parts)
)
STYLE = one_sheet(lambda name: (STATIC / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_public_template_has_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_every_icon_named_in_a_template_can_be_drawn(path: Path) -> None:
    named = set(re.findall(r'{% icon "([^"]+)" %}', path.read_text(encoding="utf-8")))
    assert named <= icon_names()


def test_the_shell_reads_nothing_about_the_visitor() -> None:
    frame = Path("portal/templates")
    shell = [path for path in TEMPLATES if path == frame / "base.html" or path.parent == frame / "includes"]
    assert shell
    for path in shell:
        text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"csrf_token|request\.(user|session|COOKIES)|\bmessages\b|{{ ?user", text), path


def test_the_style_sheet_asks_nobody_else_for_anything() -> None:
    assert "@import" not in STYLE
    assert not re.search(r"https?://|//[a-z]", STYLE)
    for name in re.findall(r'url\("?([^")]+)"?\)', STYLE):
        assert (STATIC / SHEET).parent.joinpath(name).resolve().is_file(), name


def test_the_style_sheet_fits_its_budget() -> None:
    assert len(gzip.compress(STYLE.encode(), 9)) <= 14 * 1024


def test_the_style_sheet_reaches_phones_without_layers_or_nesting() -> None:
    assert "@layer" not in STYLE
    assert not re.search(r"(?m)^\s*&", STYLE)


def test_every_token_that_is_used_exists() -> None:
    used = set(re.findall(r"var\((--[\w-]+)", STYLE))
    assert used <= set(re.findall(r"(--[\w-]+):", STYLE))


def test_faces_are_small_and_come_with_their_licence() -> None:
    faces = list((STATIC / "fonts").glob("*.woff2"))
    assert faces
    assert (STATIC / "fonts" / "LICENSE.txt").is_file()
    assert all(face.stat().st_size <= 20 * 1024 for face in faces)
