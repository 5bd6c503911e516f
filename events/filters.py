"""What a visitor asks a list for, read from a query string (`events.md` §6). Pages, feeds and the API share it.

A repeated key is OR, different keys are AND. An unknown key is ignored; a value that does not exist is left out and
named in `problems`. Nothing typed can make it fail.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from events.dateinputs import read_day
from events.facets import ACCESS, pair
from events.models.facts import EventFacts
from events.models.readmodel import EventText, Occurrence
from events.models.topics import Topic
from events.periods import PRESETS, period
from events.querysets import OccurrenceQuerySet
from home.dates import helsinki
from home.languages import LANGUAGES_BY_CODE
from municipalities.models import Municipality

#: Filters whose value is stored with each date (`events.facets`), in the order in which people think of them.
FACETS = ("muni", "topic", "for", "speaks", "childcare", "free", "access", "mode", "signup")
_DAYS = ("when", "from", "to")
#: All that narrow a list. `page` and `sort` do not.
KEYS = (*_DAYS, *FACETS, "q")
#: `time` is the order of a list: what is on or next comes first.
SORTS = ("time",)
_LONGEST_TEXT = 100
_MOST_WORDS = 6
_MOST_VALUES = 50

#: The values a filter takes: whatever is in it.
Known = Mapping[str, frozenset[str]]


def known_values(municipality: Municipality | None) -> Known:
    """Every value that exists on the list of a municipality or of the country. At most two queries."""
    topics = frozenset(Topic.objects.values_list("key", flat=True))
    if municipality is not None:
        return known_values_with(topics)
    towns = Municipality.objects.with_activities().values_list("slug", flat=True)
    return known_values_with(topics, frozenset(towns))


def known_values_with(topics: frozenset[str], towns: frozenset[str] | None = None) -> Known:
    """The same where topics and towns are known already; without towns there is no filter by them."""
    by_town = {} if towns is None else {"muni": towns}
    return by_town | {
        "when": frozenset(PRESETS),
        "topic": topics,
        "for": frozenset(EventFacts.Audience.values),
        "speaks": frozenset(LANGUAGES_BY_CODE),
        "childcare": frozenset({"1"}),
        "free": frozenset({"1"}),
        "access": frozenset(ACCESS),
        "mode": frozenset({"onsite", "online"}),
        "signup": frozenset({"yes", "no"}),
        "sort": frozenset(SORTS),
    }


@dataclass(frozen=True)
class Filters:
    """What is asked for: `chosen` has the values of each key, days in ISO form."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = SORTS[0]
    page: int = 1
    #: By key: values that do not exist, cut to a length that can be shown.
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, query: QueryDict | str, known: Known) -> "Filters":
        """Out of a query string, with or without a request; see `known_values`."""
        return _Reader(QueryDict(query) if isinstance(query, str) else query, known).read()

    # --- what it asks ----------------------------------------------------------------------------

    @property
    def active(self) -> list[str]:
        """The keys that narrow the list."""
        return [key for key in KEYS if self.chosen.get(key)]

    @property
    def first_day(self) -> date | None:
        return _only_day(self.chosen.get("from"))

    @property
    def last_day(self) -> date | None:
        return _only_day(self.chosen.get("to"))

    @property
    def has_days(self) -> bool:
        """Whether only some days are asked for."""
        return any(self.chosen.get(key) for key in _DAYS)

    @property
    def text(self) -> str:
        return " ".join(self.chosen.get("q", ()))

    def narrow(self, dates: OccurrenceQuerySet, today: date, *, without: str = "") -> OccurrenceQuerySet:
        """Those of some dates that are asked for, in their order; `without` leaves one filter out."""
        for key in self.active:
            if key != without:
                dates = self._narrow_by(key, dates, today)
        return dates

    def _narrow_by(self, key: str, dates: OccurrenceQuerySet, today: date) -> OccurrenceQuerySet:
        values = self.chosen[key]
        if key in FACETS:
            return dates.found_by(pair(key, value) for value in values)
        if key == "when":
            return dates.in_periods(period(preset, today) for preset in values)
        if key == "from":
            return dates.since(date.fromisoformat(values[0]))
        if key == "to":
            return dates.until(date.fromisoformat(values[0]))
        return dates.filter(event__in=EventText.objects.filter(has_words(self.text)).values("event"))

    def upcoming(self, municipality: Municipality | None, now: datetime) -> OccurrenceQuerySet:
        """The dates on a list of what is to come, of a municipality or of the country, in its order."""
        listed = Occurrence.objects.of(municipality).in_listed_municipalities().upcoming(now)
        return self.narrow(listed, helsinki(now).date())

    def past(self, municipality: Municipality | None, now: datetime) -> OccurrenceQuerySet:
        """The dates on a list of what is over, the latest first."""
        listed = Occurrence.objects.of(municipality).in_listed_municipalities().past(now)
        return self.narrow(listed, helsinki(now).date())

    # --- addresses -------------------------------------------------------------------------------

    def query(self, **changes: Any) -> str:
        """The query string with some keys changed (`from_` is `from`); None or empty drops one. Never has a page."""
        values: dict[str, Any] = {key: self.chosen.get(key) for key in KEYS}
        values["sort"] = None if self.sort == SORTS[0] else self.sort
        values |= {key.rstrip("_"): value for key, value in changes.items()}
        return urlencode({key: value for key, value in values.items() if value}, doseq=True)

    @property
    def query_without_days(self) -> str:
        """The query string for a view that has its own days."""
        return self.without_days().query()

    def query_with(self, key: str, value: str) -> str:
        """The query string with one value more."""
        return self.query(**{key: (*self.chosen.get(key, ()), value)})

    def query_without(self, key: str, value: str) -> str:
        """The query string with one value less."""
        return self.query(**{key: tuple(each for each in self.chosen.get(key, ()) if each != value)})

    def without_days(self) -> "Filters":
        """The same for a view that has its own days."""
        kept = {key: values for key, values in self.chosen.items() if key not in _DAYS}
        return Filters(kept, problems=self.problems)


