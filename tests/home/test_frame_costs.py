"""What the frame of a page costs: the same few queries however large the tree is, and none for an address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page, Site

from home.models import ContentPage
from home.shell import Shell
from home.translation import translate
from municipalities.models import LocalPage
from tests.cast import Country

FRAME = [
    "language", "content_language", "canonical_url", "noindex", "switcher", "alternates", "menu", "breadcrumbs",
    "microsite", "microsite_url", "microsite_menu", "home_url", "help_now_url", "search_url", "children",
]  # fmt: skip


@pytest.fixture
def grow(country: Country) -> Callable[[], None]:
    """Forty more pages around, in menus and in several languages."""

    def grow() -> None:
        for n in range(20):
            home = Page.objects.get(pk=country.homes["fi"].pk)
            page = home.add_child(instance=ContentPage(title=f"Osa {n}", locale=home.locale, show_in_menus=True))
            town = Page.objects.get(pk=country.town_pages["fi"]["salo"].pk)
            town.add_child(instance=LocalPage(title=f"Paikka {n}", locale=home.locale, show_in_menus=True))
            translate(page, country.homes["ar"].locale, {"title": f"Ar {n}"})

    return grow


@pytest.fixture
def pages(country: Country) -> dict[str, Page]:
    """A page of the portal and one of Salo, in Finnish only."""
    home = Page.objects.get(pk=country.homes["fi"].pk)
    town = Page.objects.get(pk=country.town_pages["fi"]["salo"].pk)
    return {
        "/fi/topic/": home.add_child(instance=ContentPage(title="Aihe", slug="topic", locale=home.locale)),
        "/fi/salo/weeks/": town.add_child(instance=LocalPage(title="Viikot", slug="weeks", locale=home.locale)),
    }


def queries(action: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def warm(request: HttpRequest) -> None:
    """What every request has asked before: the site, and the cached root paths."""
    Site.find_for_request(request)
    Site.get_site_root_paths()


@pytest.mark.parametrize("path", ["/fi/topic/", "/fi/salo/weeks/", "/ar/topic/", "/ar/salo/weeks/", "/fi/salo/"])
def test_a_page_costs_at_most_eight_queries_at_any_size(
    pages: dict[str, Page], grow: Callable[[], None], client: Client, path: str
) -> None:
    client.get(path)
    small = queries(lambda: client.get(path))
    grow()
    client.get(path)
    assert queries(lambda: client.get(path)) <= small <= 8


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_the_frame_costs_at_most_three_queries(pages: dict[str, Page], language: str) -> None:
    for page in pages.values():
        request = RequestFactory().get(f"/{language}/x/")
        request.shell_page = page.specific
        assert page.specific.locale
        warm(request)
        shell = Shell(request)
        with override(language):
            assert queries(lambda shell=shell: [getattr(shell, name) for name in FRAME]) <= 3


def test_an_address_costs_no_query(pages: dict[str, Page], country: Country) -> None:
    request = RequestFactory().get("/ar/")
    shell = Shell(request)
    warm(request)
    plain = list(Page.objects.filter(pk__in=[page.pk for page in pages.values()]).select_related("locale"))
    own = list(pages.values())
    with override("ar"):
        assert queries(lambda: [shell.url_of(page) for page in [*plain, *own]]) == 0
        assert [shell.url_of(page) for page in own] == ["/ar/topic/", "/ar/salo/weeks/"]
        assert shell.url_of(own[1], "sv") == "/sv/salo/weeks/"
