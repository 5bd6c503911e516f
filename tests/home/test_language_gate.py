"""A visitor comes to the bare address: to her own language, or to a choice."""

import pytest
from django.test import Client

from home.views import accepted_language
from tests.cast import Country


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ar", "ar"),
        ("sv-FI,sv;q=0.9", "sv"),
        ("EN-gb", "en"),
        ("zh-CN, ar;q=0.5, fi;q=0.1", "ar"),
        ("fi-simple", "fi-simple"),
        ("uk, ru", ""),
        ("*", ""),
        ("", ""),
        ("fi;q=0", ""),
        (";;;,=,\x00", ""),
        ("x" * 5000, ""),
    ],
)
def test_only_a_language_that_the_browser_names_is_chosen(header: str, language: str) -> None:
    assert accepted_language(header, ["fi", "sv", "en", "fi-simple", "ar"]) == language


@pytest.mark.parametrize(("tag", "language"), [("prs", "prs"), ("fa-AF", "prs"), ("fa", "prs"), ("ku-Latn-TR", "kmr")])
def test_browsers_have_other_names_for_some_languages(tag: str, language: str) -> None:
    assert accepted_language(tag, ["fi", "prs", "kmr"]) == language


def test_a_matching_browser_is_sent_on_and_nothing_is_stored(country: Country, client: Client) -> None:
    response = client.get("/", headers={"accept-language": "ar"})
    assert (response.status_code, response["Location"]) == (302, "/ar/")
    assert "Accept-Language" in response["Vary"]
    assert "no-store" in response["Cache-Control"]


def test_anybody_else_chooses(country: Country, client: Client) -> None:
    response = client.get("/", headers={"accept-language": "zh"})
    html = response.content.decode()
    assert response.status_code == 200
    for link in (
        '<a href="/fi/" hreflang="fi" lang="fi" dir="ltr"><span>suomi</span>',
        '<a href="/ar/" hreflang="ar" lang="ar" dir="rtl"><span>العربية</span>',
        '<link rel="alternate" hreflang="x-default" href="http://testserver/">',
    ):
        assert link in html
    assert "Accept-Language" in response["Vary"]
    assert "no-store" in response["Cache-Control"]
    assert "noindex" not in html
