"""Enrolling the ticked sign-ups in one session: who gets a place, who waits and who cannot is seen before."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.ids import row_id
from home.languages import language_of
from volunteering import casework
from volunteering.access import log_access
from volunteering.mail_words import Letter
from volunteering.mails import mail_language, words_of_mail
from volunteering.models import AccessLog, Registration, TrainingSession
from volunteering.permissions import ScopedViewMixin
from volunteering.states import Actor, Status
from volunteering.training.enrolling import COMING, ENROLLED_FROM, NoPlaceError, enrol_and_write
from volunteering.training.letters import facts_of, in_one_line

MOST = 200


@dataclass
class Line:
    """One person and what would happen to her; without a letter nothing, for the reason."""

    row: Registration
    letter: Letter | None = None
    reason: Any = ""


class EnrolManyView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """Look, then do it. References and sessions that are not one's own do not exist."""

    model = Registration
    http_method_names = ["post"]
    page_title = _("Enrol in a training")
    header_icon = "date"
    template_name = "volunteering/admin/training_enrol.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        now, user = timezone.now(), request.user
        references = request.POST.getlist("reference")[:MOST]
        rows = self.visible().filter(reference__in=references).select_related("municipality", "call")
        sessions: Any = TrainingSession.objects
        sessions = sessions.visible_to(user).upcoming(now).with_numbers().with_words()
        session = sessions.filter(pk=row_id(request.POST.get("session"))).first()
        if session is None or not rows:
            messages.error(request, _("Tick some sign-ups and choose a session that is still to come."))
            return redirect(reverse("volunteering_registrations:index"))
        lines = foresee(session, list(rows.order_by("created_at")))
        if request.POST.get("step") == "do":
            return self._enrol(session, lines)
        log_access(user, AccessLog.Action.LIST, [line.row.reference for line in lines])
        context = self.get_context_data(
            session=session,
            title=in_one_line(session, get_language() or "fi"),
            lines=lines,
            number=sum(line.letter is not None for line in lines),
            letters=_examples(session, lines),
            index_url=reverse("volunteering_registrations:index"),
        )
        response: HttpResponse = self.render_to_response(context)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("volunteering_registrations:index"), "label": _("Sign-ups")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def _enrol(self, session: TrainingSession, lines: list[Line]) -> HttpResponse:
        """Each in a transaction of her own: two coordinators at once then wait for each other only briefly."""
        done, now, user = [], timezone.now(), self.request.user
        for line in lines:
            if line.letter is not None and enrol_one(session, line.row, by=user, now=now):
                done.append(line.row.reference)
        log_access(user, AccessLog.Action.CHANGE, done, "enrolled in a training")
        told = ngettext("%(number)d person was enrolled.", "%(number)d people were enrolled.", len(done))
        messages.success(self.request, told % {"number": len(done)})
        if left := sum(line.letter is not None for line in lines) - len(done):
            number = ngettext("%(number)d could not be enrolled.", "%(number)d could not be enrolled.", left)
            messages.warning(self.request, number % {"number": left})
        return redirect(reverse("volunteering_training:session", args=[session.pk]))


def foresee(session: TrainingSession, rows: list[Registration]) -> list[Line]:
    """What would happen to each, in the order in which they signed up."""
    there = set(session.attendances.filter(state__in=COMING).values_list("registration", flat=True))
    free, lines = session.places_left, []
    for row in rows:
        if row.pk in there:
            lines.append(Line(row, reason=_("is enrolled already")))
        elif row.status not in ENROLLED_FROM:
            lines.append(Line(row, reason=row.get_status_display()))
        elif not session.is_for(row.municipality):
            lines.append(Line(row, reason=_("the session is not for her town")))
        elif free is None or free > 0:
            lines.append(Line(row, Letter.TRAINING))
            free = None if free is None else free - 1
        elif session.waiting_list:
            lines.append(Line(row, Letter.TRAINING_WAITING))
        else:
            lines.append(Line(row, reason=_("full")))
    return lines


def enrol_one(session: TrainingSession, row: Registration, *, by: Any, now: Any) -> bool:
    """Enrol one, with the change of status where there is one; False when that was no longer possible."""
    try:
        if row.status in {Status.CONTACTED, Status.MEETING}:
            given = casework.Given(session=session, day=timezone.localdate(session.starts_at))
            casework.change_status(
                row, Status.TRAINING, expected=row.status, actor=Actor.COORDINATOR, now=now, by=by, given=given
            )
        else:
            enrol_and_write(session, row, "", by=by, now=now)
    except (NoPlaceError, casework.RefusedError, casework.ChangedMeanwhileError):
        return False
    return True


def _examples(session: TrainingSession, lines: list[Line]) -> list[dict[str, Any]]:
    """Each letter that would go out, once in each language, as the first of its readers gets it."""
    first: dict[tuple[str, str], Registration] = {}
    for line in lines:
        if line.letter is not None and line.row.email:
            first.setdefault((line.letter, mail_language(line.row.contact_language)), line.row)
    return [
        {
            "letter": Letter(letter).label,
            "language": language_of(code),
            "words": words_of_mail(letter, language=code, about=row, **facts_of(session, row)),
        }
        for (letter, code), row in first.items()
    ]