def _only_day(values: tuple[str, ...] | None) -> date | None:
    return date.fromisoformat(values[0]) if values else None


def has_words(text: str) -> Q:
    """All words in the title or the summary of one language."""
    found = Q()
    for word in text.split():
        found &= Q(title__icontains=word) | Q(summary__icontains=word)
    return found


@dataclass
class _Reader:
    """Reads one query string, once."""

    query: QueryDict
    known: Known
    problems: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self) -> Filters:
        chosen = {key: self._values(key) for key in ("when", *FACETS)}
        first, last = self._day("from"), self._day("to")
        if first and last and last < first:
            self.problems["to"] = (last,)
            last = ""
        chosen |= {"from": (first,) if first else (), "to": (last,) if last else ()}
        text = " ".join(" ".join(self.query.getlist("q")).replace("\0", " ").split()[:_MOST_WORDS])[:_LONGEST_TEXT]
        chosen["q"] = (text,) if text else ()
        sort = self._values("sort")
        page = self._page()
        return Filters({key: each for key, each in chosen.items() if each}, [*sort, SORTS[0]][0], page, self.problems)

    def _asked(self, key: str) -> list[str]:
        return [value for value in dict.fromkeys(self.query.getlist(key)) if value.strip()][:_MOST_VALUES]

    def _values(self, key: str) -> tuple[str, ...]:
        known = self.known.get(key)
        return () if known is None else self._checked(key, lambda value: value if value in known else None)

    def _day(self, key: str) -> str:
        """One day; of several the last one holds."""
        return "".join(self._checked(key, _iso_day)[-1:])

    def _page(self) -> int:
        """Bad numbers are the first page; any number may be past the end."""
        asked = self.query.get("page", "")
        good = asked.isascii() and asked.isdecimal() and len(asked) < 7
        return max(1, int(asked)) if good else 1

    def _checked(self, key: str, read: Callable[[str], str | None]) -> tuple[str, ...]:
        asked = {value: read(value) for value in self._asked(key)}
        if bad := [value[:40] for value, good in asked.items() if good is None]:
            self.problems[key] = tuple(bad[:3])
        return tuple(good for good in asked.values() if good is not None)


def _iso_day(text: str) -> str | None:
    """`2026-03-31` or `31.3.2026`, within the years that can matter."""
    try:
        day = read_day(text)
    except ValueError:
        return None
    return day.isoformat() if 2000 <= day.year < 2100 else None
