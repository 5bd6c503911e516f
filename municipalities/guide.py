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

from home.languages import Language, fallback_chain, language_of
from home.routing import address
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
    """The guide made of those of the pages that are public. Three queries."""
    return Guide(told(pages, request, language), introductions, town)


def told(pages: PageQuerySet, request: HttpRequest, language: str, limit: int | None = None) -> list[Told]:
    """Every public experience once, in the best language for the reader, the latest first."""
    public = pages.live().public().filter(alias_of=None, municipality__in=Municipality.objects.filter(pages__live=True))
    names = ("pk", "translation_key", "locale__language_code", "told_on")
    rows = public.values_list(*names, "municipality__offered_languages", "municipality__official_language_status")
    texts: dict[UUID, dict[str, int]] = {}
    majority: dict[UUID, str] = {}
    order: dict[UUID, Any] = {}
    for pk, key, code, told_on, offered, status in rows:
        if code in offered:
            texts.setdefault(key, {})[code] = pk
            majority[key] = Municipality(official_language_status=status).majority_language
            order[key] = (told_on, str(key))
    keys = sorted(texts, key=lambda key: order[key], reverse=True)[:limit]
    best = [_best(texts[key], language, majority[key]) for key in keys]
    found = pages.model.objects.select_related("locale", "municipality").in_bulk(best)
    return [_told(found[pk], request, language) for pk in best if pk in found]


def told_in(pages: PageQuerySet, municipality: Municipality, request: HttpRequest, language: str) -> list[Told]:
    """The latest experiences of one municipality, for its microsite."""
    return told(pages.filter(municipality=municipality), request, language, SHOWN_ON_MICROSITE)


def _best(by_language: Mapping[str, int], language: str, majority: str) -> int:
    chain = fallback_chain(language, majority=majority)
    return next((by_language[code] for code in chain if code in by_language), next(iter(by_language.values())))


def _told(page: "ExperiencePage", request: HttpRequest, language: str) -> Told:
    town = page.municipality.name(language) if page.municipality else ""
    own = page.locale.language_code
    return Told(page, address(page, request, language), town, language_of(own), own != language)
