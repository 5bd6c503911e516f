"""Who works for which district. Everything that scopes personal data or drafts asks these two questions."""

from typing import Any

from django.db.models import QuerySet

from municipalities.models import District

#: Groups are generated (architecture D10); these names are the agreement between generator and readers.
TEAM_GROUP = "Project team"
COORDINATORS_PREFIX = "Coordinators: "


def coordinators_group(district: District) -> str:
    """The name of the group of a district's coordinators."""
    return f"{COORDINATORS_PREFIX}{district.key}"


def is_project_team(user: Any) -> bool:
    """Whether the user belongs to the project team; administrators do."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name=TEAM_GROUP).exists()


def districts_coordinated_by(user: Any) -> QuerySet[District]:
    """The districts whose sign-ups the user works, by group membership; none for everybody else."""
    if not user.is_active or not user.pk:
        return District.objects.none()
    names = user.groups.filter(name__startswith=COORDINATORS_PREFIX).values_list("name", flat=True)
    return District.objects.filter(key__in=[name.removeprefix(COORDINATORS_PREFIX) for name in names])
