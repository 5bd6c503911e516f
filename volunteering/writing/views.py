"""Writing to the ticked sign-ups: write, look, send. Nothing is kept between the steps but what the page carries."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.languages import language_of
from volunteering.access import log_access
from volunteering.choices import ContactLanguage
from volunteering.mails import mail_language
from volunteering.models import AccessLog, Registration
from volunteering.permissions import ScopedViewMixin
from volunteering.writing.forms import BEGINNINGS, PLACEHOLDERS, WritingForm
from volunteering.writing.letters import Round, plan, reason_against, send

MOST = 500


class WritingView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """References that are not one's own do not exist, here as in the list."""

    model = Registration
    http_method_names = ["post"]
    page_title = _("Write to several people")
    header_icon = "mail"
    template_name = "volunteering/admin/writing.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        references = request.POST.getlist("reference")[:MOST]
        self.rows = self.visible().filter(reference__in=references)
        rows = list(self.rows.select_related("municipality", "call").order_by("created_at"))
        if not rows:
            messages.error(request, _("Tick some sign-ups first."))
            return self._back()
        step, languages = request.POST.get("step", ""), self._languages(rows)
        if step not in {"look", "send", "change"}:
            return self._write(rows, WritingForm(languages, letter=request.POST.get("letter", "")))
        form = WritingForm(languages, request.POST)
        if not form.is_valid():
            return self._write(rows, form, status=422)
        if step == "change":
            return self._write(rows, form)
        return self._look(rows, form) if step == "look" else self._send(form)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("volunteering_registrations:index"), "label": _("Sign-ups")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def _languages(self, rows: list[Registration]) -> list[str]:
        """The languages of those who can be written to, in the order of the choices."""
        wanted = {mail_language(row.contact_language) for row in rows if not reason_against(row)}
        return [code for code in ContactLanguage.values if code in wanted]

    def _write(self, rows: list[Registration], form: WritingForm, status: int = 200) -> HttpResponse:
        left_out = [(row, reason) for row in rows if (reason := reason_against(row))]
        return self._show(rows, status, form=form, left_out=left_out, number=len(rows) - len(left_out))

    def _look(self, rows: list[Registration], form: WritingForm) -> HttpResponse:
        round_ = plan(rows, form.texts())
        self._log(round_)
        by_language = [
            {"language": language_of(code), "deliveries": some, "example": some[0].words}
            for code in form.languages
            if (some := [delivery for delivery in round_.deliveries if delivery.language == code])
        ]
        kept = [(name, form[name].value() or "") for name in form.fields]
        self.template_name = "volunteering/admin/writing_preview.html"
        number = len(round_.deliveries)
        return self._show(
            rows, 200, groups=by_language, left_out=round_.left_out, kept=kept, key=uuid4(), number=number
        )

    def _send(self, form: WritingForm) -> HttpResponse:
        user = self.request.user
        try:
            key = str(UUID(self.request.POST.get("key", "")))
        except ValueError:
            messages.error(self.request, _("This is not possible here."))
            return self._back()
        round_ = send(self.rows, form.texts(), key=key, by=user, now=timezone.now())
        if round_ is None:
            messages.warning(self.request, _("This mail was sent already; it was not sent twice."))
            return self._back()
        references = [delivery.row.reference for delivery in round_.deliveries]
        log_access(user, AccessLog.Action.CHANGE, references, "mail to several people")
        number = len(references)
        told = ngettext("%(number)d mail is on its way.", "%(number)d mails are on their way.", number)
        messages.success(self.request, told % {"number": number})
        return self._back()

    def _log(self, round_: Round) -> None:
        log_access(self.request.user, AccessLog.Action.LIST, [each.row.reference for each in round_.deliveries])

    def _show(self, rows: list[Registration], status: int, **context: Any) -> HttpResponse:
        beginnings = [(letter.value, letter.label) for letter in BEGINNINGS]
        context |= {
            "references": [row.reference for row in rows],
            "beginnings": beginnings,
            "placeholders": sorted(PLACEHOLDERS),
            "action_url": reverse("volunteering_registrations:message"),
            "index_url": reverse("volunteering_registrations:index"),
        }
        response: HttpResponse = self.render_to_response(self.get_context_data(**context), status=status)
        return response

    def _back(self) -> HttpResponse:
        return redirect(reverse("volunteering_registrations:index"))
