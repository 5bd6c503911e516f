"""The interface's languages are compiled without gettext, and hold exactly the strings of the source."""

import gettext
import os
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import to_locale

from portal import catalogues

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one catalogue of one sentence."""
    folder = tmp_path / "locale" / "prs" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Events", msgstr="رویدادها"))
    catalogue.append(polib.POEntry(msgid="Places", msgstr="?", flags=["fuzzy"]))
    catalogue.save(str(folder / "django.po"))
    return tmp_path


def read(compiled: Path) -> gettext.GNUTranslations:
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_catalogue_is_compiled_without_gettext(project: Path) -> None:
    [compiled] = catalogues.compile_stale(project)
    assert read(compiled).gettext("Events") == "رویدادها"


def test_a_doubtful_translation_is_not_shown(project: Path) -> None:
    [compiled] = catalogues.compile_stale(project)
    assert read(compiled).gettext("Places") == "Places"


def test_only_what_changed_is_compiled_again(project: Path) -> None:
    [compiled] = catalogues.compile_stale(project)
    assert catalogues.compile_stale(project) == []
    later = compiled.stat().st_mtime + 10
    [source] = catalogues.sources(project)
    os.utime(source, (later, later))
    assert catalogues.compile_stale(project) == [compiled]


def test_every_offered_language_has_a_catalogue() -> None:
    """Django accepts a language that it does not know itself only with a catalogue of ours."""
    found = {source.parts[-3] for source in catalogues.sources()}
    assert {to_locale(code) for code in settings.OFFERED_LANGUAGES} - {"en"} <= found


def test_the_catalogues_are_fresh() -> None:
    if not catalogues.is_gettext_installed():
        assert not os.environ.get("CI"), "gettext is needed here"
        pytest.skip("gettext is not installed")
    assert catalogues.drift() == []
