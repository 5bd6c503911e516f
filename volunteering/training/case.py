"""Training on the page of a case: where somebody is enrolled, enrolling her, and taking her out again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from home.ids import row_id
from volunteering.models.training import Attendance
from volunteering.states import Status
from volunteering.training.enrolling import (
    COMING,
    ENROLLED_FROM,
    NoPlaceError,
    cancel_attendance,
    enrol_and_write,
    record_training,
)
from volunteering.training.forms import SessionField
from volunteering.training.letters import in_one_line, letter_of_enrolment, mail_of_enrolment

#: From the other statuses enrolling changes the status, which has a button of its own.
_WITHOUT_CHANGE = {Status.TRAINING, Status.APPROVED} & set(ENROLLED_FROM)


class EnrolForm(forms.Form):
    """Which session."""

    def __init__(self, case: Any, data: Any = None) -> None:
        super().__init__(data, auto_id="id_enrol_%s")
        self.fields["session"] = SessionField(case)


class TrainingActionsMixin:
    """Buttons and context of the training panel; for the view of a sign-up."""

    case: Any
    now: Any
    #: The view's own preview of a mail.
    show_mail: Callable[..., HttpResponse]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        language = get_language() or "fi"
        rows = self.case.attendances.select_related(
            "registration", "session__place", "session__municipality", "session__district"
        )
        attendances = [
            {
                "row": row,
                "session": in_one_line(row.session, language),
                "is_cancelled": row.session.state == row.session.State.CANCELLED,
                "can_leave": row.state in COMING and row.session.is_open(self.now),
            }
            for row in rows.prefetch_related("session__texts").order_by("session__starts_at")
        ]
        was_there = any(row["row"].state == Attendance.State.ATTENDED for row in attendances)
        return context | {
            "attendances": attendances,
            "enrol_form": EnrolForm(self.case) if self.case.status in _WITHOUT_CHANGE else None,
            "can_record_training": was_there and not self.case.qualifications.filter(basis="training").exists(),
        }

    def post_enrol(self, request: HttpRequest) -> HttpResponse | None:
        """Enrol somebody who is in training or approved already; her mail is seen before."""
        form = EnrolForm(self.case, request.POST)
        if self.case.status not in _WITHOUT_CHANGE or not form.is_valid():
            messages.error(request, _("Nothing was changed: something is missing."))
            return None
        session = form.cleaned_data["session"]
        text = str(request.POST.get("mail_text", ""))[:4000]
        letter = letter_of_enrolment(session)
        if self.case.email and (not text or request.POST.get("letter") != letter):
            words = mail_of_enrolment(session, self.case)
            return self.show_mail(request, words, _("Enrol and send the mail"), letter)
        try:
            enrol_and_write(session, self.case, text, by=request.user, now=self.now)
        except NoPlaceError:
            messages.error(request, _("This is not possible here."))
        else:
            messages.success(request, _("Enrolled."))
        return None

    def post_leave_session(self, request: HttpRequest) -> None:
        """She cannot come: her place goes to the next."""
        attendance = self.case.attendances.filter(pk=row_id(request.POST.get("attendance"))).first()
        if attendance is None or not cancel_attendance(attendance, by=request.user, now=self.now):
            messages.error(request, _("This is not possible here."))
        else:
            messages.success(request, _("The place is free again; the next on the waiting list is told."))

    def post_record_training(self, request: HttpRequest) -> None:
        """She was there: the training qualifies her."""
        rows = self.case.attendances.filter(state=Attendance.State.ATTENDED).select_related("session", "registration")
        record_training(rows[:1], by=request.user)
        messages.success(request, _("The qualification was recorded."))
