"""The map of Finland: towns stand where they are, and every name can be read."""

import re
from pathlib import Path

import pytest

from municipalities.map import WIDTH, Box, _box, place_labels, project

TEMPLATE = Path("municipalities/templates/municipalities/includes/finland_map.html")
# Name, latitude, longitude; rough town centres.
TOWNS = [
    ("Salo", 60.386, 23.133), ("Raisio", 60.486, 22.169), ("Loimaa", 60.850, 23.058), ("Uusikaupunki", 60.800, 21.408),
    ("Kokkola", 63.838, 23.131), ("Seinäjoki", 62.790, 22.840), ("Jämsä", 61.864, 25.190),
    ("Pietarsaari", 63.674, 22.703), ("Raahe", 64.685, 24.479), ("Ylivieska", 64.072, 24.538),
    ("Kajaani", 64.227, 27.728), ("Kuusamo", 65.964, 29.188), ("Lappeenranta", 61.058, 28.188),
    ("Kouvola", 60.868, 26.704), ("Rautjärvi", 61.430, 29.370),
]  # fmt: skip


def outline() -> list[list[tuple[float, float]]]:
    """The polygons of the drawn outline, from its relative path."""
    path = re.search(r' d="(M[^"]+)"', TEMPLATE.read_text(encoding="utf-8"))
    assert path
    polygons = []
    for part in path[1].split("z"):
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        if not numbers:
            continue
        points = [(float(numbers[0]), float(numbers[1]))]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        polygons.append(points)
    return polygons


def inside(x: float, y: float, polygon: list[tuple[float, float]]) -> bool:
    """Whether a point lies in a polygon: an odd number of edges to its right."""
    odd = False
    for (x1, y1), (x2, y2) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def on_land_or_at_the_shore(x: float, y: float) -> bool:
    """Whether a point, or one at most six kilometres off, is on land: the outline is a rough one."""
    near = [(x + dx, y + dy) for dx in (-4, 0, 4) for dy in (-4, 0, 4)]
    return any(inside(px, py, polygon) for polygon in outline() for px, py in near)


@pytest.mark.parametrize(("name", "latitude", "longitude"), TOWNS)
def test_every_town_stands_on_the_land(name: str, latitude: float, longitude: float) -> None:
    assert on_land_or_at_the_shore(*project(latitude, longitude)), name


def test_places_outside_finland_do_not() -> None:
    for latitude, longitude in [(59.33, 18.07), (59.43, 24.75), (59.94, 30.31), (63.83, 20.26)]:
        assert not on_land_or_at_the_shore(*project(latitude, longitude))


def test_the_central_meridian_and_a_degree_are_where_the_formula_says() -> None:
    x, y = project(60.0, 27.0)
    assert (round(x, 2), round(y, 1)) == (320.58, 869.0)
    assert round(y - project(61.0, 27.0)[1], 1) == 86.2
    assert project(61.058, 28.188)[0] > x > project(60.386, 23.133)[0]


def test_names_of_the_fifteen_cover_neither_each_other_nor_a_dot() -> None:
    names = [town[0] for town in TOWNS]
    points = [project(*town[1:]) for town in TOWNS]
    labels = place_labels(names, points)
    boxes = [_box(label, name) for label, name in zip(labels, names, strict=True)]
    dots: list[Box] = [(x - 9, y - 9, x + 9, y + 9) for x, y in points]
    for index, box in enumerate(boxes):
        for other in boxes[index + 1 :] + dots[:index] + dots[index + 1 :]:
            assert box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1]
        assert box[0] > -130 and box[2] < WIDTH + 130
