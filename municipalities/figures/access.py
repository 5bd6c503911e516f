"""Who sees which figures in the admin (the row "statistics" of the rights).

The team sees all numbers, coordinators those of their own districts. Researchers see all municipalities, local
contributors and local contacts their own, both from what is published, where small numbers of people are hidden.
Nobody else sees any.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from municipalities.models.regions import Municipality
from municipalities.permissions import group_names_of, is_project_team, municipalities_coordinated_by
from municipalities.roles import Role, keys_of


@dataclass(frozen=True)
class Scope:
    """Which municipalities somebody sees, and whether small numbers too."""

    towns: QuerySet[Municipality]
    sees_small_numbers: bool
    #: The whole country with what happens in no municipality; else the total is of the municipalities alone.
    is_whole_country: bool


def scope_of(user: Any) -> Scope | None:
    """What the user sees; None for nothing at all."""
    if is_project_team(user):
        return Scope(Municipality.objects.all(), sees_small_numbers=True, is_whole_country=True)
    names = group_names_of(user)
    if keys_of(Role.COORDINATOR, names):
        return Scope(municipalities_coordinated_by(user), sees_small_numbers=True, is_whole_country=False)
    if Role.RESEARCHER in names:
        return Scope(Municipality.objects.all(), sees_small_numbers=False, is_whole_country=True)
    contacts = [key.partition(" ")[0] for key in keys_of(Role.LOCAL_CONTACT, names)]
    if towns := keys_of(Role.CONTRIBUTOR, names) + contacts:
        own = Municipality.objects.filter(slug__in=towns)
        return Scope(own, sees_small_numbers=False, is_whole_country=True)
    return None
