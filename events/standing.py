"""How an event and each of its dates stand: scheduled, moved, postponed or cancelled. Rows are built, none is saved."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from events.facets import facets_of
from events.freshness import unlisted_from
from events.models.changes import WHOLE_EVENT, OccurrenceChange
from events.models.facts import EventFacts
from events.models.readmodel import Event, Occurrence
from events.past import Past
from events.schedule import Frequency, Schedule, Slot, first_start, over_at, recurrence_start, timeline
from home.dates import HELSINKI, last_day

_LONG_DAYS = 7
#: What is postponed stays in lists until somebody gives it a time or cancels it.
_FOR_EVER = datetime(2100, 1, 1, tzinfo=UTC)
_Kind = OccurrenceChange.Kind


def standing(schedule: Schedule | None, past: Past) -> tuple[Event.Status, datetime | None]:
    """The status of the whole event, and the start it had before it was moved or postponed."""
    kinds = {change.kind: change for change in past.whole}
    if _Kind.CANCELLED in kinds:
        return Event.Status.CANCELLED, None
    slots = slots_of(schedule, past)
    if _Kind.POSTPONED in kinds:
        at = kinds[_Kind.POSTPONED].at
        return Event.Status.POSTPONED, next((slot.start for slot in slots if slot.over_at > at), None)
    announced = [(first_start(former.schedule), former.held_until) for former in past.former]
    missed = [start for start, until in announced if start and start > until]  # had not begun when it was changed
    if schedule is None and past.former:  # without a former one it is a draft that nobody has given a day yet
        return Event.Status.POSTPONED, missed[-1] if missed else None
    begins = first_start(schedule) if schedule else None
    if missed and missed[-1] != begins:
        return Event.Status.RESCHEDULED, missed[-1]
    if len(slots) == 1:
        for change in past.in_force:
            if change.kind == _Kind.MOVED and change.recurrence_id == slots[0].recurrence_id:
                return Event.Status.RESCHEDULED, slots[0].start
    return Event.Status.SCHEDULED, None


def slots_of(schedule: Schedule | None, past: Past) -> list[Slot]:
    """All dates: past ones as they were, coming ones as the schedule says; without what another event took over."""
    slots = list(timeline([(former.schedule, former.held_until) for former in past.former], schedule))
    if schedule is None:
        slots = _until_cleared(slots, past)
    if past.split_on:
        slots = [slot for slot in slots if slot.first_day < past.split_on]
    return slots


def _until_cleared(slots: list[Slot], past: Past) -> list[Slot]:
    """The date of a cleared schedule that was to come next stays, so that the event can be shown as postponed."""
    last = next((former for former in reversed(past.former) if former.schedule), None)
    if last is None:
        return slots
    coming = [slot for slot in timeline([], last.schedule) if slot.start > last.held_until]
    return slots + coming[:1]


def occurrences_of(event: Event, past: Past) -> list[Occurrence]:
    """The rows of all dates."""
    schedule = event.schedule
    slots = slots_of(schedule, past)
    kept = _kept(event, slots, past)
    slots = sorted([*slots, *kept], key=lambda slot: (slot.start, slot.recurrence_id))
    if postponed := next((c for c in past.whole if c.kind == _Kind.POSTPONED), None):
        over = [slot for slot in slots if slot.over_at <= postponed.at]
        slots = over + slots[len(over) : len(over) + 1]
    rows = [
        _occurrence(event, n, slot, [c for c in past.in_force if _concerns(c, slot)]) for n, slot in enumerate(slots)
    ]
    names = {slot.recurrence_id for slot in kept}
    days = Counter(row.recurrence_id[:10] for row in rows)
    for row in rows:
        row.is_kept = row.recurrence_id in names
        day = row.recurrence_id[:10]
        row.slug = day if days[day] == 1 else row.recurrence_id.replace(":", "")
        if schedule is None and row.start > past.former[-1].held_until:
            _postpone(row)
        _place_in_lists(row, event)
    return rows


def _place_in_lists(row: Occurrence, event: Event) -> None:
    """What lists and their filters ask, all in the row itself."""
    town = event.municipality
    row.municipality = town
    row.group = Occurrence.Group.ONGOING if row.is_long else Occurrence.Group.DATED
    if not row.has_date:
        row.group = Occurrence.Group.POSTPONED
    row.facets = facets_of(event, town=town.slug if town else "", languages=row.in_language, audience=row.audience)


def _kept(event: Event, slots: list[Slot], past: Past) -> list[Slot]:
    """Changed dates that the rule no longer names: never dropped, except a note on a day that is now a break."""
    known = {slot.recurrence_id for slot in slots} | {WHOLE_EVENT}
    breaks = event.schedule.excluded if event.schedule else ()
    kept: dict[str, Slot] = {}
    for change in past.in_force:
        name = change.recurrence_id
        if name in known or name in kept:
            continue
        all_day = "T" not in name
        start = change.original_start or recurrence_start(name)
        slot = Slot(name, start, change.original_end, all_day=all_day, is_added=True)
        is_break = any(first <= slot.first_day <= last for first, last in breaks)
        taken_over = past.split_on is not None and slot.first_day >= past.split_on
        if not taken_over and not (is_break and change.kind == _Kind.NOTE):
            kept[name] = slot
    return list(kept.values())


def _concerns(change: OccurrenceChange, slot: Slot) -> bool:
    """Whether a change holds for a date: for this one, for this and following, or for all that were not over."""
    if change.recurrence_id == WHOLE_EVENT:
        return change.kind != _Kind.SPLIT and slot.over_at > change.at
    if change.recurrence_id == slot.recurrence_id:
        return True
    return change.and_following and slot.start > recurrence_start(change.recurrence_id)


#: The later has the last word.
_WEIGHT = {_Kind.NOTE: 0, _Kind.MOVED: 1, _Kind.POSTPONED: 2, _Kind.CANCELLED: 3}


def _occurrence(event: Event, position: int, slot: Slot, changes: list[OccurrenceChange]) -> Occurrence:
    start, end, previous = slot.start, slot.end, None
    status = Occurrence.Status.SCHEDULED
    note: dict[str, Any] = {}
    reason: dict[str, Any] = {}
    audience = _alternating(event, slot, event.audience, EventFacts.Alternates.AUDIENCE)
    in_language = _alternating(event, slot, event.in_language, EventFacts.Alternates.LANGUAGES)
    for change in sorted(changes, key=lambda c: (_WEIGHT[_Kind(c.kind)], c.at)):
        if change.kind == _Kind.MOVED and change.start:
            start, end, previous = change.start, change.end, slot.start
            status, reason = Occurrence.Status.MOVED, change.reason
        elif change.kind == _Kind.CANCELLED:
            status, reason = Occurrence.Status.CANCELLED, change.reason
        elif change.kind == _Kind.POSTPONED:
            status, reason = Occurrence.Status.POSTPONED, change.reason
        note = change.note or note
        audience, in_language = change.audience or audience, change.in_language or in_language
    until = over_at(start, end)
    if status == Occurrence.Status.CANCELLED:  # stays in lists until its day is over
        until = max(until, over_at(start, None))
    row = Occurrence(
        event=event,
        recurrence_id=slot.recurrence_id,
        position=position,
        start=start,
        end=end,
        all_day=slot.all_day,
        first_day=start.astimezone(HELSINKI).date(),
        last_day=last_day(start, end, all_day=slot.all_day),
        listed_until=until,
        unlisted_from=unlisted_from(event),
        is_long=(until - start).days > _LONG_DAYS,
        status=status,
        previous_start=previous,
        note=note,
        reason=reason,
        in_language=in_language,
        audience=audience,
    )
    if status == Occurrence.Status.POSTPONED:
        _postpone(row)
    return row


def _postpone(row: Occurrence) -> None:
    """Without a date: listed last until it has one again."""
    row.status, row.has_date, row.listed_until = Occurrence.Status.POSTPONED, False, _FOR_EVER


def _alternating(event: Event, slot: Slot, values: list[str], what: str) -> list[str]:
    """What holds on this date: the first value in odd ISO weeks or months, the second in even ones."""
    if event.alternates != what or len(values) < 2:
        return list(values)
    day = slot.first_day
    number = day.month if event.frequency == Frequency.MONTHLY else day.isocalendar().week
    return [values[(number + 1) % 2]]
