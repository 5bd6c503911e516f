"""Whatever the schedule and whatever happened to its dates: other programs read the same dates from the calendar."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import icalendar
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.calendars import AHEAD, BACK, Heading, calendar_file, components_of
from events.models import Event, EventText, Occurrence, OccurrenceChange
from events.past import Past
from events.standing import occurrences_of
from tests.events.conftest import HELSINKI, NOW

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
#: Around both clock changes, and so that dates lie on both sides of now.
STARTS = st.dates(date(2026, 2, 20), date(2026, 11, 10))
DAYS = st.dates(date(2026, 3, 1), date(2026, 12, 31))


@st.composite
def schedules(draw: st.DrawFn) -> dict[str, Any]:
    """The facts about time of an event."""
    all_day = draw(st.booleans()) and draw(st.booleans())
    start_time = None if all_day else draw(TIMES)
    first = draw(STARTS)
    facts: dict[str, Any] = {
        "start_date": first,
        "all_day": all_day,
        "start_time": start_time,
        "end_time": None if all_day else draw(st.one_of(st.none(), TIMES.filter(lambda end: end != start_time))),
        "frequency": draw(st.sampled_from(["", "DAILY", "WEEKLY", "WEEKLY", "MONTHLY"])),
        "interval": draw(st.integers(1, 3)),
        "excluded_dates": [day.isoformat() for day in draw(st.lists(DAYS, max_size=4))],
        "added_dates": [day.isoformat() for day in draw(st.lists(DAYS, max_size=3, unique=True))],
    }
    if facts["frequency"] == "WEEKLY":
        facts["weekdays"] = draw(st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True))
    if facts["frequency"] == "MONTHLY":
        which = draw(st.sampled_from(["days", "weekdays", "same"]))
        if which == "days":
            facts["month_days"] = draw(st.lists(st.integers(1, 31), min_size=1, max_size=2, unique=True))
        if which == "weekdays":
            facts["month_weekdays"] = [f"{draw(st.sampled_from([1, 2, 3, 4, -1]))}{draw(st.sampled_from(WEEKDAYS))}"]
    if facts["frequency"]:
        if draw(st.booleans()):
            facts["count"] = draw(st.integers(1, 30))
        else:
            facts["until"] = first + timedelta(days=draw(st.integers(0, 200)))
    return facts


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, list[Occurrence]]:
    """An event with changed dates, as the read model would have it; nothing is saved."""
    event = Event(
        uuid=UUID(int=7), path="salo/x/", source_language="fi", created_at=NOW, modified_at=NOW, **draw(schedules())
    )  # fmt: skip
    event.is_series = bool(event.frequency or event.added_dates)
    event._prefetched_objects_cache = {"texts": [EventText(language="fi", title="Kahvila", summary="Kahvia; pullaa")]}
    rows = occurrences_of(event, Past([], [], None))
    changes = []
    for row in draw(st.lists(st.sampled_from(rows), max_size=5, unique_by=lambda r: r.recurrence_id)) if rows else []:
        kind = draw(st.sampled_from(["cancelled", "moved", "note", "postponed"]))
        moved = row.start + timedelta(days=draw(st.integers(-3, 3)), hours=draw(st.integers(1, 5)))
        changes.append(
            OccurrenceChange(
                event_uuid=event.uuid, recurrence_id=row.recurrence_id, kind=kind, at=NOW,
                start=moved if kind == "moved" and not row.all_day else None,
                end=moved + timedelta(hours=1) if kind == "moved" and not row.all_day else None,
                note={"fi": "Sisäpihalla"} if kind == "note" else {},
            )
        )  # fmt: skip
    return event, occurrences_of(event, Past(changes, [], None))


def moment(value: date) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime.combine(value, time(0), tzinfo=HELSINKI).astimezone(UTC)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=events())
def test_the_calendar_has_the_dates_of_the_read_model(made: tuple[Event, list[Occurrence]]) -> None:
    event, rows = made
    content = calendar_file(Heading("x", "https://x", "https://x.ics", NOW), components_of(event, rows, "fi", NOW))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(content)
    first, last = NOW - BACK + timedelta(days=2), NOW + AHEAD - timedelta(days=2)
    found = recurring_ical_events.of(calendar).between(first, last)
    every = [
        (moment(e["DTSTART"].dt), moment(e["DTEND"].dt) if "DTEND" in e else None, str(e["STATUS"]) == "CANCELLED")
        for e in found
    ]
    read = sorted(row for row in every if first <= row[0] < last and (not row[2] or row[0] > NOW))
    shown = sorted(
        (row.start.astimezone(UTC), row.end.astimezone(UTC) if row.end else None, row.status == "cancelled")
        for row in rows
        if first <= row.start < last and (row.status in ("scheduled", "moved") or row.start > NOW)
    )
    assert [(start, gone) for start, _end, gone in read] == [(start, gone) for start, _end, gone in shown]
    if event.end_time is not None and not event.all_day:
        assert read == shown


@settings(max_examples=20, deadline=None)
@given(made=events())
def test_the_same_content_is_the_same_file(made: tuple[Event, list[Occurrence]]) -> None:
    event, rows = made
    heading = Heading("x", "https://x", "https://x.ics", NOW)
    files = {
        calendar_file(heading, components_of(event, rows, "fi", NOW + timedelta(minutes=minutes))) for minutes in (0, 5)
    }
    assert len(files) == 1
