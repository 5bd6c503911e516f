"""The woven stripes: sisters, no twins, and the same tomorrow."""

import csv
from itertools import combinations, pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from home.stripes import ACCENTS, PORTAL_STRIPES, WOOL, YARNS, mirrored, woven_stripes

MUNICIPALITIES = Path("portal/demo/content/municipalities.csv")


def codes() -> list[str]:
    with MUNICIPALITIES.open(encoding="utf-8") as file:
        return [row["code"] for row in csv.DictReader(file)]


def test_no_two_of_the_fifteen_are_alike_even_in_the_same_accent() -> None:
    assert len(codes()) == 15
    for accent in ACCENTS:
        woven = [woven_stripes(code, accent) for code in codes()]
        assert all(one != other for one, other in combinations(woven, 2))


def test_salo_stays_as_it_is() -> None:
    assert [(stripe.colour, stripe.width) for stripe in woven_stripes("734", "spruce")] == [
        ("spruce", 14), ("wool", 4), ("birch", 8), ("spruce", 3), ("wool", 10), ("night", 2), ("cloudberry", 4),
    ]  # fmt: skip


@given(code=st.text(max_size=10), accent=st.sampled_from(ACCENTS))
def test_every_cloth_shows_its_accent_and_only_yarns_of_the_palette(code: str, accent: str) -> None:
    stripes = woven_stripes(code, accent)
    assert stripes[0].colour == accent
    assert any(stripe.colour == WOOL for stripe in stripes)
    assert {stripe.colour for stripe in stripes} <= set(YARNS)
    assert all(stripe.width > 0 and stripe.pick in ("", *YARNS) for stripe in stripes)
    assert 25 <= sum(stripe.width for stripe in stripes) <= 65
    assert all(one.colour != other.colour for one, other in pairwise(stripes))


def test_an_unknown_accent_is_woven_in_the_default_one() -> None:
    assert woven_stripes("734", "tartan") == woven_stripes("734", "spruce")


def test_a_cloth_is_mirrored_around_its_last_stripe() -> None:
    cloth = mirrored(PORTAL_STRIPES)
    assert cloth == cloth[::-1]
    assert {stripe.colour for stripe in cloth} == set(YARNS)
