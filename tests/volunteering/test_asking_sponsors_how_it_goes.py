"""Sponsors are asked after one, four and ten months; what they answer cannot be traced back to them."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import models
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from home.dates import HELSINKI
from tests.volunteering.conftest import Recruiting, mail_texts, make_registration
from volunteering.keeping import Period, end_of
from volunteering.models import PulseMonth, Sponsor, SponsorPulseAnswer, SponsorPulseAsk
from volunteering.pulse.asking import PATIENCE, ask_those_due, month_due

ANSWERS = {"role_clear": "good", "supported": "so_so", "could_shape": "bad"}


def at(day: date, clock: time = time(10, 20)) -> datetime:
    return datetime.combine(day, clock, HELSINKI)


def make_sponsor(recruiting: Recruiting, approved: date = date(2026, 1, 31), **changes: object) -> Sponsor:
    sign_up = {name: changes.pop(name) for name in ("email", "phone", "contact_language") if name in changes}
    registration = make_registration(recruiting.salo, status="approved", now=at(approved), **sign_up)
    columns = {
        "registration": registration,
        "municipality": recruiting.country.municipalities["salo"],
        "state": "active",
        "state_changed_at": at(approved),
        "approved_at": at(approved, time(0, 30)),
        "ground_rules_accepted_on": approved,
    }
    return Sponsor.objects.create(**(columns | changes))


def asked(day: date) -> int:
    with time_machine.travel(at(day), tick=False):
        return ask_those_due(at(day))


def link(day: date) -> str:
    """The path of the only link that was sent."""
    assert asked(day) == 1
    return f"/en/salo/sponsor-pulse/{SponsorPulseAsk.objects.get().token}/"


def test_each_question_is_asked_once_on_its_day(recruiting: Recruiting) -> None:
    make_sponsor(recruiting)
    days = [date(2026, 1, 31) + timedelta(days=n) for n in range(400)]
    assert [day for day in days if asked(day)] == [date(2026, 2, 28), date(2026, 5, 31), date(2026, 11, 30)]


@given(approved=st.dates(date(2024, 1, 1), date(2030, 1, 1)), after=st.integers(0, 500))
def test_what_is_due_is_the_month_of_the_calendar(approved: date, after: int) -> None:
    today = approved + timedelta(days=after)
    due = [month for month in PulseMonth if end_of(approved, Period(months=month)) <= today]
    expected = due[-1] if due and today < end_of(approved, Period(months=due[-1])) + PATIENCE else None
    assert month_due(approved, today) == expected


def test_the_mail_is_in_her_language_and_has_her_link(recruiting: Recruiting) -> None:
    make_sponsor(recruiting, contact_language="en")
    asked(date(2026, 2, 28))
    (mail,) = mail_texts()
    assert "To: aino@example.org" in mail and "1 month." in mail
    assert f"/en/salo/sponsor-pulse/{SponsorPulseAsk.objects.get().token}/" in mail


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "", "phone": "+358401234567"},
        {"state": "on_break"},
        {"state": "ended", "ended_at": at(date(2026, 2, 1))},
    ],
)
def test_who_cannot_be_asked_is_not_asked(recruiting: Recruiting, changes: dict[str, object]) -> None:
    make_sponsor(recruiting, **changes)
    assert asked(date(2026, 2, 28)) == 0
    assert mail_texts() == []


def test_somebody_on_a_break_is_asked_when_she_is_back(recruiting: Recruiting) -> None:
    sponsor = make_sponsor(recruiting, state="on_break")
    assert asked(date(2026, 2, 28)) == 0
    sponsor.state = "active"
    sponsor.save()
    assert asked(date(2026, 4, 1)) == 1


def test_after_two_months_of_break_the_question_is_left_out(recruiting: Recruiting) -> None:
    make_sponsor(recruiting)
    assert asked(date(2026, 4, 29)) == 0


def test_an_answer_is_kept_apart_from_her(recruiting: Recruiting, client: Client) -> None:
    make_sponsor(recruiting)
    address = link(date(2026, 2, 28))
    with time_machine.travel(at(date(2026, 4, 2)), tick=False):
        assert client.get(address).content.decode().count('data-kind="faces"') == 4
        response = client.post(address, ANSWERS)
    assert (response.status_code, response["Location"]) == (303, "/en/salo/sponsor-pulse/received/")
    answer = SponsorPulseAnswer.objects.get()
    assert (answer.municipality.slug, answer.month, answer.quarter) == ("salo", 1, date(2026, 4, 1))
    assert (answer.role_clear, answer.supported, answer.could_shape, answer.goes_on) == ("good", "so_so", "bad", "")


def test_nothing_of_an_answer_could_lead_back(db: None) -> None:
    fields = {field.name: field for field in SponsorPulseAnswer._meta.get_fields()}
    assert set(fields) == {"id", "municipality", "month", "quarter", *SponsorPulseAnswer.STATEMENTS}
    assert isinstance(fields["id"], models.UUIDField)  # not the order in which rows were written
    kept = {field.name for field in SponsorPulseAsk._meta.get_fields()}
    assert kept == {"id", "sponsor", "month", "token", "asked_on", "is_answered"}


def test_a_link_works_once(recruiting: Recruiting, client: Client) -> None:
    make_sponsor(recruiting)
    address = link(date(2026, 2, 28))
    with time_machine.travel(at(date(2026, 3, 1)), tick=False):
        client.post(address, ANSWERS)
        again = client.post(address, ANSWERS)
        seen = client.get(address).content.decode()
    assert again.status_code == 200
    assert "Thank you!" in seen and 'type="radio"' not in seen
    assert SponsorPulseAnswer.objects.count() == 1


def test_nothing_touched_uses_nothing_up(recruiting: Recruiting, client: Client) -> None:
    make_sponsor(recruiting)
    address = link(date(2026, 2, 28))
    with time_machine.travel(at(date(2026, 3, 1)), tick=False):
        assert client.post(address, {}).status_code == 422
        assert client.post(address, ANSWERS).status_code == 303


def test_an_old_or_foreign_or_invented_link_says_so_kindly(recruiting: Recruiting, client: Client) -> None:
    make_sponsor(recruiting)
    address = link(date(2026, 2, 28))
    with time_machine.travel(at(date(2026, 3, 1)), tick=False):
        foreign = client.get(address.replace("/salo/", "/raahe/"))
        invented = client.get("/en/salo/sponsor-pulse/1invented/")
    with time_machine.travel(at(date(2026, 4, 29)), tick=False):
        old = client.get(address)
    for response in (foreign, invented, old):
        assert response.status_code == 404
        assert "This link does not work any more" in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"


def test_asking_again_after_a_crash_asks_nobody_twice(recruiting: Recruiting) -> None:
    make_sponsor(recruiting)
    assert [asked(date(2026, 2, 28)), asked(date(2026, 2, 28)), asked(date(2026, 3, 1))] == [1, 0, 0]
    assert len(mail_texts()) == 1
