"""What the page of a case offers on the way to becoming a sponsor: roles, qualification, extract."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from volunteering.mails import mail_language
from volunteering.models.sponsors import Sponsor
from volunteering.sponsors import approval
from volunteering.sponsors.forms import ExtractForm, QualificationForm, RolesForm
from volunteering.sponsors.offering import extract_notice, letter_of_offer, needs_notice, offer_roles
from volunteering.states import OPEN, Status

#: Where somebody can be approved from, and what is offered before that.
ON_THE_WAY = tuple(status for status in OPEN if status != Status.UNVERIFIED)


class ApprovalActionsMixin:
    """Actions of a case page; `post_…` names are the values of the buttons' `action`."""

    case: Any
    now: datetime

    #: Shows a mail before it is sent; the page's own.
    show_mail: Callable[..., HttpResponse]

    def approval_context(self) -> dict[str, Any]:
        """What the panel shows; empty for a case that is not on the way, and not a sponsor's either."""
        if not self.is_prepared():
            return {}
        today = timezone.localdate(self.now)
        roles = approval.roles_of(self.case)
        return {
            "approval": {
                "missing": approval.missing_for_approval(self.case, today),
                "roles": roles,
                "qualifications": self.case.qualifications.select_related("recorded_by"),
                "checks": self.case.extract_checks.select_related("role", "checked_by").prefetch_related("role__texts"),
                "roles_form": RolesForm(self.case),
                "qualification_form": QualificationForm(today, auto_id="id_qualification_%s"),
                "extract_form": ExtractForm(self.case, today) if any(role.needs_extract for role in roles) else None,
            }
        }

    def post_roles(self, request: HttpRequest) -> HttpResponse | None:
        """Offer roles; with a mail that is seen first."""
        form = RolesForm(self.case, request.POST)
        if not self._may_prepare(request) or not is_valid(request, form):
            return None
        roles = form.chosen()
        tell = form.cleaned_data.get("tell", False)
        notice_needed = needs_notice(roles, self.case)
        mail_text = request.POST.get("mail_text", "")[:8000]
        if self.case.email and roles and (tell or notice_needed) and not mail_text:
            return self.show_mail(request, letter_of_offer(self.case, roles), _("Offer the roles and send the mail"))
        offer_roles(self.case, roles, tell=tell and bool(roles), mail_text=mail_text, by=request.user, now=self.now)
        messages.success(request, _("The roles were saved."))
        if notice_needed and not self.case.email:
            notice = extract_notice(roles, mail_language(self.case.contact_language))
            messages.warning(request, f"{_('There is no e-mail address: tell the person this.')} {notice}")
        return None

    def post_qualify(self, request: HttpRequest) -> None:
        """Write down a qualification."""
        form = QualificationForm(timezone.localdate(self.now), request.POST)
        if self._may_prepare(request) and is_valid(request, form):
            data = form.cleaned_data
            approval.record_qualification(self.case, data["basis"], data["on"], by=request.user)
            messages.success(request, _("The qualification was written down."))

    def post_extract(self, request: HttpRequest) -> None:
        """Write down that an extract was looked at."""
        form = ExtractForm(self.case, timezone.localdate(self.now), request.POST)
        if self._may_prepare(request) and is_valid(request, form):
            dates = {name: form.cleaned_data[name] for name in ("consent_on", "issued_on", "checked_on")}
            approval.record_extract(self.case, form.roles[form.cleaned_data["role"]], **dates, by=request.user)
            messages.success(request, _("It was written down that the extract was looked at."))

    def post_unrecord(self, request: HttpRequest) -> None:
        """Take back what was written down by mistake."""
        if self._may_prepare(request) and approval.unrecord(self.case, request.POST.get("what", "")):
            messages.success(request, _("It was taken back."))

    def approval_media(self) -> Any:
        """What the panel's date fields need."""
        return QualificationForm(timezone.localdate(self.now)).media

    def is_prepared(self) -> bool:
        """Whether roles and checks are seen to here: on the way, and for a sponsor who serves."""
        if self.case.status == Status.APPROVED:
            return Sponsor.objects.serving().filter(registration=self.case).exists()
        return self.case.status in ON_THE_WAY

    def _may_prepare(self, request: HttpRequest) -> bool:
        if self.is_prepared():
            return True
        messages.error(request, _("This is not possible here."))
        return False


def is_valid(request: HttpRequest, form: Any) -> bool:
    """Whether the form is; if not, what is wrong is told."""
    if not form.is_valid():
        tell_errors(request, form)
        return False
    return True


def tell_errors(request: HttpRequest, form: Any) -> None:
    """Say at the top of the next page what was wrong with a form."""
    messages.error(request, _("Nothing was changed: something is missing."))
    for name, errors in form.errors.items():
        label = f"{form.fields[name].label}: " if name in form.fields else ""
        messages.error(request, f"{label}{' '.join(str(error) for error in errors)}")
