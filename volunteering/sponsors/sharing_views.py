"""The list of sponsors who agreed to be shown to the contact of their municipality or parish: read only."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from volunteering.access import log_access
from volunteering.models import AccessLog
from volunteering.permissions import works_signups
from volunteering.sponsors.grouping import with_groups
from volunteering.sponsors.sharing import is_local_contact, shared_with

PER_PAGE = 50


class SharedSponsorsView(WagtailAdminTemplateMixin, View):
    """Names and how to reach them. Everybody who looks is written down."""

    page_title = _("Shared sponsors")
    header_icon = "group"
    template_name = "volunteering/admin/shared_sponsors.html"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (is_local_contact(request.user) or works_signups(request.user)):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = shared_with(request.user).select_related("registration", "municipality")
        page = Paginator(with_groups(rows), PER_PAGE).get_page(request.GET.get("p"))
        log_access(request.user, AccessLog.Action.LIST, [row.reference for row in page])
        response: HttpResponse = self.render_to_response(self.get_context_data(page=page))
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class LocalContactMenuItem(MenuItem):
    """Shown to local contacts only."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_local_contact(request.user)


class SharedSponsorsViewSet(ViewSet):
    """Address and menu entry."""

    url_prefix = "shared-sponsors"
    icon = "group"
    menu_label = _("Shared sponsors")
    menu_order = 109
    menu_item_class = LocalContactMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", SharedSponsorsView.as_view(), name="index")]


shared_sponsors = SharedSponsorsViewSet("volunteering_shared_sponsors")
