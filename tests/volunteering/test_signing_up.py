"""A resident signs up to become a community sponsor."""

import re

import pytest

from home.models import OutgoingMail
from tests.volunteering.conftest import Applicant, Recruiting, mail_texts
from volunteering.models import Registration, StatusChange


def test_the_presentation_leads_to_the_first_step(recruiting: Recruiting, applicant: Applicant) -> None:
    response = applicant.client.get("/fi/salo/join/")
    assert response.status_code == 200
    assert 'href="/fi/salo/join/how/"' in response.content.decode()
    assert not response.cookies


def test_a_sign_up_from_the_first_screen_to_the_confirmed_address(recruiting: Recruiting, applicant: Applicant) -> None:
    assert applicant.answer()["Location"] == "/fi/salo/join/check/"
    assert Registration.objects.count() == 0
    check = applicant.get("check").content.decode()
    assert "Aino Virtanen" in check
    assert "+358401234567" in check

    response = applicant.send(newsletter="on")
    assert (response.status_code, response["Location"]) == (303, "/fi/salo/join/received/")
    registration = Registration.objects.get()
    assert re.fullmatch(r"YK-[34679ACDEFGHJKMNPQRTWXY]{8}", registration.reference)
    assert registration.reference in applicant.get("received").content.decode()
    assert registration.status == "unverified"
    assert registration.interests == ["language_cafe", "food"]
    assert registration.consents.get().purpose == "newsletter"

    confirm = mail_texts()[0]
    assert "To: aino@example.org" in confirm
    path = re.search(r"http://testserver(/fi/salo/join/confirm/\S+)", confirm)[1]
    for _scan in range(3):
        assert applicant.client.get(path).status_code == 200
    registration.refresh_from_db()
    assert registration.status == "unverified"

    assert applicant.client.post(path).status_code == 303
    registration.refresh_from_db()
    assert registration.status == "new"
    assert [change.to_status for change in StatusChange.objects.all()] == ["unverified", "new"]
    receipt, notice = mail_texts()[1:]
    assert "/fi/salo/join/own/" in receipt
    assert "coordinator-salo@example.org" in notice
    assert registration.reference in notice
    assert "Aino" not in notice and "aino" not in notice


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ar", "fi-simple"])
def test_every_language_stores_the_same_codes(recruiting: Recruiting, language: str) -> None:
    registration = Applicant(f"/{language}/salo/join/").sign_up()
    assert registration.language == language
    assert registration.wants == "group"
    assert registration.availability == ["evening"]
    assert registration.practical_needs == ["childcare"]


def test_a_phone_number_is_enough(recruiting: Recruiting, applicant: Applicant) -> None:
    registration = applicant.sign_up(email="")
    assert registration.status == "new"
    html = applicant.get("received").content.decode()
    assert "/fi/salo/join/own/" in html
    assert [m.split("\n")[0] for m in mail_texts()] == ["To: coordinator-salo@example.org"]


def test_the_national_form_asks_where_and_finds_the_call(recruiting: Recruiting) -> None:
    local = Applicant("/sv/join/").sign_up(municipality="raahe")
    assert (local.municipality.slug, local.call) == ("raahe", recruiting.raahe)
    elsewhere = Applicant("/sv/join/").sign_up(municipality="elsewhere", email="other@example.org")
    assert (elsewhere.municipality, elsewhere.call) == (None, recruiting.national)


def test_the_team_is_told_of_what_no_coordinator_sees(recruiting: Recruiting) -> None:
    recruiting.raahe.coordinators.clear()
    recruiting.coordinator_oulu.groups.clear()
    Applicant("/fi/raahe/join/").sign_up()
    Applicant("/fi/join/").sign_up(municipality="elsewhere")
    assert sum("To: team@example.org" in text for text in mail_texts()) == 2


def test_the_mail_is_rolled_back_with_the_sign_up(applicant: Applicant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    applicant.answer()
    monkeypatch.setattr("volunteering.announcing.tell_team", fail)
    with pytest.raises(RuntimeError):
        applicant.send()
    assert Registration.objects.count() == OutgoingMail.objects.count() == 0
