"""What people do to published events: each is one function in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events import projection
from events.models.changes import WHOLE_EVENT, OccurrenceChange
from events.models.pages import EventPage
from events.models.readmodel import Event, Occurrence
from events.schedule import is_recurrence_id

if TYPE_CHECKING:
    from home.models import User

Words = Mapping[str, str]


@transaction.atomic
def cancel_occurrence(
    uuid: UUID, recurrence_id: str, *, by: "User | None", now: datetime, reason: Words | None = None
) -> OccurrenceChange:
    """Cancel one date, in all languages at once. It stays in lists, struck through, until its day is over.

    Raises ValidationError when there is no such date or it is over.
    """
    return _change_date(uuid, recurrence_id, OccurrenceChange.Kind.CANCELLED, by=by, now=now, reason=dict(reason or {}))


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
    """Move one date to another time; it keeps its original start as identity."""
    if end is not None and end <= start:
        raise ValidationError({"end": _("The end must be later than the start.")})
    kind = OccurrenceChange.Kind.MOVED
    return _change_date(uuid, recurrence_id, kind, by=by, now=now, start=start, end=end, reason=dict(reason or {}))


@transaction.atomic
def annotate_occurrence(
    uuid: UUID, recurrence_id: str, *, note: Words, by: "User | None", now: datetime
) -> OccurrenceChange:
    """Say something about one date."""
    return _change_date(uuid, recurrence_id, OccurrenceChange.Kind.NOTE, by=by, now=now, note=dict(note))


@transaction.atomic
def cancel_event(uuid: UUID, *, by: "User | None", now: datetime, reason: Words) -> OccurrenceChange:
    """Cancel the whole event; the page stays and says so. Needs a reason in at least one language."""
    if not any(text.strip() for text in reason.values()):
        raise ValidationError({"reason": _("Write the reason in at least one language.")})
    return _change(uuid, WHOLE_EVENT, OccurrenceChange.Kind.CANCELLED, by=by, now=now, reason=dict(reason))


@transaction.atomic
def undo_change(change: OccurrenceChange, *, by: "User | None", now: datetime) -> OccurrenceChange:
    """Take a change back: the date is as the schedule says again. Twice does nothing more. Returns it as it is now."""
    locked = OccurrenceChange.objects.select_for_update().get(pk=change.pk)
    if locked.undone_at is None:
        locked.undone_at, locked.undone_by = now, by
        locked.save(update_fields=["undone_at", "undone_by"])
        _project(locked.event_uuid)
    return locked


def _change_date(uuid: UUID, recurrence_id: str, kind: str, *, now: datetime, **values: Any) -> OccurrenceChange:
    """Change one date; refuses a date that the event does not have or that is over."""
    known = is_recurrence_id(recurrence_id) and Occurrence.objects.filter(event_id=uuid, recurrence_id=recurrence_id)
    row = known.first() if known else None
    if row is None:
        raise ValidationError(_("This event has no such date. Open the list of dates again."))
    if row.listed_until <= now:
        raise ValidationError(_("This date is over and cannot be changed any more."))
    return _change(uuid, recurrence_id, kind, now=now, **values)


def _change(uuid: UUID, recurrence_id: str, kind: str, *, now: datetime, **values: Any) -> OccurrenceChange:
    if not Event.objects.select_for_update().filter(pk=uuid).exists():
        raise ValidationError(_("This event is not published, so there is no date to change."))
    change, made = OccurrenceChange.objects.get_or_create(
        event_uuid=uuid, recurrence_id=recurrence_id, kind=kind, undone_at=None, defaults={"at": now, **values}
    )
    if not made and any(getattr(change, name) != value for name, value in values.items()):
        for name, value in {"at": now, **values}.items():
            setattr(change, name, value)
        change.save()
    _project(uuid)
    return change


def _project(uuid: UUID) -> None:
    for source in EventPage.objects.filter(translation_key=uuid).select_related("locale"):
        if source.is_source:
            projection.project(source)
