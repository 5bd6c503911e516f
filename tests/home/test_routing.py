"""A visitor opens an address: the right page, in the right language, at the one right address, in few queries."""

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import ContentPage
from tests.cast import Country


def test_the_district_is_in_the_tree_but_not_in_the_address(country: Country, client: Client) -> None:
    assert country.town_pages["fi"]["salo"].url == "/fi/salo/"
    assert client.get("/fi/salo/").status_code == 200


def test_the_long_form_redirects_to_the_short_one_and_keeps_the_query(country: Country, client: Client) -> None:
    response = client.get("/fi/district-varsinais-suomi/salo/?when=today")
    assert (response.status_code, response["Location"]) == (301, "/fi/salo/?when=today")


def test_the_district_page_has_an_address_of_its_own(country: Country, client: Client) -> None:
    assert country.district_pages["fi"]["oulu"].url == "/fi/district-oulu/"
    assert client.get("/fi/district-oulu/").status_code == 200


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple", "ar"])
def test_each_language_shows_its_own_text(country: Country, client: Client, language: str) -> None:
    response = client.get(f"/{language}/salo/")
    assert response.status_code == 200
    assert country.town_pages[language]["salo"].title in response.content.decode()


def test_a_missing_text_is_answered_by_another_language_at_the_same_address(country: Country, client: Client) -> None:
    country.town_pages["ar"]["salo"].unpublish()
    response = client.get("/ar/salo/")
    html = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert '<html lang="ar" dir="rtl">' in html
    assert 'lang="en" dir="ltr"' in html  # English stands in first
    assert '<link rel="canonical" href="http://testserver/en/salo/">' in html


def test_what_never_was_is_404(country: Country, client: Client) -> None:
    assert client.get("/fi/atlantis/").status_code == 404
    assert client.get("/fi/salo/atlantis/").status_code == 404


def test_moving_and_renaming_keep_the_addresses_right(country: Country, client: Client) -> None:
    salo = country.town_pages["fi"]["salo"]
    salo.move(country.district_pages["fi"]["oulu"], pos="last-child")
    assert client.get("/fi/salo/").status_code == 200
    assert Page.find_problems() == ([], [], [], [], [])


def test_routing_costs_the_same_at_any_depth(country: Country, client: Client, django_assert_max_num_queries) -> None:
    home = country.homes["fi"]
    page = home
    for n in range(3):
        page = page.add_child(instance=ContentPage(title=f"Level {n}", slug=f"level-{n}", locale=home.locale))
    client.get("/fi/")  # the root paths are cached from here on
    with django_assert_max_num_queries(8):
        assert client.get("/fi/level-0/level-1/level-2/").status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get("/fi/level-0/").status_code == 200
