"""Head counts of a quarter that is over: few in Salo, many elsewhere."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from events.models import HeadCount
from municipalities.figures.publishing import publish_figures
from municipalities.figures.quarters import Quarter
from tests.cast import Country

#: Salo 3, Raahe 30 and 8, Kuusamo 40: adults and children.
COUNTS = [("salo", 3, 0), ("raahe", 30, 8), ("kuusamo", 40, 20)]


def last_quarter() -> Quarter:
    return Quarter.of(timezone.localdate()).plus(-1)


def count_heads(country: Country, town: str, adults: int, children: int, day: date) -> None:
    HeadCount.objects.create(
        event_uuid=uuid4(),
        recurrence_id="20260101T120000",
        municipality=country.municipalities[town],
        held_on=day,
        adults=adults,
        children=children,
        at=timezone.now(),
    )


@pytest.fixture
def counted_heads(country: Country) -> datetime:
    """The counts, published now."""
    for town, adults, children in COUNTS:
        count_heads(country, town, adults, children, last_quarter().first_day)
    now = timezone.now()
    publish_figures(now)
    return now
