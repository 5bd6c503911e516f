"""From a schedule to its dates, in the wall time of Helsinki (`events.md` §2 and §4).

Pure: no models, no views, no "now". Wall time is the truth and UTC is derived, so a weekly 17.30 stays 17.30 over both
clock changes. dateutil is not used: it emits the hour that does not exist in March, and counts it.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count as count_up

from home.dates import HELSINKI, last_day

MAX_OCCURRENCES = 260
MAX_MONTHS = 24
MAX_INTERVAL = 8
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(StrEnum):
    """How often, in the words of RFC 5545."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True)
class Rule:
    """A recurrence rule: RFC 5545 without its rare parts. `until` (a local date, included) or `count` bounds it.

    `weekdays`: 0 is Monday; for a weekly rule. `nth_weekdays`: (1, 2) is the first Wednesday, (-1, 5) the last
    Saturday; `month_days`: 1–31; for a monthly rule. A rule that names no day takes that of the start.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth_weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None


@dataclass(frozen=True)
class AddedDate:
    """One more date; without times of its own it has those of the series."""

    day: date
    start: time | None = None
    end: time | None = None


@dataclass(frozen=True)
class Schedule:
    """When something happens. Without `start_time` it is all day and `end_date` is included.

    Without `end_date`, an `end_time` not after the start is on the next day; 00.00 is midnight at the end of the day.
    """

    start_date: date
    start_time: time | None = None
    end_date: date | None = None
    end_time: time | None = None
    after_clock_change: bool = False
    rule: Rule | None = None
    added: tuple[AddedDate, ...] = ()
    #: First and last day of each break, both included.
    excluded: tuple[tuple[date, date], ...] = ()
    #: Whether `start_date` itself is a date of a schedule without a rule; false when all dates are added ones.
    has_first_date: bool = True


class SkipReason(StrEnum):
    """Why a date of the rule does not happen."""

    GAP = "gap"
    NO_SUCH_DAY = "no_such_day"
    EXCLUDED = "excluded"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Skipped:
    """A date that the rule names but that does not happen."""

    day: date
    reason: SkipReason


@dataclass(frozen=True)
class Slot:
    """One date. `start` and `end` are in UTC; `recurrence_id` is the original start in wall time and never changes.

    `end` of an all-day date is exclusive; None means that no end was given.
    """

    recurrence_id: str
    start: datetime
    end: datetime | None
    all_day: bool
    is_added: bool = False

    @property
    def first_day(self) -> date:
        """The local day it is listed on."""
        return self.start.astimezone(HELSINKI).date()

    @property
    def last_day(self) -> date:
        """The last local day that it belongs to."""
        return last_day(self.start, self.end, all_day=self.all_day)

    @property
    def over_at(self) -> datetime:
        """When it is over: its end, or 00.00 of the next day when none was given."""
        return over_at(self.start, self.end)


@dataclass(frozen=True)
class Expansion:
    """All dates of a schedule in order, and those it skips."""

    slots: tuple[Slot, ...]
    skipped: tuple[Skipped, ...]


# --- wall time -----------------------------------------------------------------------------------


def is_in_gap(day: date, moment: time) -> bool:
    """Whether the wall time does not exist: 03.00–03.59 on the last Sunday of March."""
    wall = datetime.combine(day, moment, tzinfo=HELSINKI)
    return wall.astimezone(UTC).astimezone(HELSINKI).replace(tzinfo=None) != wall.replace(tzinfo=None)


def is_ambiguous(day: date, moment: time) -> bool:
    """Whether the wall time happens twice: 03.00–03.59 on the last Sunday of October."""
    wall = datetime.combine(day, moment, tzinfo=HELSINKI)
    return wall.utcoffset() != wall.replace(fold=1).utcoffset() and not is_in_gap(day, moment)


def to_utc(day: date, moment: time, *, after_clock_change: bool = False) -> datetime:
    """Wall time as UTC. The first of two equal times unless told otherwise; one in the gap is read with the offset
    before it (RFC 5545 §3.3.5)."""
    fold = 1 if after_clock_change and is_ambiguous(day, moment) else 0
    return datetime.combine(day, moment.replace(fold=fold), tzinfo=HELSINKI).astimezone(UTC)


def over_at(start: datetime, end: datetime | None) -> datetime:
    """When something is over; without an end at 00.00 of the next local day."""
    return end or to_utc(start.astimezone(HELSINKI).date() + timedelta(days=1), time(0))


def recurrence_id(day: date, moment: time | None) -> str:
    """The identity of one date: `2026-03-31T17:30`, or `2026-03-31` when it is all day."""
    return day.isoformat() if moment is None else f"{day.isoformat()}T{moment:%H:%M}"


def is_recurrence_id(text: str) -> bool:
    """Whether a text from outside can be the identity of a date."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", text, re.ASCII))


