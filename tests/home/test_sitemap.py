"""Search engines ask what there is: real public texts in every language; nothing of a demo."""

import re
from xml.etree import ElementTree

from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage
from home.translation import translate
from tests.cast import Country


def locations(client: Client) -> list[str]:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    ElementTree.fromstring(response.content)  # noqa: S314  # our own answer
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


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
    xml = client.get("/sitemap.xml").content.decode()
    both = (
        '<xhtml:link rel="alternate" hreflang="fi" href="http://testserver/fi/page/"/>'
        '<xhtml:link rel="alternate" hreflang="ar" href="http://testserver/ar/page/"/>'
    )
    assert xml.count(both) == 2


def test_the_number_of_queries_does_not_grow(country: Country, client: Client, django_assert_max_num_queries) -> None:
    locations(client)
    with django_assert_max_num_queries(4):
        locations(client)
    for n in range(10):
        write(country, f"page-{n}")
    with django_assert_max_num_queries(4):
        locations(client)


def test_robots_know_the_sitemap(country: Country, client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_a_demo_is_in_no_search_engine(country: Country, client: Client, settings) -> None:
    settings.DEMO_SITE = True
    assert locations(client) == []
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex">' in client.get("/fi/").content.decode()
