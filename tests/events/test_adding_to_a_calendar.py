"""A visitor adds an event to her calendar: other programs read the same dates from the file as the site shows."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.test import Client

from events.models import Event, EventPage, Occurrence
from events.services import cancel_event, cancel_occurrence, move_occurrence
from tests.events.conftest import HELSINKI, NOW, MakeEvent, Stage

WINDOW = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 12, 31, tzinfo=UTC))


def _read(client: Client, url: str = "/fi/salo/events/kielikahvila.ics") -> icalendar.Calendar:
    response = client.get(url)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def _starts(calendar: icalendar.Calendar) -> list[datetime]:
    """Starts in UTC as another library expands the file; cancelled ones left out."""
    found = recurring_ical_events.of(calendar).between(*WINDOW)
    starts = [event["DTSTART"].dt for event in found if event.get("STATUS") != "CANCELLED"]
    return sorted(
        s.astimezone(UTC) if isinstance(s, datetime) else datetime.combine(s, time(0), tzinfo=HELSINKI).astimezone(UTC)
        for s in starts
    )


def _ends(calendar: icalendar.Calendar) -> list[Any]:
    found = recurring_ical_events.of(calendar).between(*WINDOW)
    return sorted(e["DTEND"].dt.astimezone(UTC) for e in found if e.get("STATUS") != "CANCELLED")


def _shown(page: EventPage) -> list[datetime]:
    rows = Occurrence.objects.filter(event=page.translation_key).exclude(status="cancelled")
    return list(rows.order_by("start").values_list("start", flat=True))


def test_half_past_five_stays_half_past_five_over_the_clock_change(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    starts = _starts(_read(client))
    assert starts == _shown(page)
    assert starts[0] == datetime(2026, 3, 24, 15, 30, tzinfo=UTC)
    assert starts[1] == datetime(2026, 3, 31, 14, 30, tzinfo=UTC)
    assert "17.30" in client.get("/fi/salo/events/kielikahvila/2026-03-31/").content.decode()


SCHEDULES: dict[str, dict[str, Any]] = {
    "one date": {"frequency": "", "weekdays": [], "until": None},
    "two weekdays": {"weekdays": ["WE", "TH"], "until": date(2026, 6, 1)},
    "every second week": {"interval": 2, "count": 12, "until": None},
    "every second week, two days": {"interval": 2, "weekdays": ["MO", "SA"], "until": date(2026, 12, 1)},
    "first and third Wednesday": {
        "frequency": "MONTHLY", "weekdays": [], "month_weekdays": ["1WE", "3WE"], "until": date(2027, 1, 31),
    },
    "last Saturday": {"frequency": "MONTHLY", "weekdays": [], "month_weekdays": ["-1SA"], "until": None, "count": 9},
    "day 31": {"frequency": "MONTHLY", "weekdays": [], "month_days": [31], "until": date(2027, 3, 31)},
    "daily": {"frequency": "DAILY", "weekdays": [], "until": None, "count": 40},
    "breaks": {"excluded_dates": ["2026-03-31", "2026-04-14/2026-04-21"]},
    "first date excluded": {"excluded_dates": ["2026-03-24"]},
    "extra dates": {"added_dates": ["2026-04-04", "2026-04-05T12:00/14:00"]},
    "chosen dates": {"frequency": "", "weekdays": [], "until": None, "added_dates": ["2026-10-10", "2026-11-07"]},
    "all day": {"all_day": True, "start_time": None, "end_time": None, "until": date(2026, 4, 14)},
    "no end": {"end_time": None},
    "past midnight": {"frequency": "DAILY", "weekdays": [], "start_time": time(22), "end_time": time(4)},
    "in the gap": {"frequency": "DAILY", "weekdays": [], "start_time": time(3, 30), "end_time": time(5), "count": 10,
                   "until": None},
    "in the hour that comes twice": {
        "frequency": "DAILY", "weekdays": [], "start_date": date(2026, 10, 20), "start_time": time(3, 30),
        "end_time": time(4, 30), "count": 10, "until": None,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", SCHEDULES)
def test_other_programs_read_the_same_dates(make_event: MakeEvent, client: Client, name: str) -> None:
    page = make_event(**SCHEDULES[name])
    calendar = _read(client)
    assert _starts(calendar) == _shown(page)
    rows = Occurrence.objects.filter(event=page.translation_key)
    if name not in ("all day", "no end"):
        assert _ends(calendar) == sorted(row.end for row in rows)


def test_a_cancelled_date_to_come_says_so_and_a_past_one_is_left_out(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW)
    calendar = _read(client, "/sv/salo/events/kielikahvila.ics")
    [override] = [e for e in calendar.walk("VEVENT") if "RECURRENCE-ID" in e]
    assert override["STATUS"] == "CANCELLED"
    assert override["SEQUENCE"] == 1
    assert str(override["SUMMARY"]).endswith(": Kielikahvila kirjastossa")
    assert _starts(calendar) == _shown(page)
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        calendar = _read(client)
    assert not [e for e in calendar.walk("VEVENT") if "RECURRENCE-ID" in e]
    assert _starts(calendar) == _shown(page)


def test_a_moved_date_keeps_its_identity(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    start = datetime(2026, 4, 1, 18, tzinfo=HELSINKI)
    move_occurrence(
        page.translation_key, "2026-03-31T17:30", start=start, end=start + timedelta(hours=1), by=None, now=NOW
    )
    calendar = _read(client)
    [override] = [e for e in calendar.walk("VEVENT") if "RECURRENCE-ID" in e]
    assert override["RECURRENCE-ID"].dt == datetime(2026, 3, 31, 17, 30, tzinfo=HELSINKI)
    assert _starts(calendar) == _shown(page)


def test_a_cancelled_event_is_cancelled_as_a_whole(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    cancel_event(page.translation_key, by=None, now=NOW, reason={"fi": "Ohjaaja sairastui."})
    [event] = _read(client).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"


def test_with_very_many_exceptions_each_date_stands_alone(make_event: MakeEvent, client: Client) -> None:
    breaks = [f"2026-{m:02}-{d:02}" for m in (4, 5, 6) for d in range(1, 29)]
    page = make_event(frequency="DAILY", weekdays=[], until=date(2026, 8, 1), excluded_dates=breaks)
    calendar = _read(client)
    assert _starts(calendar) == _shown(page)
    uids = [str(e["UID"]) for e in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids) > 1


def test_the_file_follows_the_standard(make_event: MakeEvent, client: Client) -> None:
    page = make_event(title="Kielikahvila, kahvi; ja pulla – " + "pitkä otsikko " * 8)
    response = client.get("/fi/salo/events/kielikahvila.ics")
    text = response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=900"
    assert text.replace("\r\n", "").count("\n") == 0
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"UID:{page.translation_key}@" in text.replace("\r\n ", "")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in text
    assert "METHOD:PUBLISH" in text
    calendar = icalendar.Calendar.from_ical(response.content)
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert len(calendar.walk("VTIMEZONE")[0].to_ical()) < 500


def test_who_has_it_already_gets_304(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    url = "/fi/salo/events/kielikahvila.ics"
    etag = client.get(url)["ETag"]
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
        cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW + timedelta(hours=3))
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_an_event_that_is_not_public_has_no_file(make_event: MakeEvent, client: Client) -> None:
    make_event(live=False)
    assert client.get("/fi/salo/events/kielikahvila.ics").status_code == 404


def test_it_says_whom_to_ask_who_arranges_it_and_where_to_join(
    make_event: MakeEvent, stage: Stage, client: Client
) -> None:
    stage.coordinator.email = "salo@example.org"
    stage.coordinator.save()
    page = make_event(attendance_mode="mixed", online_url="https://video.example.org/x")
    former = uuid4()
    Event.objects.filter(pk=page.translation_key).update(related_to=former)
    [event] = _read(client).walk("VEVENT")
    assert str(event["CONTACT"]) == "Koordinaattori, +358 00 000 0001, salo@example.org"
    assert str(event["ORGANIZER"]) == "mailto:salo@example.org"
    assert event["ORGANIZER"].params["CN"] == "SPR, Salon seurakunta"
    assert str(event["CONFERENCE"]) == "https://video.example.org/x"
    assert str(event["RELATED-TO"]).startswith(f"{former}@")


def test_a_hidden_place_is_not_in_the_file(make_event: MakeEvent, client: Client) -> None:
    make_event(place_hidden=True, online_url="https://video.example.org/x", place_note="ovi B")
    text = client.get("/fi/salo/events/kielikahvila.ics").content.decode()
    assert "Kirjastokatu" not in text
    assert "video.example.org" not in text
    assert "GEO" not in text
