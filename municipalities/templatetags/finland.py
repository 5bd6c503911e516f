"""The drawn map of Finland with a link for every municipality."""

from collections.abc import Iterable
from typing import Any

from django import template

from municipalities.choices import DistrictChoice
from municipalities.map import DOT_RADIUS, HEIGHT, WIDTH, place_labels, project

register = template.Library()


@register.inclusion_tag("municipalities/includes/finland_map.html")
def finland_map(districts: Iterable[DistrictChoice]) -> dict[str, Any]:
    """Draw the map of the places of the districts; they stand as a list beside it: the map is never the only way."""
    listed = [place for district in districts for place in district.places]
    points = [project(place.latitude, place.longitude) for place in listed]
    labels = place_labels([place.name for place in listed], points)
    dots = [
        {
            "place": place,
            "x": f"{x:.0f}",
            "y": f"{y:.0f}",
            "label_x": f"{label.x:.0f}",
            "label_y": f"{label.y:.0f}",
            "anchor": label.anchor,
        }
        for place, (x, y), label in zip(listed, points, labels, strict=True)
    ]
    return {"dots": dots, "radius": DOT_RADIUS, "width": WIDTH, "height": HEIGHT}
