"""Exports of what one may see, with a purpose, written down."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.spreadsheets import XLSX, spreadsheet
from volunteering.access import log_access
from volunteering.admin_forms import ExportForm
from volunteering.models import AccessLog, JoinRequest, Registration
from volunteering.permissions import ScopedViewMixin
from volunteering.questions.answers import extra_columns
from volunteering.words import answers_in_words


class ExportView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """Asks for the purpose, then sends the file."""

    namespace = ""
    file_name = ""
    template_name = "volunteering/admin/export.html"
    page_title = _("Export")
    header_icon = "download"

    def get(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(form=ExportForm()))
        return response

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ExportForm(request.POST)
        if not form.is_valid():
            invalid: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
            return invalid
        cases = self.visible().filter(quarantined=False).select_related("municipality").order_by("created_at")
        found = list(cases)
        return send_file(request.user, found, self.columns(found), self.file_name, form.cleaned_data["purpose"])

    def columns(self, cases: list[Any]) -> dict[str, Callable[[Any], Any]]:
        """Heading → value of a case."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"index_url": reverse(f"{self.namespace}:index"), "number": self.visible().count()}


class RegistrationExportView(ExportView):
    """Sign-ups."""

    model = Registration
    namespace = "volunteering_registrations"
    file_name = "sign-ups"

    def columns(self, cases: list[Any]) -> dict[str, Callable[[Any], Any]]:
        return registration_columns(cases)


class JoinRequestExportView(ExportView):
    """Requests to join."""

    model = JoinRequest
    namespace = "volunteering_join_requests"
    file_name = "requests-to-join"

    def columns(self, cases: list[Any]) -> dict[str, Callable[[Any], Any]]:
        return {
            gettext("Reference"): lambda case: case.reference,
            gettext("Received"): lambda case: timezone.localtime(case.created_at).strftime("%Y-%m-%d %H:%M"),
            gettext("Municipality"): lambda case: case.municipality or gettext("elsewhere"),
            gettext("Status"): lambda case: case.get_status_display(),
            gettext("Name"): lambda case: case.name_used,
            gettext("Phone number"): lambda case: case.phone,
            gettext("How to answer"): lambda case: case.get_reply_by_display(),
            gettext("Language"): lambda case: case.get_contact_language_display(),
            gettext("Who would like to come?"): lambda case: case.get_who_comes_display(),
            gettext("What interests you?"): lambda case: case.interests_in_words,
        }


def registration_columns(cases: list[Registration]) -> dict[str, Callable[[Any], Any]]:
    """Heading → value of a sign-up, in the language of the moment; with a column for each extra question."""
    answers = {str(row["label"]): row["name"] for row in answers_in_words(Registration())}
    return {
        gettext("Reference"): lambda case: case.reference,
        gettext("Received"): lambda case: timezone.localtime(case.created_at).strftime("%Y-%m-%d %H:%M"),
        gettext("Municipality"): lambda case: case.municipality or gettext("elsewhere"),
        gettext("Status"): lambda case: case.get_status_display(),
        **{label: _answer(name) for label, name in answers.items()},
        **extra_columns(cases),
    }


def export_response(user: Any, cases: Any, purpose: str) -> HttpResponse:
    """Chosen sign-ups as a file."""
    found = list(cases)
    return send_file(user, found, registration_columns(found), RegistrationExportView.file_name, purpose)


def send_file(
    user: Any, cases: list[Any], columns: dict[str, Callable[[Any], Any]], file_name: str, purpose: str
) -> HttpResponse:
    """The spreadsheet, after it was written down who took it and what for."""
    log_access(user, AccessLog.Action.EXPORT, [case.reference for case in cases], purpose)
    rows = ([value(case) for value in columns.values()] for case in cases)
    response = HttpResponse(spreadsheet(gettext("Sign-ups"), list(columns), rows), content_type=XLSX)
    stamp = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{file_name}-{stamp}.xlsx"'
    return response


def _answer(name: str) -> Callable[[Registration], str]:
    def value(case: Registration) -> str:
        return next(row["text"] for row in answers_in_words(case) if row["name"] == name)

    return value
