"""The filters of the public list: all in the query string, none needs JavaScript (`events.md` §6)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.periods import PRESETS, period
from events.querysets import OccurrenceQuerySet

#: Filters in the order of the form; a key that is not here is ignored.
FILTERS = ("when", "topic", "muni")


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
WITHOUT = {
    "when": _("On other days"),
    "topic": _("All topics"),
    "muni": _("All municipalities"),
}
