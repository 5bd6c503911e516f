"""Messages in the admin: feedback, partners, worries, each where its municipality's coordinators see it."""

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
from volunteering.casework import handle_message, release_message
from volunteering.filters import PublicMessageFilterSet
from volunteering.list_views import CaseListView, find_button
from volunteering.models import AccessLog, PublicMessage
from volunteering.permissions import ScopedViewMixin
from volunteering.staff_questions import ANSWER_LENGTH, ForwardForm, forward_question, note_answer

NAMESPACE = "volunteering_messages"
#: The columns that are answers, in the order in which they are read.
ANSWERS = ("text", "face", "page", "offers", "where", "organisation", "name", "contact")


class MessageListView(CaseListView):
    """Newest first."""

    model = PublicMessage
    namespace = NAMESPACE
    page_title = _("Messages")
    header_icon = "comment"
    filterset_class = PublicMessageFilterSet

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [find_button(self.namespace)]

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("reference", label=_("Reference"), get_url=self.case_url),
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("municipality", label=_("Municipality"), accessor=lambda row: row.municipality or _("elsewhere")),
            Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
            Column("created_at", label=_("Received"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset()
        return rows if self.request.GET.get("quarantined") else rows.filter(quarantined=False)


class MessageCaseView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """One message."""

    model = PublicMessage
    header_icon = "comment"
    template_name = "volunteering/admin/message.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        self.case = self.get_case(reference)
        log_access(request.user, AccessLog.Action.VIEW, [reference])
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        case = self.get_case(reference)
        log_access(request.user, AccessLog.Action.CHANGE, [reference])
        now = timezone.now()
        act = request.POST.get("action")
        if act == "handled" and handle_message(case, by=request.user, now=now):
            messages.success(request, _("The message was marked as handled."))
        elif act == "forward" and case.kind == PublicMessage.Kind.QUESTION:
            self._forward(case, now)
        elif act == "answer" and case.kind == PublicMessage.Kind.QUESTION:
            self._answer(case, now)
        elif act == "release" and release_message(case):
            messages.success(request, _("The message was taken out of quarantine."))
        else:
            messages.error(request, _("This is not possible here."))
        return redirect(reverse(f"{NAMESPACE}:case", args=[reference]))

    def _forward(self, case: PublicMessage, now: Any) -> None:
        form = ForwardForm(case, self.request.POST)
        user: Any = self.request.user
        if form.is_valid() and forward_question(
            case, form.cleaned_data["contact"], form.cleaned_data["text"], by=user, now=now
        ):
            messages.success(self.request, _("The question is on its way to the municipality."))
        else:
            messages.error(self.request, _("Nothing was sent: choose the contact and write the question."))

    def _answer(self, case: PublicMessage, now: Any) -> None:
        text = self.request.POST.get("answer", "").strip()
        if text and len(text) <= ANSWER_LENGTH:
            note_answer(case, text, by=self.request.user, now=now)
            messages.success(self.request, _("The answer was noted. Tell it to the person who asked."))
        else:
            messages.error(self.request, _("Write the answer in at most 2,000 characters."))

    def get_page_title(self) -> str:
        return f"{self.case.get_kind_display()} · {self.case}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": MessageListView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.case)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        is_question = self.case.kind == PublicMessage.Kind.QUESTION
        context["forward_form"] = ForwardForm(self.case) if is_question else None
        return context | {"case": self.case, "answers": self._answers(), "language": language_of(self.case.language)}

    def _answers(self) -> list[dict[str, Any]]:
        rows = []
        for name in ANSWERS:
            field: Any = PublicMessage._meta.get_field(name)
            value = getattr(self.case, name)
            labels = dict(getattr(field, "base_field", field).flatchoices)
            text = ", ".join(str(labels.get(code, code)) for code in (value if isinstance(value, list) else [value]))
            if text:
                rows.append({"label": field.verbose_name, "text": text})
        return rows
