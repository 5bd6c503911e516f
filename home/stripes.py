"""The woven stripes of a municipality: the one ornament of the site.

A *raanu* is a Finnish woven tapestry of horizontal stripes. Every municipality has its own, worked out from its
code and its accent alone, so that all are sisters, no two are twins, and nothing has to be stored.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

ACCENTS = ("spruce", "lingonberry", "cloudberry", "birch", "night", "heather")
DEFAULT_ACCENT = "spruce"
WOOL = "wool"
YARNS = (*ACCENTS, WOOL)

# The yarns that lie well beside each accent, the nearest first.
_NEIGHBOURS = {
    "spruce": ("birch", "cloudberry", "night"),
    "lingonberry": ("cloudberry", "heather", "night"),
    "cloudberry": ("lingonberry", "birch", "spruce"),
    "birch": ("spruce", "cloudberry", "heather"),
    "night": ("heather", "spruce", "cloudberry"),
    "heather": ("lingonberry", "night", "birch"),
}
_THIN = (2, 3, 4)
_BROAD = (6, 8, 10, 12)


@dataclass(frozen=True)
class Stripe:
    """One stripe: its yarn, its width in threads, and the second yarn where two are woven pick by pick."""

    colour: str
    width: int
    pick: str = ""


# The portal's own cloth has every yarn in it.
PORTAL_STRIPES = [
    Stripe("spruce", 9),
    Stripe(WOOL, 2),
    Stripe("birch", 4),
    Stripe(WOOL, 5, pick="lingonberry"),
    Stripe("lingonberry", 4),
    Stripe("cloudberry", 2),
    Stripe(WOOL, 2),
    Stripe("night", 8),
    Stripe("heather", 3),
    Stripe(WOOL, 3),
]


def woven_stripes(code: str, accent: str = DEFAULT_ACCENT) -> list[Stripe]:
    """Return the stripes of one municipality from top to bottom, the same for the same code and accent.

    An unknown accent is woven in the default one.
    """
    if accent not in _NEIGHBOURS:
        accent = DEFAULT_ACCENT
    numbers = _numbers(f"{code}/{accent}")
    second, third, fourth = _NEIGHBOURS[accent]
    if next(numbers) % 2:
        second, third = third, second

    woven = [
        Stripe(accent, _pick(_BROAD, numbers) + 4),
        Stripe(WOOL, _pick(_THIN, numbers)),
        Stripe(second, _pick(_BROAD, numbers), pick=WOOL if next(numbers) % 3 == 0 else ""),
        Stripe(accent, _pick(_THIN, numbers)),
        Stripe(WOOL, _pick(_BROAD, numbers), pick=accent if next(numbers) % 2 else ""),
        Stripe(third, _pick(_THIN, numbers)),
    ]
    if next(numbers) % 2:
        woven.insert(2 + next(numbers) % 4, Stripe(fourth, _pick(_THIN, numbers)))
    return woven


def mirrored(stripes: list[Stripe]) -> list[Stripe]:
    """Return the stripes as a whole cloth: repeated backwards from the last one, as weavers turn a pattern."""
    return [*stripes, *reversed(stripes[:-1])]


def _pick(widths: tuple[int, ...], numbers: Iterator[int]) -> int:
    return widths[next(numbers) % len(widths)]


def _numbers(seed: str) -> Iterator[int]:
    """Yield the bytes of a digest of the seed; one digest is more than a pattern needs."""
    yield from hashlib.sha256(seed.encode()).digest()
