"""What publishing means for dates that people know: the schedule until then is kept, changes follow their day.

Page content alone could not say it: dates that had begun would change afterwards, and a cancelled Tuesday would be on
again because the series now begins at 18.00 instead of 17.30.
"""

from collections import Counter
from datetime import datetime
from uuid import UUID

from events.models.changes import FormerSchedule, OccurrenceChange
from events.models.schedules import ScheduleFacts
from events.schedule import Schedule, Slot, expand


def remember(uuid: UUID, before: ScheduleFacts, after: ScheduleFacts, now: datetime) -> None:
    """A published event gets another schedule. Call it in the transaction that publishes it."""
    if before.schedule == after.schedule:
        return
    FormerSchedule.objects.create(event_uuid=uuid, held_until=now, **before.schedule_facts())
    _follow_days(uuid, before.schedule, after.schedule)


def _follow_days(uuid: UUID, before: Schedule | None, after: Schedule | None) -> None:
    """A change of a date follows it to its new time of day, where each day has one date before and after."""
    new = _single_by_day(after)
    old = {slot.recurrence_id: day for day, slot in _single_by_day(before).items()}
    for change in OccurrenceChange.objects.in_force().filter(event_uuid=uuid, recurrence_id__in=old):
        slot = new.get(old[change.recurrence_id])
        if slot is None or slot.recurrence_id == change.recurrence_id:
            continue
        taken = OccurrenceChange.objects.in_force().filter(event_uuid=uuid, kind=change.kind)
        if not taken.filter(recurrence_id=slot.recurrence_id).exists():
            change.recurrence_id = slot.recurrence_id
            change.original_start, change.original_end = slot.start, slot.end
            change.save(update_fields=["recurrence_id", "original_start", "original_end"])


def _single_by_day(schedule: Schedule | None) -> dict[object, Slot]:
    slots = expand(schedule).slots if schedule else ()
    number = Counter(slot.first_day for slot in slots)
    return {slot.first_day: slot for slot in slots if number[slot.first_day] == 1}
