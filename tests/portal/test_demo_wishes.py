"""The demonstration has wishes and pulses: in one town many, in another too few to be told; nobody real."""

from datetime import date

import pytest

from municipalities.figures.quarters import Quarter
from portal.demo.wishes import load_wishes
from tests.cast import Country
from volunteering.models import PulseAnswer, SponsorPulseAnswer, Wish

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def everything() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Wish, PulseAnswer, SponsorPulseAnswer)]


def test_a_second_run_changes_nothing(country: Country) -> None:
    load_wishes(TODAY)
    before = everything()
    assert all(before)
    load_wishes(TODAY)
    assert everything() == before


def test_the_quarter_ends_today(country: Country) -> None:
    load_wishes(TODAY)
    days = PulseAnswer.objects.values_list("answered_on", flat=True)
    assert max(days) <= TODAY
    assert {str(Quarter.of(day)) for day in days} == {"2026Q4"}


def test_some_numbers_are_too_small_to_be_told(country: Country) -> None:
    load_wishes(TODAY)
    raahe = SponsorPulseAnswer.objects.filter(municipality__slug="raahe", quarter=date(2026, 10, 1)).count()
    salo = SponsorPulseAnswer.objects.filter(municipality__slug="salo", quarter=date(2026, 10, 1)).count()
    assert 0 < raahe < 5 <= salo


def test_no_number_is_anybodys(country: Country) -> None:
    load_wishes(TODAY)
    phones = Wish.objects.with_helper().values_list("phone", flat=True)
    assert phones and all(phone.startswith("+35800002") for phone in phones)
