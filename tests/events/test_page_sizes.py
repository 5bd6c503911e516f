"""What the list and the page of an event weigh, compressed: the byte budgets of docs/design.md."""

import gzip
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.events.conftest import MakeEvent


def weight(client: Client, url: str) -> int:
    """The bytes that travel."""
    return len(gzip.compress(client.get(url).content, 9))


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_a_list_of_twenty_and_the_page_of_an_event(make_event: MakeEvent, client: Client, language: str) -> None:
    for n in range(20):
        make_event(
            slug=f"event-{n}",
            title=f"Tapahtuma {n} kirjastossa ja kirjaston pihalla",
            summary=f"Numero {n}: harjoitellaan suomea, tavataan naapureita ja syödään pullaa yhdessä.",
            start_date=date(2026, 3, 24) + timedelta(days=n),
            frequency="",
            weekdays=[],
            until=None,
        )
    assert weight(client, f"/{language}/salo/events/") <= 14 * 1024
    assert weight(client, f"/{language}/salo/events/2026/04/") <= 12 * 1024
    assert weight(client, f"/{language}/salo/events/event-7/") <= 10 * 1024
