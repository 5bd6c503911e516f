"""Rate limits: a library's Wi-Fi is heard, a robot is looked at, and nothing that was typed is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from tests.volunteering.conftest import Applicant, Recruiting, mail_texts
from volunteering.models import JoinRequest, Registration
from volunteering.rate_limits import TooManySendsError, address_of, count_send


def test_the_sixth_of_an_hour_is_quarantined_in_sight_with_the_same_answer(recruiting: Recruiting) -> None:
    answers = []
    for n in range(6):
        applicant = Applicant()
        applicant.answer(email=f"a{n}@example.org")
        answers.append(applicant.send())
    assert [answer.status_code for answer in answers] == [303] * 6
    quarantined = Registration.objects.in_quarantine().get()
    assert (quarantined.email, quarantined.quarantine_reason) == ("a5@example.org", "many_sends")
    assert not any("a5@example.org" in text for text in mail_texts())


def test_above_the_higher_limit_what_was_typed_is_kept(recruiting: Recruiting, settings) -> None:
    settings.SIGNUPS_REFUSED_ABOVE = 0
    applicant = Applicant("/en/salo/join/")
    applicant.answer()
    response = applicant.send(newsletter="on")
    assert response.status_code == 429
    assert "Aino Virtanen" in response.content.decode() and "checked" in response.content.decode()
    assert int(response["Retry-After"]) > 0
    assert not Registration.objects.exists()
    settings.SIGNUPS_REFUSED_ABOVE = 60
    assert applicant.send().status_code == 303


def test_a_newcomers_form_too(recruiting: Recruiting, client, settings) -> None:
    settings.SIGNUPS_REFUSED_ABOVE = 0
    form = {
        "name_used": "فاطمة",
        "reply_by": "call",
        "phone": "0401234567",
        "contact_language": "ar",
        "who_comes": "me",
    }
    response = client.post("/ar/salo/join/call-me/", form)
    assert response.status_code == 429
    assert "فاطمة" in response.content.decode()
    assert not JoinRequest.objects.exists()


def test_filling_in_and_mistakes_do_not_count(recruiting: Recruiting) -> None:
    for _n in range(7):
        Applicant().answer()
        Applicant().post("check", {})
    assert not Applicant().sign_up().quarantined


@pytest.mark.django_db
def test_an_hour_later_the_count_is_over(rf: RequestFactory, settings) -> None:
    settings.SIGNUPS_QUARANTINED_ABOVE, settings.SIGNUPS_REFUSED_ABOVE = 1, 2
    request, now = rf.get("/", REMOTE_ADDR="203.0.113.9"), timezone.now()
    assert [count_send(request, now), count_send(request, now)] == [False, True]
    for _again in range(3):
        with pytest.raises(TooManySendsError):
            count_send(request, now + timedelta(minutes=30))
    assert not count_send(rf.get("/", REMOTE_ADDR="203.0.113.10"), now)
    with time_machine.travel(now + timedelta(minutes=61), tick=False):
        assert not count_send(request, timezone.now())


def test_the_address_is_what_the_web_server_wrote(rf: RequestFactory, settings) -> None:
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.9")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(request) == "203.0.113.9"
    settings.SECURE_PROXY_SSL_HEADER = None
    assert address_of(request) == "127.0.0.1"
