"""What a page says about its other languages: switcher and hreflang, also where a page is missing or broken."""

import re
from collections.abc import Sequence

import pytest
from django.http import HttpRequest
from django.test import Client
from wagtail.models import Page

from home import routing
from home.models import ContentPage
from home.translation import translate
from tests.cast import Country

LANGUAGES = ["fi", "sv", "en", "fi-simple", "ar"]


def alternates(client: Client, path: str) -> dict[str, str]:
    html = client.get(path).content.decode()
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def write(country: Country, *languages: str) -> Page:
    home = Page.objects.get(pk=country.homes["fi"].pk)
    page = home.add_child(instance=ContentPage(title="Sivu", slug="page", locale=home.locale))
    for code in languages:
        translate(page, country.homes[code].locale, {"title": f"[{code}]"})
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switcher_keeps_path_and_query(country: Country, client: Client, language: str) -> None:
    html = client.get(f"/{language}/salo/?when=week&topic=a%22b").content.decode()
    for code in LANGUAGES:
        assert f'href="/{code}/salo/?when=week&amp;topic=a%22b"' in html


def test_only_texts_that_exist_are_named_to_search_engines(country: Country, client: Client) -> None:
    write(country, "ar")
    expected = {
        "fi": "http://testserver/fi/page/",
        "ar": "http://testserver/ar/page/",
        "x-default": "http://testserver/fi/page/",  # there is no English
    }
    assert alternates(client, "/fi/page/") == expected
    assert alternates(client, "/ar/page/?q=1") == expected
    assert alternates(client, "/sv/page/") == {}


def test_english_is_the_default_where_there_is_english(country: Country, client: Client) -> None:
    write(country, "en")
    assert alternates(client, "/fi/page/")["x-default"] == "http://testserver/en/page/"


def test_the_default_of_the_home_page_is_the_choice_of_languages(country: Country, client: Client) -> None:
    found = alternates(client, "/sv/")
    assert found["x-default"] == "http://testserver/"
    assert set(found) == {"fi", "sv", "en", "ar", "x-default"}  # no tag for easy Finnish


def test_drafts_and_aliases_are_no_translations(country: Country, client: Client) -> None:
    page = write(country, "en")
    page.get_translation(country.homes["en"].locale).unpublish()
    page.copy_for_translation(country.homes["sv"].locale, alias=True)
    assert set(alternates(client, "/fi/page/")) == {"fi", "x-default"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_page_has_the_switcher(country: Country, client: Client, language: str) -> None:
    response = client.get(f"/{language}/salo/nowhere/?a=b")
    html = response.content.decode()
    assert response.status_code == 404
    for code in LANGUAGES:
        assert f'href="/{code}/salo/nowhere/?a=b"' in html


def test_an_address_without_a_language_is_missing_in_the_default_one(country: Country, client: Client) -> None:
    response = client.get("/xx/nowhere/", follow=True)
    assert response.status_code == 404
    assert '<html lang="fi" dir="ltr">' in response.content.decode()


def test_a_removed_page_says_so_in_the_language_of_the_path(
    country: Country, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def removed(request: HttpRequest, language: str, components: Sequence[str]) -> bool:
        return list(components) == ["salo", "removed"]

    monkeypatch.setattr(routing, "gone_checks", [removed])
    response = client.get("/ar/salo/removed/")
    html = response.content.decode()
    assert response.status_code == 410
    assert '<html lang="ar" dir="rtl">' in html
    assert 'href="/sv/salo/removed/"' in html
    assert client.get("/ar/salo/other/").status_code == 404


def test_a_fault_has_the_switcher_and_needs_no_database(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/ar/salo/")  # without the database fixture, every query fails
    html = response.content.decode()
    assert response.status_code == 500
    assert '<html lang="ar" dir="rtl">' in html
    for code in LANGUAGES:
        assert f'href="/{code}/"' in html
