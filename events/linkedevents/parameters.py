"""Every parameter of the API in one table: the views read by it, and the OpenAPI description is written from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from events.linkedevents import values
from events.models.readmodel import Event

PAGE_SIZE, MOST_ON_PAGE = 20, 100
SORTS = ("start_time", "end_time", "last_modified_time")


class BadValue(Exception):
    """A value that makes no sense; `details` says by parameter why."""

    def __init__(self, details: Mapping[str, str]) -> None:
        super().__init__(dict(details))
        self.details = dict(details)


@dataclass(frozen=True)
class Parameter:
    """One parameter: what it does, how its value is read, and an example that works."""

    name: str
    description: str
    read: Callable[[str], Any]
    example: str
    type: str = "string"


def _flag(name: str, description: str, example: str) -> Parameter:
    return Parameter(name, description, values.yes_or_no, example, "boolean")


PAGING = (
    Parameter("page", "Number of the page, from 1.", values.whole_number(1, 999_999), "1", "integer"),
    Parameter(
        "page_size", f"Items on a page, {PAGE_SIZE} unless told, at most {MOST_ON_PAGE}.",
        values.whole_number(1, MOST_ON_PAGE), "10", "integer",
    ),
    Parameter("format", "Only json.", values.one_of("json"), "json"),
)  # fmt: skip

INCLUDE = Parameter(
    "include", "Relations to write out instead of giving their @id.",
    values.several(values.one_of("location", "keywords")), "location,keywords",
)  # fmt: skip

EVENT = (
    Parameter(
        "start", "What is not over at this time: ISO 8601 date or moment, today, now. Postponed events are kept.",
        values.moment, "2026-01-01",
    ),
    Parameter("end", "What has begun by this time; a day is included.", values.moment, "2026-12-31"),
    Parameter(
        "days", "From today on, this many days; not together with start or end.",
        values.whole_number(1, 1000), "60", "integer",
    ),
    Parameter(
        "weekday", "Days of the week on which it begins: 1 is Sunday, 7 is Saturday.",
        values.several(values.whole_number(1, 7)), "3,4",
    ),
    Parameter(
        "division", "Municipalities: slug, name or code, also as kunta:salo or ocd-division/country:fi/kunta:salo.",
        values.several(values.word), "kunta:salo",
    ),
    Parameter("location", "Identifiers of places.", values.several(values.word), "salo-library"),
    Parameter("bbox", "Places within west,south,east,north in degrees.", values.box, "22.5,60.0,24.0,61.0"),
    Parameter("keyword", "Identifiers of keywords; any of them.", values.several(values.word), "language"),
    Parameter("language", "Languages in which it is described or held.", values.several(values.language), "fi,ar"),
    Parameter("in_language", "Languages in which it is held.", values.several(values.language), "fi"),
    _flag("is_free", "Free of charge, or not.", "true"),
    _flag("internet_based", "Whether one can take part online.", "false"),
    Parameter("event_status", "Statuses.", values.several(values.one_of(*Event.Status.values)), "EventScheduled"),
    Parameter(
        "super_event_type", "recurring: only series. none: only single events and single dates.",
        values.several(values.one_of("recurring", "none")), "recurring",
    ),
    _flag("hide_recurring_children", "Leave out the single dates of series.", "true"),
    _flag("registration", "Whether one signs up.", "false"),
    Parameter("audience_min_age_lt", "Lowest age at most this.", values.whole_number(0, 150), "18", "integer"),
    Parameter("audience_min_age_gt", "Lowest age at least this.", values.whole_number(0, 150), "7", "integer"),
    Parameter("audience_max_age_lt", "Highest age at most this.", values.whole_number(0, 150), "12", "integer"),
    Parameter("audience_max_age_gt", "Highest age at least this.", values.whole_number(0, 150), "12", "integer"),
    Parameter(
        "last_modified_since", "What has changed since: ISO 8601 date or moment.",
        values.moment, "2026-01-01",
    ),
    _flag("show_deleted", "With what has been deleted.", "true"),
    Parameter(
        "text", "Words in the name or the short description of one language; all of them.",
        values.word, "kielikahvila",
    ),
    Parameter(
        "ids", "Identifiers of events.",
        values.several(values.event_id), "00000000-0000-4000-8000-000000000000",
    ),
    Parameter(
        "sort", "Order; a minus turns it round.",
        values.several(values.one_of(*SORTS, *(f"-{s}" for s in SORTS))), "-last_modified_time",
    ),
    INCLUDE,
)  # fmt: skip

PLACE = (
    Parameter("text", "Words in the name.", values.word, "kirjasto"),
    Parameter("division", "Municipalities, as for events.", values.several(values.word), "salo"),
)
NAMED = (Parameter("text", "Words in the name.", values.word, "kieli"),)
SEARCH = (
    Parameter("q", "Words to look for; needed.", values.word, "kielikahvila"),
    Parameter(
        "type", "What to look for: event unless told, place or keyword.",
        values.one_of("event", "place", "keyword"), "event",
    ),
    *(each for each in EVENT if each.name in ("start", "end", "include")),
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A query string that was read: values by name, and the names that nobody knows."""

    values: Mapping[str, Any]
    unknown: tuple[str, ...]

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The value of a parameter, or another one when it was not given."""
        return self.values.get(name, otherwise)


def read(query: QueryDict, parameters: tuple[Parameter, ...]) -> Asked:
    """Read a query string; the last of a repeated parameter holds, an empty one is none. Raises BadValue."""
    known = {each.name: each for each in parameters}
    found: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, text in query.items():
        if name not in known or text == "":
            continue
        try:
            found[name] = known[name].read(str(text))
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        raise BadValue(problems)
    return Asked(found, tuple(name for name in query if name not in known))
