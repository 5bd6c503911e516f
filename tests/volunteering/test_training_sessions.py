"""A coordinator makes a session, changes and cancels it, and keeps who was there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.volunteering.conftest import Recruiting, make_registration
from tests.volunteering.test_a_coordinators_day import signed_in
from tests.volunteering.test_places_in_a_training import templates
from tests.volunteering.training import enrolled, make_session, states
from volunteering.models import AccessLog, Attendance, Qualification, Registration, TrainingSession

INDEX = "/admin/training/"


def form(recruiting: Recruiting, **changes: object) -> dict[str, object]:
    town = recruiting.salo.municipality
    assert town is not None
    return {
        "area": f"town-{town.pk}",
        "day": "2027-01-20",
        "starts": "17:30",
        "ends": "19:30",
        "place_words": "Kirjasto",
        "language": "fi",
        "capacity": "12",
        "waiting_list": "on",
        "title_fi": "Peruskoulutus",
        "summary_fi": "Roolit ja rajat",
        "title_sv": "Grundkurs",
        **changes,
    }


def test_a_session_is_made_with_its_words(recruiting: Recruiting) -> None:
    client = signed_in(recruiting.coordinator_salo)
    assert client.get(f"{INDEX}add/").status_code == 200
    response = client.post(f"{INDEX}add/", form(recruiting))
    session = TrainingSession.objects.get()
    assert response["Location"] == f"{INDEX}{session.pk}/"
    assert (session.title("fi"), session.title("sv"), session.summary("fi")) == (
        "Peruskoulutus", "Grundkurs", "Roolit ja rajat",
    )  # fmt: skip
    assert session.starts_at.isoformat() == "2027-01-20T15:30:00+00:00"
    page = client.get(INDEX).content.decode()
    assert f"{INDEX}{session.pk}/" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_fi": "", "title_sv": ""},
        {"ends": "17:00"},
        {"place_words": ""},
        {"day": "soon"},
        {"area": "town-999999"},
        {"area": "country"},
        {"capacity": "-1"},
    ],
)
def test_what_is_missing_or_not_ones_own_is_said(recruiting: Recruiting, wrong: dict[str, str]) -> None:
    response = signed_in(recruiting.coordinator_salo).post(f"{INDEX}add/", form(recruiting, **wrong))
    assert response.status_code == 422
    assert not TrainingSession.objects.exists()


def test_the_team_makes_sessions_for_the_whole_country(recruiting: Recruiting) -> None:
    signed_in(recruiting.team).post(f"{INDEX}add/", form(recruiting, area="country"))
    session = TrainingSession.objects.get()
    assert session.municipality is None and session.district is None
    client = signed_in(recruiting.coordinator_salo)
    assert client.get(f"{INDEX}{session.pk}/").status_code == 200
    for address in ("edit", "cancel"):
        assert client.get(f"{INDEX}{session.pk}/{address}/").status_code == 404
        assert client.post(f"{INDEX}{session.pk}/{address}/", form(recruiting)).status_code == 404


@pytest.mark.parametrize("address", ["", "edit/", "cancel/", "paper/"])
def test_foreign_and_missing_sessions_are_the_same(recruiting: Recruiting, address: str) -> None:
    session = make_session(recruiting.salo.municipality)
    for person in (recruiting.coordinator_oulu, recruiting.editor):
        client = signed_in(person)
        for key in (session.pk, 999_999):
            assert client.get(f"{INDEX}{key}/{address}").status_code == 404
            assert client.post(f"{INDEX}{key}/{address}", {"action": "sheet"}).status_code in (404, 405)
    session.refresh_from_db()
    assert session.state == "planned"


def test_those_enrolled_hear_of_another_time_and_nobody_of_another_title(recruiting: Recruiting) -> None:
    session = make_session(recruiting.salo.municipality)
    enrolled(session, make_registration(recruiting.salo, status="contacted"))
    client, address = signed_in(recruiting.coordinator_salo), f"{INDEX}{session.pk}/edit/"
    initial = client.get(address).context["form"]
    kept = {name: initial[name].value() or "" for name in initial.fields} | {"waiting_list": "on"}
    client.post(address, {**kept, "title_fi": "Uusi nimi"})
    assert templates() == []
    client.post(address, {**kept, "day": "2027-02-02"})
    assert templates() == ["training_changed"]


def test_more_places_let_those_who_wait_in(recruiting: Recruiting) -> None:
    session = make_session(recruiting.salo.municipality)
    enrolled(session, *(make_registration(recruiting.salo, status="contacted", email=f"{n}@x.fi") for n in range(3)))
    signed_in(recruiting.coordinator_salo).post(f"{INDEX}{session.pk}/edit/", form(recruiting, capacity="2"))
    assert list(states(session).values()) == ["enrolled", "enrolled", "waiting"]


def test_cancelling_says_first_who_is_told_and_whom_to_call(recruiting: Recruiting) -> None:
    session = make_session(recruiting.salo.municipality, capacity=9)
    by_phone = make_registration(
        recruiting.salo, status="contacted", email="", phone="+358401234567", full_name="Only Phone"
    )
    enrolled(session, make_registration(recruiting.salo, status="contacted"), by_phone)
    client, address = signed_in(recruiting.coordinator_salo), f"{INDEX}{session.pk}/cancel/"
    assert "tel:+358401234567" in client.get(address).content.decode()
    assert templates() == []
    client.post(address)
    session.refresh_from_db()
    assert session.state == "cancelled" and templates() == ["training_cancelled"]


@pytest.fixture
def held(recruiting: Recruiting) -> TrainingSession:
    """A session of an hour ago with three people."""
    session = make_session(recruiting.salo.municipality, capacity=9)
    people = [
        make_registration(recruiting.salo, status="contacted", email=f"{n}@x.fi", full_name=f"Person {n}")
        for n in range(3)
    ]
    enrolled(session, *people)
    session.starts_at = timezone.now() - timedelta(hours=1)
    session.save()
    return session


def test_the_sheet_keeps_who_was_there_and_offers_the_qualification(
    recruiting: Recruiting, held: TrainingSession
) -> None:
    client, address = signed_in(recruiting.coordinator_salo), f"{INDEX}{held.pk}/"
    first, second, _third = held.attendances.order_by("pk")
    client.post(address, {"action": "sheet", "there": [first.pk, second.pk]})
    assert list(states(held).values()) == ["attended", "attended", "absent"]
    held.refresh_from_db()
    assert (held.state, held.attended) == ("held", 2)
    assert not Qualification.objects.exists()
    assert len(client.get(address).context["unrecorded"]) == 2
    client.post(address, {"action": "record"})
    assert set(Qualification.objects.values_list("registration__email", "basis")) == {
        ("0@x.fi", "training"), ("1@x.fi", "training"),
    }  # fmt: skip
    assert Qualification.objects.first().recorded_by == recruiting.coordinator_salo  # type: ignore[union-attr]
    assert client.get(address).context["unrecorded"] == []
    client.post(address, {"action": "sheet", "there": [first.pk]})  # a tick too many is taken back
    assert list(states(held).values()) == ["attended", "absent", "absent"]


def test_before_it_begins_there_is_no_sheet(recruiting: Recruiting) -> None:
    session = make_session(recruiting.salo.municipality)
    (attendance,) = enrolled(session, make_registration(recruiting.salo, status="contacted"))
    client = signed_in(recruiting.coordinator_salo)
    client.post(f"{INDEX}{session.pk}/", {"action": "sheet", "there": [attendance.pk]})
    assert list(states(session).values()) == ["enrolled"]


def test_in_a_national_session_one_sees_and_marks_ones_own_people_only(recruiting: Recruiting) -> None:
    session = make_session(None, capacity=9)
    own = make_registration(recruiting.salo, status="contacted", full_name="Own Person", email="own@x.fi")
    other = make_registration(recruiting.raahe, status="contacted", full_name="Other Person", email="other@x.fi")
    enrolled(session, own, other)
    client = signed_in(recruiting.coordinator_salo)
    for address in (f"{INDEX}{session.pk}/", f"{INDEX}{session.pk}/paper/"):
        page = client.get(address).content.decode()
        assert "Own Person" in page and "Other Person" not in page
    TrainingSession.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    theirs = Attendance.objects.get(registration=other)
    client.post(f"{INDEX}{session.pk}/", {"action": "sheet", "there": [theirs.pk]})
    assert states(session) == {"own@x.fi": "absent", "other@x.fi": "enrolled"}


def test_looking_and_printing_are_written_down(recruiting: Recruiting, held: TrainingSession) -> None:
    client = signed_in(recruiting.coordinator_salo)
    client.get(f"{INDEX}{held.pk}/")
    client.get(f"{INDEX}{held.pk}/paper/")
    references = set(Registration.objects.values_list("reference", flat=True))
    assert [(row.action, set(row.references)) for row in AccessLog.objects.order_by("pk")] == [
        ("list", references), ("export", references),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [2, 12])
def test_the_list_costs_the_same_for_many(recruiting: Recruiting, number: int, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _n in range(number):
        make_session(recruiting.salo.municipality)
    client = signed_in(recruiting.coordinator_salo)
    client.get(INDEX)
    with django_assert_max_num_queries(22):
        client.get(INDEX)
