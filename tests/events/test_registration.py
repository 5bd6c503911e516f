"""Signing up for an event: its state is a function of the facts and of now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from events.registration import registration_state
from tests.events.conftest import NOW

OPENS, CLOSES = NOW + timedelta(days=1), NOW + timedelta(days=8)
MOMENT = timedelta(microseconds=1)


@dataclass
class Facts:
    registration: str = "link"
    registration_opens: datetime | None = None
    registration_closes: datetime | None = None
    is_full: bool = False
    has_waiting_list: bool = False


@pytest.mark.parametrize(
    ("facts", "now", "state"),
    [
        (Facts("none", is_full=True, registration_opens=OPENS), NOW, "none"),
        (Facts(), NOW, "open"),
        (Facts("phone"), NOW, "open"),
        (Facts(registration_opens=OPENS), OPENS - MOMENT, "not_yet"),
        (Facts(registration_opens=OPENS), OPENS, "open"),
        (Facts(registration_closes=CLOSES), CLOSES - MOMENT, "open"),
        (Facts(registration_closes=CLOSES), CLOSES, "closed"),
        (Facts(is_full=True), NOW, "full"),
        (Facts(is_full=True, has_waiting_list=True), NOW, "queue"),
        (Facts(has_waiting_list=True), NOW, "open"),
        (Facts(is_full=True, registration_closes=CLOSES), CLOSES, "closed"),
        (Facts(is_full=True, registration_opens=OPENS), NOW, "not_yet"),
    ],
)
def test_the_state_of_registration(facts: Facts, now: datetime, state: str) -> None:
    assert registration_state(facts, now) == state
