"""The lists of sign-ups and of requests to join in the admin."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from volunteering.access import log_access
from volunteering.admin_forms import ChosenForm
from volunteering.filters import JoinRequestFilterSet, RegistrationFilterSet
from volunteering.models import AccessLog, JoinRequest, Registration, SavedFilter
from volunteering.permissions import ScopedViewMixin


class ChoiceColumn(Column):
    """A box to tick; it belongs to the form below the list."""

    cell_template_name = "volunteering/admin/choice_cell.html"


class CaseListView(ScopedViewMixin, BaseListingView):
    """Rows of the user's own districts, newest first. Everybody who looks at names is written down."""

    namespace = ""
    paginate_by = 50
    default_ordering = "-created_at"
    is_searchable = False  # what one searches for would be in the address: `finding` asks by POST

    def get_index_url(self) -> str:
        return reverse(f"{self.namespace}:index")

    def get_base_queryset(self) -> Any:
        return self.visible().select_related("municipality")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shown = [row.reference for row in context["object_list"]]
        log_access(self.request.user, AccessLog.Action.LIST, shown)
        return context

    @property
    def index_results_url(self) -> str:
        return reverse(f"{self.namespace}:index_results")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        export = HeaderButton(label=_("Export"), url=reverse(f"{self.namespace}:export"), icon_name="download")
        return [find_button(self.namespace), export]

    def case_url(self, row: Any) -> str:
        """Where the row's reference leads."""
        return reverse(f"{self.namespace}:case", args=[row.reference])

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["header_buttons"] = self.header_buttons
        response: HttpResponse = super().render_to_response(context, **kwargs)
        return response


def find_button(namespace: str) -> HeaderButton:
    """Leads to the search."""
    return HeaderButton(label=_("Find a case"), url=reverse(f"{namespace}:find"), icon_name="search")


class RegistrationListView(CaseListView):
    """Sign-ups to become a community sponsor."""

    model = Registration
    namespace = "volunteering_registrations"
    page_title = _("Sign-ups")
    header_icon = "user"
    filterset_class = RegistrationFilterSet
    template_name = "volunteering/admin/registration_list.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        add = HeaderButton(label=_("Write down a sign-up"), url=reverse(f"{self.namespace}:add"), icon_name="plus")
        return [add, *super().header_buttons]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user: Any = self.request.user
        context["chosen_form"] = ChosenForm(user)
        context["saved_filters"] = SavedFilter.objects.filter(user=user)
        context["query"] = self.request.GET.urlencode()
        return context

    @property
    def columns(self) -> list[Column]:
        today = timezone.localdate()
        return [
            ChoiceColumn("chosen", label=""),
            TitleColumn("reference", label=_("Reference"), get_url=self.case_url, width="150"),
            Column("full_name", label=_("Name"), accessor=lambda row: row.full_name or "–"),
            Column("municipality", label=_("Municipality"), accessor=lambda row: row.municipality or _("elsewhere")),
            Column("status", label=_("Status"), accessor=status_with_marks(today), sort_key="status"),
            Column("language", label=_("Language"), accessor="get_contact_language_display"),
            Column("assigned", label=_("Assigned to"), accessor=lambda row: row.assigned_to or ""),
            Column("age", label=_("Days"), accessor=lambda row: row.age_in_days(today), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset().select_related("call", "assigned_to")
        return rows if self.request.GET.get("quarantined") else rows.working()


class JoinRequestListView(CaseListView):
    """Newcomers who want to join in."""

    model = JoinRequest
    namespace = "volunteering_join_requests"
    page_title = _("Requests to join")
    header_icon = "group"
    filterset_class = JoinRequestFilterSet

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("reference", label=_("Reference"), get_url=self.case_url),
            Column("name_used", label=_("Name")),
            Column("municipality", label=_("Municipality"), accessor=lambda row: row.municipality or _("elsewhere")),
            Column("reply_by", label=_("How to answer"), accessor="get_reply_by_display"),
            Column("language", label=_("Language"), accessor="get_contact_language_display"),
            Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
            Column("created_at", label=_("Received"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset()
        return rows if self.request.GET.get("quarantined") else rows.working()


def status_with_marks(today: Any) -> Any:
    """The status in words, with what must not be missed: late, in quarantine, possible duplicate."""

    def text(row: Registration) -> str:
        marks = [row.get_status_display()]
        if row.is_late(today):
            marks.append(str(_("late")))
        if row.quarantined:
            marks.append(str(_("in quarantine")))
        if row.possible_duplicate_of_id:
            marks.append(str(_("possible duplicate")))
        return " · ".join(marks)

    return text
