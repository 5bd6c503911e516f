"""Writing down a sign-up that came by telephone, on paper or at an event."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from municipalities.permissions import is_project_team
from volunteering.access import log_access
from volunteering.admin_forms import EntryForm
from volunteering.intake import enter_signup
from volunteering.models import AccessLog, RecruitmentCall, Registration
from volunteering.models.calls import call_of
from volunteering.permissions import ScopedViewMixin, own_municipalities
from volunteering.questions.asked import asked_questions


class EntryView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """The same answers as the web form, on one page; places are one's own."""

    model = Registration
    header_icon = "plus"
    page_title = _("Write down a sign-up")
    template_name = "volunteering/admin/entry.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        call = self._call(form) if form.is_valid() else None
        if call is None:
            messages.error(request, _("Nothing was saved yet. Look at the fields that are marked."))
            return self._show(form, status=422)
        values = dict(form.cleaned_data)
        values.pop("evidence")
        evidence = values.pop("evidence_note")
        row = enter_signup(values, call=call, evidence=evidence, by=request.user, now=timezone.now())
        log_access(request.user, AccessLog.Action.CHANGE, [row.reference])
        messages.success(request, _("The sign-up was saved. Its reference: %(reference)s") % {"reference": row})
        following = "questions" if asked_questions(call) else "case"
        return redirect(reverse(f"volunteering_registrations:{following}", args=[row.reference]))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("volunteering_registrations:index"), "label": _("Sign-ups")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def _call(self, form: EntryForm) -> RecruitmentCall | None:
        """The place's call, else the national one, whatever state it is in: whoever phones is heard."""
        call = call_of(form.cleaned_data["municipality"]) or call_of(None)
        if call is None:
            form.add_error("municipality", _("There is no recruitment call for this place."))
        return call

    def _form(self, data: Any = None) -> EntryForm:
        user = self.request.user
        return EntryForm(own_municipalities(user), may_be_elsewhere=is_project_team(user), data=data)

    def _show(self, form: EntryForm, status: int = 200) -> HttpResponse:
        index = reverse("volunteering_registrations:index")
        response: HttpResponse = self.render_to_response(
            self.get_context_data(form=form, index_url=index), status=status
        )
        return response
