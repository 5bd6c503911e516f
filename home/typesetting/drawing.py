"""The drawn things of the site for paper and pictures: stripes, emblem, codes. Colours are those of `tokens.css`."""

from io import BytesIO
from typing import Any

import segno

from home.stripes import DEFAULT_ACCENT, PORTAL_STRIPES, woven_stripes
from home.templatetags.drawings import eu_emblem

YARN_COLOURS = {
    "wool": "#e9dcc3",
    "birch": "#cfb24a",
    "cloudberry": "#e18b26",
    "lingonberry": "#b3263e",
    "heather": "#8d5f9b",
    "night": "#23407a",
    "spruce": "#2a6a52",
}
#: For each accent the one that carries white text, and a soft one behind dark text.
ACCENT_COLOURS = {
    "spruce": ("#1d5a45", "#e2f0e6"),
    "lingonberry": ("#8f1a2f", "#fbe8e6"),
    "cloudberry": ("#8f4700", "#fdebd2"),
    "birch": ("#5a4f0c", "#f6efc9"),
    "night": ("#1f3b70", "#e5ecf7"),
    "heather": ("#633a71", "#f3e8f5"),
}


def colours(accent: str = DEFAULT_ACCENT) -> dict[str, str]:
    """The colours of one municipality."""
    deep, soft = ACCENT_COLOURS.get(accent, ACCENT_COLOURS[DEFAULT_ACCENT])
    return {"deep": deep, "soft": soft}


def cloth(municipality: Any = None) -> list[dict[str, Any]]:
    """The stripes of a municipality, or of the portal, from top to bottom."""
    pattern = woven_stripes(municipality.code, municipality.accent) if municipality else PORTAL_STRIPES
    return [
        {
            "colour": YARN_COLOURS[stripe.colour],
            "width": stripe.width,
            "pick": YARN_COLOURS[stripe.pick] if stripe.pick else "",
        }
        for stripe in pattern
    ]


def emblem_svg() -> str:
    """The emblem of the European Union as a picture of its own."""
    emblem = eu_emblem()
    stars = "".join(f'<path d="{emblem["star"]}" transform="translate({x} {y})"/>' for x, y in emblem["stars"])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 270 180"><rect width="270" height="180" fill="#039"/>'
        f'<g fill="#fc0">{stars}</g></svg>'
    )


def qr_svg(url: str) -> str:
    """The code of an address; the paper around it is its quiet zone."""
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, omitsize=True, xmldecl=False)
    return drawn.getvalue().decode()
