"""What people do to published events: each is one function in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events import projection
from events.models.changes import WHOLE_EVENT, Confirmation, OccurrenceChange
from events.models.pages import EventPage
from events.models.readmodel import Event, Occurrence
from events.schedule import is_recurrence_id

if TYPE_CHECKING:
    from home.models import User

Words = Mapping[str, str]
_Kind = OccurrenceChange.Kind


@transaction.atomic
def cancel_occurrence(
    uuid: UUID,
    recurrence_id: str,
    *,
    by: "User | None",
    now: datetime,
    reason: Words | None = None,
    and_following: bool = False,
) -> OccurrenceChange:
    """Cancel one date, or it and all that follow, in all languages at once; struck through until the day is over.

    Raises ValidationError when there is no such date or it is over.
    """
    values = {"reason": dict(reason or {}), "and_following": and_following}
    return _change_date(uuid, recurrence_id, _Kind.CANCELLED, by=by, now=now, **values)


@transaction.atomic
def move_occurrence(
    uuid: UUID,
    recurrence_id: str,
    *,
    start: datetime,
    end: datetime | None,
    by: "User | None",
    now: datetime,
    reason: Words | None = None,
) -> OccurrenceChange:
    """Move one date to another time, also one that was postponed; it keeps its original start as identity."""
    if end is not None and end <= start:
        raise ValidationError({"end": _("The end must be later than the start.")})
    if start <= now:
        raise ValidationError({"start": _("This time is past. Give a time to come.")})
    row = _date_to_come(uuid, recurrence_id, now)
    if row.all_day:
        end = start + (row.end - row.start) if row.end else None
    _take_back(uuid, recurrence_id, _Kind.POSTPONED, by=by, now=now)
    return _change(row, recurrence_id, _Kind.MOVED, by=by, now=now, start=start, end=end, reason=dict(reason or {}))


@transaction.atomic
def postpone_occurrence(
    uuid: UUID, recurrence_id: str, *, by: "User | None", now: datetime, reason: Words | None = None
) -> OccurrenceChange:
    """One date does not happen as planned and has no new time yet: listed last until it has one."""
    _take_back(uuid, recurrence_id, _Kind.MOVED, by=by, now=now)
    return _change_date(uuid, recurrence_id, _Kind.POSTPONED, by=by, now=now, reason=dict(reason or {}))


@transaction.atomic
def annotate_occurrence(
    uuid: UUID,
    recurrence_id: str,
    *,
    note: Words,
    by: "User | None",
    now: datetime,
    audience: Sequence[str] = (),
    in_language: Sequence[str] = (),
) -> OccurrenceChange:
    """Say something about one date, or for whom and in which languages it is this time."""
    if not (any(note.values()) or audience or in_language):
        raise ValidationError(_("Write a note, or choose for whom or in which languages it is."))
    values = {"note": dict(note), "audience": list(audience), "in_language": list(in_language)}
    return _change_date(uuid, recurrence_id, _Kind.NOTE, by=by, now=now, **values)


@transaction.atomic
def cancel_event(uuid: UUID, *, by: "User | None", now: datetime, reason: Words) -> OccurrenceChange:
    """Cancel the whole event; the page stays and says so. Needs a reason in at least one language."""
    if not any(text.strip() for text in reason.values()):
        raise ValidationError({"reason": _("Write the reason in at least one language.")})
    _take_back(uuid, WHOLE_EVENT, _Kind.POSTPONED, by=by, now=now)
    return _change_event(uuid, _Kind.CANCELLED, by=by, now=now, reason=dict(reason))


@transaction.atomic
def postpone_event(uuid: UUID, *, by: "User | None", now: datetime, reason: Words | None = None) -> OccurrenceChange:
    """The whole event waits for a new time: listed last, without a date, and its page says so."""
    return _change_event(uuid, _Kind.POSTPONED, by=by, now=now, reason=dict(reason or {}))


@transaction.atomic
def undo_change(change: OccurrenceChange, *, by: "User | None", now: datetime) -> OccurrenceChange:
    """Take a change back: the date is as the schedule says again. Twice does nothing more. Returns it as it is now."""
    projection.lock_event(change.event_uuid)
    stored = OccurrenceChange.objects.get(pk=change.pk)
    if stored.undone_at is None:
        stored.undone_at, stored.undone_by = now, by
        stored.save(update_fields=["undone_at", "undone_by"])
        project(stored.event_uuid)
    return stored


@transaction.atomic
def confirm(uuid: UUID, *, by: "User | None", now: datetime) -> None:
    """It still happens: the clock of the staleness guard starts anew."""
    projection.lock_event(uuid)
    Confirmation.objects.update_or_create(pk=uuid, defaults={"confirmed_at": now, "by": by})
    project(uuid)


def changes_of(uuid: UUID, recurrence_id: str) -> list[OccurrenceChange]:
    """What holds for a date or, with `WHOLE_EVENT`, for the event and can be taken back."""
    found = OccurrenceChange.objects.in_force().filter(event_uuid=uuid, recurrence_id=recurrence_id)
    return list(found.exclude(kind=_Kind.SPLIT))


# --- how it is written ---------------------------------------------------------------------------


def _change_date(uuid: UUID, recurrence_id: str, kind: str, *, now: datetime, **values: Any) -> OccurrenceChange:
    return _change(_date_to_come(uuid, recurrence_id, now), recurrence_id, kind, now=now, **values)


def _change_event(uuid: UUID, kind: str, *, now: datetime, **values: Any) -> OccurrenceChange:
    projection.lock_event(uuid)
    coming = Occurrence.objects.filter(event_id=uuid, listed_until__gt=now).order_by("start").first()
    if not Event.objects.filter(pk=uuid).exists():
        raise ValidationError(_("This event is not published, so there is no date to change."))
    if coming is None:
        raise ValidationError(_("All dates of this event are over and cannot be changed any more."))
    return _change(coming, WHOLE_EVENT, kind, now=now, **values)


def _date_to_come(uuid: UUID, recurrence_id: str, now: datetime) -> Occurrence:
    """The date to be changed; refuses one that the event does not have or that is over."""
    projection.lock_event(uuid)
    known = is_recurrence_id(recurrence_id) and Occurrence.objects.filter(event_id=uuid, recurrence_id=recurrence_id)
    row = known.first() if known else None
    if row is None:
        if not Event.objects.filter(pk=uuid).exists():
            raise ValidationError(_("This event is not published, so there is no date to change."))
        raise ValidationError(_("This event has no such date. Open the list of dates again."))
    if row.listed_until <= now:
        raise ValidationError(_("This date is over and cannot be changed any more."))
    return row


def _change(row: Occurrence, recurrence_id: str, kind: str, *, now: datetime, **values: Any) -> OccurrenceChange:
    """Write one change and the read model; saying the same again changes nothing."""
    uuid = row.event_id
    change, made = OccurrenceChange.objects.get_or_create(
        event_uuid=uuid, recurrence_id=recurrence_id, kind=kind, undone_at=None, defaults={"at": now, **values}
    )
    if made and recurrence_id != WHOLE_EVENT:
        change.original_start, change.original_end = _original(row)
        change.save(update_fields=["original_start", "original_end"])
    new = {name for name, value in values.items() if name != "by" and getattr(change, name) != value}
    if not made and new:
        for name, value in {"at": now, **values}.items():
            setattr(change, name, value)
        change.said += bool({"start", "end", "and_following"} & new)
        change.save()
    project(uuid)
    return change


def _original(row: Occurrence) -> tuple[datetime, datetime | None]:
    """When the date was to be by the schedule, also when it has been moved."""
    if row.previous_start is None:
        return row.start, row.end
    moved = OccurrenceChange.objects.filter(
        event_uuid=row.event_id, recurrence_id=row.recurrence_id, kind=_Kind.MOVED
    ).last()
    return row.previous_start, moved.original_end if moved else None


def _take_back(uuid: UUID, recurrence_id: str, kind: str, *, by: "User | None", now: datetime) -> None:
    """One change replaces another: the earlier no longer holds."""
    earlier = OccurrenceChange.objects.in_force().filter(event_uuid=uuid, recurrence_id=recurrence_id, kind=kind)
    earlier.update(undone_at=now, undone_by=by)


def project(uuid: UUID) -> None:
    """Bring the read model of one event in step with its page and changes."""
    for source in EventPage.objects.filter(translation_key=uuid).select_related("locale"):
        if source.is_source:
            projection.project(source)
