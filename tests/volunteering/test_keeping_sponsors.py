"""How long sponsors are kept, what erasing leaves, what a copy shows, and what merging brings along."""

import json
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from home.dates import HELSINKI
from tests.volunteering.conftest import Recruiting, make_registration
from tests.volunteering.roles import make_role, make_sponsor
from tests.volunteering.test_a_coordinators_day import case_url, signed_in
from volunteering import retention
from volunteering.corrections import merge
from volunteering.erasure_list import digest_of
from volunteering.models import GroupMembership, Sponsor, SponsorGroup
from volunteering.restoring import reapply
from volunteering.sponsors import grouping
from volunteering.sponsors.approval import record_extract, record_qualification
from volunteering.sponsors.reminding import ask_whether_back

NOW = datetime(2027, 3, 28, 3, 40, tzinfo=HELSINKI)
TODAY = date(2026, 11, 24)
DATES = {"consent_on": TODAY, "issued_on": TODAY, "checked_on": TODAY}


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, HELSINKI)


def known_sponsor(recruiting: Recruiting, now: datetime) -> tuple[Sponsor, SponsorGroup]:
    """Somebody about whom every table has a row."""
    sponsor, role = make_sponsor(recruiting.salo, roles_offered=["homework"]), make_role("homework", needs_extract=True)
    record_qualification(sponsor.registration, "lived_experience", TODAY, by=None)
    record_extract(sponsor.registration, role, **DATES, by=None)
    group = SponsorGroup.objects.create(municipality=sponsor.municipality, name="Perjantai", contact_person=sponsor)
    grouping.add_member(group, sponsor, [role], by=None, now=now)
    sponsor.registration.notes.create(text="private words", at=now)
    sponsor.refresh_from_db()
    return sponsor, group


@pytest.mark.parametrize("state", ["available", "active", "on_break"])
def test_a_sponsor_who_serves_is_kept_however_long(recruiting: Recruiting, state: str) -> None:
    make_sponsor(recruiting.salo, state=state, now=at(date(2015, 1, 1), time(12)))
    assert not any(retention.run(NOW).counts.values())


def test_a_sponsor_is_kept_twelve_months_after_the_end_and_not_a_day_longer(recruiting: Recruiting) -> None:
    due = make_sponsor(recruiting.salo, state="ended", now=at(date(2026, 3, 28), time(23, 59)))
    kept = make_sponsor(recruiting.salo, state="ended", now=at(date(2026, 3, 29), time(0)), email="k@example.org")
    dry = retention.run(NOW, dry_run=True)
    assert {name: number for name, number in dry.counts.items() if number} == {"sponsors": 1}
    assert retention.run(NOW).counts == dry.counts
    due.registration.refresh_from_db()
    kept.registration.refresh_from_db()
    assert (due.registration.status, due.registration.full_name) == ("anonymised", "")
    assert (kept.registration.status, kept.registration.full_name) == ("approved", "Aino Virtanen")
    assert Sponsor.objects.count() == 2  # they still count


def test_notes_about_a_sponsor_go_half_a_year_after_the_end(recruiting: Recruiting) -> None:
    for day in (date(2026, 9, 28), date(2026, 9, 29)):
        sponsor = make_sponsor(recruiting.salo, state="ended", now=at(day, time(12)), email=f"{day}@example.org")
        sponsor.registration.notes.create(text="x", at=NOW)
    serving = make_sponsor(recruiting.salo, now=at(date(2015, 1, 1), time(12)), email="s@example.org")
    serving.registration.notes.create(text="x", at=NOW)
    assert retention.run(NOW).counts["notes_of_sponsors"] == 1
    assert serving.registration.notes.exists()


def test_erasing_a_sponsor_on_request_ends_and_forgets_her(recruiting: Recruiting, now) -> None:
    sponsor, group = known_sponsor(recruiting, now)
    client = signed_in(recruiting.coordinator_salo)
    client.post(case_url(sponsor.reference), {"action": "erase", "sure": "on"})
    sponsor.refresh_from_db()
    group.refresh_from_db()
    row = sponsor.registration
    assert (sponsor.state, group.contact_person, row.full_name, row.roles_offered) == ("ended", None, "", [])
    assert not row.extract_checks.exists() and not row.notes.exists()
    assert GroupMembership.objects.get().left_on is not None
    assert client.get(f"/admin/sponsors/{sponsor.reference}/").status_code == 200


def test_a_restored_backup_forgets_a_sponsor_again(recruiting: Recruiting, now) -> None:
    sponsor, _group = known_sponsor(recruiting, now)
    assert reapply([(digest_of(sponsor.reference), "everything")], now) == 1
    sponsor.refresh_from_db()
    assert sponsor.state == "ended" and sponsor.registration.full_name == ""


def test_a_copy_has_everything_about_a_sponsor(recruiting: Recruiting, now) -> None:
    sponsor, _group = known_sponsor(recruiting, now)
    response = signed_in(recruiting.coordinator_salo).post(case_url(sponsor.reference), {"action": "copy"})
    files = ZipFile(BytesIO(response.content))
    page, data = files.read("copy.html").decode(), json.loads(files.read("copy.json"))["sign_ups"][0]
    assert data["qualifications"] == [{"basis": "lived_experience", "on": "2026-11-24"}]
    assert data["extract_checks"][0]["role__code"] == "homework"
    assert data["sponsor"]["groups"][0]["name"] == "Perjantai"
    assert data["sponsor"]["state"] == "active"
    for word in ("Perjantai", "homework", "24.11.2026"):
        assert word in page


def test_merging_brings_the_preparations_along(recruiting: Recruiting, now) -> None:
    role = make_role("homework", needs_extract=True)
    kept = make_registration(recruiting.salo, status="contacted", roles_offered=["lead"])
    gone = make_registration(recruiting.salo, possible_duplicate_of=kept, roles_offered=["homework", "lead"])
    record_qualification(gone, "training", TODAY, by=None)
    record_qualification(kept, "training", TODAY - timedelta(days=9), by=None)
    record_qualification(gone, "lived_experience", TODAY, by=None)
    record_extract(gone, role, **DATES, by=None)
    merge(kept, gone, set(), by=recruiting.team, now=now)
    kept.refresh_from_db()
    assert kept.roles_offered == ["lead", "homework"]
    assert {row.basis: row.on for row in kept.qualifications.all()} == {
        "training": TODAY - timedelta(days=9),
        "lived_experience": TODAY,
    }
    assert kept.extract_checks.get().role == role


def test_breaks_are_not_forgotten(recruiting: Recruiting, now) -> None:
    """On the day of coming back she is asked, once."""
    today = timezone.localdate(now)
    row = make_sponsor(recruiting.salo, state="on_break")
    Sponsor.objects.update(back_on=today + timedelta(days=1))
    assert ask_whether_back(now) == 0
    assert ask_whether_back(now + timedelta(days=1)) == 1
    assert ask_whether_back(now + timedelta(days=2)) == 0
    assert row.registration.messages.get().template == "break_over"
