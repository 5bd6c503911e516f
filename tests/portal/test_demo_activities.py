"""The 63 demo activities happen exactly when their table says, whatever the day on which the demo is loaded."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from events.models import FormerSchedule
from events.schedule import WEEKDAYS, Slot, expand
from home.dates import HELSINKI
from portal.demo import content
from portal.demo.activities import flags_of, plan_for
from portal.demo.event_pages import _when
from portal.demo.seasons import season_for

ROWS = content.table("activities")
TODAYS = [date(2026, 11, 24), date(2027, 3, 1), date(2027, 7, 15), date(2028, 2, 29)]


def _slots(row: dict[str, str], today: date) -> list[Slot]:
    schedule = FormerSchedule(**_when(plan_for(row, today))).schedule
    assert schedule is not None
    expansion = expand(schedule)
    assert {skip.reason for skip in expansion.skipped} <= {"excluded"}
    return list(expansion.slots)


def _named(row: dict[str, str], day: date) -> bool:
    """Whether the last part of the recurrence names the day: `TU,TH`, or `1WE,3WE`, or `-1SA`."""
    for name in row["recurrence"].split(";")[-1].split(","):
        nth, weekday = name[:-2], WEEKDAYS.index(name[-2:])
        is_last = (day + timedelta(days=7)).month != day.month
        if day.weekday() == weekday and (not nth or (is_last if nth == "-1" else (day.day - 1) // 7 + 1 == int(nth))):
            return True
    return False


def test_there_are_63() -> None:
    assert len(ROWS) == 63


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['municipality_slug']}-{row['slug']}")
def test_an_activity_happens_as_written(row: dict[str, str]) -> None:
    for today in TODAYS:
        _check(row, today)


def _check(row: dict[str, str], today: date) -> None:
    slots, flags = _slots(row, today), flags_of(row)
    season = season_for(row["season"], today, last="archived" in flags)
    kind, *options = row["recurrence"].split(";")[:-1] or [row["recurrence"]]
    days = [slot.first_day for slot in slots]
    for slot in slots:
        start = slot.start.astimezone(HELSINKI)
        assert start.time() == time.fromisoformat(row["start_local"])
        assert (slot.end is None) == (not row["end_local"])
        if slot.end:
            assert slot.end.astimezone(HELSINKI).time() == time.fromisoformat(row["end_local"])
        assert _named(row, slot.first_day)
    count = next((int(option[6:]) for option in options if option.startswith("COUNT=")), None)
    if kind in ("ONCE", "DATES"):
        assert [day.replace(day=1) for day in days] == list(season.months)
    elif count:
        assert len(days) == count
        assert days[0].replace(day=1) == season.first
        assert all(later - day == timedelta(days=7) for day, later in pairwise(days))
    else:
        whole = [season.first + timedelta(days=n) for n in range((season.last - season.first).days + 1)]
        breaks = season.breaks() if "exceptions" in flags else []
        every = [day for day in whole if _named(row, day)]
        if "INTERVAL=2" in options:
            every = every[::2]
        assert days == [day for day in every if not any(first <= day <= last for first, last in breaks)]
