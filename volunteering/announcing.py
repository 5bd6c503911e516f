"""Who is told when a sign-up or a request is received, leaves quarantine, or is confirmed."""

from datetime import datetime
from typing import Any

from volunteering.links import confirm_url, own_url
from volunteering.mails import send_mail
from volunteering.models.calls import RecruitmentCall, call_of
from volunteering.models.joining import JoinRequest
from volunteering.models.messages import PublicMessage
from volunteering.models.registrations import Registration
from volunteering.models.wishes import Wish
from volunteering.notices import tell_coordinators, tell_team
from volunteering.states import Status


def announce(registration: Registration, now: datetime) -> None:
    """Tell everybody who has to know of a sign-up: when it is received, or when it leaves quarantine."""
    if registration.status == Status.UNVERIFIED:
        language = registration.contact_language
        send_mail(
            "confirm",
            to=[registration.email],
            language=language,
            about=registration,
            to_applicant=True,
            now=now,
            link=confirm_url(registration, language),
        )
    else:
        tell_coordinators(registration, registration.call, "new_signup")
    tell_team(registration, registration.call, "new_signup")


def tell_others(registration: Registration, by: Any) -> None:
    """Tell the other coordinators of a sign-up that one of them has written down."""
    tell_coordinators(registration, registration.call, "new_signup", besides=by)


def send_receipt(registration: Registration, now: datetime) -> None:
    """Thank an applicant whose address is confirmed, and say what happens next."""
    if registration.email:
        language = registration.contact_language
        send_mail(
            "receipt",
            to=[registration.email],
            language=language,
            about=registration,
            to_applicant=True,
            now=now,
            days=registration.call.promise_days,
            link=own_url(registration, language),
        )


def announce_join_request(request: JoinRequest, call: RecruitmentCall | None) -> None:
    """Tell the coordinators of the place, or the team."""
    tell_coordinators(request, call, "new_join_request")
    tell_team(request, call, "new_join_request")


def announce_message(message: PublicMessage) -> None:
    """Tell the coordinators of the place, or the team, of a partner or a worry; feedback waits in the list."""
    if message.kind != PublicMessage.Kind.FEEDBACK:
        call = call_of(message.municipality) if message.municipality else None
        template = f"new_{message.kind}"
        tell_coordinators(message, call, template)
        tell_team(message, call, template)


def announce_wish(wish: Wish) -> None:
    """Tell the coordinators of the place that somebody would help arrange what she wishes for."""
    call = call_of(wish.municipality)
    tell_coordinators(wish, call, "new_wish_helper")
    tell_team(wish, call, "new_wish_helper")
