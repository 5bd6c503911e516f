"""What happens in a group: members come and go, roles, the contact person, gaps that are told to visitors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from volunteering.casework import RefusedError
from volunteering.models.groups import GroupMembership, PublishedGap, SponsorGroup
from volunteering.models.roles import CONTACT_ROLE, RoleDefinition
from volunteering.models.sponsors import Sponsor
from volunteering.sponsors.standing import settle


@dataclass(frozen=True)
class RoleRow:
    """One role of a group: who has it, how many are still needed, and whether visitors are told."""

    role: RoleDefinition
    members: list[GroupMembership]
    needed: int
    published: PublishedGap | None

    @property
    def is_too_many(self) -> bool:
        """Whether more have the role than there should be."""
        return self.role.maximum is not None and len(self.members) > self.role.maximum

    @property
    def has_room(self) -> bool:
        """Whether one more could have the role."""
        return self.role.maximum is None or len(self.members) < self.role.maximum


@dataclass(frozen=True)
class GroupBoard:
    """A group as the board shows it. Members on a break are members, but nobody counts on them."""

    group: SponsorGroup
    members: list[GroupMembership]
    rows: list[RoleRow]

    @property
    def present(self) -> list[GroupMembership]:
        """Those who are not on a break."""
        return [member for member in self.members if member.sponsor.state != Sponsor.State.ON_BREAK]

    @property
    def is_small(self) -> bool:
        """Whether fewer are there than the group should have: a warning, nothing is forbidden."""
        return len(self.present) < self.group.minimum_size

    @property
    def gaps(self) -> list[RoleRow]:
        """The roles in which somebody is missing."""
        return [row for row in self.rows if row.needed]

    @property
    def lacks_contact(self) -> bool:
        """Whether nobody is named as contact person."""
        return self.group.contact_person_id is None


def with_groups(sponsors: Any) -> Any:
    """Sponsors with the words of their roles, and with the groups they belong to now as `now_in`."""
    groups = GroupMembership.objects.filter(left_on__isnull=True).select_related("group")
    return sponsors.prefetch_related("roles__texts", Prefetch("memberships", groups, to_attr="now_in"))


def boards(groups: Any) -> list[GroupBoard]:
    """The boards of groups, in a constant number of queries."""
    rows = list(groups.select_related("municipality", "contact_person__registration"))
    members = (
        GroupMembership.objects.filter(group__in=rows, left_on__isnull=True)
        .select_related("sponsor__registration")
        .prefetch_related("roles")
    )
    by_group: dict[int, list[GroupMembership]] = {row.pk: [] for row in rows}
    for member in members:
        by_group[member.group_id].append(member)
    published = {(gap.group_id, gap.role_id): gap for gap in PublishedGap.objects.filter(group__in=rows)}
    roles = list(RoleDefinition.objects.with_words())
    return [_board(row, by_group[row.pk], roles, published) for row in rows]


def board_of(group: SponsorGroup) -> GroupBoard:
    """The board of one group."""
    return boards(SponsorGroup.objects.filter(pk=group.pk))[0]


def _board(
    group: SponsorGroup,
    members: list[GroupMembership],
    roles: list[RoleDefinition],
    published: dict[tuple[int, int], PublishedGap],
) -> GroupBoard:
    rows = []
    for role in roles:
        having = [member for member in members if role.pk in {each.pk for each in member.roles.all()}]
        if not role.is_offered and not having:
            continue
        present = [member for member in having if member.sponsor.state != Sponsor.State.ON_BREAK]
        needed = max(0, role.minimum - len(present)) if role.is_offered else 0
        rows.append(RoleRow(role, having, needed, published.get((group.pk, role.pk))))
    return GroupBoard(group, members, rows)


@transaction.atomic
def add_member(
    group: SponsorGroup, sponsor: Sponsor, roles: Iterable[RoleDefinition], *, by: Any, now: datetime
) -> GroupMembership:
    """Somebody joins. Refused for a sponsor of another municipality, one who has ended, and for a group that has."""
    group = SponsorGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    sponsor = Sponsor.objects.select_for_update(of=("self",)).get(pk=sponsor.pk)
    is_member = group.active_memberships().filter(sponsor=sponsor).exists()
    ended = sponsor.state == Sponsor.State.ENDED or group.state == SponsorGroup.State.ENDED
    if is_member or ended or sponsor.municipality_id != group.municipality_id:
        raise RefusedError
    member = GroupMembership.objects.create(group=group, sponsor=sponsor, joined_on=timezone.localdate(now))
    member.roles.set(_allowed(sponsor, roles))
    settle(sponsor, by=by, now=now)
    return member


@transaction.atomic
def change_roles(member: GroupMembership, roles: Iterable[RoleDefinition]) -> None:
    """What a member does in the group from now on."""
    member.roles.set(_allowed(member.sponsor, roles))


@transaction.atomic
def remove_member(member: GroupMembership, *, by: Any, now: datetime) -> None:
    """Somebody leaves the group; the row stays and counts."""
    row = GroupMembership.objects.select_for_update(of=("self",)).select_related("sponsor").get(pk=member.pk)
    if row.left_on is not None:
        raise RefusedError
    row.left_on = timezone.localdate(now)
    row.save(update_fields=["left_on"])
    SponsorGroup.objects.filter(pk=row.group_id, contact_person=row.sponsor).update(contact_person=None)
    settle(row.sponsor, by=by, now=now)


@transaction.atomic
def choose_contact(group: SponsorGroup, member: GroupMembership) -> None:
    """One of the members speaks for the group, and has the role of that name instead of the one before."""
    if member.group_id != group.pk or member.left_on is not None:
        raise RefusedError
    SponsorGroup.objects.filter(pk=group.pk).update(contact_person=member.sponsor_id)
    role = RoleDefinition.objects.filter(code=CONTACT_ROLE, needs_extract=False).first()
    if role is not None:
        for other in group.active_memberships().filter(roles=role).exclude(pk=member.pk):
            other.roles.remove(role)
        member.roles.add(role)


@transaction.atomic
def end_group(group: SponsorGroup, *, by: Any, now: datetime) -> None:
    """The group ends: its members are available again, and nothing of it is told to visitors any more."""
    row = SponsorGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    for member in row.active_memberships().select_related("sponsor"):
        remove_member(member, by=by, now=now)
    row.published_gaps.all().delete()
    row.state, row.ended_on = SponsorGroup.State.ENDED, timezone.localdate(now)
    row.contact_person, row.back_on = None, None
    row.save(update_fields=["state", "ended_on", "contact_person", "back_on"])


def publish_gap(group: SponsorGroup, role: RoleDefinition, *, by: Any, now: datetime) -> None:
    """Tell visitors that the group looks for somebody."""
    if group.state == SponsorGroup.State.ENDED:
        raise RefusedError
    PublishedGap.objects.get_or_create(group=group, role=role, defaults={"published_at": now, "published_by": by})


def withdraw_gap(group: SponsorGroup, role: RoleDefinition) -> None:
    """Tell visitors no longer."""
    PublishedGap.objects.filter(group=group, role=role).delete()


def _allowed(sponsor: Sponsor, roles: Iterable[RoleDefinition]) -> list[RoleDefinition]:
    """The roles; one that needs an extract only for somebody of whom one was looked at."""
    wanted = list(roles)
    checked = set(sponsor.registration.extract_checks.values_list("role", flat=True))
    if any(role.needs_extract and role.pk not in checked for role in wanted):
        raise RefusedError
    return wanted
