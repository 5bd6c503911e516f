"""A translation that is older than its source, or that a machine made, says so and leads to the source."""

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import ContentPage, PageText
from home.translation import translate
from tests.cast import Country

OUTDATED = "The original text has changed after this translation was made."
MACHINE = "This text was translated by a machine. It may contain mistakes."
LINK = '<a href="/fi/page/" hreflang="fi">Read the original: <span lang="fi" dir="ltr">suomi</span></a>'


@pytest.fixture
def english(country: Country) -> Page:
    """The English translation of a Finnish page."""
    home = country.homes["fi"]
    page = home.add_child(instance=ContentPage(title="Sivu", slug="page", locale=home.locale))
    return translate(page, country.homes["en"].locale, {"title": "Page"})


def change_source(page: Page) -> None:
    source = ContentPage.objects.get(translation_key=page.translation_key, locale__language_code="fi")
    source.title = "Toinen sivu"
    source.save_revision().publish()


def test_a_text_that_says_what_its_source_says_has_no_sentence(english: Page, client: Client) -> None:
    html = client.get("/en/page/").content.decode()
    assert OUTDATED not in html
    assert MACHINE not in html
    assert "Read the original" not in html


def test_an_older_text_says_so(english: Page, client: Client) -> None:
    change_source(english)
    html = client.get("/en/page/").content.decode()
    assert OUTDATED in html
    assert LINK in html
    assert "noindex" not in html
    assert OUTDATED not in client.get("/fi/page/").content.decode()


def test_it_says_so_also_where_it_stands_in_for_a_missing_text(english: Page, client: Client) -> None:
    change_source(english)
    html = client.get("/ar/page/").content.decode()
    assert '<a href="/fi/page/" hreflang="fi">' in html


def test_a_text_made_by_a_machine_says_so(english: Page, client: Client) -> None:
    PageText.objects.filter(page=english.pk).update(machine_live=True)
    html = client.get("/en/page/").content.decode()
    assert MACHINE in html
    assert LINK in html
    assert '<meta name="robots" content="noindex">' in html


def test_no_link_leads_to_a_source_that_is_not_public(english: Page, client: Client) -> None:
    change_source(english)
    ContentPage.objects.get(locale__language_code="fi", slug="page").unpublish()
    assert OUTDATED not in client.get("/en/page/").content.decode()


def test_the_sentence_costs_no_query(english: Page, client: Client, django_assert_max_num_queries) -> None:
    change_source(english)
    client.get("/en/page/")
    with django_assert_max_num_queries(8):
        assert OUTDATED in client.get("/en/page/").content.decode()
