"""A sponsor takes a break for a season, comes back, ends with thanks, begins again."""

from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from tests.volunteering.conftest import Recruiting, mail_texts
from tests.volunteering.roles import make_role, make_sponsor
from tests.volunteering.test_a_coordinators_day import signed_in
from tests.volunteering.test_own_page import link
from volunteering.casework import ChangedMeanwhileError, RefusedError
from volunteering.models import AccessLog, Sponsor, SponsorGroup
from volunteering.sponsors import grouping, standing
from volunteering.states import Actor

C, A = Actor.COORDINATOR, Actor.APPLICANT


def url(sponsor: Sponsor) -> str:
    return f"/admin/sponsors/{sponsor.reference}/"


def in_a_group(sponsor: Sponsor, now) -> SponsorGroup:
    group = SponsorGroup.objects.create(municipality=sponsor.municipality, name="Perjantai", contact_person=sponsor)
    grouping.add_member(group, sponsor, [], by=None, now=now)
    sponsor.refresh_from_db()
    return group


def test_every_step_of_a_sponsor_is_allowed_or_refused(recruiting: Recruiting, now) -> None:
    """From every state: a break, coming back and the end, by the coordinator and by herself."""
    steps = {
        "pause": lambda row, actor: standing.pause(row, None, expected=row.state, actor=actor, now=now),
        "back": lambda row, actor: standing.come_back(row, expected=row.state, actor=actor, now=now),
        "end": lambda row, actor: standing.end(row, "no_time", expected=row.state, actor=actor, now=now),
    }
    allowed = {
        *product(["available", "active", "on_break"], ["pause", "end"], [C, A]),
        *product(["on_break"], ["back"], [C, A]),
        ("ended", "back", C),
    }
    for n, (state, step, actor) in enumerate(product(Sponsor.State.values, steps, [C, A])):
        row = make_sponsor(recruiting.salo, state=state, email=f"{n}@example.org")
        if (state, step, actor) in allowed:
            steps[step](row, actor)
            assert row.changes.count() == 1
        else:
            with pytest.raises(RefusedError):
                steps[step](row, actor)
            row.refresh_from_db()
            assert row.state == state


def test_whoever_is_second_is_told(recruiting: Recruiting, now) -> None:
    row = make_sponsor(recruiting.salo)
    standing.end(row, "moved", expected="available", actor=C, now=now)
    with pytest.raises(ChangedMeanwhileError):
        standing.pause(row, None, expected="available", actor=C, now=now)


def test_a_break_keeps_the_place_in_the_group(recruiting: Recruiting, now) -> None:
    row = make_sponsor(recruiting.salo, contact_language="en")
    group = in_a_group(row, now)
    assert row.state == "active"
    client, until = signed_in(recruiting.coordinator_salo), timezone.localdate() + timedelta(days=120)
    client.post(url(row), {"action": "pause", "expected": "active", "back_on": until.isoformat()})
    row.refresh_from_db()
    assert (row.state, row.back_on) == ("on_break", until)
    assert f"{until.day}" in mail_texts()[-1] and "/own/" in mail_texts()[-1]
    board = grouping.board_of(group)
    assert len(board.members) == 1 and board.present == []
    client.post(url(row), {"action": "back", "expected": "on_break"})
    row.refresh_from_db()
    assert (row.state, row.back_on) == ("active", None)
    assert [change.to_state for change in row.changes.all()] == ["active", "on_break", "active"]


@pytest.mark.parametrize("day", ["yesterday", "2026-13-99"])
def test_a_break_ends_in_the_time_to_come(recruiting: Recruiting, day: str) -> None:
    row = make_sponsor(recruiting.salo)
    client = signed_in(recruiting.coordinator_salo)
    day = (timezone.localdate() - timedelta(days=1)).isoformat() if day == "yesterday" else day
    client.post(url(row), {"action": "pause", "expected": "available", "back_on": day})
    row.refresh_from_db()
    assert row.state == "available"


