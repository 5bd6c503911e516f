"""What is counted of sign-ups, sponsors, wishes and the pulse, in a small scene that can be counted by hand."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from municipalities.figures.quarters import Quarter, Span
from municipalities.figures.readings import counted as read
from municipalities.figures.registry import figure_named
from tests.volunteering.conftest import Recruiting, make_registration
from volunteering.erasure import erase_everything
from volunteering.models import (
    Attendance,
    PulseAnswer,
    Registration,
    Sponsor,
    SponsorGroup,
    SponsorPulseAnswer,
    StatusChange,
    TrainingSession,
    Wish,
)
from volunteering.states import Status

HELSINKI = ZoneInfo("Europe/Helsinki")
Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
SPAN = Span(Q1, Q2, date(2026, 6, 30))
#: Monday 2 March; the promise of five working days ends on Monday 9 March.
MONDAY = datetime(2026, 3, 2, 12, tzinfo=HELSINKI)


def counted(code: str, span: Span = SPAN) -> dict[tuple[int | None, Quarter, str], int]:
    figure = figure_named(code)
    assert figure is not None
    return {(t.town, t.quarter, t.category): t.number for t in figure.tally(span)}


def sign_up(
    recruiting: Recruiting, *steps: tuple[Status, int], received: datetime = MONDAY, **fields: object
) -> Registration:
    """A sign-up in Salo that went these steps, each so many days after it was received."""
    status = steps[-1][0] if steps else Status.NEW
    row = make_registration(recruiting.salo, now=received, **{"status": status, **fields})
    for step, days in ((Status.NEW, 0), *steps):
        StatusChange.objects.create(
            registration=row, to_status=step, at=received + timedelta(days=days), actor="coordinator"
        )
    return row


@pytest.fixture
def salo(recruiting: Recruiting) -> int:
    return recruiting.country.municipalities["salo"].pk


def test_each_signup_counts_once_under_the_furthest_step_it_came_to(recruiting: Recruiting, salo: int) -> None:
    sign_up(recruiting)
    sign_up(recruiting, (Status.CONTACTED, 1), (Status.MEETING, 3))
    sign_up(recruiting, (Status.CONTACTED, 1), (Status.DECLINED, 9))
    sign_up(recruiting, received=MONDAY + timedelta(days=60))
    assert counted("signups") == {
        (salo, Q1, "received"): 1, (salo, Q1, "meeting"): 1, (salo, Q1, "contacted"): 1, (salo, Q2, "received"): 1,
    }  # fmt: skip


def test_what_nobody_confirmed_and_what_looks_like_spam_does_not_count(recruiting: Recruiting) -> None:
    make_registration(recruiting.salo, now=MONDAY, status=Status.UNVERIFIED)
    make_registration(recruiting.salo, now=MONDAY, quarantined=True)
    assert counted("signups") == {}


def test_a_signup_still_counts_when_the_person_has_been_forgotten(recruiting: Recruiting) -> None:
    row = sign_up(recruiting, (Status.CONTACTED, 2), (Status.DECLINED, 9), contact_language="sv")
    codes = ("signups", "days_to_contact", "promise_kept", "contact_languages")
    before = [counted(code) for code in codes]
    erase_everything(row, MONDAY + timedelta(days=100))
    Registration.objects.filter(pk=row.pk).update(status=Status.ANONYMISED)
    assert [counted(code) for code in codes] == before
    assert all(before)


def test_days_to_the_first_contact_are_a_median(recruiting: Recruiting, salo: int) -> None:
    """One, three and eleven days: the median is three."""
    for days in (1, 3, 11):
        sign_up(recruiting, (Status.CONTACTED, days))
    sign_up(recruiting)  # nobody has called yet
    assert counted("days_to_contact") == {(salo, Q1, "1"): 1, (salo, Q1, "3"): 1, (salo, Q1, "11"): 1}
    reading = next(r for r in read(SPAN, {salo: "salo"}, with_elsewhere=True) if r.figure.code == "days_to_contact")
    assert (reading.whole, reading.towns["salo"]) == ({Q1: 3.0}, {Q1: 3.0})


def test_the_promise_is_kept_on_the_last_day_and_broken_after_it(recruiting: Recruiting, salo: int) -> None:
    sign_up(recruiting, (Status.CONTACTED, 7))
    sign_up(recruiting, (Status.MEETING, 8))
    sign_up(recruiting)  # still open, long after the promised day
    sign_up(recruiting, (Status.WITHDRAWN, 1))  # nobody could have called
    assert counted("promise_kept") == {(salo, Q1, "kept"): 1, (salo, Q1, "late"): 2}
    in_time = Span(Q1, Q1, date(2026, 3, 9))
    assert counted("promise_kept", in_time) == {(salo, Q1, "kept"): 1, (salo, Q1, "late"): 1}


def test_signups_count_by_language_of_contact(recruiting: Recruiting, salo: int) -> None:
    for language in ("fi", "fi", "sv"):
        sign_up(recruiting, contact_language=language)
    assert counted("contact_languages") == {(salo, Q1, "fi"): 2, (salo, Q1, "sv"): 1}


def sponsor(recruiting: Recruiting, approved: datetime, **fields: object) -> Sponsor:
    row = sign_up(recruiting, (Status.APPROVED, 0), received=approved, languages_spoken=["fi", "ar"])
    return Sponsor.objects.create(
        registration=row, municipality=recruiting.country.municipalities["salo"], approved_at=approved,
        state_changed_at=approved, ground_rules_accepted_on=approved.date(), **fields,
    )  # fmt: skip


def test_sponsors_count_at_the_end_of_each_quarter(recruiting: Recruiting, salo: int) -> None:
    sponsor(recruiting, MONDAY, state="on_break")
    sponsor(recruiting, MONDAY, state="ended", ended_at=MONDAY + timedelta(days=60))
    sponsor(recruiting, MONDAY + timedelta(days=61))
    assert counted("sponsors") == {(salo, Q1, ""): 2, (salo, Q2, ""): 2}
    assert counted("new_sponsors") == {(salo, Q1, ""): 2, (salo, Q2, ""): 1}
    languages = counted("sponsor_languages")
    assert languages == {
        (salo, quarter, language): 2 for quarter in (Q1, Q2) for language in ("", "fi", "ar")
    }  # fmt: skip


def test_groups_count_from_the_day_they_were_founded(recruiting: Recruiting, salo: int) -> None:
    town = recruiting.country.municipalities["salo"]
    SponsorGroup.objects.create(municipality=town, name="a", founded_on=date(2026, 3, 1))
    SponsorGroup.objects.create(municipality=town, name="b", founded_on=date(2026, 4, 1), state="active")
    SponsorGroup.objects.create(
        municipality=town, name="c", founded_on=date(2026, 1, 1), state="ended", ended_on=date(2026, 3, 15)
    )
    assert counted("sponsor_groups") == {(salo, Q1, ""): 1, (salo, Q2, ""): 2}


def test_training_counts_sessions_held_and_who_was_there(recruiting: Recruiting, salo: int) -> None:
    for state in ("held", "cancelled"):
        session = TrainingSession.objects.create(starts_at=MONDAY, ends_at=MONDAY + timedelta(hours=3), state=state)
    session = TrainingSession.objects.get(state="held")
    for state in ("attended", "absent"):
        Attendance.objects.create(
            session=session, registration=sign_up(recruiting), state=state, enrolled_at=MONDAY, changed_at=MONDAY
        )
    assert counted("trainings") == {(None, Q1, ""): 1}
    assert counted("trained") == {(salo, Q1, ""): 1}


def test_wishes_count_once_and_under_each_of_their_topics(recruiting: Recruiting, salo: int) -> None:
    for topics, status in ((["food", "sport"], "happened"), (["food"], "new")):
        Wish.objects.create(
            municipality_id=salo, idempotency_key=uuid4(), language="ar", topics=topics, status=status,
            status_changed_at=MONDAY, created_at=MONDAY,
        )  # fmt: skip
    assert counted("wishes") == {(salo, Q1, ""): 2, (salo, Q1, "food"): 2, (salo, Q1, "sport"): 1}
    assert counted("wishes_happened") == {(salo, Q1, "happened"): 1, (salo, Q1, "waiting"): 1}


def test_the_pulse_counts_answers_by_face_and_leaves_out_what_was_not_answered(
    recruiting: Recruiting, salo: int
) -> None:
    for face, is_spam in (("good", False), ("bad", False), ("", False), ("good", True)):
        PulseAnswer.objects.create(
            municipality_id=salo, idempotency_key=uuid4(), language="ar", welcome=face, met_people="good",
            answered_on=date(2026, 3, 31), quarantined=is_spam,
        )  # fmt: skip
    SponsorPulseAnswer.objects.create(municipality_id=salo, month=1, quarter=date(2026, 4, 1), role_clear="so_so")
    assert counted("newcomers_welcome") == {(salo, Q1, "good"): 1, (salo, Q1, "bad"): 1}
    assert counted("newcomers_met_people") == {(salo, Q1, "good"): 3}
    assert counted("sponsors_role_clear") == {(salo, Q2, "so_so"): 1}
    assert counted("sponsors_supported") == {}


def test_counting_costs_the_same_for_one_row_and_for_many(
    recruiting: Recruiting, salo: int, django_assert_max_num_queries: object
) -> None:
    for _each in range(2):
        with django_assert_max_num_queries(40):  # type: ignore[operator]
            read(SPAN, {salo: "salo"}, with_elsewhere=True)
        for days in range(20):
            sign_up(recruiting, (Status.CONTACTED, days))
            sponsor(recruiting, MONDAY)
