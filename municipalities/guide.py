"""Experiences gathered by theme: each once, in the language asked for or in the one that stands in for it.

The number of queries is the same however many experiences, languages and municipalities there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest
from wagtail.query import PageQuerySet

from home.languages import Language, best_language, language_of
from home.routing import address
from home.visibility import visible
from municipalities.models.regions import Municipality
from municipalities.themes import ICONS, Theme

if TYPE_CHECKING:
    from municipalities.models.experiences import ExperiencePage

#: Of what somebody typed into the address, so much is repeated.
_REPEATED = 40
SHOWN_ON_MICROSITE = 4


@dataclass(frozen=True)
class Told:
    """An experience in one language, and where it is read."""

    page: "ExperiencePage"
    url: str
    town: str
    language: Language
    is_fallback: bool


@dataclass(frozen=True)
class Chapter:
    """A theme: words of the guide's editors, then the experiences, the latest first."""

    theme: Theme
    introduction: Any
    told: list[Told] = field(default_factory=list)

    @property
    def icon(self) -> str:
        return ICONS[self.theme]


@dataclass(frozen=True)
class Guide:
    """The chapters that have anything in them."""

    told: Sequence[Told]
    introductions: Mapping[str, Any]
    #: The slug of a municipality in the address; "" for all.
    asked: str

    @cached_property
    def towns(self) -> list[tuple[str, str, int]]:
        """Municipalities with an experience by their names: slug, name, how many."""
        counts: dict[tuple[str, str], int] = {}
        for each in self.told:
            key = (each.page.municipality.slug, each.town) if each.page.municipality else ("", "")
            counts[key] = counts.get(key, 0) + 1
        return sorted(((*key, count) for key, count in counts.items()), key=lambda town: town[1].casefold())

    @cached_property
    def chosen(self) -> str:
        """The municipality chosen; "" where none is, or none that has told anything."""
        return self.asked if any(slug == self.asked for slug, _name, _count in self.towns) else ""

    @property
    def chosen_name(self) -> str:
        return next((name for slug, name, _count in self.towns if slug == self.chosen), "")

    @property
    def unknown(self) -> str:
        """What was asked for and has told nothing, to be said beside the choice."""
        return "" if self.chosen else self.asked[:_REPEATED]

    @cached_property
    def shown(self) -> list[Told]:
        """Those of the municipality chosen, or all."""
        return [each for each in self.told if not self.chosen or each.page.municipality.slug == self.chosen]  # type: ignore[union-attr]

    @cached_property
    def chapters(self) -> list[Chapter]:
        """In their order; those without experiences only for their words, and not when one municipality is shown."""
        chapters = [
            Chapter(theme, self.introductions.get(theme, ""), [each for each in self.shown if each.page.theme == theme])
            for theme in Theme
        ]
        return [each for each in chapters if each.told or (each.introduction and not self.chosen)]


def gather(
    pages: PageQuerySet,
    introductions: Mapping[str, Any],
    request: HttpRequest,
    language: str,
    town: str = "",
) -> Guide:
    """The guide made of those of the pages that are public. Two queries."""
    return Guide(told(pages, request, language), introductions, town)


def told(pages: PageQuerySet, request: HttpRequest, language: str) -> list[Told]:
    """Every public experience once, in the best language for the reader, the latest first. Two queries."""
    rows = _public(pages).only("translation_key", "locale", "municipality", "told_on")
    best = [page.pk for page in _best_of_each(rows, language)]
    found = pages.model.objects.select_related("locale", "municipality").in_bulk(best)
    return [_told(found[pk], request, language) for pk in best if pk in found]


def told_in(pages: PageQuerySet, municipality: Municipality, request: HttpRequest, language: str) -> list[Told]:
    """The latest experiences of one municipality, for its microsite. One query."""
    rows = _public(pages).filter(municipality=municipality)
    return [_told(page, request, language) for page in _best_of_each(rows, language)[:SHOWN_ON_MICROSITE]]


def _public(pages: PageQuerySet) -> PageQuerySet:
    of_public_towns = visible(pages).filter(municipality__in=Municipality.objects.filter(pages__live=True))
    rows: PageQuerySet = of_public_towns.select_related("locale", "municipality")
    return rows


def _best_of_each(rows: PageQuerySet, language: str) -> "list[ExperiencePage]":
    """Of each experience the text in the best language that its municipality offers, the latest first."""
    texts: dict[UUID, dict[str, ExperiencePage]] = {}
    for page in rows:
        code = page.locale.language_code
        if code in page.municipality.offered_languages:
            texts.setdefault(page.translation_key, {})[code] = page
    best = [_best(by_language, language) for by_language in texts.values()]
    return sorted(best, key=lambda page: (page.told_on, str(page.translation_key)), reverse=True)


def _best(by_language: "Mapping[str, ExperiencePage]", language: str) -> "ExperiencePage":
    first = next(iter(by_language.values()))
    majority = first.municipality.majority_language if first.municipality else "fi"
    return by_language[best_language(by_language, language, majority=majority)]


def _told(page: "ExperiencePage", request: HttpRequest, language: str) -> Told:
    town = page.municipality.name(language) if page.municipality else ""
    own = page.locale.language_code
    return Told(page, address(page, request, language), town, language_of(own), own != language)
