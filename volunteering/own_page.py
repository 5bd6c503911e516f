"""What an applicant reaches by link: confirming, her own page, withdrawing. A GET never changes anything."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

from home.ids import row_id
from volunteering.access import log_access
from volunteering.casework import ChangedMeanwhileError, Given, RefusedError, change_status, keep_note, stay_interested
from volunteering.corrections import correct_details
from volunteering.forms import CorrectionForm
from volunteering.journey import Journey, SeeOther
from volunteering.models.records import AccessLog
from volunteering.models.registrations import Registration
from volunteering.personal_copy import as_json, everything_about, readable
from volunteering.questions.answers import questions_for
from volunteering.questions.forms import CorrectionWithQuestionsForm
from volunteering.references import make_token, read_token
from volunteering.sponsors import own as own_standing
from volunteering.states import OPEN, Actor, Status
from volunteering.training.enrolling import cancel_attendance, own_sessions

if TYPE_CHECKING:
    from volunteering.models.pages import RecruitmentPage

#: How long the link in the mail confirms an address.
CONFIRM_WITHIN = timedelta(days=7)


def confirm(request: HttpRequest, page: "RecruitmentPage", token: str) -> HttpResponse:
    """The page that the mail's link opens; only its button confirms, because mail scanners follow links."""
    journey = Journey(request, page)
    registration = _find("confirm", token)
    waiting = registration.status == Status.UNVERIFIED
    too_late = waiting and journey.now > registration.created_at + CONFIRM_WITHIN
    if request.method == "POST" and waiting and not too_late:
        with suppress(ChangedMeanwhileError):  # confirmed in another tab: her own page says so
            change_status(
                registration,
                Status.NEW,
                expected=Status.UNVERIFIED,
                actor=Actor.APPLICANT,
                now=journey.now,
                given=Given(by_valid_link=True),
            )
        return SeeOther(_own_address(journey, registration))
    return journey.render(
        "confirm", registration=registration, waiting=waiting, too_late=too_late,
        own_url=_own_address(journey, registration),
    )  # fmt: skip


def own(request: HttpRequest, page: "RecruitmentPage", token: str) -> HttpResponse:
    """Her own page: where the sign-up stands, in plain words; download, withdraw, stay."""
    journey = Journey(request, page)
    registration = _find("own", token)
    action = request.POST.get("action", "") if request.method == "POST" else ""
    again: dict[str, Any] = {}
    if action in {*_ACTIONS, *_SPONSOR_ACTIONS}:
        try:
            if action in _ACTIONS:
                return _ACTIONS[action](journey, registration)
            again = _SPONSOR_ACTIONS[action](journey, registration)
            if not again:
                return SeeOther(request.path)
        except (ChangedMeanwhileError, RefusedError):
            return journey.render("own", status=409, registration=_find("own", token), changed=True)
    return journey.render(
        "own",
        status=422 if again else 200,
        registration=registration,
        can_withdraw=registration.status in OPEN,
        can_correct=_can_correct(registration),
        correct_url=f"{request.path}correct/",
        was_corrected=request.GET.get("corrected") == "yes",
        days=_days(registration),
        trainings=own_sessions(registration, get_language() or registration.language, journey.now),
        **{**own_standing.own_context(registration, journey), **again},
    )


def correct(request: HttpRequest, page: "RecruitmentPage", token: str) -> HttpResponse:
    """Let her correct how she is reached, her languages and times. The coordinator sees what was changed."""
    journey = Journey(request, page)
    registration = _find("own", token)
    if not _can_correct(registration):
        raise Http404
    back = request.path.removesuffix("correct/")
    kept = {name: getattr(registration, name) for name in CorrectionForm.base_fields if name != "website"}
    posted = request.POST if request.method == "POST" else None
    form = CorrectionWithQuestionsForm(posted, initial=kept, given=questions_for(registration))
    if form.is_valid():
        correct_details(registration, form.details(), journey.now, extra=form.given_now())
        return SeeOther(f"{back}?corrected=yes")
    return journey.render("correct", status=422 if form.errors else 200, form=form, back=back)


def _withdraw(journey: Journey, registration: Registration) -> HttpResponse:
    if registration.status in OPEN:
        change_status(
            registration, Status.WITHDRAWN, expected=registration.status, actor=Actor.APPLICANT, now=journey.now
        )
    return SeeOther(journey.request.path)


def _cancel_training(journey: Journey, registration: Registration) -> HttpResponse:
    key = row_id(journey.request.POST.get("attendance"))
    attendance = registration.attendances.filter(pk=key).first() if key else None
    if attendance is None or not cancel_attendance(attendance, by=None, now=journey.now):
        raise ChangedMeanwhileError
    keep_note(registration, gettext("She cannot come to the training and gave up her place."), by=None, now=journey.now)
    return SeeOther(journey.request.path)


def _stay(journey: Journey, registration: Registration) -> HttpResponse:
    stay_interested(registration, journey.now)
    return SeeOther(journey.request.path)


def _download(journey: Journey, registration: Registration) -> HttpResponse:
    """A copy to read."""
    return _file(registration, readable([registration], journey.now), "text/html; charset=utf-8", "html")


def _download_data(journey: Journey, registration: Registration) -> HttpResponse:
    """A copy for machines."""
    return _file(registration, as_json(everything_about([registration])), "application/json", "json")


def _file(registration: Registration, content: str, content_type: str, suffix: str) -> HttpResponse:
    log_access(None, AccessLog.Action.EXPORT, [registration.reference], "own page")
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{registration.reference}.{suffix}"'
    return response


#: The values of the page's buttons.
_ACTIONS: dict[str, Callable[[Journey, Registration], HttpResponse]] = {
    "withdraw": _withdraw,
    "stay": _stay,
    "cancel_training": _cancel_training,
    "download": _download,
    "download_data": _download_data,
}
#: Those of a sponsor; each answers the forms that have to be shown again.
_SPONSOR_ACTIONS: dict[str, Callable[[Journey, Registration], dict[str, Any]]] = {
    "pause": own_standing.take_break,
    "back": own_standing.come_back,
    "end": own_standing.stop,
    "share": own_standing.share,
}


def _can_correct(registration: Registration) -> bool:
    return registration.erased_at is None and registration.status in (*OPEN, Status.APPROVED)


def _find(purpose: str, token: str) -> Registration:
    reference = read_token(purpose, token)
    rows = Registration.objects.select_related("call", "municipality")
    registration = rows.filter(Q(reference=reference) | Q(merged_references__contains=[reference])).first()
    if reference is None or registration is None:
        raise Http404
    return registration


def _days(registration: Registration) -> dict[str, date | None]:
    """The date that matters now."""
    if registration.status == Status.NEW:
        return {"answer_by": registration.answer_by}
    if registration.status == Status.MEETING:
        return {"meeting_on": registration.next_step_on}
    return {}


def _own_address(journey: Journey, registration: Registration) -> str:
    return f"{journey.url('own')}{make_token('own', registration.reference)}/"
