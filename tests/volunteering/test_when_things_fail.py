"""The database goes away, two clicks arrive at once: nothing is lost and nothing is there twice."""

import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone

from tests.volunteering.conftest import ABOUT, Applicant, Recruiting, away, mail_texts, make_registration
from volunteering import intake
from volunteering.answers import COOKIE, Answers
from volunteering.models import OutboundMessage, Registration
from volunteering.tasks import pass_on


def test_a_database_away_at_send_keeps_the_answers_in_sight(applicant: Applicant, monkeypatch) -> None:
    applicant.answer()
    monkeypatch.setattr("volunteering.journey.receive_signup", away)
    response = applicant.send(newsletter="on")
    html = response.content.decode()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "private, no-store"
    assert "Aino Virtanen" in html and "Haluan auttaa." in html
    assert 'name="privacy_read" value="on"' in html
    assert COOKIE not in response.cookies  # what the browser has stays as it is
    monkeypatch.undo()
    assert applicant.send().status_code == 303
    assert Registration.objects.count() == 1


def test_a_database_away_at_any_step_keeps_what_was_just_typed(applicant: Applicant, monkeypatch) -> None:
    applicant.post("how", {"wants": "group", "is_adult": "yes"})
    monkeypatch.setattr("home.routing._rows", away)
    with connection.execute_wrapper(away):
        response = applicant.post("about", ABOUT)
    assert response.status_code == 503
    assert "Haluan auttaa." in response.content.decode()


def test_a_newcomers_form_is_kept_too(recruiting: Recruiting, client: Client, monkeypatch) -> None:
    monkeypatch.setattr("volunteering.joining.receive_join_request", away)
    answers = {
        "name_used": "فاطمة",
        "reply_by": "call",
        "phone": "0401234567",
        "contact_language": "ar",
        "who_comes": "me",
    }
    response = client.post("/ar/salo/join/call-me/", answers)
    assert response.status_code == 503
    assert "فاطمة" in response.content.decode()


def test_an_unconfirmed_address_does_not_hold_up_a_phone_number(recruiting: Recruiting, now) -> None:
    old = make_registration(recruiting.salo, status="unverified", phone="+358401234567", now=now - timedelta(hours=49))
    make_registration(recruiting.salo, status="unverified", phone="", now=now - timedelta(hours=49))
    make_registration(recruiting.salo, status="unverified", phone="+358401234567", now=now - timedelta(hours=47))
    assert pass_on(now) == 1
    old.refresh_from_db()
    assert old.status == "new"
    assert old.reference in mail_texts()[0]


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_the_same_moment_make_one_sign_up(recruiting: Recruiting) -> None:
    now = timezone.now()
    values = {
        "full_name": "Aino Virtanen", "email": "aino@example.org", "wants": "group", "is_adult": "yes",
        "contact_language": "fi",
    }  # fmt: skip
    answers = Answers.begin(now - timedelta(minutes=1)).with_values(values)
    references, gate = [], threading.Barrier(2)

    def send() -> None:
        gate.wait()
        try:
            row = intake.receive_signup(
                answers, call=recruiting.salo, municipality=recruiting.salo.municipality, language="fi",
                newsletter_wording=None, now=now,
            )  # fmt: skip
            references.append(row.reference)
        finally:
            close_old_connections()
            connection.close()

    clicks = [threading.Thread(target=send) for _n in range(2)]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    assert len(references) == 2 and len(set(references)) == 1
    assert Registration.objects.count() == OutboundMessage.objects.count() == 1
