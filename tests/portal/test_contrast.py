"""Every pair of colours that is read together has enough contrast, in the light and in the dark (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

from home.stripes import ACCENTS, YARNS

TOKENS = Path("portal/static/css/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")
DARK = DARK.split("@media")[0]

TEXT, GRAPHIC = 4.5, 3.0
# Foreground, background, the ratio it needs.
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "ink-soft") for ground in ("paper", "surface", "sunken")),
    *((text, f"{text}-soft", TEXT) for text in ("danger", "warning", "success", "info")),
    *(("ink", f"{kind}-soft", TEXT) for kind in ("danger", "warning", "success", "info")),
    ("danger", "paper", TEXT),
    ("danger", "surface", TEXT),
    ("line-strong", "surface", GRAPHIC),
    ("line-strong", "paper", GRAPHIC),
    ("focus", "paper", GRAPHIC),
    ("focus", "surface", GRAPHIC),
]
ACCENT_PAIRS = [
    ("accent", "paper", TEXT),
    ("accent", "surface", TEXT),
    ("accent", "sunken", TEXT),
    ("accent", "accent-soft", TEXT),
    ("ink", "accent-soft", TEXT),
    ("ink-soft", "accent-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-deep", "accent-deep", TEXT),
]


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def accent_colours(css: str, accent: str) -> dict[str, str]:
    rule = re.search(rf'\[data-accent="{accent}"\] \{{(.*?)\}}', css)
    assert rule, f"no colours for {accent}"
    return colours(rule[1])


def scheme(dark: bool) -> dict[str, str]:
    light = colours(re.sub(r"\[data-accent.*?\}", "", LIGHT))
    return {**light, **colours(re.sub(r"\[data-accent.*?\}", "", DARK))} if dark else light


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_read_together_contrast(front: str, ground: str, least: float, dark: bool) -> None:
    tokens = scheme(dark)
    assert contrast(tokens[front], tokens[ground]) >= least


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_every_accent_contrasts_wherever_it_is_used(accent: str, dark: bool) -> None:
    tokens = {**scheme(dark), **accent_colours(DARK if dark else LIGHT, accent)}
    weak = [
        f"{front} on {ground}: {contrast(tokens[front], tokens[ground]):.2f}"
        for front, ground, least in ACCENT_PAIRS
        if contrast(tokens[front], tokens[ground]) < least
    ]
    assert not weak


def test_every_yarn_has_a_colour_in_both_schemes() -> None:
    for css in (LIGHT, DARK):
        assert {f"yarn-{yarn}" for yarn in YARNS} <= set(colours(css))
