"""Somebody scans the code of a poster: the short link opens the event in her own language."""

from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from events.page_services import bury
from events.short_links import short_id, short_url, uuids_of
from tests.cast import Country
from tests.events.conftest import MakeEvent


@given(st.uuids())
def test_a_short_id_means_its_event(uuid: UUID) -> None:
    between = uuids_of(short_id(uuid))
    assert between is not None
    assert between[0] <= uuid <= between[1]
    assert uuids_of(short_id(uuid).upper().replace("0", "O").replace("1", "I")) == between


@given(st.text(max_size=14))
def test_anything_else_means_nothing(text: str) -> None:
    found = uuids_of(text)
    assert found is None or short_id(found[0]) == text.lower().translate(str.maketrans("oil", "011"))


@pytest.mark.parametrize(
    ("header", "language"),
    [("ar,en;q=0.5", "ar"), ("sv-FI", "sv"), ("de", "fi"), ("", "fi"), ("en;q=0, de", "fi")],
)
def test_it_opens_in_the_visitors_language(make_event: MakeEvent, client: Client, header: str, language: str) -> None:
    page = make_event()
    path = short_url(page.translation_key).partition("://")[2].partition("/")[2]
    response = client.get(f"/{path}", headers={"Accept-Language": header})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/salo/events/kielikahvila/"
    assert response["Vary"] == "Accept-Language"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_a_language_that_the_municipality_does_not_offer_is_no_choice(
    make_event: MakeEvent, country: Country, client: Client
) -> None:
    salo = country.municipalities["salo"]
    salo.offered_languages = ["fi", "en"]
    salo.save()
    page = make_event()
    response = client.get(f"/e/{short_id(page.translation_key)}", headers={"Accept-Language": "ar"})
    assert response["Location"] == "/fi/salo/events/kielikahvila/"
    assert client.get("/m/salo", headers={"Accept-Language": "ar"})["Location"] == "/fi/salo/"


def test_a_deleted_event_is_gone_and_an_unknown_one_is_not_found(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    short = short_id(page.translation_key)
    bury(page)
    assert client.get(f"/e/{short}").status_code == 410
    assert client.get(f"/e/{short}/").status_code == 410
    for path in ("/e/0000000000", "/e/x", "/m/atlantis", "/e/é"):
        assert client.get(path).status_code == 404


def test_a_municipality_has_one_too(country: Country, client: Client) -> None:
    response = client.get("/m/raahe", headers={"Accept-Language": "en"})
    assert response["Location"] == "/en/raahe/"
    assert response["Vary"] == "Accept-Language"
    assert client.get("/m/raahe", headers={"Accept-Language": "de"})["Location"] == "/fi/raahe/"
