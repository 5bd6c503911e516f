"""How many dates each choice of each filter would leave, in one query whatever the size.

A choice is counted among the dates that all *other* filters leave, as the filter itself will find them. Beyond `CAP`
dates nobody counts on: the answer then is "at least so many", and the work stays bounded.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Value

from events.facets import pair
from events.filters import Filters
from events.periods import PRESETS, period
from events.querysets import OccurrenceQuerySet

CAP = 2000

_SQL = """
WITH sets (tag, facets) AS ({sets})
SELECT tag, NULL, count(*) FROM sets GROUP BY tag
UNION ALL
SELECT tag, facet, count(*) FROM sets, unnest(facets) AS facet WHERE NOT starts_with(tag, 'when=') GROUP BY tag, facet
"""


@dataclass(frozen=True)
class Count:
    """A number of dates; `is_capped` when there are at least so many."""

    number: int = 0
    is_capped: bool = False

    def __bool__(self) -> bool:
        return self.number > 0

    def __str__(self) -> str:
        return f"{self.number}+" if self.is_capped else str(self.number)


@dataclass(frozen=True)
class Counts:
    """`sets` counts the dates of each set: "" all filters, "topic" all but that one, "when=today" with that instead."""

    active: frozenset[str] = frozenset()
    sets: Mapping[str, int] = field(default_factory=dict)
    facets: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def total(self) -> Count:
        """The dates that all filters leave."""
        return self._of_set("")

    def without(self, key: str) -> Count:
        """The dates that are left without one filter."""
        return self._of_set(key if key in self.active else "")

    def choice(self, key: str, value: str) -> Count:
        """The dates that a choice would leave, together with the other filters."""
        if key == "when":
            return self._of_set(pair(key, value))
        tag = key if key in self.active else ""
        return Count(self.facets.get((tag, pair(key, value)), 0), self._of_set(tag).is_capped)

    def _of_set(self, tag: str) -> Count:
        number = self.sets.get(tag, 0)
        return Count(min(number, CAP), number > CAP)


def count_choices(filters: Filters, listed: OccurrenceQuerySet, today: date) -> Counts:
    """Count everything that a list of these dates offers to choose from."""
    first, *others = [
        dates.order_by("group", "start").annotate(tag=Value(tag)).values_list("tag", "facets")[: CAP + 1]
        for tag, dates in _sets(filters, listed, today)
    ]
    sql, params = first.union(*others, all=True).order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(sets=sql), params)
        rows = cursor.fetchall()
    return Counts(
        frozenset(filters.active),
        {tag: number for tag, facet, number in rows if facet is None},
        {(tag, facet): number for tag, facet, number in rows if facet is not None},
    )


def _sets(filters: Filters, listed: OccurrenceQuerySet, today: date) -> Iterator[tuple[str, OccurrenceQuerySet]]:
    yield "", filters.narrow(listed, today)
    for key in filters.active:
        yield key, filters.narrow(listed, today, without=key)
    on_other_days = filters.narrow(listed, today, without="when")
    for preset in PRESETS:
        yield pair("when", preset), on_other_days.between(*period(preset, today))
