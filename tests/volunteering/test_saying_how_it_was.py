"""A newcomer says how an activity was: she scans the code on the wall, touches three faces, and is nobody."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.db import models
from django.test import Client
from django.utils import timezone

from municipalities.models import Municipality
from tests.cast import Country
from tests.events.conftest import MakeEvent, Stage
from tests.events.conftest import make_event as make_event
from tests.events.conftest import stage as stage
from tests.people import People, as_
from tests.volunteering.conftest import away
from tests.volunteering.wishing import send
from volunteering.models import PulseAnswer

pytestmark = pytest.mark.django_db
FACES = "/en/salo/pulse/"
ANSWERS = {"welcome": "good", "met_people": "so_so"}


def test_an_answer_is_three_faces_a_day_and_a_place(country: Country, client: Client) -> None:
    response = send(client, "/ar/salo/pulse/", **ANSWERS)
    assert (response.status_code, response["Location"]) == (303, "/ar/salo/pulse/received/")
    answer = PulseAnswer.objects.get()
    assert (answer.welcome, answer.met_people, answer.can_do) == ("good", "so_so", "")
    assert (answer.municipality.slug, answer.language) == ("salo", "ar")
    assert answer.answered_on == timezone.localdate() and answer.event is None and not answer.quarantined
    assert client.get(response["Location"]).status_code == 200


def test_no_column_could_hold_a_person_an_address_or_a_time_of_day(db: None) -> None:
    fields = PulseAnswer._meta.get_fields()
    assert not any(isinstance(field, (models.DateTimeField, models.TextField, models.EmailField)) for field in fields)
    assert {f.related_model for f in fields if f.is_relation} == {Municipality}
    assert not any(isinstance(f, models.GenericIPAddressField) for f in fields)


@pytest.mark.parametrize("language", project.OFFERED_LANGUAGES)
def test_every_language_has_its_faces(country: Country, client: Client, language: str) -> None:
    html = client.get(f"/{language}/salo/pulse/").content.decode()
    assert html.count('type="radio"') == 9
    assert html.count('data-kind="faces"') == 3


def test_touching_nothing_is_explained(country: Country, client: Client) -> None:
    response = send(client, FACES)
    assert response.status_code == 422
    assert "Touch at least one face." in response.content.decode()
    assert send(client, FACES, welcome="ecstatic").status_code == 422
    assert not PulseAnswer.objects.exists()


def test_sending_twice_is_one_answer(country: Country, client: Client) -> None:
    stamp = client.get(FACES).context["form"]["stamp"].value()
    for _click in range(2):
        assert client.post(FACES, {**ANSWERS, "stamp": stamp}).status_code == 303
    assert PulseAnswer.objects.count() == 1


def test_sixty_people_on_one_network_are_all_counted(country: Country) -> None:
    for _guest in range(65):
        assert send(Client(), FACES, **ANSWERS).status_code == 303
    assert PulseAnswer.objects.counted().count() == 65


@pytest.mark.parametrize("changes", [{"website": "x"}, {"stamp": "forged"}])
def test_a_robot_is_thanked_and_not_counted(country: Country, client: Client, changes: dict[str, str]) -> None:
    assert send(client, FACES, **{**ANSWERS, **changes}).status_code == 303
    assert PulseAnswer.objects.count() == 1
    assert not PulseAnswer.objects.counted().exists()


def test_a_flood_is_refused_kindly(country: Country, client: Client, settings) -> None:
    settings.ROOM_REFUSED_ABOVE = 0
    response = send(client, FACES, **ANSWERS)
    assert response.status_code == 429 and "checked" in response.content.decode()
    assert not PulseAnswer.objects.exists()


def test_a_database_away_keeps_the_faces(country: Country, client: Client, monkeypatch) -> None:
    monkeypatch.setattr("volunteering.pulse.views.receive_answer", away)
    response = send(client, FACES, **ANSWERS)
    assert response.status_code == 503
    assert 'name="welcome" value="good"' in response.content.decode()


def test_the_page_is_never_stored(country: Country, client: Client) -> None:
    for response in (client.get(FACES), send(client, FACES), client.get(f"{FACES}received/")):
        assert response["Cache-Control"] == "private, no-store"


# --- the activity of the code ------------------------------------------------------------------------


@pytest.fixture
def activity(stage: Stage, make_event: MakeEvent) -> Any:
    return make_event(title="Kielikahvila", slug="kielikahvila")


def test_the_code_of_an_activity_is_remembered(activity: Any, client: Client) -> None:
    key = activity.translation_key
    page = client.get(f"{FACES}?activity={key}")
    assert activity.title in page.content.decode()
    stamp = page.context["form"]["stamp"].value()
    client.post(f"{FACES}?activity={key}", {**ANSWERS, "stamp": stamp})
    answer = PulseAnswer.objects.get()
    assert (answer.event, answer.event_date) == (key, timezone.localdate())


@pytest.mark.parametrize(
    "key", ["", "x", "\x00", "2a146530-8c69-4de8-90bf-49bbc5c89269", "a" * 4000, "' or 1=1", "%F0%9F"]
)
def test_an_unknown_activity_still_counts_for_the_town(country: Country, client: Client, key: str) -> None:
    assert client.get(FACES, {"activity": key}).status_code == 200
    assert client.post(FACES, ANSWERS, QUERY_STRING=f"activity={key[:50]}").status_code == 303
    assert PulseAnswer.objects.get().event is None


def test_another_towns_activity_is_none_of_this_one(activity: Any, client: Client) -> None:
    html = client.get(f"/en/raahe/pulse/?activity={activity.translation_key}").content.decode()
    assert activity.title not in html


def test_a_draft_is_not_named(activity: Any, client: Client) -> None:
    activity.unpublish()
    assert activity.title not in client.get(f"{FACES}?activity={activity.translation_key}").content.decode()


# --- the code ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("header", "language"), [("ar", "ar"), ("fi-FI,fi", "fi"), ("sv-FI,sv", "sv"), ("tlh", "en")])
def test_the_code_leads_to_ones_own_language(country: Country, client: Client, header: str, language: str) -> None:
    response = client.get("/p/salo/", headers={"Accept-Language": header})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/salo/pulse/")
    key = uuid4()
    response = client.get(f"/p/salo/{key}/", headers={"Accept-Language": header})
    assert response["Location"] == f"/{language}/salo/pulse/?activity={key}"


def test_a_code_of_nowhere_leads_nowhere(country: Country, client: Client) -> None:
    for address in ("/p/nowhere/", "/p/salo/nothing/"):
        assert client.get(address, follow=True).status_code == 404


def test_the_sheet_to_hang_up_is_one_page_in_the_languages_of_the_town(activity: Any, client: Client) -> None:
    for address in (
        f"{FACES}code.pdf",
        f"{FACES}code.pdf?activity={activity.translation_key}",
        f"{FACES}code.pdf?activity=x",
    ):
        response = client.get(address)
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF") and response.content.count(b"/Type /Page\n") <= 1
        assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_the_code_is_printed_from_the_board(activity: Any, people: People) -> None:
    town = Municipality.objects.get(slug="salo")
    html = as_(people, "contributor-salo").get(f"/admin/wishes/{town.pk}/").content.decode()
    assert "pulse/code.pdf" in html
    assert f"?activity={activity.translation_key}" in html and activity.title in html
