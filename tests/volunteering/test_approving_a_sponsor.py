"""A coordinator approves a sponsor: two equal doors, roles, extracts as dates only, and nothing missing."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.utils import timezone

from tests.volunteering.conftest import Recruiting, mail_texts, make_registration
from tests.volunteering.roles import make_role
from tests.volunteering.test_a_coordinators_day import case_url, signed_in
from volunteering.casework import Given, RefusedError, change_status
from volunteering.models import ExtractCheck, OutboundMessage, Registration, RoleDefinition, Sponsor
from volunteering.sponsors.approval import missing_for_approval, record_extract, record_qualification
from volunteering.states import Actor, Status

TODAY = date(2026, 11, 24)
DATES = {"consent_on": TODAY, "issued_on": TODAY, "checked_on": TODAY}


@pytest.fixture
def roles(db: None) -> dict[str, RoleDefinition]:
    return {"lead": make_role("lead"), "homework": make_role("homework", needs_extract=True)}


def approve(row: Registration, now: datetime, **given: object) -> Registration:
    facts = Given(ground_rules_on=TODAY, **given) if "ground_rules_on" not in given else Given(**given)
    return change_status(row, Status.APPROVED, expected=row.status, actor=Actor.COORDINATOR, now=now, given=facts)


DOORS = ["training", "lived_experience", ""]


def test_somebody_is_approved_exactly_when_nothing_is_missing(recruiting: Recruiting, roles, now) -> None:
    for basis, role, extract, rules in product(DOORS, ["lead", "homework", ""], [True, False], [True, False]):
        row = make_registration(recruiting.salo, status="contacted", roles_offered=[role] if role else [])
        if basis:
            record_qualification(row, basis, TODAY, by=recruiting.coordinator_salo)
        if extract:
            record_extract(row, roles["homework"], **DATES, by=recruiting.coordinator_salo)
        complete = bool(basis and rules and (role == "lead" or (role == "homework" and extract)))
        rules_on = TODAY if rules else None
        assert (not missing_for_approval(row, rules_on)) == complete
        if complete:
            assert approve(row, now).status == "approved"
            assert list(Sponsor.objects.get(registration=row).roles.all()) == [roles[role]]
        else:
            with pytest.raises(RefusedError):
                approve(row, now, ground_rules_on=rules_on)
            assert not Sponsor.objects.filter(registration=row).exists()


def test_nobody_is_approved_for_no_town_at_all(recruiting: Recruiting, roles, now) -> None:
    row = make_registration(recruiting.national, status="contacted", roles_offered=["lead"])
    record_qualification(row, "lived_experience", TODAY, by=recruiting.team)
    with pytest.raises(RefusedError):
        approve(row, now)


@pytest.mark.parametrize("basis", ["training", "lived_experience"])
def test_the_whole_way_on_the_page_of_the_case(recruiting: Recruiting, roles, basis: str) -> None:
    row = make_registration(recruiting.salo, status="contacted", contact_language="en")
    client, url = signed_in(recruiting.coordinator_salo), case_url(row.reference)
    today = timezone.localdate().isoformat()
    page = client.get(url).content.decode()
    assert 'name="target" value="approved"' not in page  # the button says what is missing instead
    client.post(url, {"action": "roles", "roles": ["lead"]})
    client.post(url, {"action": "qualify", "basis": basis, "on": today})
    assert 'name="target" value="approved"' in client.get(url).content.decode()
    change = {"action": "change", "target": "approved", "expected": "contacted", "ground_rules_on": today}
    preview = client.post(url, change).content.decode()
    assert "You are a community sponsor" in preview and not Sponsor.objects.exists()
    client.post(url, {**change, "mail_text": "Welcome to us!"})
    sponsor = Sponsor.objects.get(registration=row)
    assert (sponsor.state, sponsor.municipality) == ("available", row.municipality)
    assert sponsor.changes.get().by == recruiting.coordinator_salo
    assert "Welcome to us!" in mail_texts()[-1]
    assert client.get(f"/admin/sponsors/{row.reference}/").status_code == 200


@pytest.mark.parametrize("left_out", ["roles", "qualify", "extract", "rules"])
def test_a_forged_form_does_not_approve(recruiting: Recruiting, roles, left_out: str) -> None:
    row = make_registration(recruiting.salo, status="meeting")
    client, url = signed_in(recruiting.coordinator_salo), case_url(row.reference)
    today = timezone.localdate().isoformat()
    steps = {
        "roles": {"action": "roles", "roles": ["homework"], "mail_text": "x"},
        "qualify": {"action": "qualify", "basis": "training", "on": today},
        "extract": {
            "action": "extract",
            "role": "homework",
            "consent_on": today,
            "issued_on": today,
            "checked_on": today,
        },
    }
    for name, step in steps.items():
        if name != left_out:
            client.post(url, step)
    rules = "" if left_out == "rules" else today
    forged = {"action": "change", "target": "approved", "expected": "meeting", "ground_rules_on": rules}
    client.post(url, {**forged, "mail_text": "x"})
    row.refresh_from_db()
    assert row.status == "meeting" and not Sponsor.objects.exists()


def test_offering_a_role_that_needs_an_extract_always_tells_about_it(recruiting: Recruiting, roles) -> None:
    row = make_registration(recruiting.salo, status="contacted", contact_language="en")
    client, url = signed_in(recruiting.coordinator_salo), case_url(row.reference)
    preview = client.post(url, {"action": "roles", "roles": ["homework"]})
    assert "148/2014" in preview.content.decode()
    row.refresh_from_db()
    assert row.roles_offered == []  # nothing before the mail was seen
    client.post(url, {"action": "roles", "roles": ["homework"], "mail_text": "Short and friendly."})
    row.refresh_from_db()
    assert row.roles_offered == ["homework"]
    assert "148/2014" in mail_texts()[0] and "Short and friendly." in mail_texts()[0]
    client.post(url, {"action": "roles", "roles": ["homework", "lead"]})
    assert OutboundMessage.objects.count() == 1  # already told
    client.post(url, {"action": "roles", "roles": ["homework", "lead"], "tell": "on", "mail_text": "Cards"})
    assert OutboundMessage.objects.filter(template="role_offer").count() == 2


def test_without_an_address_the_coordinator_is_told_what_to_say(recruiting: Recruiting, roles) -> None:
    row = make_registration(recruiting.salo, status="contacted", email="", phone="+358401234567")
    client, url = signed_in(recruiting.coordinator_salo), case_url(row.reference)
    page = client.post(url, {"action": "roles", "roles": ["homework"]}, follow=True).content.decode()
    assert "148/2014" in page
    row.refresh_from_db()
    assert row.roles_offered == ["homework"]


def test_an_extract_is_kept_as_dates_and_nothing_else() -> None:
    """Act 148/2014: no field exists in which a result or a file could be put."""
    fields = {field.name: field.get_internal_type() for field in ExtractCheck._meta.concrete_fields}
    assert fields == {
        "id": "BigAutoField",
        "registration": "ForeignKey",
        "role": "ForeignKey",
        "consent_on": "DateField",
        "issued_on": "DateField",
        "checked_on": "DateField",
        "checked_by": "ForeignKey",
    }


@pytest.mark.parametrize(
    "wrong", [{"consent_on": 1}, {"issued_on": 1}, {"checked_on": 1}, {"checked_on": -3}, {"issued_on": None}]
)
def test_dates_of_an_extract_are_in_their_order_and_have_been(recruiting: Recruiting, roles, wrong) -> None:
    row = make_registration(recruiting.salo, status="contacted", roles_offered=["homework"])
    today = timezone.localdate()
    days = {"consent_on": today, "issued_on": today, "checked_on": today}
    for name, shift in wrong.items():
        days[name] = "" if shift is None else today + timedelta(days=shift)
    signed_in(recruiting.coordinator_salo).post(
        case_url(row.reference), {"action": "extract", "role": "homework", **days}
    )
    assert not row.extract_checks.exists()


def test_what_was_written_by_mistake_is_taken_back_until_the_approval(recruiting: Recruiting, roles, now) -> None:
    row = make_registration(recruiting.salo, status="contacted", roles_offered=["lead"])
    client, url = signed_in(recruiting.coordinator_salo), case_url(row.reference)
    wrong = record_qualification(row, "training", TODAY, by=None)
    client.post(url, {"action": "unrecord", "what": f"qualification-{wrong.pk}"})
    assert not row.qualifications.exists()
    right = record_qualification(row, "training", TODAY, by=None)
    for nonsense in ("", "notes-1", "qualification-", "qualification-x", f"qualification-{'9' * 30}"):
        client.post(url, {"action": "unrecord", "what": nonsense})
    approve(row, now)
    client.post(url, {"action": "unrecord", "what": f"qualification-{right.pk}"})
    assert row.qualifications.get() == right
