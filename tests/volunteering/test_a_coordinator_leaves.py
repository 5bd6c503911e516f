"""A coordinator leaves: her open cases go to the fallback, or are seen as nobody's."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from home.models import OutgoingMail, User
from municipalities.opening import move_municipality
from municipalities.roles import Role, group_name
from tests.volunteering.conftest import Recruiting, make_registration, person
from tests.volunteering.test_a_coordinators_day import signed_in
from volunteering.handover import hand_over
from volunteering.models import Registration

GROUP = group_name(Role.COORDINATOR, "varsinais-suomi")


@pytest.fixture
def leaver(recruiting: Recruiting) -> User:
    """Hers: two open cases and a closed one in Salo."""
    me = recruiting.coordinator_salo
    for status in ("contacted", "waiting", "declined"):
        make_registration(recruiting.salo, status=status, assigned_to=me)
    return me


@pytest.fixture
def fallback(recruiting: Recruiting) -> User:
    user = person("fallback", GROUP)
    recruiting.salo.fallback_coordinator = user
    recruiting.salo.save()
    return user


def owners() -> dict[str, str]:
    return {row.status: str(row.assigned_to or "") for row in Registration.objects.select_related("assigned_to")}


def leave_group(user: User, recruiting: Recruiting) -> None:
    user.groups.remove(Group.objects.get(name=GROUP))


def leave_all_groups(user: User, recruiting: Recruiting) -> None:
    user.groups.clear()


def be_put_out_by_the_group(user: User, recruiting: Recruiting) -> None:
    Group.objects.get(name=GROUP).user_set.remove(user)


def be_deactivated(user: User, recruiting: Recruiting) -> None:
    user.is_active = False
    user.save()


def leave_the_call(user: User, recruiting: Recruiting) -> None:
    recruiting.salo.coordinators.remove(user)


@pytest.mark.parametrize(
    "leave", [leave_group, leave_all_groups, be_put_out_by_the_group, be_deactivated, leave_the_call]
)
def test_open_cases_go_to_the_fallback(recruiting: Recruiting, leaver: User, fallback: User, leave: object) -> None:
    leave(leaver, recruiting)  # type: ignore[operator]
    assert owners() == {"contacted": "fallback", "waiting": "fallback", "declined": "coordinator-salo"}
    note = Registration.objects.get(status="waiting").notes.get()
    assert "coordinator-salo" in note.text and "fallback" in note.text and note.by is None
    mail = OutgoingMail.objects.get()
    assert mail.recipients == ["fallback@example.org"]


def test_a_deleted_account_hands_over_too(recruiting: Recruiting, leaver: User, fallback: User) -> None:
    leaver.delete()
    assert owners() == {"contacted": "fallback", "waiting": "fallback", "declined": ""}


def test_without_a_fallback_the_case_is_seen_as_nobodys(recruiting: Recruiting, leaver: User, settings: object) -> None:
    settings.TEAM_EMAIL = "team@example.org"  # type: ignore[attr-defined]
    leave_group(leaver, recruiting)
    assert owners()["contacted"] == owners()["waiting"] == ""
    assert OutgoingMail.objects.get().recipients == ["team@example.org"]
    client = signed_in(recruiting.team)
    assert "?unassigned=true" in client.get("/admin/").content.decode()
    shown = client.get("/admin/signups/?unassigned=true").context["object_list"]
    assert {row.status for row in shown} == {"contacted", "waiting"}


def test_a_fallback_who_may_not_work_there_gets_nothing(recruiting: Recruiting, leaver: User) -> None:
    recruiting.salo.fallback_coordinator = recruiting.coordinator_oulu
    recruiting.salo.save()
    leave_group(leaver, recruiting)
    assert owners()["contacted"] == ""


def test_who_leaves_is_no_longer_coordinator_or_fallback_of_the_call(recruiting: Recruiting, fallback: User) -> None:
    leave_group(fallback, recruiting)
    recruiting.salo.refresh_from_db()
    assert recruiting.salo.fallback_coordinator is None
    leave_group(recruiting.coordinator_salo, recruiting)
    assert not recruiting.salo.coordinators.exists()


def test_who_stays_keeps_her_cases(recruiting: Recruiting, leaver: User, fallback: User) -> None:
    leaver.groups.add(Group.objects.get(name=group_name(Role.PROJECT_TEAM)))
    leave_group(leaver, recruiting)
    leaver.first_name = "New name"
    leaver.save()
    assert hand_over(now=timezone.now()) == 0
    assert owners()["contacted"] == "coordinator-salo"


def test_a_town_that_moves_leaves_the_former_coordinators_behind(
    recruiting: Recruiting, leaver: User, fallback: User
) -> None:
    country = recruiting.country
    move_municipality(country.municipalities["salo"], country.districts["oulu"])
    assert owners()["contacted"] == ""
    assert not recruiting.salo.coordinators.exists()


def test_what_went_another_way_is_found_within_the_hour(recruiting: Recruiting, leaver: User, fallback: User) -> None:
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    assert owners()["contacted"] == "coordinator-salo"
    assert hand_over(now=timezone.now()) == 2
    assert owners()["contacted"] == "fallback"
    assert hand_over(now=timezone.now()) == 0
