"""The base form of a word, out of a file that all processes share."""

import logging
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import lemmas
from search.lemmas import SharedDictionaries, SortedFile

forms = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1, max_size=12)


def write(path: Path, entries: dict[str, str]) -> SortedFile:
    lines = sorted((form.encode(), lemma.encode()) for form, lemma in entries.items())
    path.write_bytes(b"".join(b"%s\t%s\n" % line for line in lines))
    return SortedFile(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(entries=st.dictionaries(forms, forms, min_size=1, max_size=40), other=forms)
def test_the_file_answers_as_a_dictionary_does(tmp_path: Path, entries: dict[str, str], other: str) -> None:
    file = write(tmp_path / "x.tsv", entries)
    assert {form: file[form] for form in entries} == entries
    assert (other in file) == (other in entries)
    assert len(file) == len(entries)
    assert set(file) == set(entries)


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("fi", "kursseja", "kurssi"),
        ("fi", "töitä", "työ"),
        ("fi", "yhteisökummeille", "yhteisökummi"),
        ("sv", "kvinnor", "kvinna"),
        ("en", "courses", "course"),
        ("ar", "كتب", "كتب"),
        ("fi", "xyzzyx", "xyzzyx"),
        ("fi", "", ""),
    ],
)
def test_words_have_base_forms(language: str, form: str, base: str) -> None:
    assert lemmas.lemma(form, language, lemmas._ROOT / "var" / "lemmas") == base


def test_search_goes_on_when_the_file_cannot_be_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with caplog.at_level(logging.ERROR, logger="search.lemmas"):
        assert SharedDictionaries(blocked / "lemmas").get_dictionary("sv") == {}
    assert "stems alone" in caplog.text
