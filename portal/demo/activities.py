"""The demo activities: from the shorthand of the table to schedules with dates relative to today. Pure: no database."""

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from portal.demo import content
from portal.demo.seasons import Season, season_for

WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


@dataclass
class Plan:
    """When an activity happens, in the terms of RFC 5545 and Helsinki wall time."""

    start: date
    start_time: time
    end_time: time | None
    freq: str = ""  # "", "WEEKLY", "MONTHLY"
    interval: int = 1
    weekdays: list[int] = field(default_factory=list)
    monthly: list[tuple[int, int]] = field(default_factory=list)  # (1..4 or −1, weekday)
    until: date | None = None
    count: int | None = None
    added: list[date] = field(default_factory=list)
    excluded: list[tuple[date, date]] = field(default_factory=list)


def plan_for(row: dict[str, str], today: date) -> Plan:
    """The schedule of one row of `activities.tsv` in the season that contains today, else the next one."""
    flags = flags_of(row)
    season = season_for(row["season"], today, last="archived" in flags)
    rule = row["recurrence"].split(";")
    plan = Plan(season.first, _time(row["start_local"]), _time(row["end_local"]) if row["end_local"] else None)
    options = dict(part.split("=") for part in rule[1:-1])
    days = [WEEKDAYS[day] for day in rule[-1].split(",")] if rule[0] != "MONTHLY" else []
    if rule[0] == "WEEKLY":
        _weekly(plan, days, options, season)
    elif rule[0] == "MONTHLY":
        _monthly(plan, rule[-1], season)
    else:
        _dates(plan, row, days[0], season, today)
    if "exceptions" in flags and plan.freq:
        plan.excluded = season.breaks()
    return plan


def flags_of(row: dict[str, str]) -> dict[str, str]:
    """The flags of a row: name → value, empty when it has none."""
    return {name: value for name, _equals, value in (flag.partition("=") for flag in row["flags"].split(",") if flag)}


def texts_of(row: dict[str, str]) -> dict[str, Any]:
    """What the town's file says of the activity."""
    texts: dict[str, Any] = content.document(f"municipalities/{row['municipality_slug']}")["activities"][row["slug"]]
    return texts


def _weekly(plan: Plan, days: list[int], options: dict[str, str], season: Season) -> None:
    plan.freq, plan.weekdays, plan.interval = "WEEKLY", days, int(options.get("INTERVAL", 1))
    plan.start = min(first_weekday(season.first, day) for day in days)
    if "COUNT" in options:
        plan.count = int(options["COUNT"])
    else:
        plan.until = season.last


def _monthly(plan: Plan, days: str, season: Season) -> None:
    plan.freq = "MONTHLY"
    plan.monthly = [(int(n), WEEKDAYS[day]) for n, day in re.findall(r"(-?\d)([A-Z]{2})", days)]
    plan.start = min(nth_weekday(season.first, n, day) for n, day in plan.monthly)
    plan.until = season.last


def _dates(plan: Plan, row: dict[str, str], weekday: int, season: Season, today: date) -> None:
    """One date in each listed month; the next ones when some are past."""
    if row["slug"] == "nowruz-juhla":  # the Saturday nearest to 20 March
        twentieth = season.first.replace(day=20)
        plan.start = min((twentieth + timedelta(n) for n in range(-3, 4)), key=lambda day: abs(day.weekday() - 5))
        return
    dates = [first_weekday(month + timedelta(days=7), weekday) for month in season.months]
    plan.start, plan.added = dates[0], dates[1:]


def first_weekday(day: date, weekday: int) -> date:
    """The first such weekday on or after the day; 0 is Monday."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def nth_weekday(month: date, n: int, weekday: int) -> date:
    """The n-th such weekday of the month of a date; −1 is the last."""
    if n > 0:
        return first_weekday(month.replace(day=1), weekday) + timedelta(weeks=n - 1)
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    last = following - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _time(text: str) -> time:
    return time.fromisoformat(text)
