"""What makes a text hard to read or to hear is found in its words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.text_checks import (
    contact_details,
    long_sentences,
    plain,
    sentences,
    skipped_headings,
    unclear_links,
)


@pytest.mark.parametrize(
    ("pieces", "skipped"),
    [
        (["<h2>First</h2><h3>Within</h3><h2>Second</h2>"], []),
        (["<h3>Too deep</h3>"], ["Too deep"]),
        (["<h2>First</h2>", "<p>Words</p>", "<h4 id='x'>Much &amp; deep</h4>"], ["Much & deep"]),
        (["<h2>One</h2><h4>Two</h4><h5>Three</h5>"], ["Two"]),
        (["no heading"], []),
    ],
)
def test_a_heading_follows_the_level_above_it(pieces: list[str], skipped: list[str]) -> None:
    assert skipped_headings(pieces) == skipped


@pytest.mark.parametrize(
    ("html", "unclear"),
    [
        ('<p>Look <a linktype="page" id="3">here</a>.</p>', ["here"]),
        ("<p><a href='/x'>Lue lisää …</a></p>", []),
        ("<p><a href='/x'><b>Lue lisää</b> »</a></p>", ["Lue lisää »"]),
        ("<p><a href='/x'>The library's opening hours</a></p>", []),
        ("<p><a href='/x'>هنا</a></p>", ["هنا"]),
        ("<abbr>here</abbr>", []),
    ],
)
def test_a_link_says_where_it_leads(html: str, unclear: list[str]) -> None:
    assert unclear_links([html]) == unclear


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Kysy: aino@example.org!</p>", ["aino@example.org"]),
        ("<p>Soita +358 40 123 4567 illalla.</p>", ["+358 40 123 4567"]),
        ("<p>puh. 040-1234567</p>", ["040-1234567"]),
        ("<p>Vuonna 2025 meitä oli 12–15, ja 12.3.2025 kello 17.30 alkoi.</p>", []),
        ("<p>Se maksoi 1 500 euroa.</p>", []),
    ],
)
def test_contact_details_are_found(html: str, found: list[str]) -> None:
    assert contact_details([html]) == found


def test_a_sentence_ends_with_its_paragraph_item_and_heading() -> None:
    html = "<h2>Otsikko</h2><p>Yksi. Kaksi?</p><ul><li>kolme</li><li>neljä</li></ul>viisi<br/>kuusi"
    assert list(sentences([html])) == ["Otsikko", "Yksi.", "Kaksi?", "kolme", "neljä", "viisi", "kuusi"]


def test_a_long_sentence_is_one_of_more_than_fifteen_words() -> None:
    words = " ".join(["sana"] * 15)
    assert long_sentences([f"<p>{words}. {words}.</p>"]) == []
    assert long_sentences([f"<p>{words} vielä.</p>"]) == [f"{words} vielä."]


@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_can_be_checked(pieces: list[str]) -> None:
    skipped_headings(pieces)
    unclear_links(pieces)
    for sentence in long_sentences(pieces, 3):
        assert sentence
    assert all("\n" not in sentence for sentence in sentences(pieces))


@given(st.text(alphabet=st.characters(exclude_characters="<&"), max_size=100))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(text) == text
