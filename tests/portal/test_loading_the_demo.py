"""`manage.py demo`: everything of a town is there, a second run changes nothing, a later day brings new dates.

One town and three languages stand for all, so that the test stays quick.
"""

from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from wagtail.models import Page, Revision

from events.models import Event, EventPage, Occurrence, OccurrenceChange
from home.models import ContentPage, OutgoingMail, User
from municipalities.models import Contact, FigureValue, Municipality, MunicipalityPage, Place
from portal.demo import accounts, content
from portal.demo.load import load_demo
from portal.demo_accounts import DEMO_ACCOUNTS
from tests.cast import Country
from volunteering.models import JoinRequest, RecruitmentCall, Registration

TOWNS = {"uusikaupunki"}
PAGES = ["home", "become", "faq", "welcome", "winter"]
TODAY = date(2026, 11, 24)


@pytest.fixture
def small_demo(country: Country, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    """The demo's content cut down to one town and a few pages; the accounts need the towns they belong to."""
    real_table = content.table
    monkeypatch.setitem(accounts._ROLES, "contributor-kokkola", accounts._ROLES["contributor-salo"])

    def table(name: str) -> list[dict[str, str]]:
        rows = real_table(name)
        key = {"municipalities": "slug", "activities": "municipality_slug"}.get(name)
        return [row for row in rows if key is None or row[key] in TOWNS]

    monkeypatch.setattr(content, "LANGUAGES", ["fi", "sv", "ar"])
    monkeypatch.setattr(content, "table", table)
    real_names = content.names_in
    monkeypatch.setattr(content, "names_in", lambda folder: PAGES if folder == "pages" else real_names(folder)[:2])
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def figures() -> dict[str, int]:
    models = (Page, Revision, Event, Occurrence, Contact, Place, User, Registration, JoinRequest, RecruitmentCall)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.usefixtures("small_demo")
def test_the_demo_loads_once_and_follows_the_calendar() -> None:
    messages: list[str] = []
    load_demo(TODAY, messages.append)

    assert messages
    assert Page.find_problems() == ([], [], [], [], [])
    rows = [row for row in content.table("activities") if row["municipality_slug"] in TOWNS]
    assert EventPage.objects.filter(locale__language_code="fi", slug__in=[row["slug"] for row in rows]).count() == len(
        rows
    )
    assert set(MunicipalityPage.objects.values_list("municipality__slug", flat=True)) >= TOWNS
    assert ContentPage.objects.filter(slug="faq", live=True, has_unpublished_changes=False).count() == 3
    assert Registration.objects.filter(changes__isnull=False).distinct().count() >= 60
    assert FigureValue.objects.filter(number__isnull=False).exists()
    assert set(DEMO_ACCOUNTS) == set(User.objects.values_list("username", flat=True))
    assert not OutgoingMail.objects.filter(state=OutgoingMail.State.QUEUED).exists()
    assert OccurrenceChange.objects.filter(recurrence_id__startswith="2027-05-06").count() == 1  # the first one
    before = figures()

    load_demo(TODAY, lambda message: None)
    assert figures() == before

    load_demo(date(2027, 5, 10), lambda message: None)
    walk = Event.objects.get(path__endswith="/kielikavely/")
    assert walk.occurrences.filter(start__date=date(2027, 5, 13)).exists()
    assert OccurrenceChange.objects.filter(event_uuid=walk.pk, recurrence_id__startswith="2027-05-13").exists()


def test_every_town_has_texts_for_what_the_tables_name() -> None:
    problems: list[Any] = []
    for row in content.table("activities"):
        texts = content.document(f"municipalities/{row['municipality_slug']}")["activities"].get(row["slug"])
        if texts is None:
            problems.append((row["municipality_slug"], row["slug"]))
            continue
        for code in ("fi", "sv", "en"):
            words = len(texts[code]["body"].split())
            if (
                texts[code]["title"] != row[f"title_{code}"]
                or not 60 <= words <= 120
                or len(texts[code]["summary"]) > 160
            ):
                problems.append((row["municipality_slug"], row["slug"], code, words))
    assert len(content.table("activities")) == 63
    assert problems == []


def test_no_two_activities_say_the_same() -> None:
    summaries = [
        texts[code]["summary"]
        for name in content.names_in("municipalities")
        for texts in content.document(f"municipalities/{name}")["activities"].values()
        for code in ("fi", "sv", "en")
    ]
    assert len(summaries) == len(set(summaries))


def test_the_states_of_towns_are_all_shown() -> None:
    states = [
        content.document(f"municipalities/{name}").get("state", "continues")
        for name in content.names_in("municipalities")
    ]
    assert sorted(states) == ["active", *["continues"] * 11, "ended", "paused", "preparing"]
    assert set(states) == set(Municipality.State.values)
