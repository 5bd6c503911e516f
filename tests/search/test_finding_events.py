"""A visitor searches for an activity: the read model of the events says what is to come and what is hidden."""

import re
from datetime import date

from django.test import Client
from wagtail.models import Page

from events.models import EventText, Occurrence
from home.models import ContentPage
from search.models import SearchEntry, SearchWord
from tests.events.conftest import MakeEvent, Stage, frozen_now, make_event, stage, translate  # noqa: F401  # fixtures
from tests.search.test_searching import html, titles

CANARY = "Kanarialinnunkuja"


def test_an_event_is_found_with_its_next_date_and_municipality(make_event: MakeEvent, client: Client) -> None:  # noqa: F811
    make_event()
    found = html(client, "kielikahvila")
    assert titles(client, "kielikahviloita") == ["Kielikahvila kirjastossa"]
    assert 'href="/fi/salo/events/kielikahvila/"' in found
    assert 'datetime="2026-03-24T17:30' in found
    assert "Salo" in found


def test_an_upcoming_event_comes_before_a_page(make_event: MakeEvent, stage: Stage, client: Client) -> None:  # noqa: F811
    home = Page.objects.get(pk=stage.country.homes["fi"].pk)
    home.add_child(instance=ContentPage(title="Kielikahvila kirjastossa", slug="sivu", locale=home.locale))
    make_event()
    links = re.findall(r'class="card-link" href="([^"]*)"', html(client, "kielikahvila"))
    assert links == ["/fi/salo/events/kielikahvila/", "/fi/sivu/"]


def test_an_event_that_is_over_is_not_found(make_event: MakeEvent, client: Client) -> None:  # noqa: F811
    make_event(start_date=date(2026, 2, 3), until=date(2026, 3, 3))
    assert titles(client, "kielikahvila", literal="1") == []


def test_a_cancelled_event_says_so(make_event: MakeEvent, client: Client) -> None:  # noqa: F811
    make_event()
    Occurrence.objects.update(status=Occurrence.Status.CANCELLED)
    assert 'data-kind="danger"' in html(client, "kielikahvila")


def test_events_of_a_paused_municipality_are_not_found(make_event: MakeEvent, stage: Stage, client: Client) -> None:  # noqa: F811
    make_event()
    type(stage.country.municipalities["salo"]).objects.filter(slug="salo").update(state="paused")
    assert titles(client, "kielikahvila", literal="1") == []


def test_the_words_of_a_translation_are_found_in_its_language(
    make_event: MakeEvent,  # noqa: F811
    translate,  # noqa: F811
    client: Client,
) -> None:
    translate(make_event(), "sv", title="Språkkafé", body="<p>Kom med.</p>")
    assert titles(client, "språkkafé", "sv") == ["Språkkafé"]


def test_an_event_whose_source_is_unpublished_is_not_found_in_any_language(
    make_event: MakeEvent,  # noqa: F811
    translate,  # noqa: F811
    client: Client,
) -> None:
    page = make_event()
    translate(page, "sv", title="Språkkafé", body="<p>Kom med.</p>")
    page.unpublish()
    assert titles(client, "kielikahvila", literal="1") == []
    assert titles(client, "språkkafé", "sv", literal="1") == []


def test_an_event_that_the_read_model_does_not_have_is_not_found(make_event: MakeEvent, client: Client) -> None:  # noqa: F811
    make_event()
    EventText.objects.all().delete()
    assert titles(client, "kielikahvila", literal="1") == []


def test_a_hidden_place_is_nowhere_in_the_index(make_event: MakeEvent, stage: Stage, client: Client) -> None:  # noqa: F811
    stage.library.texts.filter(language="fi").update(name=CANARY)
    type(stage.library).objects.update(street_address=f"{CANARY} 7")
    make_event(place_hidden=True, place_note=f"Ovi {CANARY} puolelta")
    assert titles(client, CANARY) == []
    indexed = " ".join(f"{entry.text} {entry.vector}" for entry in SearchEntry.objects.all()).lower()
    assert CANARY.lower() not in indexed
    assert not SearchWord.objects.filter(word__icontains=CANARY).exists()
