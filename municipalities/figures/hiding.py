"""Keeping small numbers of people from being found out. Pure.

A number under five is hidden, zero as well. A total that stands beside parts would give the hidden one away, so further
parts are hidden until nobody can work it out: neither somebody who has read everything that is published, nor somebody
who also knows everything of one district, as its coordinators do.

For each such reader the parts that she does not know are at least two and together at least five, or none. So whatever
a hidden small number is, it could as well be any other from 0 to 4. One thing a district may find out: that there is
nobody at all in any other; otherwise everything would be hidden as long as one district is alone in counting.

Which further parts are hidden depends on an order that has nothing to do with the numbers and that nobody outside
knows, and nothing tells them from the small ones: hiding "the next smallest" would tell that the others are bigger.

Only one quarter is looked at, because nothing published adds up quarters other than from what it shows.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SMALL = 5


@dataclass(frozen=True)
class Part:
    """A number as it is made up of districts. `insiders` is the district whose people know it whole, as of a town."""

    by_district: Mapping[str, int]
    insiders: str | None = None

    @property
    def number(self) -> int:
        return sum(self.by_district.values())

    def beyond(self, district: str | None) -> int:
        """What is left of it for somebody who knows one district."""
        return self.number - (self.by_district.get(district, 0) if district is not None else 0)


@dataclass(frozen=True)
class Hidden[K: Hashable]:
    """Which parts stay hidden, and whether their total does."""

    parts: frozenset[K] = field(default_factory=frozenset)
    total: bool = False


def hide[K: Hashable](parts: Mapping[K, Part], districts: Iterable[str] = ()) -> Hidden[K]:
    """What to hide of parts that add up to a total which is shown with them. `districts` have insiders.

    The order of `parts` is the order in which further ones are hidden: it must not depend on the numbers.
    """
    readers: list[str | None] = [None, *districts]
    hidden = {
        key
        for key, part in parts.items()
        if any(_is_small(part.beyond(reader), reader) for reader in readers if not _knows(reader, part))
    }
    while leaks := [reader for reader in readers if _finds_out(parts, hidden, reader)]:
        further = next((k for k, part in parts.items() if k not in hidden and not _knows(leaks[0], part)), None)
        if further is None:
            return Hidden(frozenset(hidden), total=True)
        hidden.add(further)
    return Hidden(frozenset(hidden))


def hide_one_by_one[K: Hashable](total: Part, parts: Mapping[K, Part], districts: Sequence[str] = ()) -> frozenset[K]:
    """What to hide of parts of which one may be in several: each against those of the total who are not in it."""
    hidden = set()
    for key, part in parts.items():
        others = {name: number - part.by_district.get(name, 0) for name, number in total.by_district.items()}
        if hide({True: part, False: Part(others)}, districts).parts:
            hidden.add(key)
    return frozenset(hidden)


def _finds_out[K: Hashable](parts: Mapping[K, Part], hidden: set[K], reader: str | None) -> bool:
    unknown = [parts[key] for key in hidden if not _knows(reader, parts[key])]
    rest = sum(part.beyond(reader) for part in unknown)
    if not unknown or (rest == 0 and reader is not None):
        return False
    return len(unknown) < 2 or rest < SMALL


def _is_small(number: int, reader: str | None) -> bool:
    return number < SMALL and (number > 0 or reader is None)


def _knows(reader: str | None, part: Part) -> bool:
    return reader is not None and part.insiders == reader
