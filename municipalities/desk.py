"""The editor's home: lists of what waits, shown on the first page of the admin and, whole, on pages of their own.

Each app adds its lists in its `ready()`:

    register_list("ending_soon", ending_soon, order=60)

`ending_soon(desk)` answers a `WorkList`, or None where the list is nothing for this person. It may make querysets and
must not evaluate them: the home shows the first rows of each, the list's own page all of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from home.models import User
from municipalities.borders import own_paths
from municipalities.models import Municipality, MunicipalityPage
from municipalities.permissions import is_project_team, municipalities_of
from municipalities.querysets import paths_of

#: How many rows of a list the home shows.
SHOWN = 5


@dataclass(frozen=True)
class Desk:
    """Whose home it is, when, and for which of her municipalities (None: all)."""

    user: User
    now: datetime
    town: Municipality | None = None

    @property
    def is_team(self) -> bool:
        """Whether the person works for the whole pilot."""
        return is_project_team(self.user)

    @property
    def municipalities(self) -> QuerySet[Municipality]:
        """The municipalities that the lists are about."""
        towns = municipalities_of(self.user)
        return towns.filter(pk=self.town.pk) if self.town else towns

    @cached_property
    def _paths(self) -> list[str]:
        """Where the pages are that the person works on; few, whatever the number of municipalities."""
        own = [""] if self.is_team else own_paths(self.user)
        if self.town is None:
            return own
        towns = MunicipalityPage.objects.filter(municipality=self.town).values_list("path", flat=True)
        inside = {town for town in towns for path in own if town.startswith(path)}
        return sorted(inside | {path for path in own for town in towns if path.startswith(town)})

    def pages(self, model: type[Page] = Page) -> QuerySet[Any]:
        """The pages that the person works on, in every language."""
        condition = Q(pk__in=[])
        for path in self._paths:
            condition |= Q(path__startswith=path)
        return model.objects.filter(condition, depth__gt=1)


@dataclass(frozen=True)
class Action:
    """Something that one press of a button does: a POST to an address."""

    label: str
    url: str


@dataclass(frozen=True)
class Row:
    """One thing in a list: where it leads, where it belongs, and what is the matter with it."""

    title: str
    url: str
    place: str = ""
    language: str = ""  # its code, where the thing is a text
    note: str = ""
    action: Action | None = None


@dataclass(frozen=True)
class WorkList:
    """A list of the home: all its items, lazily, and how some of them become rows."""

    heading: str
    empty: str  # said where nothing waits
    items: QuerySet[Any] | Sequence[Any]
    rows: Callable[[Sequence[Any]], list[Row]]
    about: str = ""  # a sentence under the heading


Maker = Callable[[Desk], WorkList | None]
_makers: dict[str, tuple[int, Maker]] = {}


def register_list(name: str, maker: Maker, *, order: int) -> None:
    """Add a list to the home; `name` is part of its address. A second call with the name replaces the first."""
    _makers[name] = (order, maker)


def lists_of(desk: Desk) -> dict[str, WorkList]:
    """The lists of this person by name, in their order."""
    made = {name: maker(desk) for name, (_order, maker) in sorted(_makers.items(), key=lambda item: item[1][0])}
    return {name: worklist for name, worklist in made.items() if worklist is not None}


def list_named(name: str, desk: Desk) -> WorkList | None:
    """One list; None where there is no such list for this person."""
    _order, maker = _makers.get(name, (0, None))
    return maker(desk) if maker else None


def places_of(pages: Sequence[Page], language: str) -> dict[int, str]:
    """Page id → the name of its municipality in the language; one query, "" for pages of the portal."""
    wanted = {path for page in pages for path in paths_of(page)}
    homes = MunicipalityPage.objects.filter(path__in=wanted).select_related("municipality")
    names = {home.path: home.municipality.name(language) for home in homes}
    return {page.pk: next((names[path] for path in paths_of(page) if path in names), "") for page in pages}
