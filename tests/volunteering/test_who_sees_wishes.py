"""Who sees which wishes: numbers, words, and the names of those who would help."""

import pytest

from municipalities.models import Municipality
from tests.cast import Country
from tests.people import People, as_
from tests.volunteering.wishing import make_wish
from volunteering.models import AccessLog

pytestmark = pytest.mark.django_db
SECRET = {"would_help": True, "name_used": "Fatima Salainen", "phone": "+358401234567", "reply_by": "call"}
WORDS = "Haluan ommella, soita 040 765 4321 tai a@example.org"

#: Who → the board answers · every number is shown · words are shown · drafts can be begun · helpers are shown.
MATRIX = {
    "team": (200, True, True, True, True),
    "editor-varsinais-suomi": (200, True, True, True, True),
    "editor-only-varsinais-suomi": (200, True, True, True, False),
    "contributor-salo": (200, False, False, True, False),
    "editor-oulu": (404, False, False, False, False),
    "contributor-raahe": (404, False, False, False, False),
    "translator-ar-salo": (404, False, False, False, False),
    "researcher": (404, False, False, False, False),
}


@pytest.fixture
def salo(country: Country) -> Municipality:
    town = country.municipalities["salo"]
    make_wish(town, "food", text=WORDS, **SECRET)
    for _more in range(4):
        make_wish(town, "food")
    make_wish(town, "sport")
    return town


@pytest.mark.parametrize("name", MATRIX)
def test_who_sees_what(salo: Municipality, people: People, name: str) -> None:
    status, numbers, words, drafts, helpers = MATRIX[name]
    client = as_(people, name)
    response = client.get(f"/admin/wishes/{salo.pk}/")
    html = response.content.decode()
    assert response.status_code == status
    if status == 200:
        counts = {count.code: count.waiting for count in response.context["counts"]}
        assert counts["food"] == 5
        assert counts["sport"] == (1 if numbers else None)
        assert counts["work"] == (0 if numbers else None)
        assert {count.all is None for count in response.context["counts"]} == {not numbers}
    assert ("Haluan ommella" in html) == words
    assert ('value="topic"' in html) == drafts
    assert not any(personal in html for personal in ("Fatima", "401234567", "765 4321", "a@example.org"))
    case = client.get("/admin/wish-helpers/")
    assert ("Fatima Salainen" in case.content.decode()) == helpers
    assert (case.status_code == 200) == (helpers or name == "editor-oulu")


def test_only_those_who_read_single_wishes_can_use_them(salo: Municipality, people: People) -> None:
    wish = salo.wishes.exclude(text="").get()
    for action in ("wish", "close"):
        as_(people, "contributor-salo").post(
            f"/admin/wishes/{salo.pk}/", {"action": action, "reference": wish.reference}
        )
    wish.refresh_from_db()
    assert wish.status == "new"


@pytest.mark.parametrize("name", ["team", "editor-varsinais-suomi"])
def test_each_look_at_a_name_is_written_down(salo: Municipality, people: People, name: str) -> None:
    wish = salo.wishes.with_helper().get()
    page = as_(people, name).get(f"/admin/wish-helpers/{wish.reference}/")
    assert "Fatima Salainen" in page.content.decode()
    entry = AccessLog.objects.get()
    assert (entry.actor, entry.action, entry.references) == (people[name], "view", [wish.reference])


@pytest.mark.parametrize("name", ["editor-oulu", "editor-only-varsinais-suomi", "contributor-salo", "researcher"])
def test_a_foreign_case_and_a_missing_one_are_alike(salo: Municipality, people: People, name: str) -> None:
    wish = salo.wishes.with_helper().get()
    client = as_(people, name)
    assert client.get(f"/admin/wish-helpers/{wish.reference}/").status_code == 404
    assert client.get("/admin/wish-helpers/TO-22222222/").status_code == 404


def test_somebody_with_one_municipality_goes_straight_to_its_board(salo: Municipality, people: People) -> None:
    response = as_(people, "contributor-salo").get("/admin/wishes/")
    assert response["Location"] == f"/admin/wishes/{salo.pk}/"


def test_the_list_of_towns_shows_ones_own(salo: Municipality, people: People) -> None:
    html = as_(people, "team").get("/admin/wishes/").content.decode()
    assert f"/admin/wishes/{salo.pk}/" in html
    assert f"/admin/wishes/{salo.pk}/" not in as_(people, "editor-oulu").get("/admin/wishes/").content.decode()


def test_a_coordinator_works_with_somebody_who_would_help(salo: Municipality, people: People) -> None:
    wish = salo.wishes.with_helper().get()
    client, url = as_(people, "editor-varsinais-suomi"), f"/admin/wish-helpers/{wish.reference}/"
    client.post(url, {"action": "contacted"})
    wish.refresh_from_db()
    assert wish.handled_by == people["editor-varsinais-suomi"]
    copy = client.post(url, {"action": "copy"})
    assert copy["Content-Type"] == "application/zip" and len(copy.content) > 300
    client.post(url, {"action": "erase"})
    wish.refresh_from_db()
    assert (wish.name_used, wish.phone, wish.would_help, wish.status) == ("", "", True, "new")
    assert wish.reference not in client.get("/admin/wish-helpers/").content.decode()


def test_a_wish_comes_out_of_quarantine(salo: Municipality, people: People) -> None:
    wish = make_wish(salo, "food", quarantined=True, quarantine_reason="links", **SECRET)
    client = as_(people, "editor-varsinais-suomi")
    assert wish.reference not in client.get("/admin/wish-helpers/").content.decode()
    assert wish.reference in client.get("/admin/wish-helpers/?quarantined=true").content.decode()
    client.post(f"/admin/wish-helpers/{wish.reference}/", {"action": "release"})
    wish.refresh_from_db()
    assert not wish.quarantined
