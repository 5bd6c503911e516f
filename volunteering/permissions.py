"""The one policy for personal data: the team sees all, coordinators their own districts, nobody else anything."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from home.models import User
from municipalities.models import Municipality
from municipalities.permissions import coordinators_group, districts_coordinated_by, is_project_team
from municipalities.roles import Role, group_name


def works_signups(user: Any) -> bool:
    """Whether the user works sign-ups at all; asked once for each user object, since many menu entries want to know."""
    cached: bool | None = user.__dict__.get("_works_signups")
    if cached is None:
        cached = is_project_team(user) or districts_coordinated_by(user).exists()
        user.__dict__["_works_signups"] = cached
    return cached


def own_municipalities(user: Any) -> QuerySet[Municipality]:
    """The municipalities whose sign-ups the user sees."""
    if is_project_team(user):
        return Municipality.objects.all()
    return Municipality.objects.filter(district__in=districts_coordinated_by(user))


def people_for(municipality: Municipality | None) -> QuerySet[User]:
    """Who can be given a case: coordinators of the district and the project team."""
    groups = [group_name(Role.PROJECT_TEAM)]
    if municipality is not None:
        groups.append(coordinators_group(municipality.district))
    return User.objects.filter(is_active=True, groups__name__in=groups).distinct().order_by("username")


class ScopedViewMixin:
    """For every admin view over personal data. A foreign reference and a missing one answer identically: 404.

    Set `model` to one whose manager has `visible_to(user)`.
    """

    model: type[Model]
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_signups(request.user):
            if kwargs:  # the address of one row
                raise Http404
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        response["Cache-Control"] = "private, no-store"
        return response

    def visible(self) -> Any:
        """The rows that exist for this user."""
        return self.model.objects.visible_to(self.request.user)  # type: ignore[attr-defined]

    def get_case(self, reference: str) -> Any:
        """The row of a reference; 404 for a foreign and for a missing one."""
        case = self.visible().filter(reference=reference).first()
        if case is None:
            raise Http404
        return case
