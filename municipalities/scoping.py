"""Rows that belong to a municipality or a district: who sees and who changes them, in every view of the admin.

Wagtail's generic views ask a permission policy for most things but fetch rows without it, so both are given here: the
policy, and the mixin that narrows what a view can find. A foreign row and a missing one answer identically: 404.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.permission_policies import ModelPermissionPolicy

from municipalities.models.regions import Municipality
from municipalities.permissions import Someone, districts_edited_by, is_project_team, municipalities_edited_by


def rows_edited_by(model: type[Model], user: Someone) -> QuerySet[Any]:
    """Rows of the user's municipalities and districts; all for the project team."""
    rows = model._default_manager.all()
    if is_project_team(user):
        return rows
    towns = municipalities_edited_by(user)
    if is_sent_to_several(model):
        beyond = rows.filter(municipalities__in=Municipality.objects.exclude(pk__in=towns.values("pk")))
        sent_to_own = rows.filter(is_everywhere=False, municipalities__in=towns)
        return rows.filter(pk__in=sent_to_own.values("pk")).exclude(pk__in=beyond.values("pk"))
    own = Q(municipality__in=towns)
    if _has(model, "district"):
        own |= Q(municipality__isnull=True, district__in=districts_edited_by(user))
    return rows.filter(own)


def rows_seen_by(model: type[Model], user: Someone) -> QuerySet[Any]:
    """What the user edits, and what is there for all: national rows, notices that reach one of her towns."""
    if is_project_team(user):
        return model._default_manager.all()
    if is_sent_to_several(model):
        reaching = model._default_manager.filter(municipalities__in=municipalities_edited_by(user))
        return model._default_manager.filter(Q(is_everywhere=True) | Q(pk__in=reaching.values("pk")))
    national = Q(municipality__isnull=True)
    if _has(model, "district"):
        national &= Q(district__isnull=True)
    return model._default_manager.filter(national | Q(pk__in=rows_edited_by(model, user).values("pk")))


def is_sent_to_several(model: type[Model]) -> bool:
    """Whether a row belongs to several municipalities, as a notice does: all must be one's own to change it."""
    return _has(model, "municipalities")


def _has(model: type[Model], field: str) -> bool:
    try:
        model._meta.get_field(field)
    except FieldDoesNotExist:
        return False
    return True


class OwnedRowPolicy(ModelPermissionPolicy):
    """The group's permission for the model, and the row must be one's own."""

    def user_has_any_permission_for_instance(self, user: Someone, actions: Collection[str], instance: Model) -> bool:
        allowed = self.user_has_any_permission(user, actions)
        return allowed and rows_edited_by(self.model, user).filter(pk=instance.pk).exists()

    def user_has_permission_for_instance(self, user: Someone, action: str, instance: Model) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def instances_user_has_any_permission_for(self, user: Someone, actions: Collection[str]) -> QuerySet[Any]:
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        return rows_edited_by(self.model, user)

    def instances_user_has_permission_for(self, user: Someone, action: str) -> QuerySet[Any]:
        return self.instances_user_has_any_permission_for(user, [action])


class ScopedIndexMixin:
    """A list of what the user sees."""

    model: type[Model]
    request: HttpRequest

    def get_base_queryset(self) -> QuerySet[Any]:
        return rows_seen_by(self.model, self.request.user)


class ScopedObjectMixin:
    """One row that the user may change: edit, delete, history, usage, copy."""

    model: type[Model]
    request: HttpRequest
    kwargs: dict[str, Any]
    pk: Any

    def get_base_object_queryset(self) -> QuerySet[Any]:
        return rows_edited_by(self.model, self.request.user)

    def get_object(self, queryset: Any = None) -> Any:
        return get_object_or_404(self.get_base_object_queryset(), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who has no right to the model at all gets the same answer for every id."""
        if not self.permission_policy.user_has_permission(request.user, "change"):  # type: ignore[attr-defined]
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class ScopedInspectMixin(ScopedObjectMixin):
    """One row that the user may look at: national rows as well."""

    def get_base_object_queryset(self) -> QuerySet[Any]:
        return rows_seen_by(self.model, self.request.user)