def test_the_end_comes_with_thanks_that_are_seen_before(recruiting: Recruiting, now) -> None:
    row = make_sponsor(recruiting.salo, contact_language="en")
    group = in_a_group(row, now)
    client, step = signed_in(recruiting.coordinator_salo), {"action": "end", "expected": "active", "reason": "moved"}
    assert "Thank you" in client.post(url(row), step).content.decode()
    row.refresh_from_db()
    assert row.state == "active"
    client.post(url(row), {**step, "mail_text": "Thank you for three good years."})
    row.refresh_from_db()
    group.refresh_from_db()
    assert (row.state, row.ended_reason, group.contact_person) == ("ended", "moved", None)
    assert row.ended_at is not None and not row.active_memberships().exists()
    assert "three good years" in mail_texts()[-1]
    assert row.registration.notes.filter(text__contains="three good years").exists()
    client.post(url(row), {"action": "back", "expected": "ended"})
    row.refresh_from_db()
    assert (row.state, row.ended_at) == ("available", None)


@pytest.mark.parametrize("who", ["coordinator_salo", "coordinator_oulu", "team", "editor"])
def test_who_sees_and_changes_which_sponsor(recruiting: Recruiting, who: str) -> None:
    row = make_sponsor(recruiting.salo, full_name="Kanarialintu Canarsson")
    client = signed_in(getattr(recruiting, who))
    allowed = who in ("coordinator_salo", "team")
    missing = client.get("/admin/sponsors/YK-MISSING9/")
    page = client.get(url(row))
    assert page.status_code == (200 if allowed else missing.status_code)
    assert allowed or page.content == missing.content
    client.post(url(row), {"action": "pause", "expected": "available", "back_on": ""})
    row.refresh_from_db()
    assert row.state == ("on_break" if allowed else "available")
    listed = client.get("/admin/sponsors/")
    assert ("Canarsson" in listed.content.decode()) == allowed
    assert AccessLog.objects.filter(references__contains=row.reference).exists() == allowed


def test_the_list_asks_as_often_for_many_as_for_few(recruiting: Recruiting, django_assert_max_num_queries) -> None:
    role = make_role("lead")
    client = signed_in(recruiting.coordinator_salo)
    for size in (1, 12):
        for n in range(size):
            make_sponsor(recruiting.salo, email=f"{size}-{n}@example.org").roles.add(role)
        with django_assert_max_num_queries(45):
            assert client.get("/admin/sponsors/").status_code == 200


def test_she_takes_a_break_and_comes_back_on_her_own_page(recruiting: Recruiting) -> None:
    row = make_sponsor(recruiting.salo)
    client, address = Client(), link("own", row.registration)
    until = timezone.localdate() + timedelta(days=90)
    html = client.get(address).content.decode()
    assert 'value="pause"' in html and 'value="back"' not in html
    for answer in ("", "yesterday", "1.1.2001"):
        assert client.post(address, {"action": "pause", "back_on": answer}).status_code in (303, 422)
    Sponsor.objects.update(state="available", back_on=None)
    assert client.post(address, {"action": "pause", "back_on": until.isoformat()}).status_code == 303
    row.refresh_from_db()
    assert (row.state, row.back_on) == ("on_break", until)
    assert row.changes.last().actor == A
    assert 'value="back"' in client.get(address).content.decode()
    client.post(address, {"action": "back"})
    row.refresh_from_db()
    assert row.state == "available"


def test_she_ends_on_her_own_page_and_a_get_changes_nothing(recruiting: Recruiting) -> None:
    row = make_sponsor(recruiting.salo)
    client, address = Client(), link("own", row.registration)
    client.get(f"{address}?action=end&reason=no_time")
    row.refresh_from_db()
    assert row.state == "available"
    client.post(address, {"action": "end", "reason": "by_us"})  # not hers to say
    row.refresh_from_db()
    assert row.state == "available"
    client.post(address, {"action": "end", "reason": "no_time"})
    row.refresh_from_db()
    assert (row.state, row.ended_reason) == ("ended", "no_time")
    assert client.get(address).status_code == 200
