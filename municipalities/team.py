"""What admin screens and menu entries of the project team alone have in common."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.models import User
from municipalities.permissions import is_project_team


class TeamMenuItem(MenuItem):
    """Shown to the project team."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_project_team(request.user)  # type: ignore[arg-type]


class TeamViewMixin(WagtailAdminTemplateMixin, View):
    """For the project team alone; for anybody else the address of one thing is 404."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.me: User = request.user  # type: ignore[assignment]  # nobody anonymous gets here
        if not is_project_team(self.me):
            raise Http404 if kwargs else PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response
