"""What has happened to an event besides its page: changes of dates, former schedules, confirmations."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from events.models.changes import WHOLE_EVENT, Confirmation, FormerSchedule, OccurrenceChange
from home.dates import helsinki

if TYPE_CHECKING:
    from events.models.pages import EventPage


@dataclass(frozen=True)
class Past:
    """All of it, read once."""

    changes: list[OccurrenceChange]
    former: list[FormerSchedule]
    confirmed_at: datetime | None

    @classmethod
    def of(cls, uuid: UUID) -> "Past":
        """Three queries."""
        confirmations = Confirmation.objects.filter(pk=uuid).values_list("confirmed_at", flat=True)
        return cls(
            changes=list(OccurrenceChange.objects.filter(event_uuid=uuid)),
            former=list(FormerSchedule.objects.filter(event_uuid=uuid)),
            confirmed_at=confirmations.first(),
        )

    @property
    def in_force(self) -> list[OccurrenceChange]:
        """What nobody has taken back."""
        return [change for change in self.changes if change.undone_at is None]

    @property
    def whole(self) -> list[OccurrenceChange]:
        """What holds for the whole event."""
        return [change for change in self.in_force if change.recurrence_id == WHOLE_EVENT]

    @property
    def split_on(self) -> date | None:
        """The first day of the event that took over."""
        starts = [c.start for c in self.whole if c.kind == OccurrenceChange.Kind.SPLIT and c.start]
        return helsinki(min(starts)).date() if starts else None

    @property
    def sequence(self) -> int:
        """iCalendar's SEQUENCE: one more for each cancelling, moving, splitting and rewriting, and for taking back."""
        counted = [c for c in self.changes if c.kind != OccurrenceChange.Kind.NOTE]
        return sum(c.said + (c.undone_at is not None) for c in counted) + len(self.former)

    @property
    def moments(self) -> list[datetime | None]:
        """When something happened to it."""
        return (
            [c.at for c in self.changes]
            + [c.undone_at for c in self.changes]
            + [schedule.held_until for schedule in self.former]
            + [self.confirmed_at]
        )

    def confirmed_on(self, source: "EventPage") -> date | None:
        """When somebody last showed that it still happens: said so, published it first, or changed its dates."""
        known = [moment for moment in (source.first_published_at, *self.moments) if moment]
        days = [helsinki(moment).date() for moment in known]
        if source.last_confirmed_on:
            days.append(source.last_confirmed_on)
        return max(days, default=None)
