"""A coordinator makes groups, sees who is missing, and tells visitors with one click."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.volunteering.conftest import Recruiting
from tests.volunteering.roles import make_role, make_sponsor
from tests.volunteering.test_a_coordinators_day import signed_in
from volunteering.casework import RefusedError
from volunteering.models import PublishedGap, RecruitmentCall, SponsorGroup
from volunteering.sponsors import grouping
from volunteering.sponsors.approval import record_extract

BOARD = "/admin/sponsor-groups/"


@pytest.fixture
def roles(db: None) -> dict:
    return {
        "contact_person": make_role("contact_person", minimum=1, maximum=1),
        "lead": make_role("lead", minimum=2),
        "homework": make_role("homework", needs_extract=True),
    }


def make_group(call: RecruitmentCall, name: str = "Perjantairyhmä", **changes) -> SponsorGroup:
    return SponsorGroup.objects.create(municipality=call.municipality, name=name, **changes)


def url(group: SponsorGroup) -> str:
    return f"{BOARD}{group.pk}/"


def test_a_group_is_made_and_filled(recruiting: Recruiting, roles) -> None:
    client, one, two = signed_in(recruiting.coordinator_salo), make_sponsor(recruiting.salo), None
    two = make_sponsor(recruiting.salo, email="two@example.org")
    facts = {"name": "Perjantairyhmä", "state": "forming", "minimum_size": "3", "languages": ["fi", "ar"]}
    client.post(f"{BOARD}add/", {"municipality": recruiting.salo.municipality.pk, **facts})
    group = SponsorGroup.objects.get()
    assert group.languages == ["fi", "ar"]
    client.post(url(group), {"action": "member", "sponsor": one.pk, "roles_chosen": ["lead"]})
    client.post(url(group), {"action": "member", "sponsor": two.pk, "roles_chosen": []})
    member = group.memberships.get(sponsor=one)
    client.post(url(group), {"action": "contact", "member": member.pk})
    client.post(url(group), {"action": "save", **facts, "state": "ready"})
    group.refresh_from_db()
    one.refresh_from_db()
    assert (group.state, group.contact_person, one.state) == ("ready", one, "active")
    assert {role.code for role in member.roles.all()} == {"lead", "contact_person"}
    second = group.memberships.get(sponsor=two)
    client.post(url(group), {"action": "contact", "member": second.pk})
    assert {role.code for role in member.roles.all()} == {"lead"}  # one contact person at a time
    client.post(url(group), {"action": "leave", "member": second.pk})
    two.refresh_from_db()
    group.refresh_from_db()
    assert (two.state, group.contact_person) == ("available", None)
    assert group.memberships.count() == 2 and group.active_memberships().count() == 1
    client.post(url(group), {"action": "member", "sponsor": two.pk})  # and back again
    assert group.active_memberships().count() == 2


def test_the_board_says_who_is_missing(recruiting: Recruiting, roles, now) -> None:
    group = make_group(recruiting.salo, minimum_size=2)
    one, resting = make_sponsor(recruiting.salo), make_sponsor(recruiting.salo, email="b@example.org")
    grouping.add_member(group, one, [roles["lead"]], by=None, now=now)
    grouping.add_member(group, resting, [roles["lead"], roles["contact_person"]], by=None, now=now)
    needed = {row.role.code: row.needed for row in grouping.board_of(group).rows}
    assert needed == {"contact_person": 0, "lead": 0, "homework": 0}
    assert not grouping.board_of(group).is_small
    type(resting).objects.filter(pk=resting.pk).update(state="on_break")
    board = grouping.board_of(group)
    assert {row.role.code: row.needed for row in board.rows} == {"contact_person": 1, "lead": 1, "homework": 0}
    assert board.is_small and board.lacks_contact


def test_a_role_with_an_extract_is_given_only_once_it_was_looked_at(recruiting: Recruiting, roles, now) -> None:
    group, sponsor, today = make_group(recruiting.salo), make_sponsor(recruiting.salo), timezone.localdate()
    client = signed_in(recruiting.coordinator_salo)
    join = {"action": "member", "sponsor": sponsor.pk, "roles_chosen": ["homework"]}
    page = client.post(url(group), join, follow=True).content.decode()
    assert not group.memberships.exists() and "homework" in page
    with pytest.raises(RefusedError):
        grouping.add_member(group, sponsor, [roles["homework"]], by=None, now=now)
    dates = {"consent_on": today, "issued_on": today, "checked_on": today}
    record_extract(sponsor.registration, roles["homework"], **dates, by=None)
    client.post(url(group), join)
    assert group.memberships.get().roles.get() == roles["homework"]


def test_nobody_joins_twice_from_elsewhere_or_after_the_end(recruiting: Recruiting, roles, now) -> None:
    group = make_group(recruiting.salo)
    member = make_sponsor(recruiting.salo)
    grouping.add_member(group, member, [], by=None, now=now)
    strangers = [make_sponsor(recruiting.raahe, email="r@example.org"),
                 make_sponsor(recruiting.salo, email="e@example.org", state="ended")]  # fmt: skip
    client = signed_in(recruiting.team)
    for sponsor in [member, *strangers]:
        with pytest.raises(RefusedError):
            grouping.add_member(group, sponsor, [], by=None, now=now)
        client.post(url(group), {"action": "member", "sponsor": sponsor.pk})
    assert group.memberships.count() == 1


def test_ending_a_group_sets_its_members_free(recruiting: Recruiting, roles, now) -> None:
    group, sponsor = make_group(recruiting.salo), make_sponsor(recruiting.salo)
    grouping.add_member(group, sponsor, [], by=None, now=now)
    client = signed_in(recruiting.coordinator_salo)
    client.post(url(group), {"action": "end"})
    group.refresh_from_db()
    assert group.state == "forming"  # not without the tick
    client.post(url(group), {"action": "end", "sure": "on"})
    group.refresh_from_db()
    sponsor.refresh_from_db()
    assert (group.state, sponsor.state) == ("ended", "available")
    assert client.get(url(group)).status_code == 200
    assert group.name not in client.get(BOARD).content.decode()


@pytest.mark.parametrize("who", ["coordinator_salo", "coordinator_oulu", "team", "editor"])
def test_who_sees_and_changes_which_group(recruiting: Recruiting, roles, now, who: str) -> None:
    group, sponsor = make_group(recruiting.salo), make_sponsor(recruiting.salo, full_name="Kanarialintu Canarsson")
    grouping.add_member(group, sponsor, [], by=None, now=now)
    client, allowed = signed_in(getattr(recruiting, who)), who in ("coordinator_salo", "team")
    assert client.get(url(group)).status_code == (200 if allowed else 404)
    client.post(url(group), {"action": "end", "sure": "on"})
    group.refresh_from_db()
    assert group.state == ("ended" if allowed else "forming")
    SponsorGroup.objects.update(state="active")
    board = client.get(BOARD).content.decode()
    assert ("Perjantairyhmä" in board) == allowed


def test_nobody_makes_a_group_elsewhere_or_twice(recruiting: Recruiting) -> None:
    make_group(recruiting.salo, name="Sama")
    client = signed_in(recruiting.coordinator_salo)
    facts = {"state": "forming", "minimum_size": "5"}
    for place, name in ((recruiting.raahe.municipality.pk, "Vieras"), (recruiting.salo.municipality.pk, "Sama")):
        response = client.post(f"{BOARD}add/", {"municipality": place, "name": name, **facts})
        assert response.status_code == 422
    assert SponsorGroup.objects.count() == 1


@pytest.mark.parametrize(
    "step",
    [
        {"action": "member", "sponsor": "x"},
        {"action": "leave", "member": "9" * 40},
        {"action": "leave", "member": ""},
        {"action": "contact", "member": "1"},
        {"action": "publish", "role": "none\x00"},
        {"action": "save", "name": "", "minimum_size": "-1"},
        {"action": "nothing"},
        {},
    ],
)
def test_nonsense_changes_nothing_and_never_fails(recruiting: Recruiting, roles, step) -> None:
    group = make_group(recruiting.salo)
    assert signed_in(recruiting.coordinator_salo).post(url(group), step).status_code in (302, 422)
    group.refresh_from_db()
    assert group.name == "Perjantairyhmä"


def test_the_board_asks_as_often_for_many_as_for_few(
    recruiting: Recruiting, roles, now, django_assert_max_num_queries
) -> None:
    client = signed_in(recruiting.team)
    for size in (1, 6):
        for n in range(size):
            group = make_group(recruiting.salo, name=f"{size} {n}")
            for m in range(2):
                sponsor = make_sponsor(recruiting.salo, email=f"{size}{n}{m}@example.org")
                grouping.add_member(group, sponsor, [roles["lead"]], by=None, now=now)
        with django_assert_max_num_queries(40):
            assert client.get(BOARD).status_code == 200


def test_a_gap_is_told_with_one_click_and_taken_back_with_one(recruiting: Recruiting, roles, now) -> None:
    group = make_group(recruiting.salo)
    client, visitor = signed_in(recruiting.coordinator_salo), Client()

    def seen() -> bool:
        pages = [visitor.get(address).content.decode() for address in ("/fi/salo/", "/fi/salo/join/")]
        assert len({'id="looking-for"' in page for page in pages}) == 1
        return 'id="looking-for"' in pages[0]

    assert not seen()
    client.post(url(group), {"action": "publish", "role": "lead", "next": "board"})
    assert seen() and PublishedGap.objects.get().published_by == recruiting.coordinator_salo
    client.post(url(group), {"action": "withdraw", "role": "lead"})
    assert not seen()
    client.post(url(group), {"action": "publish", "role": "lead"})
    for n in range(2):
        sponsor = make_sponsor(recruiting.salo, email=f"{n}@example.org", full_name="Kanarialintu Canarsson")
        grouping.add_member(group, sponsor, [roles["lead"]], by=None, now=now)
        assert "Canarsson" not in visitor.get("/fi/salo/join/").content.decode()
    assert not seen()  # filled: it goes by itself
    grouping.remove_member(group.active_memberships().first(), by=None, now=now)
    assert seen()
    client.post(url(group), {"action": "end", "sure": "on"})
    assert not seen()
