"""The dates that come of a schedule, and those that do not, with the reason; for editors, before publishing. Pure."""

from dataclasses import dataclass
from datetime import date, time

from events.schedule import Expansion, Schedule, Skipped, SkipReason, Slot, expand, recurrence_start
from home.dates import helsinki
from home.workdays import is_holiday

_AFTER_THE_GAP = time(4)


@dataclass(frozen=True)
class DateLine:
    """One line of the preview: a date, or a day without one and why."""

    day: date
    slot: Slot | None = None
    reason: SkipReason | None = None
    is_holiday: bool = False
    #: What to write among the extra dates to have it all the same.
    offer: str = ""
    #: A date with a change of its own that the schedule no longer names.
    is_kept: bool = False


@dataclass(frozen=True)
class DatesPreview:
    """All lines in order; `is_cut` when there are more dates than can be kept."""

    lines: tuple[DateLine, ...]
    number: int
    is_cut: bool
    #: For a month day such as the 31st: how many months have no such day.
    short_months: int


def preview(schedule: Schedule, changed: tuple[str, ...] = ()) -> DatesPreview:
    """The dates of a schedule; `changed` are the identities of dates that were changed by hand."""
    expansion = expand(schedule)
    lines = [DateLine(slot.first_day, slot) for slot in expansion.slots]
    lines += [_skipped(schedule, skip) for skip in expansion.skipped if skip.reason != SkipReason.TOO_MANY]
    lines += [DateLine(day, is_kept=True) for day in _gone(expansion, changed)]
    return DatesPreview(
        lines=tuple(sorted(lines, key=lambda line: (line.day, line.slot is None))),
        number=len(expansion.slots),
        is_cut=any(skip.reason == SkipReason.TOO_MANY for skip in expansion.skipped),
        short_months=sum(skip.reason == SkipReason.NO_SUCH_DAY for skip in expansion.skipped),
    )


def _skipped(schedule: Schedule, skip: Skipped) -> DateLine:
    offer = ""
    if skip.reason == SkipReason.GAP:
        end = schedule.end_time if schedule.end_time and schedule.end_time > _AFTER_THE_GAP else None
        offer = _added(skip.day, _AFTER_THE_GAP, end)
    elif skip.reason == SkipReason.NO_SUCH_DAY:  # it names the last day of the month
        offer = _added(skip.day, None, None)
    return DateLine(skip.day, reason=skip.reason, is_holiday=is_holiday(skip.day), offer=offer)


def _added(day: date, start: time | None, end: time | None) -> str:
    written = f"{day.day}.{day.month}.{day.year}"
    if start is None:
        return written
    times = f"{start.hour}.{start:%M}" + (f"–{end.hour}.{end:%M}" if end else "")
    return f"{written} {times}"


def _gone(expansion: Expansion, changed: tuple[str, ...]) -> list[date]:
    """The days of changed dates that are not among the dates, unless another date of that day takes the change over."""
    names = {slot.recurrence_id for slot in expansion.slots}
    days = {slot.first_day for slot in expansion.slots}
    gone = [helsinki(recurrence_start(name)).date() for name in changed if name not in names]
    return sorted({day for day in gone if day not in days})
