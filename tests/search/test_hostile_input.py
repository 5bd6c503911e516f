"""Whatever is typed into search gets an answer, never an error."""

from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.excerpts import excerpt
from search.views import search
from search.words import Forms, Pattern, folded, index_terms, words
from tests.cast import Country

NASTY = [
    "'", '"', "''''", "\x00", "a\x00b", "(((", ")(", "[x](y)", "{{", "&", "|", "!", ":*", "a:*", "<->", "\\", "a\\'b",
    "%", "_%_", "%s", "%(now)s", "'; DROP TABLE search_searchentry; --", "\ud800", "a\udfffb",
    "☃" * 300, "x" * 5000, "x " * 2500, "ﷺ" * 200, "a\u0301" * 300,
    "\u202e\u200b\ufeff", "İSTANBUL", "ß", "ـــ", "0", "١٢٣", "👩 perhe",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_nasty_input_is_answered(country: Country, client: Client, text: str) -> None:
    response = client.get(f"/fi/search/?q={quote(text, errors='surrogatepass')}")
    assert response.status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%ED%A0%80", "q=%FF%FE", "q[]=x", "q=x&page=%00", "q=x&page=9" * 400, "q=x&page=-1"]
)
def test_broken_addresses_are_answered(country: Country, client: Client, query: str) -> None:
    assert client.get(f"/fi/search/?{query}").status_code == 200


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=st.text(max_size=5000), page=st.text(max_size=8), literal=st.text(max_size=2))
def test_anything_is_answered(country: Country, text: str, page: str, literal: str) -> None:
    request = RequestFactory().get("/fi/search/")
    request.GET = request.GET.copy()
    request.GET.update({"q": text, "page": page, "literal": literal})
    assert search(request).status_code == 200


@given(text=st.text())
def test_words_stand_where_they_say(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end].strip()
        assert len(word.text) <= 100


@given(word=st.text(min_size=1, max_size=50))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert folded(folded(word)) == folded(word)


@given(text=st.text(alphabet="abcåäö .,\n<&'", max_size=2000), typed=st.text(alphabet="abcåäö", min_size=1, max_size=6))
def test_an_excerpt_is_a_part_of_its_text(text: str, typed: str) -> None:
    def terms(word: str) -> set[str]:
        return index_terms(Forms(word, word, word))

    pieces = excerpt(text, [Pattern.of(Forms(typed, typed, typed))], terms)
    whole = "".join(piece for piece, _marked in pieces).removeprefix("… ").removesuffix(" …")
    assert whole in text
    assert all(words(piece) for piece, marked in pieces if marked)
