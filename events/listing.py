"""The public list: pages of twenty, groups by day. Reads only the read model."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.choices import FilterForm, Vocabulary
from events.counts import Count, count_choices
from events.filters import Filters
from events.models.readmodel import Occurrence
from events.querysets import OccurrenceQuerySet
from events.teasers import EventTeaser, language_now, with_words
from home.dates import helsinki
from home.languages import language_of
from municipalities.models import Municipality

PAGE_SIZE = 20


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
    """One page of the list; `page` is None past the end."""

    count: Count
    page: Page[Any] | None
    rows: list[EventTeaser]
    querystring: str

    @property
    def is_past_end(self) -> bool:
        return self.page is None

    @property
    def days(self) -> list[Day]:
        """What has its day."""
        rows = self._group(Occurrence.Group.DATED)
        return [Day(day, list(group)) for day, group in groupby(rows, key=lambda row: row.day)]

    @property
    def ongoing(self) -> list[EventTeaser]:
        """What goes on for longer than a week: after the days, so that no exhibition sits on top of the list."""
        return self._group(Occurrence.Group.ONGOING)

    @property
    def postponed(self) -> list[EventTeaser]:
        """What waits for a new date: last, never hidden."""
        return self._group(Occurrence.Group.POSTPONED)

    def _group(self, group: int) -> list[EventTeaser]:
        return [row for row in self.rows if row.occurrence.group == group]


def list_context(request: HttpRequest, municipality: Municipality | None, now: datetime) -> dict[str, Any]:
    """Everything the list's template shows."""
    language = language_of(language_now())
    vocabulary = Vocabulary.load(language.code, municipality)
    filters = Filters.read(request.GET, vocabulary.known)
    listed = Occurrence.objects.of(municipality).in_listed_municipalities().upcoming(now)
    counts = count_choices(filters, listed, helsinki(now).date())
    results = page_of_results(
        filters,
        filters.upcoming(municipality, now),
        counts.total,
        lambda row: EventTeaser(row, language, now, is_local=municipality is not None),
    )
    return {
        "now": now,
        "municipality": municipality,
        "filters": filters,
        "form": FilterForm(filters, vocabulary, counts),
        "results": results,
        "closed_reason": closed_reason(municipality),
    }


def closed_reason(municipality: Municipality | None) -> Promise | str:
    """Why a municipality lists nothing (domain.md §9)."""
    reasons = {
        Municipality.State.PREPARING: _("Activities here are being prepared."),
        Municipality.State.PAUSED: _("Activities here are on a break."),
        Municipality.State.ENDED: _("Activities here have ended."),
    }
    return reasons.get(Municipality.State(municipality.state), "") if municipality else ""


def page_of_results(
    filters: Filters, dates: OccurrenceQuerySet, count: Count, row_of: Callable[[Occurrence], EventTeaser]
) -> Results:
    """The page that is asked for; one row more than is shown tells whether there is a next one."""
    first = (filters.page - 1) * PAGE_SIZE
    found = with_words(dates[first : first + PAGE_SIZE + 1])
    query = filters.query()
    known = first + len(found) if count.is_capped else count.number
    return Results(
        count=count,
        page=Paginator(range(known), PAGE_SIZE).page(filters.page) if found or filters.page == 1 else None,
        rows=[row_of(date) for date in found[:PAGE_SIZE]],
        querystring=f"{query}&" if query else "",
    )
