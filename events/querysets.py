"""The questions that lists ask of the read model. "Now" and every day are parameters."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from municipalities.models import Municipality

#: States of a municipality in which its activities are listed (domain.md §9).
_LISTED_STATES = [Municipality.State.ACTIVE, Municipality.State.CONTINUES]


class EventQuerySet(models.QuerySet[Any]):
    """Published events."""

    def of(self, municipality: Municipality | None) -> "EventQuerySet":
        """Those of one municipality; None: of the whole country."""
        return self if municipality is None else self.filter(municipality=municipality)

    def taking_over(self, uuid: UUID, day: date) -> "EventQuerySet":
        """The event that stands for a split series on a day: where addresses of its later dates lead."""
        followers = self.filter(related_to=uuid, relation="following", takes_over_from__lte=day)
        return followers.order_by("-takes_over_from")


class OccurrenceQuerySet(models.QuerySet[Any]):
    """Dates of published events."""

    def of(self, municipality: Municipality | None) -> "OccurrenceQuerySet":
        """Those of one municipality; None: of the whole country."""
        return self if municipality is None else self.filter(event__municipality=municipality)

    def in_listed_municipalities(self) -> "OccurrenceQuerySet":
        """Without those of municipalities that are preparing, paused or ended."""
        return self.filter(Q(event__municipality__isnull=True) | Q(event__municipality__state__in=_LISTED_STATES))

    def upcoming(self, now: datetime) -> "OccurrenceQuerySet":
        """What is on now or to come; a cancelled date until its day is over. In the order of lists.

        Without what nobody has confirmed for 90 days; what is postponed comes last.
        """
        return (
            self.filter(Q(unlisted_from__isnull=True) | Q(unlisted_from__gt=now), listed_until__gt=now)
            .annotate(next_moment=Greatest(F("start"), now))
            .order_by("-has_date", "is_long", "next_moment", "start", "event__path")
        )

    def between(self, first: date, last: date) -> "OccurrenceQuerySet":
        """Those that touch the days from `first` to `last`, both included."""
        return self.filter(has_date=True, first_day__lte=last, last_day__gte=first)

    def about(self, topics: list[str]) -> "OccurrenceQuerySet":
        """Those of any of the topics; all when none is given."""
        return self.filter(event__topic_keys__overlap=topics) if topics else self

    def with_words(self) -> "OccurrenceQuerySet":
        """With event, municipality and words: two queries for any number of rows."""
        return self.select_related("event", "event__municipality").prefetch_related("event__texts")
