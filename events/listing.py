"""The public list: pages of twenty, groups by day. Reads only the read model."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.filters import PRESET_LABELS, WITHOUT, Choice, Filters
from events.models.readmodel import Occurrence
from events.models.topics import TopicText
from events.querysets import OccurrenceQuerySet
from events.teasers import EventTeaser, language_now
from home.dates import helsinki
from home.languages import fallback_chain, language_of
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

    count: int
    page: Page[Any] | None
    days: list[Day]
    ongoing: list[EventTeaser]
    querystring: str

    @property
    def is_past_end(self) -> bool:
        return self.page is None


def list_context(request: HttpRequest, municipality: Municipality | None, now: datetime) -> dict[str, Any]:
    """Everything the list's template shows."""
    language = language_of(language_now())
    today = helsinki(now).date()
    topics = _topic_names(language.code)
    towns = {} if municipality else {m.slug: m.name(language.code) for m in Municipality.objects.with_activities()}
    filters = Filters.read(request.GET, set(topics), set(towns))
    listed = Occurrence.objects.of(municipality).in_listed_municipalities().upcoming(now)
    results = _results(
        filters,
        filters.apply(listed, today),
        request.GET.get("page", ""),
        lambda row: EventTeaser(row, language, now, is_local=municipality is not None),
    )
    return {
        "now": now,
        "municipality": municipality,
        "filters": filters,
        "results": results,
        "all_dates": filters.query(when=None),
        "presets": [Choice(key, label, filters.query(when=key)) for key, label in PRESET_LABELS.items()],
        "topics": topics,
        "towns": dict(sorted(towns.items(), key=lambda item: item[1].casefold())),
        "drops": _drops(filters, listed, today) if not results.count else [],
        "closed_reason": _closed_reason(municipality),
    }


def _closed_reason(municipality: Municipality | None) -> Promise | str:
    """Why a municipality lists nothing (domain.md §9)."""
    reasons = {
        Municipality.State.PREPARING: _("Activities here are being prepared."),
        Municipality.State.PAUSED: _("Activities here are on a break."),
        Municipality.State.ENDED: _("Activities here have ended."),
    }
    return reasons.get(Municipality.State(municipality.state), "") if municipality else ""


def _topic_names(language: str) -> dict[str, str]:
    """Names by key, in the order of the topics, in one query."""
    chain = fallback_chain(language)
    names: dict[str, tuple[int, str]] = {}
    for text in TopicText.objects.select_related("parent").order_by("parent__sort_order", "parent__key"):
        rank = chain.index(text.language) if text.language in chain else len(chain)
        if text.parent.key not in names or rank < names[text.parent.key][0]:
            names[text.parent.key] = (rank, text.name)
    return {key: name for key, (_rank, name) in names.items()}


def _results(
    filters: Filters, dates: OccurrenceQuerySet, asked: str, row_of: Callable[[Occurrence], EventTeaser]
) -> Results:
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    number = max(1, number)
    first = (number - 1) * PAGE_SIZE
    found = list(dates.with_words().annotate(total=Window(Count("pk")))[first : first + PAGE_SIZE])
    count = found[0].total if found else dates.order_by().count()
    query = filters.query()
    rows = [row_of(date) for date in found]
    return Results(
        count=count,
        page=Paginator(range(count), PAGE_SIZE).page(number) if found or number == 1 else None,
        days=_by_day([row for row in rows if not row.occurrence.is_long]),
        ongoing=[row for row in rows if row.occurrence.is_long],
        querystring=f"{query}&" if query else "",
    )


def _by_day(rows: list[EventTeaser]) -> list[Day]:
    return [Day(day, list(group)) for day, group in groupby(rows, key=lambda row: row.day)]


def _drops(filters: Filters, listed: OccurrenceQuerySet, today: date) -> list[Choice]:
    """For an empty list: which filter to drop, and how many dates that would leave."""
    drops = []
    for key in filters.active:
        if count := filters.apply(listed, today, without=key).order_by().count():
            drops.append(Choice(key, WITHOUT[key], filters.query(**{key: None}), count))
    return drops
