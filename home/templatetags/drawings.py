"""Drawn things in templates: icons, woven stripes, the emblem of the European Union. All inline SVG without styles."""

from functools import cache
from math import cos, pi, sin
from pathlib import Path
from re import DOTALL, sub
from typing import Any

import segno
from django import template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from home.stripes import PORTAL_STRIPES, mirrored, woven_stripes

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "drawings" / "icons"
# Only these point along the line of reading, so only these turn round in right-to-left scripts.
MIRRORED_ICONS = {"arrow-left", "arrow-right", "chevron-left", "chevron-right"}


@cache
def icon_shapes(name: str) -> str:
    """Return the inner shapes of an icon of Lucide; "" when it was not taken along."""
    if name not in icon_names():
        return ""
    text = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    text = sub(r"^.*?<svg.*?>|</svg>\s*$|<!--.*?-->", "", text, flags=DOTALL)
    return sub(r"\s+", " ", text).replace(" />", "/>").replace("> <", "><").strip()


@cache
def icon_names() -> frozenset[str]:
    """Return the names of the icons that can be drawn."""
    return frozenset(path.stem for path in ICONS.glob("*.svg"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon, hidden from assistive technology: there are always words beside it.

    A name that an editor mistyped draws nothing; names in templates are tested.
    """
    shapes = icon_shapes(name)
    if not shapes:
        return mark_safe("")
    mirrored = mark_safe(' data-mirrored=""') if name in MIRRORED_ICONS else ""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"{}>{}</svg>',
        mirrored,
        mark_safe(shapes),  # noqa: S308 - files of the project
    )


@register.simple_tag
def picture(field: BoundField, choice: BoundWidget) -> SafeString:
    """Draw the picture of one choice of a field that has `pictures`: code → name of an icon."""
    pictures: dict[str, str] = getattr(field.field, "pictures", {})
    return icon(pictures.get(str(choice.data["value"]), ""))


@register.inclusion_tag("includes/stripes.html")
def stripes(municipality: Any = None, shape: str = "band") -> dict[str, Any]:
    """Draw the woven stripes of a municipality, or of the portal: a `band` across, or a whole `cloth` with a fringe."""
    pattern = woven_stripes(municipality.code, municipality.accent) if municipality else PORTAL_STRIPES
    if shape == "cloth":
        pattern = mirrored(mirrored(pattern))
    rows, top = [], 0
    for stripe in pattern:
        rows.append({"stripe": stripe, "top": top, "middle": f"{top + stripe.width / 2:g}"})
        top += stripe.width
    return {"rows": rows, "height": top, "shape": shape}


@register.simple_tag
def qr_code(url: str) -> SafeString:
    """Draw the code that a phone's camera reads as an address; dark on white in every scheme."""
    code = segno.make(url, error="m", micro=False)
    drawn = code.svg_inline(border=4, light="#fff", omitsize=True, svgclass="qr-code", lineclass=None)
    return mark_safe(drawn)  # noqa: S308  # only numbers


@register.inclusion_tag("includes/eu_emblem.html")
def eu_emblem() -> dict[str, Any]:
    """Draw the emblem of the European Union to its published geometry (ratio 3:2, twelve upright stars)."""
    return {"star": _star_path(), "stars": _star_centres()}


EMBLEM_HEIGHT = 180
EMBLEM_CIRCLE = EMBLEM_HEIGHT / 3
EMBLEM_STAR = EMBLEM_HEIGHT / 18


def _star_path() -> str:
    """Return a five-pointed star, one point up, around the origin: the pentagram in its circle."""
    points = (pi * 4 * index / 5 for index in range(5))
    return "M" + "L".join(f"{EMBLEM_STAR * sin(a):.2f},{-EMBLEM_STAR * cos(a):.2f}" for a in points) + "Z"


def _star_centres() -> list[tuple[str, str]]:
    """Return the centres of the stars, placed like the hours on a clock."""
    hours = (pi * hour / 6 for hour in range(12))
    return [
        (f"{EMBLEM_HEIGHT * 3 / 4 + EMBLEM_CIRCLE * sin(a):.2f}", f"{EMBLEM_HEIGHT / 2 - EMBLEM_CIRCLE * cos(a):.2f}")
        for a in hours
    ]
