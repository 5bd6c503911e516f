"""What apps above add to the public page of a district or of a town, such as the calls that recruit sponsors.

    register_section("calls", open_calls, order=10)     # in an app's `ready()`

`open_calls(district, language)` answers a `Section`, or None when there is nothing to show. For the page of a town
there is `register_town_section` with `maker(municipality, language)`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from municipalities.models.regions import District, Municipality


@dataclass(frozen=True)
class Section:
    """A part of a district's page: a template that gets `section`, with what it shows in `items`."""

    template: str
    heading: str
    items: list[Any] = field(default_factory=list)


Maker = Callable[[District, str], Section | None]
TownMaker = Callable[[Municipality, str], Section | None]
_makers: dict[str, tuple[int, Maker]] = {}
_town_makers: dict[str, tuple[int, TownMaker]] = {}


def register_section(name: str, maker: Maker, *, order: int) -> None:
    """Add a part to every district's page; a second call with the name replaces the first."""
    _makers[name] = (order, maker)


def sections_of(district: District, language: str) -> list[Section]:
    """The parts that have something to show, in their order."""
    made = (maker(district, language) for _order, maker in sorted(_makers.values(), key=lambda item: item[0]))
    return [section for section in made if section is not None]


def register_town_section(name: str, maker: TownMaker, *, order: int) -> None:
    """Add a part to the home page of every microsite; a second call with the name replaces the first."""
    _town_makers[name] = (order, maker)


def sections_of_town(municipality: Municipality, language: str) -> list[Section]:
    """The parts that have something to show, in their order."""
    made = (maker(municipality, language) for _order, maker in sorted(_town_makers.values(), key=lambda item: item[0]))
    return [section for section in made if section is not None]
