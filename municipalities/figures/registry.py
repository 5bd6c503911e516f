"""Where apps enter what they count, in their `ready()`:

    register_figure(Figure(code="activities_held", goal=3, order=10, label=_("Activities held"), …))

A figure's `tally` answers for all municipalities and quarters of a span in a constant number of queries. It counts what
happened, also when the people have been forgotten since, and never gives a name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from municipalities.figures.quarters import Quarter, Span


class Kind(StrEnum):
    """How a figure is read."""

    COUNT = "count"
    #: Of each category, how much it is of all.
    SHARE = "share"
    #: The category is a number of days, and half of the cases took no longer than the median.
    MEDIAN_DAYS = "median_days"


@dataclass(frozen=True)
class Tally:
    """So many in a municipality and a quarter; `town` is None where it happened in no municipality of the pilot."""

    town: int | None
    quarter: Quarter
    number: int
    category: str = ""


def no_categories() -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Figure:
    """One thing that is counted."""

    code: str
    #: Which of the three goals it tells of (domain.md §1).
    goal: int
    order: int
    label: Any
    #: In one sentence for everybody: what is counted, and how.
    about: Any
    tally: Callable[[Span], Iterable[Tally]]
    kind: Kind = Kind.COUNT
    #: Numbers of people: small ones are hidden, and only finished quarters are published.
    counts_people: bool = True
    #: Code → label in the order shown; empty when there is only the number itself.
    categories: Callable[[], Mapping[str, Any]] = no_categories
    #: One may be in several categories; then `tally` gives the number of all with the category "".
    is_overlapping: bool = False
    #: A state at the end of the quarter (or today), not something that happened in it: never added up over time.
    is_state: bool = False
    #: Left out of the public page where its words cost another question to the database; it is in the open file.
    is_on_goals_page: bool = True


_figures: dict[str, Figure] = {}


def register_figure(figure: Figure) -> None:
    """Enter a figure; a second one with the code replaces the first."""
    if not (figure.code.isascii() and figure.code.replace("_", "").isalnum()):
        raise ValueError(figure.code)
    _figures[figure.code] = figure


def all_figures() -> list[Figure]:
    """All figures, goal by goal, in their order."""
    return sorted(_figures.values(), key=lambda figure: (figure.goal, figure.order, figure.code))


def figure_named(code: str) -> Figure | None:
    """The figure of a code."""
    return _figures.get(code)
