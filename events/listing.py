"""The public lists: what is to come by day, what is over, and all of it on paper. Reads only the read model."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from events.choices import FilterForm, Vocabulary
from events.closing import closed_reason
from events.counts import Count, count_choices
from events.filters import Filters
from events.models.readmodel import Occurrence
from events.querysets import OccurrenceQuerySet
from events.teasers import EventTeaser, language_now, with_words
from home.dates import helsinki
from home.languages import Language, language_of
from municipalities.models import Municipality

PAGE_SIZE = 20
#: More rows than this nobody prints.
PRINTED = 200


@dataclass(frozen=True)
class Day:
    """The rows of one day."""

    day: date
    rows: list[EventTeaser]

    @property
    def first(self) -> EventTeaser:
        return self.rows[0]


@dataclass
class Results:
    """Rows in the order of the list; `page` is None past the end."""

    count: Count
    rows: list[EventTeaser]
    page: Page[Any] | None = None
    querystring: str = ""

    @property
    def is_past_end(self) -> bool:
        return self.page is None

    @property
    def days(self) -> list[Day]:
        """What has its day."""
        rows = [row for row in self.rows if row.occurrence.group == Occurrence.Group.DATED]
        return by_day(rows)

    @property
    def ongoing(self) -> list[EventTeaser]:
        """What goes on for longer than a week: after the days, so that no exhibition sits on top of the list."""
        return self._after_the_days(Occurrence.Group.ONGOING)

    @property
    def postponed(self) -> list[EventTeaser]:
        """What waits for a new date: last, never hidden."""
        return self._after_the_days(Occurrence.Group.POSTPONED)

    def _after_the_days(self, group: int) -> list[EventTeaser]:
        return [row for row in self.rows if row.occurrence.group == group]


@dataclass(frozen=True)
class Lists:
    """The lists of a municipality or of the country, as one address asks for them."""

    request: HttpRequest
    municipality: Municipality | None
    now: datetime
    language: Language = field(default_factory=lambda: language_of(language_now()))

    @property
    def today(self) -> date:
        return helsinki(self.now).date()

    @property
    def all_dates(self) -> OccurrenceQuerySet:
        """Every date of whose municipality lists its activities."""
        return Occurrence.objects.of(self.municipality).in_listed_municipalities()

    def read(self, *ignored: str) -> tuple[Filters, Vocabulary]:
        """What the address asks for, and the words for it; some keys mean nothing in some views."""
        vocabulary = Vocabulary.load(self.language.code, self.municipality)
        known = {key: values for key, values in vocabulary.known.items() if key not in ignored}
        return Filters.read(self.request.GET, known), vocabulary

    def teasers(self, dates: OccurrenceQuerySet) -> list[EventTeaser]:
        """Rows; an event that has been told of above is not told of at length again."""
        seen: set[Any] = set()
        rows = []
        for date_ in with_words(dates):
            is_local = self.municipality is not None
            rows.append(EventTeaser(date_, self.language, self.now, is_local, date_.event_id in seen))
            seen.add(date_.event_id)
        return rows

    def upcoming(self) -> dict[str, Any]:
        """What is to come."""
        filters, vocabulary = self.read()
        counts = count_choices(filters, self.all_dates.upcoming(self.now), self.today)
        results = self._page(filters, filters.upcoming(self.municipality, self.now), counts.total)
        return self._context(filters, FilterForm(filters, vocabulary, counts), results)

    def past(self) -> dict[str, Any]:
        """What is over, the latest first."""
        filters, vocabulary = self.read("when", "sort")
        counts = count_choices(filters, self.all_dates.past(self.now), self.today)
        results = self._page(filters, filters.past(self.municipality, self.now), counts.total)
        form = FilterForm(filters, vocabulary, counts)
        return self._context(filters, form, results) | {"days": by_day(results.rows), "is_past": True}

    def printed(self) -> dict[str, Any]:
        """What is to come on as few sheets as it fits."""
        filters, vocabulary = self.read("sort")
        dates = filters.upcoming(self.municipality, self.now)
        rows = self.teasers(dates[: PRINTED + 1])
        count = Count(min(len(rows), PRINTED), len(rows) > PRINTED)
        results = Results(count, rows[:PRINTED])
        return self._context(filters, FilterForm(filters, vocabulary), results)

    def _page(self, filters: Filters, dates: OccurrenceQuerySet, count: Count) -> Results:
        """The page that is asked for; one row more than is shown tells whether there is a next one."""
        first = (filters.page - 1) * PAGE_SIZE
        found = self.teasers(dates[first : first + PAGE_SIZE + 1])
        query = filters.query()
        known = first + len(found) if count.is_capped else count.number
        return Results(
            count=count,
            rows=found[:PAGE_SIZE],
            page=Paginator(range(known), PAGE_SIZE).page(filters.page) if found or filters.page == 1 else None,
            querystring=f"{query}&" if query else "",
        )

    def _context(self, filters: Filters, form: FilterForm, results: Results) -> dict[str, Any]:
        return {
            "now": self.now,
            "today": self.today,
            "municipality": self.municipality,
            "filters": filters,
            "form": form,
            "results": results,
            "closed_reason": closed_reason(self.municipality),
        }


def by_day(rows: list[EventTeaser]) -> list[Day]:
    """Rows in groups of one day."""
    return [Day(day, list(group)) for day, group in groupby(rows, key=lambda row: row.day)]
