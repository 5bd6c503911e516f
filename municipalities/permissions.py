"""Who may do what in which district and municipality: the public door for the apps above.

Every answer costs one query for the user's groups, once a request, and is otherwise a lazy queryset: constant in the
number of districts and municipalities. Superusers and the project team see all.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from home.models import User
from municipalities.models.regions import District, Municipality
from municipalities.roles import Role, group_name, keys_of

__all__ = [
    "approvers_of",
    "coordinators_group",
    "coordinators_of",
    "districts_coordinated_by",
    "districts_edited_by",
    "is_project_team",
    "municipalities_contributed_by",
    "municipalities_coordinated_by",
    "municipalities_edited_by",
    "municipalities_of",
]

Someone = User | AnonymousUser


def group_names_of(user: Someone) -> frozenset[str]:
    """The names of the user's groups; asked once for each user object, like Django's own permissions."""
    if not user.is_active or user.pk is None:
        return frozenset()
    cached: frozenset[str] | None = user.__dict__.get("_group_names")
    if cached is None:
        cached = frozenset(user.groups.values_list("name", flat=True))
        user.__dict__["_group_names"] = cached
    return cached


def is_project_team(user: Someone) -> bool:
    """Whether the user works for the whole pilot: the project team and superusers."""
    if not user.is_active:
        return False
    return user.is_superuser or Role.PROJECT_TEAM in group_names_of(user)


def districts_edited_by(user: Someone) -> QuerySet[District]:
    """Districts whose pages and rows the user edits, approves and publishes."""
    return _districts(user, Role.EDITOR)


def districts_coordinated_by(user: Someone) -> QuerySet[District]:
    """Districts whose sign-ups the user works."""
    return _districts(user, Role.COORDINATOR)


def municipalities_edited_by(user: Someone) -> QuerySet[Municipality]:
    """Municipalities that the user edits, approves and publishes."""
    return _municipalities(user, Role.EDITOR)


def municipalities_coordinated_by(user: Someone) -> QuerySet[Municipality]:
    """Municipalities whose sign-ups the user works."""
    return _municipalities(user, Role.COORDINATOR)


def municipalities_contributed_by(user: Someone) -> QuerySet[Municipality]:
    """Municipalities in which the user writes: those edited, and those of her contributor groups."""
    if is_project_team(user):
        return Municipality.objects.all()
    names = group_names_of(user)
    written = Q(slug__in=keys_of(Role.CONTRIBUTOR, names))
    return Municipality.objects.filter(written | Q(district__key__in=keys_of(Role.EDITOR, names)))


def municipalities_of(user: Someone) -> QuerySet[Municipality]:
    """Every municipality that the user has anything to do with: edits, coordinates or contributes to."""
    if is_project_team(user):
        return Municipality.objects.all()
    names = group_names_of(user)
    keys = keys_of(Role.EDITOR, names) + keys_of(Role.COORDINATOR, names)
    written = Q(slug__in=keys_of(Role.CONTRIBUTOR, names))
    return Municipality.objects.filter(written | Q(district__key__in=keys))


def coordinators_group(district: District) -> str:
    """The name of the group of a district's coordinators."""
    return group_name(Role.COORDINATOR, district.key)


def coordinators_of(district: District) -> QuerySet[User]:
    """Active users who work the sign-ups of the district."""
    return _members(coordinators_group(district))


def approvers_of(district: District | None) -> QuerySet[User]:
    """Whom to tell that a page waits: the district's editors; the project team where there are none."""
    if district is not None:
        editors = _members(group_name(Role.EDITOR, district.key))
        if editors.exists():
            return editors
    return _members(group_name(Role.PROJECT_TEAM))


def _members(*names: str) -> QuerySet[User]:
    people = get_user_model().objects.filter(is_active=True, groups__name__in=names)
    return people.distinct().order_by("pk")


def _districts(user: Someone, role: Role) -> QuerySet[District]:
    if is_project_team(user):
        return District.objects.all()
    return District.objects.filter(key__in=keys_of(role, group_names_of(user)))


def _municipalities(user: Someone, role: Role) -> QuerySet[Municipality]:
    if is_project_team(user):
        return Municipality.objects.all()
    return Municipality.objects.filter(district__key__in=keys_of(role, group_names_of(user)))
