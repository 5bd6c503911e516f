"""Who writes and translates where: memberships that districts and the team see and can end (D22).

Editors, coordinators, the team and administrators are not among them: their accounts are the administrators' business.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from home.languages import language_of
from home.models import User
from municipalities.models import Municipality
from municipalities.permissions import is_project_team, municipalities_edited_by
from municipalities.roles import Role, keys_of

#: One row for each person in each group.
Membership = User.groups.through
REMOVED = "municipalities.access_removed"


@dataclass(frozen=True)
class Person:
    """One membership in words."""

    pk: int
    user: User
    role: Role
    place: str  # "" is the whole portal
    language: str  # the language's own name, of translators
    purpose: str = ""  # of local contacts: the municipality or the parish


def memberships_of(user: User) -> QuerySet[Any]:
    """Contributors, translators and local contacts of the user's municipalities; for the team the whole portal's."""
    mine = _groups(user)
    people = Membership.objects.filter(group__in=mine, user__is_active=True).select_related("user", "group")
    return people.order_by("user__last_name", "user__first_name", "user__username", "group__name")


def people_of(user: User, language: str) -> list[Person]:
    """The same in words, for the list; the names of places in the reader's language."""
    towns = {town.slug: town.name(language) for town in municipalities_edited_by(user)}
    return [_person(row, towns) for row in memberships_of(user)]


def person_of(membership: Any, language: str) -> Person:
    """One membership in words."""
    slugs = keys_of_group(membership.group.name)[1].split()
    towns = {town.slug: town.name(language) for town in Municipality.objects.filter(slug__in=slugs)}
    return _person(membership, towns)


@transaction.atomic
def end_membership(membership: Any, *, by: User) -> None:
    """The person loses this one role, with her next request; the account and her texts stay. It is logged."""
    log(membership.user, REMOVED, user=by, data={"group": membership.group.name})
    membership.delete()


def keys_of_group(name: str) -> tuple[Role, str]:
    """The role of a group and what stands after the colon."""
    role, _colon, keys = name.partition(": ")
    return Role(role), keys


def _person(row: Any, towns: dict[str, str]) -> Person:
    role, keys = keys_of_group(row.group.name)
    language = purpose = ""
    slug = keys
    if role is Role.TRANSLATOR:
        language, _space, slug = keys.partition(" ")
    elif role is Role.LOCAL_CONTACT:
        slug, _space, purpose = keys.partition(" ")
    return Person(
        pk=row.pk,
        user=row.user,
        role=role,
        place=towns.get(slug, slug),
        language=language_of(language).endonym if language else "",
        purpose=purpose,
    )


def _groups(user: User) -> list[int]:
    """The groups that are the user's business, by id."""
    of_role = Q()
    for role in (Role.CONTRIBUTOR, Role.TRANSLATOR, Role.LOCAL_CONTACT):
        of_role |= Q(name__startswith=f"{role}: ")
    groups = dict(Group.objects.filter(of_role).values_list("name", "pk"))
    if is_project_team(user):
        return list(groups.values())
    own = set(municipalities_edited_by(user).values_list("slug", flat=True))
    names = frozenset(groups)
    contributors = {f"{Role.CONTRIBUTOR}: {key}" for key in keys_of(Role.CONTRIBUTOR, names) if key in own}
    translators = {
        f"{Role.TRANSLATOR}: {key}" for key in keys_of(Role.TRANSLATOR, names) if key.partition(" ")[2] in own
    }
    contacts = {
        f"{Role.LOCAL_CONTACT}: {key}" for key in keys_of(Role.LOCAL_CONTACT, names) if key.partition(" ")[0] in own
    }
    return [groups[name] for name in contributors | translators | contacts]
