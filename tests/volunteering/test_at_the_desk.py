"""Writing down a sign-up, assigning, many at once, kept filters, the team's words of mails, the digest."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from home.models import OutgoingMail
from tests.volunteering.conftest import Applicant, Recruiting, mail_texts, make_registration, person
from tests.volunteering.test_a_coordinators_day import case_url, join_request, signed_in
from tests.volunteering.test_keeping_no_longer_than_promised import at
from volunteering.digests import send_digests
from volunteering.models import AccessLog, DeskSettings, MessageTemplate, Registration, SavedFilter

INDEX = "/admin/signups/"
ENTRY = {
    "channel": "phone",
    "full_name": "محمد",
    "phone": "040 123 4567",
    "contact_language": "fi",
    "wants": "group",
    "signup_as": "alone",
    "evidence": "on",
    "evidence_note": "Phoned on Monday.",
}


def test_who_phones_is_written_down_with_how_it_was_agreed(recruiting: Recruiting) -> None:
    client = signed_in(recruiting.coordinator_salo)
    assert client.get(f"{INDEX}add/").status_code == 200
    answers = {
        **ENTRY,
        "municipality": recruiting.salo.municipality.pk,
        "interests": ["food"],
        "email": "m@example.org",
    }
    assert client.post(f"{INDEX}add/", {**answers, "evidence": ""}).status_code == 422
    assert client.post(f"{INDEX}add/", {**answers, "phone": "", "email": ""}).status_code == 422
    assert client.post(f"{INDEX}add/", {**answers, "phone": "x"}).status_code == 422
    assert not Registration.objects.exists()
    response = client.post(f"{INDEX}add/", {**answers, "status": "approved"})
    row = Registration.objects.get()
    assert response["Location"] == case_url(row.reference)
    assert (row.channel, row.status, row.phone, row.interests) == ("phone", "new", "+358401234567", ["food"])
    change = row.changes.get()
    assert (change.by, change.comment) == (recruiting.coordinator_salo, "Phoned on Monday.")
    assert "To: m@example.org" in mail_texts()[0] and "/own/" in mail_texts()[0]


def test_nobody_writes_down_for_another_district(recruiting: Recruiting) -> None:
    answers = {**ENTRY, "municipality": recruiting.raahe.municipality.pk}
    assert signed_in(recruiting.coordinator_salo).post(f"{INDEX}add/", answers).status_code == 422
    for method in ("get", "post"):
        assert getattr(signed_in(recruiting.editor), method)(f"{INDEX}add/", answers).status_code in (302, 403)
    assert not Registration.objects.exists()


def test_a_case_is_given_to_somebody_of_the_district_or_the_team(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo)
    client = signed_in(recruiting.coordinator_salo)
    give = {"action": "desk", "next_step_on": "2026-12-04"}
    client.post(case_url(row.reference), {**give, "assigned_to": recruiting.coordinator_oulu.pk})
    row.refresh_from_db()
    assert row.assigned_to is None
    client.post(case_url(row.reference), {**give, "assigned_to": recruiting.team.pk})
    row.refresh_from_db()
    assert (row.assigned_to, row.next_step_on) == (recruiting.team, date(2026, 12, 4))


def test_ticked_rows_change_and_foreign_ones_do_not_exist(recruiting: Recruiting) -> None:
    own, other = (make_registration(recruiting.salo) for _n in range(2))
    foreign = make_registration(recruiting.raahe)
    client = signed_in(recruiting.coordinator_salo)
    assert f'value="{own.reference}" form="chosen"' in client.get(INDEX).content.decode()
    ticked = {"reference": [own.reference, foreign.reference, "YK-MISSING9"]}
    me = recruiting.coordinator_salo
    client.post(f"{INDEX}chosen/", {**ticked, "action": "assign", "assigned_to": me.pk})
    client.post(f"{INDEX}chosen/", {**ticked, "action": "next_step", "next_step_on": "2026-12-04"})
    for row in (own, other, foreign):
        row.refresh_from_db()
    assert [row.assigned_to for row in (own, other, foreign)] == [me, None, None]
    assert [row.next_step_on for row in (own, other, foreign)] == [date(2026, 12, 4), None, None]
    assert own.reference in client.get(f"{INDEX}?mine=true").content.decode()
    assert other.reference not in client.get(f"{INDEX}?mine=true").content.decode()
    assert client.post(f"{INDEX}chosen/", {**ticked, "action": "export"}).status_code == 302  # no purpose
    response = client.post(f"{INDEX}chosen/", {**ticked, "action": "export", "purpose": "calling"})
    cells = str([[cell.value for cell in line] for line in load_workbook(BytesIO(response.content)).active])
    assert own.reference in cells and other.reference not in cells and foreign.reference not in cells
    assert AccessLog.objects.get(action="export").references == [own.reference]


def test_filters_are_kept_under_a_name_and_never_what_was_searched_for(recruiting: Recruiting) -> None:
    client = signed_in(recruiting.coordinator_salo)
    client.post(f"{INDEX}filters/", {"name": "Late ones", "query": "late=true&q=Aino&p=2"})
    assert SavedFilter.objects.get().query == "late=true"
    assert "Late ones" in client.get(INDEX).content.decode()
    assert "Late ones" not in signed_in(recruiting.coordinator_oulu).get(INDEX).content.decode()
    client.post(f"{INDEX}filters/", {"name": "Late ones", "action": "forget"})
    assert not SavedFilter.objects.exists()


RECEIPT = reverse("volunteering_mail_words:edit", args=["receipt", "fi"])


def test_the_team_writes_the_words_of_a_mail(recruiting: Recruiting, applicant: Applicant) -> None:
    client = signed_in(recruiting.team)
    assert "{link}" in client.get(RECEIPT).content.decode()
    words = {"subject": "Kiitos, {place}!", "text": "Viitteesi on {reference}. {link}"}
    for wrong in ({"text": "{full_name} {link} {reference}"}, {"text": "no link"}):
        assert client.post(RECEIPT, {**words, **wrong}).status_code == 422
    preview = client.post(RECEIPT, {**words, "action": "preview"}).content.decode()
    assert "Kiitos, Salo!" in preview and not MessageTemplate.objects.exists()
    client.post(RECEIPT, words)
    row = applicant.sign_up()
    from tests.volunteering.test_own_page import link

    applicant.client.post(link("confirm", row))
    receipt = next(text for text in mail_texts() if "Kiitos, Salo!" in text)
    assert f"Viitteesi on {row.reference}." in receipt and "/own/" in receipt and "{" not in receipt
    client.post(RECEIPT, {"action": "default"})
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize("who", ["coordinator_salo", "editor"])
def test_only_the_team_writes_the_words(recruiting: Recruiting, who: str) -> None:
    client = signed_in(getattr(recruiting, who))
    assert client.get(RECEIPT).status_code == client.post(RECEIPT, {"subject": "x", "text": "x"}).status_code
    assert client.get(RECEIPT).status_code in (302, 404)
    assert client.get(reverse("volunteering_mail_words:index")).status_code in (302, 403)


MONDAY, TUESDAY = at(date(2026, 11, 23)), at(date(2026, 11, 24))


def digests() -> dict[str, str]:
    return {mail.recipients[0]: bytes(mail.payload).decode() for mail in OutgoingMail.objects.all()}


def test_the_digest_counts_and_links_and_names_nobody(recruiting: Recruiting) -> None:
    make_registration(recruiting.salo, now=MONDAY - timedelta(days=30), full_name="Zyxwvut")
    join_request(recruiting)
    assert send_digests(TUESDAY) == 1
    (address, text), *_others = digests().items()
    assert address == "coordinator-salo@example.org"
    assert "/admin/signups/?late" in text.replace("=3D", "=") and "Zyxwvut" not in text


def test_an_empty_desk_is_silent_and_so_is_a_holiday(recruiting: Recruiting) -> None:
    assert send_digests(TUESDAY) == 0
    make_registration(recruiting.salo, now=MONDAY - timedelta(days=30))
    assert send_digests(at(date(2026, 12, 25))) == 0


@pytest.mark.parametrize(
    ("wish", "single", "monday", "tuesday"),
    [("at_once", 1, 0, 0), ("daily", 0, 1, 1), ("weekly", 0, 1, 0)],
)
def test_everybody_is_told_as_she_wishes(recruiting: Recruiting, wish, single, monday, tuesday) -> None:
    DeskSettings.objects.create(user=recruiting.coordinator_salo, tell=wish)
    with time_machine.travel(MONDAY - timedelta(hours=1), tick=False):
        row = Applicant().sign_up(contact_language="fi")
        Applicant().client.post(f"/fi/salo/join/confirm/{_token(row)}/")
    told = [mail for mail in OutgoingMail.objects.all() if mail.recipients == ["coordinator-salo@example.org"]]
    assert len(told) == single
    assert (send_digests(MONDAY), send_digests(TUESDAY)) == (monday, tuesday)


def test_whoever_can_only_be_called_waits_for_no_digest(recruiting: Recruiting) -> None:
    DeskSettings.objects.create(user=recruiting.coordinator_salo, tell="weekly")
    Applicant().sign_up(email="")
    assert "coordinator-salo@example.org" in mail_texts()[0]


def test_when_nobody_wants_to_be_told_the_fallback_is(recruiting: Recruiting) -> None:
    DeskSettings.objects.create(user=recruiting.coordinator_salo, tell="off")
    recruiting.salo.fallback_coordinator = person("substitute")
    recruiting.salo.save()
    Applicant().sign_up(email="")
    assert "To: substitute@example.org" in mail_texts()[0]


def test_the_wish_is_set_on_the_page_of_the_account(recruiting: Recruiting) -> None:
    assert "signups-tell" in signed_in(recruiting.coordinator_salo).get("/admin/account/").content.decode()
    assert "signups-tell" not in signed_in(recruiting.editor).get("/admin/account/").content.decode()


def test_mail_that_did_not_arrive_shows_on_the_first_page(recruiting: Recruiting, applicant: Applicant) -> None:
    row = applicant.sign_up(phone="")
    OutgoingMail.objects.update(state="dead", finished_at=timezone.now())
    client = signed_in(recruiting.coordinator_salo)
    assert "?undelivered=true" in client.get("/admin/").content.decode()
    assert row.reference in client.get(f"{INDEX}?undelivered=true").content.decode()


def _token(row: Registration) -> str:
    from volunteering.references import make_token

    return make_token("confirm", row.reference)
