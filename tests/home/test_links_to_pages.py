"""A card, a listing or a template links to a page: the link leads into the language asked for."""

import re

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils.translation import override
from wagtail.models import Page

from home.models import ContentPage
from municipalities.models import LocalPage
from tests.cast import Country


@pytest.fixture
def topic(country: Country) -> ContentPage:
    """A Finnish page with a card that leads to Salo's Finnish page, and a listing of itself with one child."""
    town = Page.objects.get(pk=country.town_pages["fi"]["salo"].pk)
    weeks = town.add_child(instance=LocalPage(title="Viikot", slug="weeks", locale=town.locale))
    home = Page.objects.get(pk=country.homes["fi"].pk)
    topic = home.add_child(instance=ContentPage(title="Aihe", slug="topic", locale=home.locale))
    topic.add_child(instance=ContentPage(title="Alla", slug="below", locale=home.locale))
    topic.body = [
        {"type": "cards", "value": {"heading": "", "items": [{"title": "Kortti", "text": "", "page": weeks.pk}]}},
        {"type": "listing", "value": {"heading": "Lista", "index_page": topic.pk, "limit": 5}},
    ]
    topic.save_revision().publish()
    return topic


@pytest.mark.parametrize("language", ["fi", "sv", "ar"])
def test_links_stay_in_the_language_asked_for(topic: ContentPage, client: Client, language: str) -> None:
    html = client.get(f"/{language}/topic/").content.decode()
    assert f'href="/{language}/salo/weeks/">Kortti' in html
    assert f'href="/{language}/topic/below/"' in html
    main = re.search(r"<main.*</main>", html, re.S).group()
    others = {"fi", "sv", "ar"} - {language}
    links = re.findall(r'href="/(\w+)/(?:topic|salo)/(?:below|weeks)/"', main)
    assert links
    assert not others & set(links)


def render(page: Page | None, **context: object) -> str:
    return Template("{% load portal_tags %}{% page_url page %}").render(Context({"page": page, **context}))


def test_the_tag_knows_the_request_and_does_without(topic: ContentPage) -> None:
    with override("ar"):
        assert render(topic, request=RequestFactory().get("/ar/")) == "/ar/topic/"
    assert render(topic) == "/fi/topic/"
    assert render(None, request=RequestFactory().get("/ar/")) == ""
