"""Places go to whoever comes first; the next wait in order and move up when somebody cannot come."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from home.dates import HELSINKI
from home.models import OutgoingMail
from tests.volunteering.conftest import Recruiting, mail_texts, make_registration
from tests.volunteering.training import enrolled, make_session, states
from volunteering.casework import change_status
from volunteering.corrections import merge
from volunteering.models import (
    Attendance,
    OutboundMessage,
    PrivacyNotice,
    RecruitmentCall,
    Registration,
    TrainingSession,
)
from volunteering.states import Actor
from volunteering.training.enrolling import (
    NoPlaceError,
    cancel_attendance,
    cancel_session,
    enrol,
    fill_free_places,
    move_up,
    remind,
)


@pytest.fixture
def three(recruiting: Recruiting) -> list[Registration]:
    return [make_registration(recruiting.salo, status="contacted", email=f"{n}@example.org") for n in range(3)]


def templates() -> list[str]:
    return list(OutboundMessage.objects.order_by("pk").values_list("template", flat=True))


def test_the_first_has_the_place_and_the_others_wait(recruiting: Recruiting, three: list[Registration]) -> None:
    session = make_session(recruiting.salo.municipality)
    enrolled(session, *three)
    assert list(states(session).values()) == ["enrolled", "waiting", "waiting"]
    assert session.is_full() and session.places_left == 0


def test_who_cannot_come_makes_room_for_the_next_who_is_told(recruiting: Recruiting, three: list[Registration]) -> None:
    session = make_session(recruiting.salo.municipality)
    first, *_others = enrolled(session, *three)
    assert cancel_attendance(first, by=None, now=timezone.now())
    assert list(states(session).values()) == ["cancelled", "enrolled", "waiting"]
    (text,) = mail_texts_of_plain_parts()
    assert "To: 1@example.org" in text
    assert not cancel_attendance(first, by=None, now=timezone.now())


def mail_texts_of_plain_parts() -> list[str]:
    """Mails with a calendar file have more than one part; their head is enough here."""
    rows = OutgoingMail.objects.order_by("created_at")
    return [bytes(row.payload).decode() for row in rows]


def test_who_leaves_the_waiting_list_moves_nobody_up(recruiting: Recruiting, three: list[Registration]) -> None:
    session = make_session(recruiting.salo.municipality)
    attendances = enrolled(session, *three)
    cancel_attendance(attendances[1], by=None, now=timezone.now())
    assert list(states(session).values()) == ["enrolled", "cancelled", "waiting"]
    assert templates() == []


def test_who_comes_back_stands_at_the_end(recruiting: Recruiting, three: list[Registration]) -> None:
    session = make_session(recruiting.salo.municipality)
    first, *_others = enrolled(session, *three)
    now = timezone.now() + timedelta(minutes=1)
    cancel_attendance(first, by=None, now=now)
    enrol(session, three[0], by=None, now=now)
    assert states(session) == {"0@example.org": "waiting", "1@example.org": "enrolled", "2@example.org": "waiting"}
    session.capacity = 2
    session.save()
    assert move_up(session, now) == 1
    assert states(session)["2@example.org"] == "enrolled"


@pytest.mark.parametrize("why", ["full", "cancelled", "begun", "elsewhere", "too early", "withdrawn"])
def test_there_is_no_place(recruiting: Recruiting, three: list[Registration], why: str) -> None:
    session, row = make_session(recruiting.salo.municipality, waiting_list=False), three[0]
    if why == "full":
        enrolled(session, three[1])
    elif why == "cancelled":
        session.state = TrainingSession.State.CANCELLED
    elif why == "begun":
        session.starts_at = timezone.now() - timedelta(minutes=1)
    elif why == "elsewhere":
        session.municipality = recruiting.raahe.municipality
    else:
        row.status = "new" if why == "too early" else "withdrawn"
    session.save()
    with pytest.raises(NoPlaceError):
        enrol(session, row, by=None, now=timezone.now())


def test_sessions_of_the_district_and_the_country_are_for_every_town(
    recruiting: Recruiting, three: list[Registration]
) -> None:
    district = make_session(None, district=recruiting.country.districts["varsinais-suomi"], capacity=None)
    country = make_session(None, capacity=None)
    other = make_session(None, district=recruiting.country.districts["oulu"])
    assert list(TrainingSession.objects.open_to(three[0].municipality).order_by("pk")) == [district, country]
    for session in (district, country):
        enrol(session, three[0], by=None, now=timezone.now())
    with pytest.raises(NoPlaceError):
        enrol(other, three[0], by=None, now=timezone.now())


@pytest.mark.parametrize("target", ["withdrawn", "waiting"])
def test_whoever_leaves_the_path_leaves_the_training(
    recruiting: Recruiting, three: list[Registration], target: str
) -> None:
    session = make_session(recruiting.salo.municipality)
    enrolled(session, *three[:2])
    change_status(three[0], target, expected="contacted", actor=Actor.COORDINATOR, now=timezone.now())  # type: ignore[arg-type]
    assert sorted(states(session).values()) == ["cancelled", "enrolled"]
    assert "training_place" in templates()


def test_an_erased_person_is_gone_from_the_session_and_her_place_is_given_on(
    recruiting: Recruiting, three: list[Registration]
) -> None:
    session = make_session(recruiting.salo.municipality)
    enrolled(session, *three[:2])
    three[0].delete()
    assert states(session) == {"1@example.org": "waiting"}
    assert fill_free_places(timezone.now()) == 1
    assert states(session) == {"1@example.org": "enrolled"}


def test_a_cancelled_session_is_told_to_everybody(recruiting: Recruiting, three: list[Registration]) -> None:
    session = make_session(recruiting.salo.municipality)
    enrolled(session, *three)
    assert cancel_session(session, now=timezone.now()) == 3
    assert cancel_session(session, now=timezone.now()) == 0
    assert templates() == ["training_cancelled"] * 3
    assert "Kirjasto" in mail_texts()[0]


def test_everybody_with_a_place_is_reminded_once_the_day_before(
    recruiting: Recruiting, three: list[Registration]
) -> None:
    start = datetime(2026, 12, 3, 17, 30, tzinfo=HELSINKI)
    session = make_session(recruiting.salo.municipality, starts_at=start, capacity=2)
    for row in three:
        enrol(session, row, by=None, now=datetime(2026, 11, 1, tzinfo=HELSINKI))
    assert remind(datetime(2026, 12, 1, 12, tzinfo=HELSINKI)) == 0
    assert remind(datetime(2026, 12, 2, 6, tzinfo=HELSINKI)) == 0  # nobody is woken up
    assert remind(datetime(2026, 12, 2, 10, tzinfo=HELSINKI)) == 2
    assert remind(datetime(2026, 12, 2, 11, tzinfo=HELSINKI)) == 0
    assert templates() == ["training_reminder"] * 2
    assert "17.30–19.30" in mail_texts()[0]


def test_the_training_of_a_duplicate_moves_over(recruiting: Recruiting, three: list[Registration]) -> None:
    session, other = (make_session(recruiting.salo.municipality, capacity=5) for _n in range(2))
    enrolled(session, three[0], three[1])
    enrolled(other, three[1])
    merge(three[0], three[1], set(), by=None, now=timezone.now())
    assert states(session) == {"0@example.org": "enrolled"}
    assert states(other) == {"0@example.org": "enrolled"}


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(["come", "go", "bigger"]), st.integers(0, 4)), max_size=12))
@pytest.mark.django_db
def test_nobody_waits_while_a_place_is_free(steps: list[tuple[str, int]]) -> None:
    """Whatever order people come and go in: never more than there are places, never a free one while somebody waits."""

    PrivacyNotice.objects.current()
    call = RecruitmentCall.objects.filter(municipality=None).first() or RecruitmentCall.objects.create(state="closed")
    rows = [make_registration(call, status="contacted", email=f"{n}@example.org") for n in range(5)]
    session, now = make_session(None, capacity=2), timezone.now()
    for n, (step, person) in enumerate(steps):
        moment = now + timedelta(seconds=n)
        if step == "come":
            enrol(session, rows[person], by=None, now=moment)
        elif step == "bigger":
            session.capacity = (session.capacity or 0) + 1
            session.save()
            move_up(session, moment)
        elif attendance := Attendance.objects.filter(session=session, registration=rows[person]).first():
            cancel_attendance(attendance, by=None, now=moment)
        found = list(states(session).values())
        assert found.count("enrolled") <= (session.capacity or 0)
        assert found.count("enrolled") == session.capacity or "waiting" not in found
