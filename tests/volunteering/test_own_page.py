"""An applicant's own page: confirming, seeing how it goes, withdrawing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from home.models import OutgoingMail
from tests.volunteering.conftest import Applicant, Recruiting, mail_texts, make_registration
from volunteering.models import OutboundMessage, Registration
from volunteering.references import make_token


def link(purpose: str, registration: Registration) -> str:
    return f"/fi/salo/join/{purpose}/{make_token(purpose, registration.reference)}/"


@pytest.mark.parametrize("status", ["unverified", "new", "contacted", "meeting", "waiting", "declined", "withdrawn"])
def test_the_status_is_said_in_plain_words(recruiting: Recruiting, status: str) -> None:
    registration = make_registration(recruiting.salo, status=status)
    response = Client().get(link("own", registration))
    html = response.content.decode()
    assert response.status_code == 200
    assert registration.reference in html
    assert registration.full_name not in html
    assert ('value="withdraw"' in html) == (status not in ("declined", "withdrawn"))
    assert response["Referrer-Policy"] == "same-origin"  # the secret link is not told to other sites


def test_withdrawing_takes_a_post_and_erases_at_once(applicant: Applicant) -> None:
    registration = applicant.sign_up()
    address = link("own", registration)
    for _visit in range(3):
        applicant.client.get(address + "?action=withdraw")
    registration.refresh_from_db()
    assert registration.status == "unverified"
    assert applicant.client.post(address, {"action": "withdraw"}).status_code == 303
    registration.refresh_from_db()
    assert registration.status == "withdrawn"
    assert registration.erased_at is not None
    erased = [registration.full_name, registration.email, registration.phone, registration.message]
    assert erased == ["", "", "", ""]
    assert [m.template for m in OutboundMessage.objects.filter(mail__isnull=False)] == ["withdrawn"]
    assert OutgoingMail.objects.count() == 1


def test_withdrawing_twice_changes_nothing_more(recruiting: Recruiting) -> None:
    registration = make_registration(recruiting.salo)
    for _click in range(2):
        assert Client().post(link("own", registration), {"action": "withdraw"}).status_code in (200, 303)
    assert registration.changes.count() == 1


def test_confirming_twice_sends_one_receipt(applicant: Applicant) -> None:
    registration = applicant.sign_up()
    for _click in range(2):
        assert applicant.client.post(link("confirm", registration)).status_code in (200, 303)
    assert sum("own/" in text for text in mail_texts()) == 1


def test_after_seven_days_the_link_no_longer_confirms(applicant: Applicant) -> None:
    registration = applicant.sign_up()
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        response = applicant.client.post(link("confirm", registration))
    assert response.status_code == 200
    registration.refresh_from_db()
    assert registration.status == "unverified"


@pytest.mark.parametrize("purpose", ["own", "confirm"])
def test_a_wrong_link_is_404(recruiting: Recruiting, purpose: str) -> None:
    registration = make_registration(recruiting.salo)
    other = "confirm" if purpose == "own" else "own"
    for token in ("x", registration.reference, make_token(other, registration.reference)):
        assert Client().get(f"/fi/salo/join/{purpose}/{token}/").status_code == 404