# --- expansion -----------------------------------------------------------------------------------


def expand(schedule: Schedule) -> Expansion:
    """All dates of a schedule, bounded to 260 and to 24 months after the first.

    A date of the rule in the gap hour is skipped and not counted; an excluded one is skipped and counted, as iCalendar
    does. An added date stands also where the rule's own is excluded.
    """
    slots: dict[str, Slot] = {}
    skipped: list[Skipped] = []
    for day in _days(schedule, skipped):
        if any(first <= day <= last for first, last in schedule.excluded):
            skipped.append(Skipped(day, SkipReason.EXCLUDED))
            continue
        slot = _slot(schedule, day)
        slots[slot.recurrence_id] = slot
    for added in schedule.added:
        slot = _slot(schedule, added.day, added)
        slots.setdefault(slot.recurrence_id, slot)
    ordered = sorted(slots.values(), key=lambda slot: (slot.start, slot.recurrence_id))
    skipped += [Skipped(slot.first_day, SkipReason.TOO_MANY) for slot in ordered[MAX_OCCURRENCES:]]
    return Expansion(tuple(ordered[:MAX_OCCURRENCES]), tuple(skipped))


def timeline(former: Sequence[tuple[Schedule | None, datetime]], current: Schedule | None) -> tuple[Slot, ...]:
    """All dates of an event whose schedule was rewritten: those that had begun stay as they were.

    `former`: each schedule with the moment until which it was in force, in order.
    """
    slots: dict[str, Slot] = {}
    begun: datetime | None = None
    for schedule, until in [*former, (current, None)]:
        for slot in expand(schedule).slots if schedule else ():
            if (begun is None or slot.start > begun) and (until is None or slot.start <= until):
                slots.setdefault(slot.recurrence_id, slot)
        begun = until
    return tuple(sorted(slots.values(), key=lambda slot: (slot.start, slot.recurrence_id)))


def first_start(schedule: Schedule | None) -> datetime | None:
    """When the first date of a schedule begins; None without a date."""
    slots = expand(schedule).slots if schedule else ()
    return slots[0].start if slots else None


def recurrence_start(text: str) -> datetime:
    """The original start that an identity names. Raises ValueError."""
    wall = datetime.fromisoformat(text)
    return to_utc(wall.date(), wall.time())


def rule_slots(schedule: Schedule) -> list[Slot]:
    """The dates that the rule names and counts, excluded ones too: what an exported RRULE stands for."""
    return [_slot(schedule, day) for day in _days(schedule, [])]


def gap_days(schedule: Schedule) -> list[date]:
    """The days on which the rule meets the hour that does not exist."""
    skipped: list[Skipped] = []
    list(_days(schedule, skipped))
    return [skip.day for skip in skipped if skip.reason == SkipReason.GAP]


def slot_on(schedule: Schedule, day: date) -> Slot:
    """What a date of the series is like on a day, whether or not the rule names it."""
    return _slot(schedule, day)


