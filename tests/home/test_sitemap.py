"""Search engines ask what there is: real public texts in every language; nothing of a demo."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage, PageText
from home.translation import translate
from home.translation_records import mark_reviewed
from tests.cast import Country
from tests.people import People


def fetch(client: Client, path: str, host: str = "testserver") -> str:
    response = client.get(path, headers={"host": host})
    assert response["Content-Type"] == "application/xml"
    ElementTree.fromstring(response.content)  # noqa: S314  # our own answer
    return response.content.decode()


def sitemaps(client: Client, host: str = "testserver") -> dict[str, str]:
    """The files that the index names, by their path."""
    paths = [urlsplit(url).path for url in re.findall(r"<loc>(.*?)</loc>", fetch(client, "/sitemap.xml", host))]
    return {path: fetch(client, path, host) for path in paths}


def locations(client: Client, host: str = "testserver") -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", "".join(sitemaps(client, host).values()))


def write(country: Country, slug: str, **fields: object) -> Page:
    home = Page.objects.get(pk=country.homes["fi"].pk)
    return home.add_child(instance=ContentPage(title="Sivu", slug=slug, locale=home.locale, **fields))


def test_all_languages_are_listed_with_their_public_addresses(country: Country, client: Client) -> None:
    found = locations(client)
    for language in country.homes:
        assert f"http://testserver/{language}/" in found
        assert f"http://testserver/{language}/salo/" in found
    assert len(found) == len(set(found))


def test_drafts_private_pages_and_aliases_are_not_listed(country: Country, client: Client) -> None:
    before = locations(client)
    write(country, "draft", live=False)
    private = write(country, "private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    private.add_child(instance=ContentPage(title="Alla", slug="below", locale=private.locale))
    shown = write(country, "shown")
    shown.copy_for_translation(country.homes["sv"].locale, alias=True)
    assert set(locations(client)) - set(before) == {"http://testserver/fi/shown/"}


def test_translations_name_each_other(country: Country, client: Client) -> None:
    translate(write(country, "page"), country.homes["ar"].locale, {"title": "صفحة"})
    xml = "".join(sitemaps(client).values())
    both = (
        '<xhtml:link rel="alternate" hreflang="fi" href="http://testserver/fi/page/"/>'
        '<xhtml:link rel="alternate" hreflang="ar" href="http://testserver/ar/page/"/>'
        '<xhtml:link rel="alternate" hreflang="x-default" href="http://testserver/fi/page/"/>'
    )
    assert xml.count(both) == 2


def test_there_is_one_file_for_each_language(country: Country, client: Client) -> None:
    assert set(sitemaps(client)) == {f"/sitemap-{code}.xml" for code in country.homes}
    assert all("/ar/" in url for url in re.findall(r"<loc>(.*?)</loc>", fetch(client, "/sitemap-ar.xml")))
    assert client.get("/sitemap-xx.xml").status_code == 404


def test_a_long_file_goes_on_in_another(country: Country, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = locations(client)
    monkeypatch.setattr("home.sitemaps.LIMIT", 2)
    assert "/sitemap-fi.2.xml" in sitemaps(client)
    assert sorted(locations(client)) == sorted(whole)


def test_links_are_those_of_the_pages_themselves(country: Country, client: Client) -> None:
    translate(write(country, "page"), country.homes["en"].locale, {"title": "Page"})
    for url, entry in re.findall(r"<url><loc>(.*?)</loc>(.*?)</url>", "".join(sitemaps(client).values())):
        html = client.get(urlsplit(url).path).content.decode()
        on_page = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html)
        assert sorted(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', entry)) == sorted(on_page)


def test_what_a_machine_wrote_is_not_listed_until_a_person_has_read_it(
    country: Country, client: Client, people: People
) -> None:
    page = write(country, "page")
    arabic = translate(page, country.homes["ar"].locale, {"title": "صفحة"})
    PageText.objects.filter(page=arabic.pk).update(machine_live=True)
    assert "http://testserver/ar/page/" not in locations(client)
    assert 'hreflang="ar"' not in client.get("/fi/page/").content.decode()
    assert 'content="noindex"' in client.get("/ar/page/").content.decode()
    mark_reviewed(arabic, people["team"])
    assert "http://testserver/ar/page/" in locations(client)
    assert 'content="noindex"' not in client.get("/ar/page/").content.decode()


def test_a_language_that_a_municipality_does_not_offer_is_not_listed(country: Country, client: Client) -> None:
    country.municipalities["salo"].offered_languages = ["fi", "sv"]
    country.municipalities["salo"].save()
    found = locations(client)
    assert "http://testserver/sv/salo/" in found
    assert "http://testserver/ar/salo/" not in found
    assert "http://testserver/ar/raahe/" in found


def test_the_number_of_queries_does_not_grow(country: Country, client: Client, django_assert_max_num_queries) -> None:
    locations(client)
    for path in ("/sitemap.xml", "/sitemap-fi.xml"):
        with django_assert_max_num_queries(5):
            client.get(path)
    for n in range(10):
        write(country, f"page-{n}")
    for path in ("/sitemap.xml", "/sitemap-fi.xml"):
        with django_assert_max_num_queries(5):
            client.get(path)


def test_robots_know_the_sitemap(country: Country, client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_a_demo_is_in_no_search_engine(country: Country, client: Client, settings) -> None:
    settings.DEMO_SITE = True
    assert locations(client) == []
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex">' in client.get("/fi/").content.decode()
