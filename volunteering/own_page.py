"""What an applicant reaches by link: confirming, her own page, withdrawing. A GET never changes anything."""

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from volunteering.casework import ChangedMeanwhileError, Given, RefusedError, change_status, stay_interested
from volunteering.journey import Journey, SeeOther
from volunteering.models.registrations import Registration
from volunteering.references import make_token, read_token
from volunteering.states import OPEN, Actor, Status

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
    """Her own page: where the sign-up stands, in plain words, and a way to withdraw."""
    journey = Journey(request, page)
    registration = _find("own", token)
    if request.method == "POST" and request.POST.get("action") == "withdraw" and registration.status in OPEN:
        try:
            change_status(
                registration, Status.WITHDRAWN, expected=registration.status, actor=Actor.APPLICANT, now=journey.now
            )
        except (ChangedMeanwhileError, RefusedError):
            return journey.render("own", status=409, registration=_find("own", token), changed=True)
        return SeeOther(request.path)
    if request.method == "POST" and request.POST.get("action") == "stay":
        stay_interested(registration, journey.now)
        return SeeOther(request.path)
    return journey.render(
        "own", registration=registration, can_withdraw=registration.status in OPEN, days=_days(registration)
    )


def _find(purpose: str, token: str) -> Registration:
    reference = read_token(purpose, token)
    registration = Registration.objects.select_related("call", "municipality").filter(reference=reference).first()
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