def _days(schedule: Schedule, skipped: list[Skipped]) -> Iterator[date]:
    if schedule.rule is None:
        if schedule.has_first_date:
            yield schedule.start_date
        return
    rule, counted = schedule.rule, 0
    horizon = _add_months(schedule.start_date, MAX_MONTHS)
    bound = min(rule.until or horizon, horizon)
    for day in _candidates(schedule, rule, bound, skipped):
        if day < schedule.start_date:
            continue
        if day > bound:
            break
        if counted == rule.count:
            return
        if counted == MAX_OCCURRENCES:
            skipped.append(Skipped(day, SkipReason.TOO_MANY))
            return
        if schedule.start_time is not None and is_in_gap(day, schedule.start_time):
            skipped.append(Skipped(day, SkipReason.GAP))
            continue
        counted += 1
        yield day
    is_cut = rule.until is None or rule.until > horizon
    if is_cut and (rule.count is None or counted < rule.count):
        skipped.append(Skipped(horizon, SkipReason.TOO_MANY))


def _candidates(schedule: Schedule, rule: Rule, until: date, skipped: list[Skipped]) -> Iterator[date]:
    """The days that the rule names, in order, from the period of the start on; ends after `until`."""
    start, interval = schedule.start_date, max(1, rule.interval)
    if rule.frequency == Frequency.DAILY:
        for n in count_up():
            yield (day := start + timedelta(days=n * interval))
            if day > until:
                return
    elif rule.frequency == Frequency.WEEKLY:
        monday = start - timedelta(days=start.weekday())
        for n in count_up():
            week = monday + timedelta(weeks=n * interval)
            if week > until:
                return
            yield from (week + timedelta(days=d) for d in sorted(set(rule.weekdays) or {start.weekday()}))
    else:
        for n in count_up():
            month = _add_months(start.replace(day=1), n * interval)
            if month > until:
                return
            yield from _days_of_month(month, start, rule, skipped)


def _days_of_month(month: date, start: date, rule: Rule, skipped: list[Skipped]) -> list[date]:
    length = monthrange(month.year, month.month)[1]
    numbers = set(rule.month_days)
    if not numbers and not rule.nth_weekdays:
        numbers = {start.day}
    if any(number > length for number in numbers):
        skipped.append(Skipped(month.replace(day=length), SkipReason.NO_SUCH_DAY))
    days = {month.replace(day=number) for number in numbers if number <= length}
    for nth, weekday in rule.nth_weekdays:
        same = [d for n in range(1, length + 1) if (d := month.replace(day=n)).weekday() == weekday]
        if abs(nth) <= len(same):
            days.add(same[nth - 1 if nth > 0 else nth])
    return sorted(days)


def _slot(schedule: Schedule, day: date, added: AddedDate | None = None) -> Slot:
    """The date on a day. The end is wall time too, as many days later as in the first date."""
    start_time, end_time = schedule.start_time, schedule.end_time
    if added and added.start:
        start_time, end_time = added.start, added.end
    if start_time is None:
        days = (schedule.end_date - schedule.start_date).days if schedule.end_date else 0
        start, end = to_utc(day, time(0)), to_utc(day + timedelta(days=max(0, days) + 1), time(0))
        return Slot(recurrence_id(day, None), start, end, all_day=True, is_added=added is not None)
    start = to_utc(day, start_time, after_clock_change=schedule.after_clock_change)
    end_at: datetime | None = None
    if end_time is not None:
        end_day = day + timedelta(days=_days_to_end(schedule, start_time, end_time))
        end_at = to_utc(end_day, end_time)
        if end_at <= start:  # an hour that happens twice: the end is the second one
            end_at = to_utc(end_day, end_time, after_clock_change=True)
    return Slot(recurrence_id(day, start_time), start, end_at, all_day=False, is_added=added is not None)


def _days_to_end(schedule: Schedule, start: time, end: time) -> int:
    days = (schedule.end_date - schedule.start_date).days if schedule.end_date else 0
    return max(days, 0) if end > start or days > 0 else 1


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
