"""Icons, stripes and the emblem as they come out of the template tags."""

import re
from math import hypot

from django.template import Context, Template

from home.stripes import Stripe
from home.templatetags.drawings import icon_names, icon_shapes


def render(source: str, **context: object) -> str:
    return Template("{% load drawings %}" + source).render(Context(context))


class Town:
    """What the stripes need of a municipality."""

    code = "734"
    accent = "spruce"


def test_an_icon_is_hidden_from_screen_readers_and_has_no_style() -> None:
    drawn = render('{% icon "phone" %}')
    assert 'aria-hidden="true"' in drawn
    assert "style" not in drawn
    assert "<path" in drawn


def test_every_icon_taken_along_has_shapes() -> None:
    assert all(icon_shapes(name).startswith("<") for name in icon_names())


def test_a_mistyped_icon_draws_nothing_and_a_path_is_not_followed() -> None:
    assert render("{% icon name %}", name="no-such-icon") == ""
    assert render("{% icon name %}", name="../../stripes") == ""


def test_arrows_turn_round_in_right_to_left_pages_and_nothing_else_does() -> None:
    assert "data-mirrored" in render('{% icon "arrow-right" %}')
    assert "data-mirrored" not in render('{% icon "phone" %}')


def test_stripes_are_a_few_hundred_bytes_without_styles() -> None:
    drawn = render("{% stripes town %}", town=Town())
    assert len(drawn) < 900
    assert "style=" not in drawn and "fill=" not in drawn
    assert 'class="yarn-spruce"' in drawn


def test_a_whole_cloth_has_more_stripes_than_a_band() -> None:
    band, cloth = render("{% stripes town %}", town=Town()), render('{% stripes town "cloth" %}', town=Town())
    assert cloth.count("<rect") > 3 * band.count("<rect")


def test_a_stripe_is_a_value() -> None:
    assert Stripe("night", 4) == Stripe("night", 4, "")


def test_the_emblem_has_the_published_geometry_and_colours() -> None:
    drawn = render("{% eu_emblem %}")
    assert 'viewBox="0 0 270 180"' in drawn  # 3:2
    assert "#003399" in drawn and "#FFCC00" in drawn
    centres = [(float(x), float(y)) for x, y in re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)"', drawn)]
    assert len(centres) == 12
    assert all(abs(hypot(x - 135, y - 90) - 60) < 0.02 for x, y in centres)  # a circle of a third of the height
    star = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", re.search(r' d="([^"]+)"', drawn)[1])]
    assert len(star) == 5
    assert all(abs(hypot(x, y) - 10) < 0.02 for x, y in star)  # an eighteenth of the height
    assert star[0] == (0, -10) or star[0][1] == -10  # one point up
