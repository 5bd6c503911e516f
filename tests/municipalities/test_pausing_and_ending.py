"""A municipality pauses, goes on, ends and comes back; the whole pilot closes in one step; nothing is ever deleted."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page

from municipalities.models import Municipality, Pilot
from municipalities.opening import open_municipality
from municipalities.states import (
    NEXT,
    Change,
    NotPossibleError,
    change_pilot,
    change_state,
    consequences_of,
    towns_changed_by,
)
from tests.cast import Country
from tests.people import People
from volunteering.models import RecruitmentCall
from volunteering.opening import ensure_recruitment

DAY = date(2026, 11, 1)
State = Municipality.State


@pytest.fixture
def salo(country: Country) -> Municipality:
    """A town in which activities go on, with an open call."""
    town = country.municipalities["salo"]
    open_municipality(town, ["fi", "sv", "en"])
    return town


def team(people: People) -> Client:
    client = Client()
    client.force_login(people["team"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def call_state(town: Municipality) -> str:
    return RecruitmentCall.objects.get(municipality=town).state


@pytest.mark.parametrize("former", list(State))
@pytest.mark.parametrize("state", list(State))
def test_what_may_follow_what(country: Country, former: str, state: str) -> None:
    town = country.municipalities["salo"]
    Municipality.objects.filter(pk=town.pk).update(state=former)
    if state in NEXT[former]:
        change_state(town, state, DAY)
        assert Municipality.objects.get(pk=town.pk).state == state
    else:
        with pytest.raises(NotPossibleError):
            change_state(town, state, DAY)


def test_there_is_always_a_way_back_but_to_preparing() -> None:
    for former, following in NEXT.items():
        for state in following:
            assert former in NEXT[state] or former == State.PREPARING, (former, state)


def test_ending_keeps_every_page_and_says_since_when(salo: Municipality, client: Client) -> None:
    before = Page.objects.count()
    change_state(salo, State.ENDED, DAY)
    html = client.get("/en/salo/").content.decode()
    assert "1 November 2026" in html
    assert 'href="/en/district-varsinais-suomi/"' in html
    for path in ("/en/salo/contacts/", "/en/salo/events/", "/en/salo/join/", "/en/salo/first-weeks/"):
        assert client.get(path).status_code == 200, path
    assert Page.objects.count() == before


@pytest.mark.parametrize("state", [State.PAUSED, State.ENDED])
def test_the_form_gives_way_to_a_contact(salo: Municipality, client: Client, state: str) -> None:
    assert "Sign up" in client.get("/en/salo/join/").content.decode()
    change_state(salo, state, DAY)
    html = client.get("/en/salo/join/").content.decode().split("<main")[1]
    assert 'href="/en/district-varsinais-suomi/"' in html
    assert "It takes about two minutes." not in html
    assert call_state(salo) == "paused"


def test_coming_back_opens_everything_again(salo: Municipality, client: Client) -> None:
    change_state(salo, State.ENDED, DAY)
    change_state(salo, State.ACTIVE, DAY)
    salo.refresh_from_db()
    assert salo.ended_on is None
    assert call_state(salo) == "open"
    assert "It takes about two minutes." in client.get("/en/salo/join/").content.decode()


def test_every_change_is_logged_with_who_and_what(salo: Municipality, people: People) -> None:
    change_state(salo, State.PAUSED, DAY, by=people["team"])
    entry = ModelLogEntry.objects.get(action="municipalities.change_state")
    assert entry.user == people["team"]
    assert entry.data == {"from": "continues", "to": "paused", "day": "2026-11-01"}


def test_the_admin_tells_what_it_means_before_it_happens(salo: Municipality, people: People) -> None:
    client, action = team(people), reverse("opening:act", args=["734", "state"])
    response = client.get(action, {"state": "ended"})
    assert len(response.context["lines"]) == len(
        consequences_of(Change(salo, salo.state, State.ENDED, date.today()))
    ) + 1  # fmt: skip
    salo.refresh_from_db()
    assert salo.state == State.CONTINUES
    assert client.post(action, {"state": "ended", "day": "2026-11-01"}).status_code == 302
    salo.refresh_from_db()
    assert (salo.state, salo.ended_on) == (State.ENDED, DAY)
    assert client.post(action, {"state": "preparing"}).status_code == 404
    assert client.post(action, {"state": "nonsense"}).status_code == 404


# --- the whole pilot -----------------------------------------------------------------------------


def pilot_form(state: str, *staying: Municipality, **changes: Any) -> dict[str, Any]:
    return {
        "state": state, "ended_on": "2025-12-31", "staying": [town.pk for town in staying],
        "text_fi": "Jatkuu.", "text_sv": "Fortsätter.", "text_en": "Groups carry on.", **changes,
    }  # fmt: skip


def test_closing_the_pilot_asks_first_and_does_it_in_one_step(country: Country, people: People, client: Client) -> None:
    salo, raahe, kuusamo = (country.municipalities[slug] for slug in ("salo", "raahe", "kuusamo"))
    Municipality.objects.filter(pk__in=[salo.pk, raahe.pk]).update(state=State.ACTIVE)
    Municipality.objects.filter(pk=kuusamo.pk).update(state=State.PAUSED)
    response = team(people).post(reverse("pilot:state"), pilot_form("ended", salo))
    assert response.status_code == 200
    assert not Pilot.objects.exists()
    response = team(people).post(reverse("pilot:state"), pilot_form("ended", salo, confirm="yes"))
    assert response.status_code == 302, response.context["form"].errors
    states = dict(Municipality.objects.values_list("slug", "state"))
    assert states == {"salo": "continues", "raahe": "ended", "kuusamo": "paused"}
    assert Pilot.current().state == Pilot.State.ENDED
    html = client.get("/en/").content.decode()
    assert "Groups carry on." in html
    assert "31 December 2025" in html


def test_in_an_archive_every_page_says_so(country: Country, client: Client) -> None:
    ensure_recruitment(None, ["fi", "en"])
    change_pilot(Pilot.current(), Pilot.State.ARCHIVE, DAY, set(), {"en": "Ask the Red Cross."})
    for path in ("/en/", "/en/raahe/", "/en/district-oulu/", "/en/join/"):
        assert "Ask the Red Cross." in client.get(path).content.decode(), path
    assert set(Municipality.objects.values_list("state", flat=True)) == {"ended"}
    assert RecruitmentCall.objects.get(municipality=None).state == "paused"


def test_a_running_pilot_says_nothing(country: Country, client: Client) -> None:
    change_pilot(Pilot.current(), Pilot.State.RUNNING, None, set(), {})
    assert "The pilot ended" not in client.get("/en/").content.decode()
    assert towns_changed_by(Pilot.State.RUNNING, set()) == []


@pytest.mark.parametrize("wrong", [{"ended_on": ""}, {"ended_on": "2030-01-01"}, {"text_sv": ""}])
def test_the_end_needs_a_day_and_words(country: Country, people: People, wrong: dict[str, str]) -> None:
    response = team(people).post(reverse("pilot:state"), pilot_form("ended", confirm="yes", **wrong))
    assert set(response.context["form"].errors) == set(wrong)
    assert not Pilot.objects.exists()


def test_the_message_costs_no_query(country: Country, client: Client) -> None:
    client.get("/en/")
    with CaptureQueriesContext(connection) as before:
        client.get("/en/")
    change_pilot(Pilot.current(), Pilot.State.ENDED, DAY, set(), {code: f"Words {code}" for code in country.homes})
    with CaptureQueriesContext(connection) as after:
        assert "Words en" in client.get("/en/").content.decode()
    assert len(after) == len(before)
