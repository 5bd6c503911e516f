"""Recruitment calls in the admin: the list and the form. Calls are made by opening a municipality and never deleted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from volunteering.admin_forms import CallForm
from volunteering.models import RecruitmentCall
from volunteering.permissions import ScopedViewMixin
from volunteering.questions.admin_views import questions_of
from volunteering.questions.limits import MOST_QUESTIONS

NAMESPACE = "volunteering_calls"


class CallListView(ScopedViewMixin, BaseListingView):
    """The calls of the user's own districts."""

    model = RecruitmentCall
    index_url_name = f"{NAMESPACE}:index"
    page_title = _("Recruitment calls")
    header_icon = "group"
    paginate_by = 50
    is_searchable = False
    columns = [
        TitleColumn("call", label=_("Municipality"), accessor=str, get_url=lambda row: _edit_url(row)),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("opens_on", label=_("Opens on")),
        Column("closes_on", label=_("Closes on")),
        Column("promise_days", label=_("We answer within working days")),
    ]

    def get_base_queryset(self) -> Any:
        return self.visible().select_related("municipality")


class CallEditView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """One call; a foreign and a missing one are 404."""

    model = RecruitmentCall
    header_icon = "group"
    template_name = "volunteering/admin/call.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(CallForm(instance=self._call(pk)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = CallForm(request.POST, instance=self._call(pk))
        if not form.is_valid():
            messages.error(request, _("The call was not saved. Look at the fields that are marked."))
            return self._show(form, status=422)
        form.save()
        messages.success(request, _("The call was saved."))
        return redirect(reverse(f"{NAMESPACE}:index"))

    def get_page_title(self) -> str:
        return str(self.call)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": CallListView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.call)}]

    def _call(self, pk: int) -> RecruitmentCall:
        self.call: RecruitmentCall = get_object_or_404(self.visible().select_related("municipality__district"), pk=pk)
        return self.call

    def _show(self, form: CallForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            index_url=reverse(f"{NAMESPACE}:index"),
            questions=questions_of(self.call),
            most_questions=MOST_QUESTIONS,
            add_url=reverse(f"{NAMESPACE}:add_question", args=[self.call.pk]),
        )
        response: HttpResponse = self.render_to_response(context, status=status)
        return response


def _edit_url(row: RecruitmentCall) -> str:
    return reverse(f"{NAMESPACE}:edit", args=[row.pk])
