"""Retention: every line of the promise, the dry run, the limit, and what a restore must not bring back."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from home.dates import HELSINKI
from home.models import OutgoingMail
from tests.volunteering.conftest import Applicant, Recruiting, mail_texts, make_registration
from tests.volunteering.test_a_coordinators_day import join_request
from volunteering import retention
from volunteering.casework import keep_note
from volunteering.erasure import erase_contact_data, erase_everything
from volunteering.erasure_list import digest_of
from volunteering.keeping import PERIODS, Period, end_of, over_before
from volunteering.models import (
    AccessLog,
    CaseNote,
    Erasure,
    OutboundMessage,
    PublicMessage,
    Registration,
    RetentionRun,
)
from volunteering.restoring import reapply
from volunteering.tasks import remind

DAYS = st.dates(date(2023, 1, 1), date(2033, 1, 1))


def at(day: date, clock: time = time(3, 40)) -> datetime:
    return datetime.combine(day, clock, HELSINKI)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2027-08-31", 6, "2028-02-29"), ("2026-08-31", 6, "2027-02-28"), ("2028-02-29", 24, "2030-02-28")],
)
def test_months_end_where_the_calendar_ends(start: str, months: int, end: str) -> None:
    assert end_of(date.fromisoformat(start), Period(months=months)) == date.fromisoformat(end)


@given(start=DAYS, today=DAYS, name=st.sampled_from(sorted(PERIODS)), clock=st.times())
def test_the_limit_says_the_same_as_the_end_of_the_period(start: date, today: date, name: str, clock: time) -> None:
    """Over leap days and both changes of the clock."""
    period = PERIODS[name]
    is_over = at(start, clock) < over_before(at(today), period)
    assert is_over == (end_of(start, period) <= today)


NOW = at(date(2027, 3, 28))  # the night in which the clock goes forward
CASES = [
    ("closed", {"status": "declined"}, date(2026, 9, 28)),
    ("closed", {"status": "withdrawn", "erased_at": NOW}, date(2026, 9, 28)),
    ("asked", {"status": "new"}, date(2026, 9, 28)),
    ("asked", {"status": "waiting"}, date(2026, 9, 28)),
    ("quarantined_sign_ups", {"quarantined": True}, date(2027, 3, 14)),
]


@pytest.mark.parametrize(("rule", "columns", "last_day"), CASES)
def test_a_sign_up_is_due_on_the_day_and_not_before(recruiting: Recruiting, rule, columns, last_day) -> None:
    due = make_registration(recruiting.salo, now=at(last_day, time(23, 59)), **columns)
    make_registration(recruiting.salo, now=at(last_day + timedelta(days=1), time(0)), **columns)
    report = retention.run(NOW, dry_run=True)
    assert {name: number for name, number in report.counts.items() if number} == {rule: 1}
    assert retention.run(NOW).counts == report.counts
    assert Registration.objects.filter(pk=due.pk, status=columns.get("status", "new")).exists() == (rule == "asked")


def test_the_dry_run_touches_nothing(recruiting: Recruiting) -> None:
    for _rule, columns, day in CASES:
        make_registration(recruiting.salo, now=at(day), **columns)
    before = list(Registration.objects.order_by("pk").values())
    call_command("retention", "--dry-run")
    assert list(Registration.objects.order_by("pk").values()) == before
    assert RetentionRun.objects.get().dry_run


def test_more_people_than_the_limit_stops_everything_and_tells_the_team(recruiting: Recruiting, settings) -> None:
    settings.RETENTION_MOST_PEOPLE = 1
    settings.TEAM_EMAIL = "team@example.org"
    for _n in range(2):
        make_registration(recruiting.salo, status="declined", now=at(date(2020, 1, 1)))
    with pytest.raises(CommandError):
        call_command("retention")
    assert Registration.objects.exclude(full_name="").count() == 2
    assert RetentionRun.objects.get().stopped
    assert OutgoingMail.objects.get().recipients == ["team@example.org"]
    call_command("retention", "--most-people", "2")
    assert not Registration.objects.exclude(full_name="").exists()


def test_an_anonymised_sign_up_counts_and_names_nobody(recruiting: Recruiting) -> None:
    row = make_registration(
        recruiting.salo, status="declined", now=at(date(2026, 1, 1)), message="private words", interests=["food"]
    )
    row.changes.create(to_status="declined", at=NOW, actor="coordinator", comment="spoke with private words")
    row.notes.create(text="private words", at=NOW)
    retention.run(NOW)
    row.refresh_from_db()
    assert (row.status, row.full_name, row.email, row.message) == ("anonymised", "", "", "")
    assert row.interests == ["food"]
    assert not row.notes.exists()
    assert [change.comment for change in row.changes.all()] == ["", ""]


def test_an_idle_case_is_asked_and_goes_when_nobody_answers(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, status="contacted", now=at(date(2026, 9, 1)))
    retention.run(NOW)
    assert "/own/" in mail_texts()[0]
    assert retention.run(NOW + timedelta(days=29)).counts["unanswered"] == 0
    retention.run(NOW + timedelta(days=30))
    row.refresh_from_db()
    assert (row.status, row.full_name) == ("anonymised", "")


@pytest.mark.parametrize("answer", ["own page", "note"])
def test_an_answer_keeps_the_case(recruiting: Recruiting, answer: str, client) -> None:
    from tests.volunteering.test_own_page import link

    row = make_registration(recruiting.salo, status="contacted", now=at(date(2026, 9, 1)))
    retention.run(NOW)
    if answer == "own page":
        assert 'value="stay"' in client.get(link("own", row)).content.decode()
        client.post(link("own", row), {"action": "stay"})
    else:
        keep_note(row, "She called.", by=recruiting.team, now=NOW + timedelta(days=3))
    row.refresh_from_db()
    assert row.asked_at is None and row.active_at > at(date(2026, 9, 2))


def test_whoever_has_only_a_number_is_called(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, email="", phone="+358401234567", now=at(date(2026, 9, 1)))
    retention.run(NOW)
    row.refresh_from_db()
    assert row.next_step_on == NOW.date()
    assert "To: coordinator-salo@example.org" in mail_texts()[0] and row.reference in mail_texts()[0]


def test_without_a_number_an_unanswered_mail_ends_the_sign_up(applicant: Applicant, now) -> None:
    row = applicant.sign_up(phone="")
    assert retention.run(now + timedelta(days=8)).counts["unconfirmed"] == 0  # the mail never left
    OutgoingMail.objects.update(state="accepted", finished_at=now)
    assert retention.run(now + timedelta(days=6)).counts["unconfirmed"] == 0
    assert retention.run(now + timedelta(days=7)).counts["unconfirmed"] == 1
    assert not Registration.objects.filter(pk=row.pk).exists()


def test_whoever_has_not_confirmed_is_reminded_once(applicant: Applicant, now) -> None:
    applicant.sign_up(phone="")
    assert remind(now + timedelta(days=3)) == 0  # the mail never left
    OutgoingMail.objects.update(state="accepted", finished_at=now)
    assert [remind(now + timedelta(days=days)) for days in (1, 2, 3)] == [0, 1, 0]
    assert "confirm/" in mail_texts()[-1]


def test_a_withdrawn_sign_up_never_keeps_its_contacts_for_a_day(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, status="withdrawn", now=NOW)
    retention.run(NOW)
    row.refresh_from_db()
    assert (row.status, row.email) == ("withdrawn", "")


def test_requests_to_join_are_not_kept_either(recruiting: Recruiting) -> None:
    row = join_request(recruiting)
    type(row).objects.update(status_changed_at=at(date(2026, 9, 1)))
    row.notes.create(text="spoke Dari", at=NOW)
    retention.run(NOW)
    row.refresh_from_db()
    assert (row.status, row.phone, row.name_used) == ("closed", "", "")
    retention.run(NOW + timedelta(days=184))
    assert not CaseNote.objects.exists()


def test_logs_go_too(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, now=NOW)
    for day in (date(2025, 3, 28), date(2025, 3, 29)):
        AccessLog.objects.create(action="view", references=[], at=at(day))
    for day in (date(2026, 12, 28), date(2026, 12, 29)):
        mail = OutgoingMail.objects.create(payload=b"", sender="x", state="dead", finished_at=at(day))
        OutboundMessage.objects.create(registration=row, template="x", language="fi", mail=mail, created_at=at(day))
    counts = retention.run(NOW).counts
    assert (counts["access_log"], counts["mail_log"], counts["mails"]) == (1, 1, 1)
    assert AccessLog.objects.count() == OutboundMessage.objects.count() == OutgoingMail.objects.count() == 1


def test_a_restored_backup_forgets_again(recruiting: Recruiting, now, tmp_path) -> None:
    gone, deleted, stays = (make_registration(recruiting.salo, full_name=name) for name in ("A", "B", "C"))
    asked = join_request(recruiting)
    file = tmp_path / "erasures.txt"
    file.write_text(
        f"{digest_of(gone.reference)} everything x\n{digest_of(deleted.reference)} row x\n"
        f"{digest_of(asked.reference)} contact_data x\n{digest_of('YK-NOBODY99')} row x\n"
    )
    call_command("reapply_erasures", str(file))
    gone.refresh_from_db()
    asked.refresh_from_db()
    assert (gone.status, gone.full_name) == ("withdrawn", "")
    assert asked.phone == ""
    assert list(Registration.objects.exclude(full_name="")) == [stays]
    assert not Registration.objects.filter(pk=deleted.pk).exists()
    assert reapply([(digest_of(gone.reference), "everything")], now) == 0
    file.write_text("nonsense\n")
    with pytest.raises(CommandError):
        call_command("reapply_erasures", str(file))


def test_erasures_are_written_outside_of_the_database_once_committed(
    recruiting: Recruiting, now, settings, tmp_path, django_capture_on_commit_callbacks
) -> None:
    settings.ERASURE_LIST = str(tmp_path / "erasures.txt")
    row = make_registration(recruiting.salo)
    with django_capture_on_commit_callbacks(execute=True):
        erase_contact_data(row, now)
        erase_everything(row, now)
    kinds = [line.split()[:2] for line in (tmp_path / "erasures.txt").read_text().splitlines()]
    assert [digest_of(row.reference), "everything"] in kinds
    assert Erasure.objects.count() == 2
    exported = tmp_path / "again.txt"
    call_command("reapply_erasures", str(exported), "--export")
    assert len(exported.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("columns", "last_day"),
    [
        ({"kind": "partner", "status": "handled"}, date(2026, 9, 28)),
        ({"kind": "worry", "status": "handled"}, date(2025, 3, 28)),
        ({"kind": "feedback"}, date(2025, 3, 28)),
        ({"kind": "worry", "quarantined": True}, date(2027, 3, 14)),
    ],
)
def test_messages_go_when_their_time_is_over(recruiting: Recruiting, columns, last_day) -> None:
    moments = [at(last_day, time(23, 59)), at(last_day + timedelta(days=1), time(0))]
    due, kept = (
        PublicMessage.objects.create(
            **columns, idempotency_key=uuid4(), language="fi", created_at=moment, status_changed_at=moment
        )
        for moment in moments
    )
    assert retention.run(NOW).counts["messages"] == 1
    assert list(PublicMessage.objects.all()) == [kept]
    kept.delete()
    due.save(force_insert=True)  # a backup from before brings it back
    assert reapply([(digest_of(due.reference), "row")], NOW) == 1
    assert not PublicMessage.objects.exists()
