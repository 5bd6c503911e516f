"""Where places stand on the drawn map of Finland, and on which side of its dot each name fits.

Pure. The outline (Natural Earth, public domain) is drawn in a transverse Mercator projection on 27° E, in kilometres
on a sphere of 6,371 km with scale 0.9996, then moved and scaled to a box of 500 × 880.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, atanh, cos, radians, sin, tan

WIDTH, HEIGHT = 500, 880
FONT_SIZE = 24
DOT_RADIUS = 9

_EARTH_KM = 6371
_SCALE = 0.9996
_MERIDIAN = 27
_EAST_KM, _NORTH_KM, _UNITS_PER_KM = 413.176, 7789.081, 0.7759
# A generous mean width of a letter, so that names in wide scripts fit as well.
_LETTER = 0.58 * FONT_SIZE
_GAP = DOT_RADIUS + 7


@dataclass(frozen=True)
class Label:
    """Where a name is written: its anchor point, and whether it runs from there (`start`), to there (`end`) or both."""

    x: float
    y: float
    anchor: str


Box = tuple[float, float, float, float]


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return x and y, in the units of the drawing, of a point in degrees."""
    phi, across = radians(latitude), radians(longitude - _MERIDIAN)
    east = _SCALE * _EARTH_KM * atanh(cos(phi) * sin(across))
    north = _SCALE * _EARTH_KM * atan2(tan(phi), cos(across))
    return (east + _EAST_KM) * _UNITS_PER_KM, (_NORTH_KM - north) * _UNITS_PER_KM


def place_labels(names: Sequence[str], points: Sequence[tuple[float, float]]) -> list[Label]:
    """Return a label for each point such that names cover neither each other nor a dot, as far as that is possible.

    Names of the western half try the sea to the west first, those of the eastern half the east.
    """
    dots = [(x - DOT_RADIUS, y - DOT_RADIUS, x + DOT_RADIUS, y + DOT_RADIUS) for x, y in points]
    taken: list[Box] = []
    labels: dict[int, Label] = {}
    for index in sorted(range(len(points)), key=lambda i: points[i][1]):
        others = [*taken, *(dot for other, dot in enumerate(dots) if other != index)]
        candidates = _candidates(*points[index])
        label = min(candidates, key=lambda c: _overlaps(_box(c, names[index]), others))
        taken.append(_box(label, names[index]))
        labels[index] = label
    return [labels[index] for index in range(len(points))]


def _candidates(x: float, y: float) -> list[Label]:
    middle, step = y + FONT_SIZE / 3, FONT_SIZE * 0.4
    west, east = (x - _GAP, "end"), (x + _GAP, "start")
    sides = [west, east] if x < WIDTH * 0.42 else [east, west]
    beside = [Label(at, middle + down, anchor) for down in (0, -step, step) for at, anchor in sides]
    return [*beside, Label(x, y + _GAP + FONT_SIZE * 0.75, "middle"), Label(x, y - _GAP, "middle")]


def _box(label: Label, name: str) -> Box:
    width = len(name) * _LETTER
    left = label.x - width * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
    return left, label.y - FONT_SIZE * 0.8, left + width, label.y + FONT_SIZE * 0.25


def _overlaps(box: Box, others: Sequence[Box]) -> float:
    """Return how large an area of the box is covered."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )
