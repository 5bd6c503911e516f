"""A microsite on a host of its own: the same pages at shorter addresses, with one canonical address each."""

import re

import pytest
from django.test import Client
from wagtail.models import Page, Site

from municipalities.models import LocalPage, Municipality
from tests.cast import Country
from tests.home.test_sitemap import sitemaps

HOST = "salo.example.org"


@pytest.fixture
def salo(country: Country) -> LocalPage:
    """A local page of Salo, whose microsite has its own host."""
    town = Page.objects.get(pk=country.town_pages["fi"]["salo"].pk)
    page = town.add_child(instance=LocalPage(title="Viikot", slug="weeks", locale=town.locale, show_in_menus=True))
    Site.objects.create(hostname=HOST, root_page=town, site_name="Salo")
    Site.clear_site_root_paths_cache()
    return page


def canonical(html: str) -> str:
    return re.findall(r'rel="canonical" href="([^"]+)"', html)[0]


@pytest.mark.parametrize("language", ["fi", "sv", "ar"])
def test_the_microsite_answers_on_its_host_in_every_language(salo: LocalPage, client: Client, language: str) -> None:
    response = client.get(f"/{language}/", headers={"host": HOST})
    assert response.status_code == 200
    assert canonical(response.content.decode()) == f"http://{HOST}/{language}/"


def test_its_pages_are_there_and_links_stay_on_the_host(salo: LocalPage, client: Client) -> None:
    response = client.get("/fi/weeks/", headers={"host": HOST})
    html = response.content.decode()
    assert response.status_code == 200
    assert canonical(html) == f"http://{HOST}/fi/weeks/"
    assert f'hreflang="fi" href="http://{HOST}/fi/weeks/"' in html
    assert '<a href="/fi/weeks/"' in html  # the microsite's menu
    assert 'href="/sv/weeks/"' in html  # the switcher
    assert 'href="http://testserver/fi/privacy/"' in html  # the portal's own pages are on the portal


def test_the_portal_path_keeps_answering_and_names_the_host(salo: LocalPage, client: Client) -> None:
    for path in ("/fi/salo/", "/fi/salo/weeks/"):
        response = client.get(path)
        assert response.status_code == 200
        assert canonical(response.content.decode()) == f"http://{HOST}{path.replace('/salo/', '/')}"
    assert '<a href="/fi/salo/weeks/"' in client.get("/fi/salo/weeks/").content.decode()


def test_a_missing_text_names_the_canonical_address_on_the_host(salo: LocalPage, client: Client) -> None:
    for response in (client.get("/ar/weeks/", headers={"host": HOST}), client.get("/ar/salo/weeks/")):
        assert response.status_code == 200
        assert response["X-Robots-Tag"] == "noindex"
        assert canonical(response.content.decode()) == f"http://{HOST}/fi/weeks/"


def test_a_language_that_the_town_does_not_offer_is_marked_on_its_host(salo: LocalPage, client: Client) -> None:
    Municipality.objects.filter(slug="salo").update(offered_languages=["fi", "sv"])
    for response in (client.get("/ar/", headers={"host": HOST}), client.get("/ar/salo/")):
        html = response.content.decode()
        assert response.status_code == 200
        assert '<html lang="ar" dir="rtl">' in html
        assert "[ar] Salo" not in html
        assert response["X-Robots-Tag"] == "noindex"
        assert canonical(html) == f"http://{HOST}/fi/"
        assert "hreflang=" not in html
    listed = sitemaps(client, HOST)
    assert set(listed) == {"/sitemap-fi.xml", "/sitemap-sv.xml"}
    assert f'hreflang="sv" href="http://{HOST}/sv/"' in client.get("/fi/salo/").content.decode()


def test_a_town_without_a_host_is_on_the_portal_alone(salo: LocalPage, client: Client) -> None:
    html = client.get("/sv/raahe/").content.decode()
    assert canonical(html) == "http://testserver/sv/raahe/"
    assert 'hreflang="fi" href="http://testserver/fi/raahe/"' in html
    assert HOST not in html


def test_other_towns_are_not_on_the_host(salo: LocalPage, client: Client) -> None:
    assert client.get("/fi/raahe/", headers={"host": HOST}).status_code == 404
    assert client.get("/fi/salo/", headers={"host": HOST}).status_code == 404


def test_search_on_the_host_links_to_where_things_are(salo: LocalPage, client: Client) -> None:
    html = client.get("/fi/search/?q=viikot", headers={"host": HOST}).content.decode()
    assert 'class="card-link" href="/fi/weeks/"' in html
    html = client.get("/fi/search/?q=raahe", headers={"host": HOST}).content.decode()
    assert 'class="card-link" href="http://testserver/fi/raahe/"' in html


def test_each_host_lists_its_own_pages(salo: LocalPage, client: Client) -> None:
    own = "".join(sitemaps(client, HOST).values())
    portal = "".join(sitemaps(client).values())
    assert f"<loc>http://{HOST}/fi/weeks/</loc>" in own
    assert "testserver" not in own
    assert HOST not in portal
    assert "<loc>http://testserver/fi/raahe/</loc>" in portal
    assert f"Sitemap: http://{HOST}/sitemap.xml" in client.get("/robots.txt", headers={"host": HOST}).content.decode()
