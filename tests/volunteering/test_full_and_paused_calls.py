"""A call whose places are taken, with and without a waiting list."""

from django.test import Client

from tests.volunteering.conftest import Applicant, Recruiting, mail_texts, make_registration
from tests.volunteering.test_own_page import link
from volunteering.models import RecruitmentCall


def fill(call: RecruitmentCall, *, waiting_list: bool) -> None:
    RecruitmentCall.objects.filter(pk=call.pk).update(capacity=1, waiting_list=waiting_list)
    make_registration(call, email="first@example.org")


def test_a_full_call_takes_people_onto_its_waiting_list_and_says_so_before(recruiting: Recruiting) -> None:
    fill(recruiting.salo, waiting_list=True)
    assert "waiting list" in Client().get("/en/salo/join/").content.decode()
    applicant = Applicant("/en/salo/join/")
    row = applicant.sign_up(contact_language="en")
    assert row.status == "unverified"
    assert "waiting list" in applicant.get("received").content.decode()
    Client().post(link("confirm", row))
    row.refresh_from_db()
    assert row.status == "waiting"
    assert [(change.to_status, change.actor) for change in row.changes.all()][-1] == ("waiting", "system")
    assert "within 5 working days" not in "".join(mail_texts())
    assert any("Subject: You are on the waiting list" in text for text in mail_texts())


def test_whoever_gives_only_a_number_waits_too(recruiting: Recruiting) -> None:
    fill(recruiting.salo, waiting_list=True)
    assert Applicant().sign_up(email="").status == "waiting"
    assert any("coordinator-salo@example.org" in text for text in mail_texts())


def test_without_a_waiting_list_a_full_call_takes_nobody_and_stays_useful(recruiting: Recruiting) -> None:
    fill(recruiting.salo, waiting_list=False)
    page = Client().get("/en/salo/join/").content.decode()
    assert 'href="/en/salo/join/how/"' not in page and 'href="/en/join/"' in page
    where = Client().get("/en/join/where/").content.decode()
    assert 'value="salo"' not in where and 'value="raahe"' in where


def test_declined_and_waiting_people_take_no_place(recruiting: Recruiting) -> None:
    RecruitmentCall.objects.filter(pk=recruiting.salo.pk).update(capacity=1)
    for status in ("declined", "withdrawn", "waiting", "unverified"):
        make_registration(recruiting.salo, status=status)
    make_registration(recruiting.salo, quarantined=True)
    recruiting.salo.refresh_from_db()
    assert not recruiting.salo.is_full()


def test_a_call_that_closes_meanwhile_sends_nothing_and_keeps_the_answers(applicant: Applicant) -> None:
    applicant.answer()
    RecruitmentCall.objects.update(state="paused")
    response = applicant.send()
    assert response.status_code == 200
    RecruitmentCall.objects.update(state="open")
    assert applicant.send().status_code == 303
