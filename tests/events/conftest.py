"""Event lists in all languages for the country and for Salo, and a weekly language café at 17.30 on Tuesdays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from wagtail.models import Locale

from events.models import EventIndexPage, EventOrganiser, EventPage, Topic, TopicText
from municipalities.models import Contact, ContactText, Organisation, OrganisationText, Place, PlaceText
from tests.cast import Country

HELSINKI = ZoneInfo("Europe/Helsinki")
#: Monday 23 March 2026, noon: the clocks change on Sunday the 29th.
NOW = datetime(2026, 3, 23, 12, tzinfo=HELSINKI)

MakeEvent = Callable[..., EventPage]


@pytest.fixture(autouse=True)
def frozen_now() -> Any:
    """The tests of this folder happen on 23 March 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass
class Stage:
    """What the tests of events play with."""

    country: Country
    portal: "Lists"
    salo: "Lists"
    raahe: "Lists"
    library: Place
    parish: Organisation
    red_cross: Organisation
    coordinator: Contact
    language_topic: Topic
    sport_topic: Topic


@pytest.fixture
def stage(country: Country) -> Stage:
    """Lists of activities, a library, two organisers, a contact and two topics."""
    salo = country.municipalities["salo"]
    library = Place.objects.create(
        key="salo-library", municipality=salo, kind="library", street_address="Kirjastokatu 1", postal_code="24100",
        address_locality="Salo", latitude=60.387, longitude=23.13, step_free=True,
    )  # fmt: skip
    for language, name in (("fi", "Salon kirjasto"), ("sv", "Salo bibliotek"), ("en", "Salo library")):
        PlaceText.objects.create(parent=library, language=language, name=name)
    coordinator = Contact.objects.create(
        key="salo-coordinator", municipality=salo, telephone="+358 00 000 0001", languages=["fi", "ar"]
    )
    ContactText.objects.create(parent=coordinator, language="fi", role="Koordinaattori")
    ContactText.objects.create(parent=coordinator, language="en", role="Coordinator")
    stage = Stage(
        country=country,
        portal=Lists(dict(country.homes)),
        salo=Lists({code: pages["salo"] for code, pages in country.town_pages.items()}),
        raahe=Lists({code: pages["raahe"] for code, pages in country.town_pages.items()}),
        library=library,
        parish=_organisation("salo-parish", "parish", fi="Salon seurakunta", en="Salo parish"),
        red_cross=_organisation("spr-vs", "red_cross_district", fi="SPR", en="Finnish Red Cross"),
        coordinator=coordinator,
        language_topic=_topic("language", "languages", fi="Kieli", sv="Språk", en="Language"),
        sport_topic=_topic("sport", "dumbbell", fi="Liikunta", sv="Idrott", en="Sport"),
    )
    assert stage.portal["fi"]
    return stage


class Lists(dict[str, EventIndexPage]):
    """The lists below one page of each language, made when a test asks for them."""

    def __init__(self, parents: dict[str, Any]) -> None:
        super().__init__()
        self.parents, self.translation_key = parents, uuid4()

    def __missing__(self, language: str) -> EventIndexPage:
        parent = self.parents[language]
        page = EventIndexPage(
            title="Toiminta", slug="events", locale=parent.locale, translation_key=self.translation_key
        )
        parent.refresh_from_db()
        self[language] = parent.add_child(instance=page)
        return self[language]


def _organisation(key: str, kind: str, **names: str) -> Organisation:
    organisation = Organisation.objects.create(key=key, kind=kind)
    for language, name in names.items():
        OrganisationText.objects.create(parent=organisation, language=language, name=name)
    return organisation


def _topic(key: str, icon: str, **names: str) -> Topic:
    topic = Topic.objects.create(key=key, icon=icon)
    for language, name in names.items():
        TopicText.objects.create(parent=topic, language=language, name=name)
    return topic


@pytest.fixture
def make_event(stage: Stage) -> MakeEvent:
    """A published event below a list; a weekly language café unless told otherwise."""

    def make(parent: EventIndexPage | None = None, *, live: bool = True, **changes: Any) -> EventPage:
        parent = parent or stage.salo["fi"]
        values: dict[str, Any] = {
            "title": "Kielikahvila kirjastossa",
            "slug": "kielikahvila",
            "summary": "Harjoitellaan suomea kahvin ääressä.",
            "body": "<p>Tule juttelemaan.</p>",
            "start_date": date(2026, 3, 24),
            "start_time": time(17, 30),
            "end_time": time(19),
            "frequency": "WEEKLY",
            "weekdays": ["TU"],
            "until": date(2026, 5, 26),
            "place": stage.library,
            "is_free": True,
            "audience": ["adults"],
            "in_language": ["fi"],
            "contact": stage.coordinator,
            "locale": parent.locale,
        } | changes
        topics = values.pop("topics", [stage.language_topic])
        organisers = values.pop("organisers", [stage.red_cross, stage.parish])
        page = EventPage(live=False, **values)
        page.topics = topics
        page.organisers = [EventOrganiser(organisation=o, sort_order=n) for n, o in enumerate(organisers)]
        parent.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        page.refresh_from_db()
        return page

    return make


@pytest.fixture
def translate(stage: Stage) -> Callable[..., EventPage]:
    """A published translation of an event with its own words."""

    def make(page: EventPage, language: str, **words: Any) -> EventPage:
        for lists in (stage.salo, stage.raahe, stage.portal):
            if page.get_parent().translation_key == lists.translation_key:
                assert lists[language]
        copy = page.copy_for_translation(Locale.objects.get(language_code=language))
        for name, value in words.items():
            setattr(copy, name, value)
        copy.save_revision().publish()
        copy.refresh_from_db()
        return copy

    return make
