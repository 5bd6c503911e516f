"""The figures on the public page of the goals: the last year by quarter, and a table of towns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import get_language

from municipalities.figures.cards import NOTHING, Card, card_of, number_text, sum_text
from municipalities.figures.quarters import up_to
from municipalities.figures.readings import Reading, Row, add_up, published
from municipalities.figures.registry import all_figures
from municipalities.models.figures import FigurePublication
from municipalities.models.regions import Municipality

#: The quarters shown: a year that is over, and the one that is running.
SHOWN = 5
#: The columns of the table of towns.
TOWN_FIGURES = ("activities_held", "visits", "sponsors", "quiet_towns")


#: When the figures were published, read with the municipalities.
_WHEN = {"figures_published_at": Subquery(FigurePublication.objects.values("published_at")[:1])}


@dataclass(frozen=True)
class Goal:
    """A goal in words and what is counted of it."""

    number: int
    title: str
    text: str
    cards: list[Card]


@dataclass(frozen=True)
class TownRow:
    """A town with its numbers of a year, and whether something is on in the next 30 days (None: not taking part)."""

    name: str
    cells: list[str]
    has_something_on: bool | None


def goals_context(words: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What the page of the goals shows; two queries. `words` are title and text of each goal."""
    towns = list(Municipality.objects.public().annotate(**_WHEN))
    published_at = towns[0].figures_published_at if towns else None  # type: ignore[attr-defined]  # annotated
    if published_at is None:
        return {"goals": [Goal(n, *each, cards=[]) for n, each in enumerate(words, start=1)], "published_on": None}
    today = timezone.localdate(published_at)
    names = town_names(towns)
    figures = [figure for figure in all_figures() if figure.is_on_goals_page]
    readings = published(list(up_to(today, SHOWN)), names, figures)
    by_code = {reading.figure.code: reading for reading in readings}
    return {
        "goals": [
            Goal(n, *each, cards=[card_of(r, {}, today) for r in readings if r.figure.goal == n and r.has_something])
            for n, each in enumerate(words, start=1)
        ],
        "published_on": today,
        "town_rows": _town_rows(by_code, names),
        "town_headings": [by_code[code].figure.label for code in TOWN_FIGURES[:3] if code in by_code],
    }


def town_names(towns: Iterable[Municipality]) -> dict[str, str]:
    """Slug → name in the language of the moment, in the order of the names."""
    language = get_language() or "fi"
    return dict(sorted(((town.slug, town.name(language)) for town in towns), key=lambda item: item[1].casefold()))


def _town_rows(by_code: dict[str, Reading], names: dict[str, str]) -> list[TownRow]:
    rows = []
    for slug, name in names.items():
        cells = [_year(by_code[code], slug) for code in TOWN_FIGURES[:3] if code in by_code]
        quiet = by_code["quiet_towns"].towns.get(slug, {}) if "quiet_towns" in by_code else {}
        newest = next(reversed(quiet.values()), None) if quiet else None
        rows.append(TownRow(name, cells, None if newest is None else not newest))
    return rows


def _year(reading: Reading, slug: str) -> str:
    """What a town has in all quarters shown; of a state the newest."""
    row: Row = reading.towns.get(slug, {})
    values = [row[quarter] for quarter in reading.quarters if quarter in row]
    if not values:
        return NOTHING
    return number_text(values[-1]) if reading.figure.is_state else sum_text(add_up(values))
