"""The public list: filters out of the query string, pages of twenty, groups by day. Reads only the read model."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.models.readmodel import Event, EventText, Occurrence
from events.models.topics import TopicText
from events.periods import PRESETS, period
from events.querysets import OccurrenceQuerySet
from home.dates import helsinki
from home.languages import Language, fallback_chain, language_of
from municipalities.models import Municipality

PAGE_SIZE = 20
#: Filters in the order of the form; a key that is not here is ignored.
FILTERS = ("when", "topic", "muni")


def moment_of(request: HttpRequest) -> datetime:
    """The "now" of a request."""
    return getattr(request, "now", None) or timezone.now()


def language_now() -> str:
    """The language asked for."""
    return get_language() or "fi"


# --- one row -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EventTeaser:
    """One date in a list: words in the language they exist in, everything else in the language asked for."""

    occurrence: Occurrence
    language: Language
    now: datetime

    @property
    def event(self) -> Event:
        return self.occurrence.event

    @property
    def text(self) -> EventText | None:
        return self.event.text_for(self.language.code)

    @property
    def text_language(self) -> Language:
        return language_of(self.text.language) if self.text else self.language

    @property
    def is_fallback(self) -> bool:
        return self.text_language.code != self.language.code

    @property
    def title(self) -> str:
        return self.text.title if self.text else ""

    @property
    def summary(self) -> str:
        return self.text.summary if self.text else ""

    @property
    def url(self) -> str:
        return self.event.url(self.language.code)

    @property
    def day(self) -> date:
        """The day it is listed on: its first day to come."""
        return max(self.occurrence.first_day, helsinki(self.now).date())

    @property
    def place(self) -> str:
        return self.event.place_name(self.language.code)

    @property
    def municipality(self) -> str:
        return self.event.municipality.name(self.language.code) if self.event.municipality else ""

    @property
    def audience(self) -> list[str]:
        return audience_labels(self.occurrence.audience)

    @property
    def theme(self) -> str:
        text, position = self.text, self.occurrence.position
        return text.themes[position] if text and position < len(text.themes) else ""

    @property
    def reason(self) -> str:
        return self.event.words_of(self.occurrence.reason or self.event.reason, self.language.code)

    @property
    def note(self) -> str:
        return self.event.words_of(self.occurrence.note, self.language.code)


def audience_labels(keys: list[str]) -> list[str]:
    """For whom, in the language asked for."""
    labels = dict(Event.Audience.choices)
    return [str(labels[key]) for key in keys if key in labels]


def upcoming_for(municipality: Municipality | None, now: datetime, limit: int) -> list[Occurrence]:
    """The next dates of a municipality, or of the country; none while its activities are not listed."""
    dates = Occurrence.objects.with_words().of(municipality).in_listed_municipalities().upcoming(now)
    return list(dates[: max(0, limit)])


def upcoming_teasers(municipality: Municipality | None, now: datetime, limit: int) -> list[EventTeaser]:
    """The same as rows of a list in the language asked for."""
    language = language_of(language_now())
    return [EventTeaser(date, language, now) for date in upcoming_for(municipality, now, limit)]


# --- filters -------------------------------------------------------------------------------------


@dataclass
class Filters:
    """What a visitor asked for. A value that does not exist is left out and named in `problems`."""

    when: str = ""
    topic: list[str] = field(default_factory=list)
    muni: list[str] = field(default_factory=list)
    problems: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, query: QueryDict, topics: set[str], towns: set[str]) -> "Filters":
        """Out of a query string; a repeated key is OR. Never fails."""
        filters = cls()
        when = filters._known(query, "when", set(PRESETS))
        filters.when = when[-1] if when else ""
        filters.topic = filters._known(query, "topic", topics)
        filters.muni = filters._known(query, "muni", towns)
        return filters

    def _known(self, query: QueryDict, key: str, allowed: set[str]) -> list[str]:
        values = [value for value in dict.fromkeys(query.getlist(key)) if value][:50]
        if bad := [value[:40] for value in values if value not in allowed]:
            self.problems[key] = bad[:3]
        return [value for value in values if value in allowed]

    @property
    def active(self) -> list[str]:
        """The keys that narrow the list."""
        return [key for key in FILTERS if getattr(self, key)]

    def query(self, **changes: Any) -> str:
        """The query string with some keys changed; None or empty drops one."""
        values = {"when": self.when, "topic": self.topic, "muni": self.muni} | changes
        return urlencode({key: value for key, value in values.items() if value}, doseq=True)

    def apply(self, dates: OccurrenceQuerySet, today: date, *, without: str = "") -> OccurrenceQuerySet:
        """Those dates that are asked for; `without` leaves one filter out."""
        if self.when and without != "when":
            dates = dates.between(*period(self.when, today))
        if self.topic and without != "topic":
            dates = dates.about(self.topic)
        if self.muni and without != "muni":
            dates = dates.filter(event__municipality__slug__in=self.muni)
        return dates


# --- results -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    """The rows of one day."""

    day: date
    rows: list[EventTeaser]


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


@dataclass(frozen=True)
class Choice:
    """A link that changes the list: its words, query string and how many dates it leaves."""

    key: str
    label: Promise
    query: str
    count: int | None = None


PRESET_LABELS = {
    "today": _("Today"),
    "tomorrow": _("Tomorrow"),
    "weekend": _("At the weekend"),
    "week": _("This week"),
    "next7": _("Next 7 days"),
    "month": _("This month"),
}
_WITHOUT = {
    "when": _("On other days"),
    "topic": _("All topics"),
    "muni": _("All municipalities"),
}


def list_context(request: HttpRequest, municipality: Municipality | None, now: datetime) -> dict[str, Any]:
    """Everything the list's template shows."""
    language = language_of(language_now())
    today = helsinki(now).date()
    topics = _topic_names(language.code)
    towns = {} if municipality else {m.slug: m.name(language.code) for m in Municipality.objects.with_activities()}
    filters = Filters.read(request.GET, set(topics), set(towns))
    listed = Occurrence.objects.of(municipality).in_listed_municipalities().upcoming(now)
    results = _results(filters, listed, request.GET.get("page", ""), language, now)
    return {
        "now": now,
        "today": today,
        "tomorrow": today + timedelta(days=1),
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


def _results(filters: Filters, listed: OccurrenceQuerySet, asked: str, language: Language, now: datetime) -> Results:
    paginator = Paginator(filters.apply(listed, helsinki(now).date()).with_words(), PAGE_SIZE)
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    page = paginator.page(max(1, number)) if number <= max(1, paginator.num_pages) else None
    rows = [EventTeaser(date, language, now) for date in page.object_list] if page else []
    query = filters.query()
    return Results(
        count=paginator.count,
        page=page,
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
            drops.append(Choice(key, _WITHOUT[key], filters.query(**{key: None}), count))
    return drops
