"""What apps above add to a district's public page, such as the calls that recruit sponsors.

    register_section("calls", open_calls, order=10)     # in an app's `ready()`

`open_calls(district, language)` answers a `Section`, or None when there is nothing to show.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from municipalities.models.regions import District


@dataclass(frozen=True)
class Section:
    """A part of a district's page: a template that gets `section`, with what it shows in `items`."""

    template: str
    heading: str
    items: list[Any] = field(default_factory=list)


Maker = Callable[[District, str], Section | None]
_makers: dict[str, tuple[int, Maker]] = {}


def register_section(name: str, maker: Maker, *, order: int) -> None:
    """Add a part to every district's page; a second call with the name replaces the first."""
    _makers[name] = (order, maker)


def sections_of(district: District, language: str) -> list[Section]:
    """The parts that have something to show, in their order."""
    made = (maker(district, language) for _order, maker in sorted(_makers.values(), key=lambda item: item[0]))
    return [section for section in made if section is not None]
