"""Correcting, downloading and staying, on the applicant's own page."""

import json

import pytest
from django.test import Client

from tests.volunteering.conftest import Recruiting, mail_texts, make_registration
from tests.volunteering.test_own_page import link
from volunteering.models import AccessLog, Registration

DETAILS = {"full_name": "Aino Virtanen", "phone": "040 123 4567", "email": "new@example.org", "contact_language": "sv"}


def test_what_has_changed_is_corrected_and_the_coordinator_sees_what(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, languages_spoken=["fi"])
    address = link("own", row) + "correct/"
    page = Client().get(address)
    assert 'value="aino@example.org"' in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    answers = {**DETAILS, "languages_spoken": ["fi", "sv"], "availability": ["evening"], "status": "approved"}
    assert Client().post(address, answers).status_code == 303
    row.refresh_from_db()
    assert (row.email, row.phone, row.contact_language) == ("new@example.org", "+358401234567", "sv")
    assert (row.languages_spoken, row.availability, row.status) == (["fi", "sv"], ["evening"], "new")
    note = row.notes.get()
    assert note.by is None and "new@example.org" not in note.text
    assert "To: aino@example.org" in mail_texts()[0] and "new@example.org" not in mail_texts()[0]


def test_a_correction_with_a_mistake_is_shown_again(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo)
    response = Client().post(link("own", row) + "correct/", {**DETAILS, "phone": "", "email": ""})
    assert response.status_code == 422
    row.refresh_from_db()
    assert row.email == "aino@example.org"


@pytest.mark.parametrize("status", ["declined", "withdrawn", "anonymised"])
def test_an_ended_sign_up_is_not_corrected(recruiting: Recruiting, status: str) -> None:
    row = make_registration(recruiting.salo, status=status)
    assert Client().post(link("own", row) + "correct/", DETAILS).status_code == 404


def test_everything_known_is_downloaded_to_read_and_for_machines(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, message="my words")
    make_registration(recruiting.raahe, message="of somebody with the same address")
    page = Client().post(link("own", row), {"action": "download"})
    assert "attachment" in page["Content-Disposition"] and "my words" in page.content.decode()
    data = json.loads(Client().post(link("own", row), {"action": "download_data"}).content)
    assert [case["message"] for case in data["sign_ups"]] == ["my words"]
    assert AccessLog.objects.filter(action="export", actor=None, references=[row.reference]).count() == 2


def test_looking_often_changes_nothing(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo)
    before = Registration.objects.values().get()
    for _visit in range(3):
        for action in ("withdraw", "stay", "download"):
            Client().get(link("own", row), {"action": action})
    assert Registration.objects.values().get() == before
    assert not AccessLog.objects.exists()
