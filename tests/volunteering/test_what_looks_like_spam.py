"""What looks like spam is quarantined in sight; nobody is written to, and nothing is dropped."""

import pytest

from tests.volunteering.conftest import Applicant, Recruiting, mail_texts
from volunteering import casework
from volunteering.models import Registration
from volunteering.spam import suspicion


def test_the_hidden_field_is_labelled_and_filling_it_leads_to_quarantine(applicant: Applicant) -> None:
    applicant.post("how", {"wants": "group", "is_adult": "yes"})
    html = applicant.get("details").content.decode()
    assert '<label for="id_website">' in html
    registration = applicant.sign_up(website="https://spam.example")
    assert (registration.quarantined, registration.quarantine_reason) == (True, "hidden_field")
    assert mail_texts() == []
    assert registration.reference in applicant.get("received").content.decode()


def test_sending_in_no_time_leads_to_quarantine(applicant: Applicant) -> None:
    applicant.answer()
    applicant.post("check", {"privacy_read": "on"})
    assert Registration.objects.get().quarantine_reason == "too_fast"


def test_one_link_is_welcome_and_several_are_not(applicant: Applicant) -> None:
    assert not applicant.sign_up(message="See https://example.org").quarantined
    assert applicant.sign_up(message="http://a.example http://b.example", email="b@example.org").quarantined


def test_taken_out_of_quarantine_everybody_is_told(recruiting: Recruiting, applicant: Applicant, now) -> None:
    registration = applicant.sign_up(website="x")
    assert casework.release(registration, now)
    assert [text.split("\n")[0] for text in mail_texts()] == ["To: aino@example.org"]
    assert not casework.release(registration, now)
    assert len(mail_texts()) == 1


@pytest.mark.parametrize(("trap", "opened", "reason"), [("x", 0, "hidden_field"), ("", None, "no_stamp")])
def test_the_reason_is_named(trap: str, opened: int | None, reason: str, now) -> None:
    assert suspicion(trap=trap, opened_at=opened, now=now) == reason
