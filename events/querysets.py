"""The questions that lists ask of the read model. "Now" and every day are parameters."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThanOrEqual

from home.dates import HELSINKI
from municipalities.models import Municipality

#: States of a municipality in which its activities are listed (domain.md §9).
_LISTED_STATES = [Municipality.State.ACTIVE, Municipality.State.CONTINUES]
#: `Occurrence.Group`: what is listed by day; what goes on for longer and what is postponed come after it.
_DATED, _ONGOING = 0, 1
#: What lasts longer is not listed by day. So a date that is still on began later than this ago, which is what lets the
#: database begin to read where the list begins.
_LONGEST = timedelta(days=8)


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
        return self if municipality is None else self.filter(municipality=municipality)

    def in_listed_municipalities(self) -> "OccurrenceQuerySet":
        """Without those of municipalities that are preparing, paused or ended."""
        listed = Municipality.objects.filter(state__in=_LISTED_STATES)
        return self.filter(Q(municipality__isnull=True) | Q(municipality__in=listed))

    def upcoming(self, now: datetime) -> "OccurrenceQuerySet":
        """What is on now or to come; a cancelled date until its day is over. In the order of lists.

        What is on now began before what is to come, so the order of starts is that of `max(start, now)`. Without what
        nobody has confirmed for 90 days; what is postponed comes last.
        """
        place_in_list = Tuple("group", "start")
        began = TupleGreaterThanOrEqual(place_in_list, (_DATED, now - _LONGEST))
        return self.filter(began, _confirmed(now), listed_until__gt=now).order_by("group", "start", "event__path")

    def in_calendars(self, now: datetime) -> "OccurrenceQuerySet":
        """What subscribers see, past dates too; without what nobody has confirmed for 90 days."""
        return self.filter(_confirmed(now)).order_by("start", "event")

    def confirmed(self, now: datetime) -> "OccurrenceQuerySet":
        """Without what nobody has confirmed for 90 days, except what had begun by then."""
        unlisted = models.F("unlisted_from")
        return self.filter(Q(unlisted_from__isnull=True) | Q(unlisted_from__gt=now) | Q(start__lte=unlisted))

    def past(self, now: datetime) -> "OccurrenceQuerySet":
        """What is over, the latest first."""
        return self.filter(listed_until__lte=now, start__lte=now).order_by("-start", "event__path")

    def between(self, first: date, last: date) -> "OccurrenceQuerySet":
        """Those that touch the days from `first` to `last`, both included."""
        return self.in_periods([(first, last)])

    def in_periods(self, periods: Iterable[tuple[date, date]]) -> "OccurrenceQuerySet":
        """Those that touch any of the periods."""
        wanted = Q(pk__in=[])
        for first, last in periods:
            after, before = _midnight(first) - _LONGEST, _midnight(last + timedelta(days=1))
            near = Q(group=_DATED, start__gt=after, start__lt=before) | Q(group=_ONGOING)
            wanted |= near & Q(first_day__lte=last, last_day__gte=first)
        return self.filter(wanted)

    def starting_on(self, day: date) -> "OccurrenceQuerySet":
        """Those that begin on a day."""
        return self.filter(start__gte=_midnight(day), start__lt=_midnight(day + timedelta(days=1)))

    def of_several_days(self, first: date, last: date) -> "OccurrenceQuerySet":
        """Those listed by day that last longer than one, and touch a period."""
        after, before = _midnight(first) - _LONGEST, _midnight(last + timedelta(days=1))
        several = self.filter(group=_DATED, last_day__gt=models.F("first_day"), last_day__gte=first)
        return several.filter(start__gt=after, start__lt=before)

    def since(self, day: date) -> "OccurrenceQuerySet":
        """Those that are on or to come on a day."""
        later = Q(group=_DATED, start__gt=_midnight(day) - _LONGEST) | Q(group=_ONGOING)
        return self.filter(later, last_day__gte=day)

    def until(self, day: date) -> "OccurrenceQuerySet":
        """Those that have begun by a day."""
        return self.filter(has_date=True, first_day__lte=day, start__lt=_midnight(day + timedelta(days=1)))

    def found_by(self, pairs: Iterable[str]) -> "OccurrenceQuerySet":
        """Those that any of the pairs of a query string finds: `topic=language`; see `events.facets`."""
        return self.filter(facets__overlap=list(pairs))

    def with_words(self) -> "OccurrenceQuerySet":
        """With event, municipality and words: two queries for any number of rows."""
        return self.select_related("event", "event__municipality").prefetch_related("event__texts")


def _confirmed(now: datetime) -> Q:
    return Q(unlisted_from__isnull=True) | Q(unlisted_from__gt=now)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=HELSINKI)
