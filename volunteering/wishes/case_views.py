"""Wishes with the names and numbers of those who would help: for coordinators and the team, each look written down."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from home.languages import language_of
from volunteering.access import log_access
from volunteering.list_views import CaseListView
from volunteering.models import AccessLog, Wish
from volunteering.permissions import ScopedViewMixin
from volunteering.personal_copy import archive
from volunteering.wishes.casework import erase_helper, mark_contacted, release_wish
from volunteering.wishes.filters import WishFilterSet

NAMESPACE = "volunteering_wish_cases"


class WishListView(CaseListView):
    """Newest first; unless something else is chosen, only those whose sender would help and can be reached."""

    model = Wish
    namespace = NAMESPACE
    page_title = _("Wishes with somebody who would help")
    header_icon = "pick"
    filterset_class = WishFilterSet

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return []

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("reference", label=_("Reference"), get_url=self.case_url),
            Column("name_used", label=_("Name"), accessor=lambda row: row.name_used or "–"),
            Column("municipality", label=_("Municipality")),
            Column("topics", label=_("Wishes for"), accessor="topics_in_words"),
            Column("reply_by", label=_("How to answer"), accessor="get_reply_by_display"),
            Column("handled_by", label=_("In touch"), accessor=lambda row: row.handled_by or ""),
            Column("created_at", label=_("Received"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset().select_related("handled_by")
        return rows if self.request.GET.get("quarantined") else rows.working().with_helper()


class WishCaseView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """One wish. `post_…` names are the values of the buttons' `action`."""

    model = Wish
    header_icon = "pick"
    template_name = "volunteering/admin/wish_case.html"

    def visible(self) -> Any:
        return super().visible().select_related("municipality", "handled_by")

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        self.case = self.get_case(reference)
        log_access(request.user, AccessLog.Action.VIEW, [reference])
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        self.case = self.get_case(reference)
        act = getattr(self, f"post_{request.POST.get('action', '')}", None)
        response: HttpResponse | None = None
        if act is None:
            messages.error(request, _("This is not possible here."))
        else:
            log_access(request.user, AccessLog.Action.CHANGE, [reference])
            response = act(request)
        return response or redirect(reverse(f"{NAMESPACE}:case", args=[reference]))

    def post_contacted(self, request: HttpRequest) -> None:
        """Somebody has called or written."""
        mark_contacted(self.case, by=request.user)
        messages.success(request, _("Saved."))

    def post_erase(self, request: HttpRequest) -> None:
        """Name and number are not needed any more, or the person asked for it."""
        erase_helper(self.case, now=timezone.now())
        messages.success(request, _("Name and phone number were erased."))

    def post_release(self, request: HttpRequest) -> None:
        """Let a wish out of quarantine."""
        if release_wish(self.case):
            messages.success(request, _("The wish was taken out of quarantine."))

    def post_copy(self, request: HttpRequest) -> HttpResponse:
        """Everything we know about her who would help, for her who asks."""
        log_access(request.user, AccessLog.Action.EXPORT, [self.case.reference], "access request")
        response = HttpResponse(archive([], [], timezone.now(), [self.case]), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{self.case.reference}.zip"'
        return response

    def get_page_title(self) -> str:
        return str(self.case)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": WishListView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.case)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "case": self.case,
            "topics": self.case.topics_in_words(),
            "language": language_of(self.case.language),
            "board_url": reverse("wish_board:board", args=[self.case.municipality_id]),
        }
