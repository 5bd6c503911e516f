"""The month as a grid of days: a table of weeks from Monday to Sunday; on a phone the same rows are a list by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Value

from events.choices import FilterForm
from events.listing import Lists
from events.models.readmodel import Occurrence
from events.querysets import OccurrenceQuerySet
from events.teasers import EventTeaser

#: Shown in one cell; the rest is a link to the list of that day.
PER_DAY = 4
#: Nobody counts on beyond this.
_MOST_COUNTED = 99
_MOST_ONGOING = 12
#: Among days: what lasts several.
_SEVERAL = date.min
#: How far from this month one can turn the leaves.
_YEARS = 3


@dataclass(frozen=True)
class Cell:
    """One day of the grid."""

    day: date
    is_in_month: bool
    is_today: bool
    rows: list[EventTeaser]
    #: How many more the day has than are shown.
    more: int

    @property
    def is_empty(self) -> bool:
        return not self.rows


@dataclass(frozen=True)
class Week:
    """One row of the grid."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class Month:
    """A month, by its first day."""

    first: date

    @property
    def last(self) -> date:
        return self.next - timedelta(days=1)

    @property
    def next(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def previous(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(self.last.day)]

    @property
    def weeks(self) -> Iterator[list[date]]:
        """Weeks from Monday to Sunday that touch the month."""
        monday = self.first - timedelta(days=self.first.weekday())
        while monday <= self.last:
            yield [monday + timedelta(days=n) for n in range(7)]
            monday += timedelta(days=7)

    def is_near(self, today: date) -> bool:
        """Whether there is a leaf for it: calendars without end are mazes for search engines."""
        return abs(self.first.year - today.year) <= _YEARS


@dataclass(frozen=True)
class MonthGrid:
    """The dates of a month that the address asks for."""

    lists: Lists
    month: Month

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        filters, vocabulary = self.lists.read("when", "sort")
        filters = filters.without_days()
        dates = filters.narrow(self.lists.all_dates.confirmed(self.lists.now), self.lists.today)
        keys = self._keys_by_day(dates)
        several = keys.pop(_SEVERAL, [])
        shown = [key for day, of_day in keys.items() for key in of_day[: PER_DAY if day else _MOST_ONGOING]]
        wanted = Occurrence.objects.filter(pk__in=[*shown, *several])
        rows = {row.occurrence.pk: row for row in self.lists.teasers(wanted)}
        for key in reversed(several):  # on the days after their first, before what begins there
            for day in self.month.days:
                if rows[key].occurrence.first_day < day <= rows[key].occurrence.last_day:
                    keys.setdefault(day, []).insert(0, key)
        weeks = [
            Week(days[0].isocalendar().week, [self._cell(day, keys.get(day, []), rows) for day in days])
            for days in self.month.weeks
        ]
        return {
            "now": self.lists.now,
            "today": self.lists.today,
            "municipality": self.lists.municipality,
            "filters": filters,
            "form": FilterForm(filters, vocabulary),
            "month": self.month,
            "weeks": weeks,
            "is_empty": all(cell.is_empty for week in weeks for cell in week.cells),
            "weekdays": [cell.day for cell in weeks[0].cells],
            "ongoing": [rows[key] for key in keys.get(None, [])[:_MOST_ONGOING]],
            "has_previous": Month(self.month.previous).is_near(self.lists.today),
            "has_next": Month(self.month.next).is_near(self.lists.today),
        }

    def _cell(self, day: date, keys: list[int], rows: dict[int, EventTeaser]) -> Cell:
        shown = [rows[key] for key in keys[:PER_DAY]]
        is_in_month = day.month == self.month.first.month
        return Cell(day, is_in_month, day == self.lists.today, shown, len(keys) - len(shown))

    def _keys_by_day(self, dates: OccurrenceQuerySet) -> dict[date | None, list[int]]:
        """The dates that begin on each day, in one query; also what lasts several days, and what goes on for longer."""
        ongoing = dates.filter(group=Occurrence.Group.ONGOING).between(self.month.first, self.month.last)
        dated = dates.filter(group=Occurrence.Group.DATED)
        several = dates.of_several_days(self.month.first, self.month.last)
        sets = [(None, ongoing), (_SEVERAL, several), *((day, dated.starting_on(day)) for day in self.month.days)]
        first, *others = [
            rows.order_by("start", "pk").annotate(day=Value(day, DateField())).values_list("day", "pk")[:_MOST_COUNTED]
            for day, rows in sets
        ]
        found: dict[date | None, list[int]] = {}
        for day, key in first.union(*others, all=True).order_by():
            found.setdefault(day, []).append(key)
        return found
