"""A renamed page is found at its old addresses: in every language, with what is below it, on every host."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from home.translation import translate
from municipalities.models import LocalPage
from tests.cast import Country


@pytest.fixture
def page(country: Country) -> LocalPage:
    """A Finnish page of Salo with a page below it, and its Swedish translation."""
    town = country.town_pages["fi"]["salo"]
    page = town.add_child(instance=LocalPage(title="Talvi", slug="winter", locale=town.locale))
    page.add_child(instance=LocalPage(title="Alla", slug="below", locale=town.locale))
    translate(page, country.homes["sv"].locale, {"title": "Vinter"})
    return page


Rename = Callable[[Page, str], None]


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Callable[..., Any]) -> Rename:
    """Give a page another slug and publish it."""

    def rename(page: Page, slug: str) -> None:
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


def swedish(page: Page) -> Page:
    return page.get_translations().get(locale__language_code="sv").specific


def test_all_translations_get_the_new_slug(rename: Rename, page: LocalPage, client: Client) -> None:
    rename(page, "cold-months")
    assert swedish(page).slug == "cold-months"
    assert client.get("/sv/salo/cold-months/").status_code == 200


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ar"])
def test_old_addresses_lead_to_the_new_ones(rename: Rename, page: LocalPage, client: Client, language: str) -> None:
    rename(page, "cold-months")
    response = client.get(f"/{language}/salo/winter/?a=b")
    assert response.status_code == 301
    assert response["Location"] == f"/{language}/salo/cold-months/?a=b"
    below = client.get(f"/{language}/salo/winter/below/")
    assert below["Location"] == f"/{language}/salo/cold-months/below/"


def test_the_long_form_with_the_district_is_found_too(rename: Rename, page: LocalPage, client: Client) -> None:
    rename(page, "cold-months")
    response = client.get("/fi/district-varsinais-suomi/salo/winter/")
    assert response["Location"] == "/fi/salo/cold-months/"


def test_several_renames_lead_to_the_last_one(rename: Rename, page: LocalPage, client: Client) -> None:
    rename(page, "cold-months")
    rename(page, "snow")
    assert client.get("/sv/salo/winter/")["Location"] == "/sv/salo/snow/"
    assert client.get("/sv/salo/cold-months/")["Location"] == "/sv/salo/snow/"
    rename(page, "winter")
    assert client.get("/sv/salo/winter/").status_code == 200


def test_a_draft_of_a_translation_keeps_its_words_and_gets_the_slug(rename: Rename, page: LocalPage) -> None:
    translation = swedish(page)
    translation.title = "Vintern"
    revision = translation.save_revision()
    rename(page, "cold-months")
    revision.refresh_from_db()
    revision.publish()
    translation = swedish(page)
    assert (translation.title, translation.slug) == ("Vintern", "cold-months")


def test_a_translation_alone_is_not_renamed_for_all(rename: Rename, page: LocalPage) -> None:
    rename(swedish(page), "kyla")
    page.refresh_from_db()
    assert page.slug == "winter"


def test_it_works_on_a_host_of_its_own(rename: Rename, page: LocalPage, country: Country, client: Client) -> None:
    Site.objects.create(hostname="salo.example.org", root_page=country.town_pages["fi"]["salo"], site_name="Salo")
    Site.clear_site_root_paths_cache()
    rename(page, "cold-months")
    response = client.get("/sv/winter/", headers={"host": "salo.example.org"})
    assert response["Location"] == "/sv/cold-months/"
    assert client.get("/fi/salo/winter/")["Location"] == "/fi/salo/cold-months/"


def test_a_page_that_is_no_longer_public_is_missing(rename: Rename, page: LocalPage, client: Client) -> None:
    rename(page, "cold-months")
    Page.objects.get(pk=page.pk).specific.unpublish()
    swedish(page).unpublish()
    assert client.get("/fi/salo/winter/", follow=True).status_code == 404


def test_whatever_is_typed_is_no_fault(country: Country, client: Client) -> None:
    for path in ("%00", "a%00b", "a" * 3000, "%ff"):
        assert client.get(f"/fi/salo/{path}/").status_code == 404


def test_it_costs_few_queries_at_any_size(
    rename: Rename, page: LocalPage, client: Client, django_assert_max_num_queries
) -> None:
    rename(page, "cold-months")
    client.get("/ar/salo/winter/")
    with django_assert_max_num_queries(8):
        client.get("/ar/salo/winter/")
    target = Page.objects.get(pk=page.pk)
    site = Site.objects.get(is_default_site=True)
    Redirect.objects.bulk_create(Redirect(old_path=f"/fi/old-{n}", redirect_page=target, site=site) for n in range(50))
    with django_assert_max_num_queries(8):
        client.get("/ar/salo/winter/")


def test_a_swedish_name_leads_to_the_municipality(country: Country, client: Client) -> None:
    assert client.get("/sv/brahestad/?a=b")["Location"] == "/sv/raahe/?a=b"
    assert client.get("/ar/Brahestad/events/")["Location"] == "/ar/raahe/events/"
    assert client.get("/sv/nowhere/").status_code == 404
