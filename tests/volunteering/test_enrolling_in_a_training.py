"""From a case to a training: chosen, the mail seen, sent with a calendar file; her own page; the public dates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home.models import OutgoingMail
from tests.volunteering.conftest import Recruiting, make_registration
from tests.volunteering.test_a_coordinators_day import case_url, signed_in
from tests.volunteering.test_places_in_a_training import mail_texts_of_plain_parts, templates
from tests.volunteering.training import enrolled, make_session, states
from volunteering.casework import RefusedError, change_status
from volunteering.models import Attendance, Registration, TrainingSession
from volunteering.personal_copy import everything_about
from volunteering.references import make_token
from volunteering.states import Actor, Status


@pytest.fixture
def row(recruiting: Recruiting) -> Registration:
    return make_registration(recruiting.salo, status="contacted", email="me@example.org", contact_language="en")


@pytest.fixture
def session(recruiting: Recruiting) -> TrainingSession:
    return make_session(recruiting.salo.municipality)


def change(row: Registration, session: TrainingSession, **more: str) -> dict[str, object]:
    return {"action": "change", "target": "training", "expected": row.status, "session": session.pk, **more}


def test_the_mail_is_seen_before_anybody_is_enrolled(
    recruiting: Recruiting, row: Registration, session: TrainingSession
) -> None:
    client = signed_in(recruiting.coordinator_salo)
    response = client.post(case_url(row.reference), change(row, session))
    assert "Kirjasto" in response.context["letter"].text and "Basics" in response.context["letter"].text
    assert not Attendance.objects.exists() and not OutgoingMail.objects.exists()
    kept = dict(response.context["kept"])
    client.post(case_url(row.reference), {**kept, "mail_text": response.context["letter"].text})
    row.refresh_from_db()
    assert row.status == "training" and states(session) == {"me@example.org": "enrolled"}
    assert row.next_step_on == timezone.localdate(session.starts_at)
    (mail,) = mail_texts_of_plain_parts()
    assert "text/calendar" in mail and "To: me@example.org" in mail
    assert not row.notes.exists()


def test_own_words_are_kept_as_a_note(recruiting: Recruiting, row: Registration, session: TrainingSession) -> None:
    client = signed_in(recruiting.coordinator_salo)
    client.post(case_url(row.reference), change(row, session, mail_text="Welcome!", letter="training"))
    assert row.notes.get().text == "Welcome!"


def test_when_the_last_place_goes_meanwhile_the_other_mail_is_shown(
    recruiting: Recruiting, row: Registration, session: TrainingSession
) -> None:
    client = signed_in(recruiting.coordinator_salo)
    enrolled(session, make_registration(recruiting.salo, status="contacted", email="quick@example.org"))
    response = client.post(
        case_url(row.reference), change(row, session, mail_text="You have a place", letter="training")
    )
    assert dict(response.context["kept"])["letter"] == "training_waiting"
    assert not OutgoingMail.objects.exists()
    client.post(case_url(row.reference), change(row, session, mail_text="You wait", letter="training_waiting"))
    assert states(session)["me@example.org"] == "waiting" and templates() == ["training_waiting"]


def test_without_an_address_nothing_is_sent(recruiting: Recruiting, session: TrainingSession) -> None:
    row = make_registration(recruiting.salo, status="meeting", email="", phone="+358401234567")
    signed_in(recruiting.coordinator_salo).post(case_url(row.reference), change(row, session))
    row.refresh_from_db()
    assert row.status == "training" and templates() == []


def test_sessions_of_elsewhere_past_ones_and_none_are_refused(recruiting: Recruiting, row: Registration) -> None:
    client = signed_in(recruiting.coordinator_salo)
    elsewhere = make_session(recruiting.raahe.municipality)
    past = make_session(recruiting.salo.municipality, starts_at=timezone.now() - timedelta(days=1))
    for session in (elsewhere, past):
        client.post(case_url(row.reference), change(row, session, mail_text="x", letter="training"))
    client.post(case_url(row.reference), {**change(row, past), "session": ""})
    with pytest.raises(RefusedError):
        change_status(row, Status.TRAINING, expected="contacted", actor=Actor.COORDINATOR, now=timezone.now())
    row.refresh_from_db()
    assert row.status == "contacted" and not Attendance.objects.exists()


def test_whoever_is_in_training_is_enrolled_in_the_second_evening_too(
    recruiting: Recruiting, row: Registration, session: TrainingSession
) -> None:
    Registration.objects.update(status="training")
    client = signed_in(recruiting.coordinator_salo)
    shown = client.post(case_url(row.reference), {"action": "enrol", "session": session.pk})
    assert "Basics" in shown.context["letter"].text and not Attendance.objects.exists()
    client.post(case_url(row.reference), {**dict(shown.context["kept"]), "mail_text": "Come!"})
    attendance = Attendance.objects.get()
    assert templates() == ["training"]
    assert f"/admin/training/{session.pk}/" in client.get(case_url(row.reference)).content.decode()
    client.post(case_url(row.reference), {"action": "leave_session", "attendance": attendance.pk})
    attendance.refresh_from_db()
    assert attendance.state == "cancelled"


def test_whoever_was_there_is_qualified_from_her_case(
    recruiting: Recruiting, row: Registration, session: TrainingSession
) -> None:
    enrolled(session, row)
    Attendance.objects.update(state="attended")
    client = signed_in(recruiting.coordinator_salo)
    assert client.get(case_url(row.reference)).context["can_record_training"]
    client.post(case_url(row.reference), {"action": "record_training"})
    assert row.qualifications.get().basis == "training"
    assert not client.get(case_url(row.reference)).context["can_record_training"]


def own(row: Registration) -> str:
    return f"/en/salo/join/own/{make_token('own', row.reference)}/"


def test_her_own_page_shows_the_training_and_lets_her_give_up_the_place(
    recruiting: Recruiting, row: Registration, session: TrainingSession
) -> None:
    other = make_registration(recruiting.salo, status="contacted", email="next@example.org")
    mine, theirs = enrolled(session, row, other)
    client = Client()
    page = client.get(own(row)).content.decode()
    assert "Basics" in page and "Kirjasto" in page
    assert client.post(own(row), {"action": "cancel_training", "attendance": theirs.pk}).status_code == 409
    client.post(own(row), {"action": "cancel_training", "attendance": mine.pk})
    assert states(session) == {"me@example.org": "cancelled", "next@example.org": "enrolled"}
    assert templates() == ["training_place"]
    row.refresh_from_db()
    assert row.status == "contacted" and row.notes.exists()
    assert "Basics" not in client.get(own(row)).content.decode()


def test_a_cancelled_session_is_said_on_her_own_page(
    recruiting: Recruiting, row: Registration, session: TrainingSession
) -> None:
    enrolled(session, row)
    TrainingSession.objects.update(state="cancelled")
    page = Client().get(own(row)).content.decode()
    assert "The training is cancelled" in page and "cancel_training" not in page


def test_her_copy_names_the_training_and_erasing_takes_it_away(
    recruiting: Recruiting, row: Registration, session: TrainingSession
) -> None:
    enrolled(session, row)
    (known,) = everything_about([row])["sign_ups"]
    assert [each["state"] for each in known["training"]] == ["enrolled"]
    signed_in(recruiting.coordinator_salo).post(case_url(row.reference), {"action": "erase", "sure": "on"})
    assert not Attendance.objects.exists()


PAGE = "/en/salo/join/"


def test_visitors_see_coming_dates_and_what_is_left_and_nobodys_name(
    recruiting: Recruiting, row: Registration, session: TrainingSession
) -> None:
    make_session(recruiting.salo.municipality, title="Cancelled one", state="cancelled")
    make_session(recruiting.raahe.municipality, title="Far away")
    make_session(recruiting.salo.municipality, title="Long ago", starts_at=timezone.now() - timedelta(days=2))
    page = Client().get(PAGE).content.decode()
    assert f'id="training-{session.pk}"' in page and "Basics" in page and "1 place left" in page
    assert not [title for title in ("Cancelled one", "Far away", "Long ago") if title in page]
    enrolled(session, row)
    page = Client().get(PAGE).content.decode()
    assert "full, waiting list" in page and row.full_name not in page
    national = Client().get("/en/join/").content.decode()
    assert "Far away" in national and "Basics" in national


def test_the_dates_cost_the_same_for_many(recruiting: Recruiting, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    make_session(recruiting.salo.municipality)
    client = Client()
    client.get(PAGE)
    for _n in range(6):
        make_session(recruiting.salo.municipality)
    with django_assert_max_num_queries(15):
        client.get(PAGE)


def test_ticked_people_are_enrolled_together_after_a_look(recruiting: Recruiting, session: TrainingSession) -> None:
    statuses = ("contacted", "training", "new")
    own = [
        make_registration(recruiting.salo, status=each, email=f"{each}@x.fi", contact_language="en")
        for each in statuses
    ]
    foreign = make_registration(recruiting.raahe, status="contacted", full_name="Foreign", email="far@x.fi")
    client, ticked = signed_in(recruiting.coordinator_salo), [row.reference for row in (*own, foreign)]
    look = client.post("/admin/signups/chosen/", {"action": "enrol", "session": session.pk, "reference": ticked})
    assert [(line.row.email, line.letter) for line in look.context["lines"]] == [
        ("contacted@x.fi", "training"), ("training@x.fi", "training_waiting"), ("new@x.fi", None),
    ]  # fmt: skip
    assert "Foreign" not in look.content.decode() and not Attendance.objects.exists()
    for _twice in range(2):
        client.post("/admin/signups/enrol/", {"session": session.pk, "reference": ticked, "step": "do"})
    assert states(session) == {"contacted@x.fi": "enrolled", "training@x.fi": "waiting"}
    assert templates() == ["training", "training_waiting"]
    own[0].refresh_from_db()
    assert own[0].status == "training"


@pytest.mark.parametrize("key", ["", "x", "99999999"])
def test_nobody_is_enrolled_in_what_is_not_there_or_not_ones_own(
    recruiting: Recruiting, row: Registration, key: str
) -> None:
    foreign = make_session(recruiting.raahe.municipality)
    client = signed_in(recruiting.coordinator_salo)
    for session in (key, foreign.pk):
        client.post("/admin/signups/enrol/", {"session": session, "reference": row.reference, "step": "do"})
    assert not Attendance.objects.exists()
