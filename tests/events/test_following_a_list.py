"""A family follows the list of its town: the calendar and the feed of a filtered list have what its page has."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.test import Client

from events.filters import Filters, known_values
from events.models import EventPage
from events.services import cancel_occurrence
from tests.cast import Country
from tests.events.conftest import NOW, MakeEvent, Stage

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(client: Client, url: str) -> icalendar.Calendar:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=900"
    return icalendar.Calendar.from_ical(response.content)


def starts(calendar: icalendar.Calendar) -> list[datetime]:
    found = recurring_ical_events.of(calendar).between(NOW, NOW + timedelta(days=366))
    return sorted(e["DTSTART"].dt.astimezone(UTC) for e in found if e["STATUS"] != "CANCELLED")


def feed(client: Client, url: str) -> ET.Element:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314  # our own answer


@pytest.fixture
def several(make_event: MakeEvent, stage: Stage) -> None:
    """A café in Salo with Arabic, a sports hour in Salo without, one event in Raahe."""
    make_event(in_language=["fi", "ar"], child_care="on_site")
    make_event(slug="liikunta", title="Liikuntatunti", topics=[stage.sport_topic], weekdays=["TH"])
    make_event(stage.raahe["fi"], slug="ulkoilu", title="Ulkoilu", place=None, frequency="", weekdays=[], until=None)
    assert stage.portal["fi"]


@pytest.mark.parametrize(
    "query", ["", "?topic=sport", "?speaks=ar&childcare=1", "?muni=raahe", "?muni=salo&speaks=ar&childcare=1",
              "?from=2026-04-01&to=2026-04-20", "?when=week", "?topic=nothing&utm_source=x", "?q=liikunta"]
)  # fmt: skip
def test_a_filtered_calendar_has_the_dates_of_its_page(several: None, client: Client, query: str) -> None:
    filters = Filters.read(query.removeprefix("?"), known_values(None))
    shown = sorted(filters.upcoming(None, NOW).values_list("start", flat=True))
    assert shown
    assert starts(read(client, f"/fi/events.ics{query}")) == shown


def test_each_municipality_has_its_own(several: None, client: Client) -> None:
    calendar = read(client, "/fi/salo/events.ics")
    assert {str(e["SUMMARY"]) for e in calendar.walk("VEVENT")} == {"Kielikahvila kirjastossa", "Liikuntatunti"}
    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == "Toiminta – Salo"
    assert str(calendar["SOURCE"]).endswith("/fi/salo/events.ics")
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in client.get("/fi/salo/events.ics").content.decode()


def test_a_municipality_that_is_paused_has_an_empty_calendar(several: None, country: Country, client: Client) -> None:
    raahe = country.municipalities["raahe"]
    raahe.state = "paused"
    raahe.save()
    assert read(client, "/fi/raahe/events.ics").walk("VEVENT") == []
    assert feed(client, "/fi/raahe/events.atom").findall(f"{ATOM}entry") == []


def test_cancelling_a_date_reaches_calendar_and_feed_at_once(
    make_event: MakeEvent, stage: Stage, client: Client
) -> None:
    page = make_event()
    tags = {url: client.get(url)["ETag"] for url in ("/sv/salo/events.ics", "/sv/salo/events.atom")}
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        for url, tag in tags.items():
            assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
        cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW + timedelta(minutes=1))
        for url, tag in tags.items():
            assert client.get(url, headers={"If-None-Match": tag}).status_code == 200
        calendar = read(client, "/sv/salo/events.ics")
        [override] = [e for e in calendar.walk("VEVENT") if "RECURRENCE-ID" in e]
        assert str(override["SUMMARY"]) == "Inställt: Kielikahvila kirjastossa"


def test_a_calendar_reaches_thirty_days_back_and_a_year_ahead(make_event: MakeEvent, client: Client) -> None:
    single = {"frequency": "", "weekdays": [], "until": None}
    days = {"a": date(2026, 2, 1), "b": date(2026, 3, 1), "c": date(2027, 3, 1), "d": date(2027, 5, 1)}
    for slug, day in days.items():
        make_event(slug=slug, title=slug, start_date=day, **single)
    calendar = read(client, "/fi/salo/events.ics")
    assert [str(e["SUMMARY"]) for e in calendar.walk("VEVENT")] == ["b", "c"]


def test_it_stops_at_a_thousand_components(
    make_event: MakeEvent, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        make_event(slug=f"e{n}", title=f"e{n}", start_date=date(2026, 3, 24 + n))
    monkeypatch.setattr("events.feeds.MAX_COMPONENTS", 3)
    names = [str(e["SUMMARY"]) for e in read(client, "/fi/salo/events.ics").walk("VEVENT")]
    assert len(names) == 3
    assert names[0] == "e0"  # the nearest first


def test_a_hidden_place_is_in_no_calendar_and_no_feed(make_event: MakeEvent, client: Client) -> None:
    make_event(place_hidden=True, online_url="https://video.example.org/secret", place_note="ovi B")
    for url in ("/fi/salo/events.ics", "/fi/salo/events.atom", "/fi/salo/events/kielikahvila.ics"):
        text = client.get(url).content.decode()
        assert "Kirjastokatu" not in text
        assert "video.example.org" not in text
        assert "ovi B" not in text


def test_the_feed_has_the_latest_change_first_each_in_its_language(
    several: None, translate: Callable[..., EventPage], client: Client
) -> None:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        translate(EventPage.objects.get(slug="kielikahvila"), "en", title="Language café <3 & more")
        root = feed(client, "/en/events.atom")
    entries = root.findall(f"{ATOM}entry")
    assert entries[0].findtext(f"{ATOM}title") == "Language café <3 & more"
    assert [entry.get(LANG) for entry in entries] == ["en", "fi", "fi"]
    updated = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert root.findtext(f"{ATOM}updated") == updated[0]
    assert all(str(entry.findtext(f"{ATOM}id")).startswith("urn:uuid:") for entry in entries)
    assert "Tue 24 March 2026, 17:30–19:00" in str(entries[0].findtext(f"{ATOM}summary"))


def test_the_feed_is_well_formed_whatever_is_written(make_event: MakeEvent, client: Client) -> None:
    make_event(title="a\x0bb ]]> <!-- &amp; \x1f", summary="\x08")
    [entry] = feed(client, "/fi/salo/events.atom").findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "ab ]]> <!-- &amp; "


def test_the_page_says_how_to_follow_it(several: None, client: Client) -> None:
    html = client.get("/en/salo/events/?topic=sport&utm_source=x").content.decode()
    assert 'href="webcal://' in html
    assert "/en/salo/events.ics?topic=sport" in html
    assert "/en/salo/events.atom?topic=sport" in html
    assert "Some calendars take a day" in html


@pytest.mark.parametrize("size", [2, 20])
def test_feeds_cost_the_same_for_many(
    make_event: MakeEvent, stage: Stage, client: Client, django_assert_max_num_queries: Any, size: int
) -> None:
    for n in range(size):
        make_event(slug=f"e{n}")
    client.get("/fi/salo/events.ics")
    for url in ("/fi/salo/events.ics", "/fi/salo/events.atom"):
        with django_assert_max_num_queries(9):
            client.get(url)
