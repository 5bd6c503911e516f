"""The words of the interface: complete, safe to fill in, and those that the project has chosen (locale/README.md)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, override, to_locale

from portal import catalogues

BY_LANGUAGE = {source.parts[-3]: source for source in catalogues.sources()}
STAFF_LANGUAGES = {to_locale(code) for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES}
TAG = re.compile(r"</?[a-z][^>]*>")
#: The only place for the verb that makes people the object of integration is the fund's official name.
FUND = "turvapaikka-, maahanmuutto- ja kotouttamisrahasto"
AVOIDED = {
    "fi": r"sponsor|kotoutta|maahanmuuttaj|\bautettav|\bjengi|\bklo \d+:|feedback",
    "sv": r"sponsor|\binvandrar|volontär|feedback|\bklient|\bkl \d|\bcookies?\b",
    "en": r"\bimmigrants?\b|our refugees|\badopt|\bhost famil|asylum seeker",
}
AVOIDED["fi_Simple"] = AVOIDED["fi"]

each_catalogue = pytest.mark.parametrize("language", BY_LANGUAGE)


def entries(language: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(BY_LANGUAGE[language])))


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every text of a catalogue that is shown, with the English it stands for."""
    for entry in entries(language):
        if not entry.translated():
            continue
        if entry.msgid_plural:
            yield from ((entry.msgid_plural, text) for text in entry.msgstr_plural.values())
        else:
            yield entry.msgid, entry.msgstr


@each_catalogue
def test_a_language_on_offer_is_complete(language: str) -> None:
    assert catalogues.untranslated(BY_LANGUAGE[language], for_staff=language in STAFF_LANGUAGES) == []


def test_what_staff_alone_read_may_be_missing_and_then_reads_as_in_finnish() -> None:
    english = "Numbered steps, one thing each."
    with override("fi"):
        finnish = gettext(english)
    with override("fi-simple"):
        assert gettext(english) == finnish != english


@each_catalogue
def test_nothing_is_doubtful_or_left_over(language: str) -> None:
    assert [entry.msgid for entry in entries(language) if entry.fuzzy or entry.obsolete] == []


@each_catalogue
def test_a_catalogue_says_who_has_read_it(language: str) -> None:
    assert polib.pofile(str(BY_LANGUAGE[language])).metadata["X-Native-Review"]


@each_catalogue
def test_a_count_has_every_form_of_its_language(language: str) -> None:
    header = polib.pofile(str(BY_LANGUAGE[language])).metadata["Plural-Forms"]
    [wanted] = re.findall(r"nplurals=(\d+)", header)
    counts = {entry.msgid: len(entry.msgstr_plural) for entry in entries(language) if entry.msgid_plural}
    assert set(counts.values()) <= {int(wanted)}, counts
    assert language != "ar" or wanted == "6"


@each_catalogue
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    """Forms for one or two may say the number in a word."""
    for entry in entries(language):
        if not entry.translated():
            continue
        forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
        wanted = catalogues.placeholders(entry.msgid_plural or entry.msgid)
        assert all(catalogues.placeholders(form) <= wanted for form in forms), entry.msgid
        assert catalogues.placeholders(forms[-1]) == wanted, entry.msgid


@each_catalogue
def test_a_translation_can_be_filled_in(language: str) -> None:
    for entry in entries(language):
        if "python-format" in entry.flags:
            for form in [*entry.msgstr_plural.values(), entry.msgstr]:
                assert isinstance(form % defaultdict(int), str), entry.msgid


@each_catalogue
def test_a_translation_keeps_the_tags(language: str) -> None:
    for english, text in pairs(language):
        assert sorted(TAG.findall(text)) == sorted(TAG.findall(english)), english


@each_catalogue
def test_a_translation_begins_and_ends_like_the_original(language: str) -> None:
    """A lost space or line break glues words together where texts are joined."""
    for english, text in pairs(language):
        for side in (0, -1):
            assert text[side].isspace() == english[side].isspace(), english
        assert text.rstrip().endswith(":") == english.rstrip().endswith(":"), english


@pytest.mark.parametrize("language", AVOIDED)
def test_words_that_the_project_avoids_are_absent(language: str) -> None:
    texts = [entry.msgid for entry in entries("fi")] if language == "en" else [text for _, text in pairs(language)]
    avoided = re.compile(AVOIDED[language], re.IGNORECASE)
    assert [text for text in texts if avoided.search(text.replace(FUND, ""))] == []


def test_arabic_is_written_in_arabic() -> None:
    """Only names, signs and placeholders may stand alone in Latin letters."""
    letters = re.compile(r"[\u0600-\u06ff]")
    latin = [text for _english, text in pairs("ar") if not letters.search(catalogues.PLACEHOLDER.sub("", text))]
    assert [text for text in latin if re.search(r"[A-Za-z]{4,}", catalogues.PLACEHOLDER.sub("", text))] == []


def test_a_catalogue_lies_where_django_looks_for_it() -> None:
    known = {to_locale(code) for code in settings.OFFERED_LANGUAGES}
    assert set(BY_LANGUAGE) <= known
    assert not Path(settings.BASE_DIR, "locale", "__init__.py").exists()
