"""How many came: adults and children of a held date, no names. Kept outside pages, and correctable."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events.models.changes import HeadCount
from events.models.readmodel import Occurrence
from events.schedule import is_recurrence_id
from home.dates import helsinki

if TYPE_CHECKING:
    from home.models import User

MOST = 5000
#: For so long a count is asked for.
_ASKED = timedelta(days=90)


@dataclass(frozen=True)
class HeldDate:
    """A date that was held, with what has been counted."""

    occurrence: Occurrence
    count: HeadCount | None


def held_dates(uuid: UUID, now: datetime, limit: int) -> list[HeldDate]:
    """The last dates that were held, newest first; today's from the moment it has begun."""
    rows = Occurrence.objects.filter(
        event_id=uuid, start__lte=now, start__gt=now - _ASKED, has_date=True
    ).exclude(status=Occurrence.Status.CANCELLED)  # fmt: skip
    counts = {count.recurrence_id: count for count in HeadCount.objects.filter(event_uuid=uuid)}
    return [HeldDate(row, counts.get(row.recurrence_id)) for row in rows.order_by("-start")[:limit]]


@transaction.atomic
def count_heads(
    uuid: UUID, recurrence_id: str, *, adults: int, children: int, by: "User | None", now: datetime
) -> HeadCount:
    """Write or correct the count of one date. Raises ValidationError when it was not held or the number is absurd."""
    known = is_recurrence_id(recurrence_id)
    rows = Occurrence.objects.filter(event_id=uuid, recurrence_id=recurrence_id, start__lte=now, has_date=True)
    rows = rows.exclude(status=Occurrence.Status.CANCELLED).select_related("event")
    row = rows.first() if known else None
    if row is None:
        raise ValidationError(_("Heads are counted only for dates that were held."))
    if not (0 <= adults <= MOST and 0 <= children <= MOST):
        raise ValidationError(_("Give numbers from 0 to {number}.").format(number=MOST))
    count, _made = HeadCount.objects.update_or_create(
        event_uuid=uuid,
        recurrence_id=recurrence_id,
        defaults={
            "municipality_id": row.event.municipality_id,
            "held_on": helsinki(row.start).date(),
            "adults": adults,
            "children": children,
            "by": by,
            "at": now,
        },
    )
    return count
