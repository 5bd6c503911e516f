"""Changing a sign-up's status: in a transaction, with the row locked and the status as the actor saw it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from home.dates import date_text
from volunteering.announcing import announce, announce_join_request, announce_message, send_receipt
from volunteering.calendar_files import meeting_file
from volunteering.choices import DeclineReason
from volunteering.erasure import erase_contact_data, erase_everything, erase_join_request
from volunteering.links import own_url
from volunteering.mails import Words, mail_language, send_mail, send_seen, words_of_mail
from volunteering.models.calls import RecruitmentCall, call_of
from volunteering.models.joining import JoinRequest
from volunteering.models.messages import PublicMessage
from volunteering.models.records import StatusChange
from volunteering.models.registrations import Registration
from volunteering.models.roles import names_of_roles
from volunteering.models.training import TrainingSession
from volunteering.models.wishes import Wish
from volunteering.notices import tell_coordinators
from volunteering.sponsors.approval import make_sponsor, missing_for_approval, roles_of
from volunteering.states import OPEN, Actor, Need, Status, Transition, find_transition, transitions_from
from volunteering.training.enrolling import NoPlaceError, enrol_and_write, leave_sessions
from volunteering.training.letters import letter_of_enrolment, mail_of_enrolment


class RefusedError(Exception):
    """The table does not list the change, or something that it needs is missing."""


class ChangedMeanwhileError(Exception):
    """Somebody else was quicker: the status is no longer the one that was seen."""


@dataclass(frozen=True)
class Given:
    """What comes with a change."""

    comment: str = ""
    reason_code: str = ""
    day: date | None = None
    clock: time | None = None
    place: str = ""
    ground_rules_on: date | None = None
    #: The text of the mail as the coordinator has seen and maybe changed it.
    mail_text: str = ""
    by_valid_link: bool = False
    phone_and_48_hours: bool = False
    retention_over: bool = False
    #: The training that somebody is enrolled in.
    session: TrainingSession | None = None


#: Needs that a change can fulfil today; the others wait for what they are about.
_FULFILLED: dict[Need, Callable[[Registration, Given], bool]] = {
    Need.TOKEN: lambda registration, given: given.by_valid_link,
    Need.PHONE_GIVEN_48_H: lambda registration, given: given.phone_and_48_hours,
    Need.RETENTION_OVER: lambda registration, given: given.retention_over,
    Need.REASON: lambda registration, given: bool(given.comment),
    Need.DATE: lambda registration, given: given.day is not None,
    Need.WAITING_LIST: lambda registration, given: registration.call.waiting_list,
    Need.OLDEST_FIRST: lambda registration, given: bool(given.comment) or _is_oldest_waiting(registration),
    Need.ENROLMENT: lambda registration, given: given.session is not None,
    Need.REASON_CODE: lambda registration, given: given.reason_code in DeclineReason.values,
    Need.QUALIFICATION: lambda registration, given: not missing_for_approval(registration, given.ground_rules_on),
}


def possible_changes(registration: Registration, actor: Actor) -> list[Transition]:
    """The changes that an actor can be offered now: listed, and needing nothing that does not exist yet."""
    rows = [row for row in transitions_from(Status(registration.status), actor) if row.needs <= set(_FULFILLED)]
    return [row for row in rows if Need.WAITING_LIST not in row.needs or registration.call.waiting_list]


@transaction.atomic
def change_status(
    registration: Registration,
    target: Status,
    *,
    expected: str,
    actor: Actor,
    now: datetime,
    by: Any = None,
    given: Given | None = None,
) -> Registration:
    """Move a sign-up to another status, write the history and do what the change brings with it.

    Raises `ChangedMeanwhileError` when the status is not `expected`, `RefusedError` when the change is not allowed.
    """
    given = given or Given()
    locked = Registration.objects.select_for_update(of=("self",)).select_related("call", "municipality")
    row = locked.get(pk=registration.pk)
    if row.status != expected:
        raise ChangedMeanwhileError
    transition = find_transition(Status(row.status), target, actor)
    if transition is None or not all(need in _FULFILLED and _FULFILLED[need](row, given) for need in transition.needs):
        raise RefusedError
    StatusChange.objects.create(
        registration=row,
        from_status=row.status,
        to_status=target,
        at=now,
        actor=actor,
        by=by,
        reason=given.reason_code,
        comment=given.comment,
    )
    row.status, row.status_changed_at = target, now
    row.active_at, row.asked_at = now, None
    row.next_step_on, row.meeting_time, row.meeting_place = given.day, given.clock, given.place
    row.save(
        update_fields=[
            "status", "status_changed_at", "active_at", "asked_at", "next_step_on", "meeting_time", "meeting_place",
        ]
    )  # fmt: skip
    _follow_up(row, transition, actor, given, by, now)
    return row


def _follow_up(row: Registration, transition: Transition, actor: Actor, given: Given, by: Any, now: datetime) -> None:
    """What a change brings with it; a mail to the applicant only where one is promised."""
    if transition.target in _LEAVES_TRAINING:
        leave_sessions(row, now, by)
    if transition.target == Status.NEW:
        if not wait_if_full(row, now) and actor == Actor.APPLICANT:
            send_receipt(row, now)
        if actor != Actor.COORDINATOR:
            tell_coordinators(row, row.call, "new_signup")
    elif transition.target == Status.WITHDRAWN:
        _say_goodbye(row, now)
        erase_contact_data(row, now)
    elif transition.target == Status.ANONYMISED:
        erase_everything(row, now)
    elif transition.target == Status.APPROVED and given.ground_rules_on:
        make_sponsor(row, given.ground_rules_on, roles_of(row), by=by, now=now)
    elif transition.target == Status.TRAINING and given.session is not None:
        _enrol(row, given, by, now)
    if transition.target in _MAILS and row.email:
        _write(row, Status(str(transition.target)), given, by, now)


def _enrol(row: Registration, given: Given, by: Any, now: datetime) -> None:
    if given.session is not None:
        try:
            enrol_and_write(given.session, row, given.mail_text, by=by, now=now)
        except NoPlaceError as error:
            raise RefusedError from error


def letter_of_change(target: Status, given: Given) -> str:
    """The name of the mail that goes with a change; empty when there is none."""
    if target == Status.TRAINING and given.session is not None:
        return letter_of_enrolment(given.session)
    return _MAILS.get(target, "")


def mail_of_change(row: Registration, target: Status, given: Given) -> Words | None:
    """The mail that a change would send to the applicant, to be looked at before; None when there is none."""
    if not row.email:
        return None
    if target == Status.TRAINING and given.session is not None:
        return mail_of_enrolment(given.session, row)
    if target not in _MAILS:
        return None
    return words_of_mail(_MAILS[target], language=row.contact_language, about=row, **_facts(row, given))


def _write(row: Registration, target: Status, given: Given, by: Any, now: datetime) -> None:
    """Send the mail of a change; words of the coordinator's own are kept as a note."""
    calendar = None
    if target == Status.MEETING and given.day:
        language = row.contact_language
        calendar = meeting_file(row.reference, given.day, given.clock, given.place, language=language, now=now)
    send_seen(
        _MAILS[target], about=row, text=given.mail_text, by=by, now=now, attachment=calendar, **_facts(row, given)
    )


def _facts(row: Registration, given: Given) -> dict[str, str]:
    language = row.contact_language
    return {
        "link": own_url(row, language),
        "day": date_text(given.day, language) if given.day else "",
        "clock": f"{given.clock:%H:%M}" if given.clock else "",
        "meeting_place": given.place,
        "reason": given.reason_code,
        "roles": ", ".join(names_of_roles(row.roles_offered, mail_language(language))),
    }


@transaction.atomic
def wait_if_full(registration: Registration, now: datetime) -> bool:
    """Put a new sign-up on the waiting list when all places of its call are taken; whether that was done.

    The call is locked, so that two who come at once do not both take the last place.
    """
    if registration.status != Status.NEW or registration.call.capacity is None:
        return False
    call = RecruitmentCall.objects.select_for_update(of=("self",)).get(pk=registration.call_id)
    if not call.is_full(besides=registration.pk) or not call.waiting_list:
        return False
    moved = change_status(registration, Status.WAITING, expected=Status.NEW, actor=Actor.SYSTEM, now=now)
    registration.status, registration.status_changed_at = moved.status, moved.status_changed_at
    return True


#: Whoever comes into these takes part in no training for now.
_LEAVES_TRAINING = (Status.WAITING, Status.DECLINED, Status.WITHDRAWN, Status.ANONYMISED)
#: The mails of the changes that have one.
_MAILS = {
    Status.MEETING: "meeting",
    Status.WAITING: "waiting",
    Status.DECLINED: "declined",
    Status.APPROVED: "approved",
}


@transaction.atomic
def erase_on_request(registration: Registration, *, by: Any, now: datetime) -> Registration:
    """Everything that is known about the person goes at once, because she asked for it; an open sign-up ends."""
    if registration.status in OPEN:
        registration = change_status(
            registration, Status.WITHDRAWN, expected=registration.status, actor=Actor.COORDINATOR, now=now, by=by
        )
    erase_everything(registration, now)
    return registration


@transaction.atomic
def stay_interested(registration: Registration, now: datetime) -> None:
    """The person has answered the question whether she is still interested."""
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.status in OPEN:
        row.active_at, row.asked_at = now, None
        row.save(update_fields=["active_at", "asked_at"])


def _say_goodbye(row: Registration, now: datetime) -> None:
    if row.email:
        send_mail("withdrawn", to=[row.email], language=row.contact_language, about=row, to_applicant=True, now=now)


def _is_oldest_waiting(row: Registration) -> bool:
    waiting = Registration.objects.filter(call=row.call, status=Status.WAITING, quarantined=False)
    return not waiting.filter(status_changed_at__lt=row.status_changed_at).exists()


@transaction.atomic
def keep_note(case: Registration | JoinRequest, text: str, *, by: Any, now: datetime) -> None:
    """Keep a note about a case; an open one is active again."""
    case.notes.create(text=text, by=by, at=now)
    if isinstance(case, Registration):
        stay_interested(case, now)


def out_of_quarantine[Case: (Registration, JoinRequest, PublicMessage, Wish)](case: Case) -> Case | None:
    """The locked row, let out; None when it was not, or no longer, in quarantine."""
    row: Case = type(case)._default_manager.select_for_update().get(pk=case.pk)
    if not row.quarantined:
        return None
    row.quarantined = False
    row.save(update_fields=["quarantined"])
    return row


@transaction.atomic
def release(registration: Registration, now: datetime) -> bool:
    """Let a sign-up out of quarantine and tell everybody; False when it was not, or no longer, in there."""
    row = out_of_quarantine(registration)
    if row is None:
        return False
    announce(row, now)
    wait_if_full(row, now)
    return True


@transaction.atomic
def release_join_request(request: JoinRequest) -> bool:
    """Let a request to join out of quarantine and tell those who answer it."""
    row = out_of_quarantine(request)
    if row is None:
        return False
    announce_join_request(row, call_of(row.municipality))
    return True


@transaction.atomic
def release_message(message: PublicMessage) -> bool:
    """Let a message out of quarantine and tell those who read it."""
    row = out_of_quarantine(message)
    if row is None:
        return False
    announce_message(row)
    return True


def handle_message(message: PublicMessage, *, by: Any, now: datetime) -> bool:
    """Mark a message as handled; False when somebody else was quicker."""
    new = PublicMessage.objects.filter(pk=message.pk, status=PublicMessage.Status.NEW)
    return bool(new.update(status=PublicMessage.Status.HANDLED, status_changed_at=now, handled_by=by))


@transaction.atomic
def move_join_request(request: JoinRequest, source: str, target: str, *, by: Any, now: datetime) -> bool:
    """Move a request on; False when it is no longer in the status that was seen. Closing erases name and number."""
    row = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if row.status != source:
        return False
    row.status, row.status_changed_at, row.handled_by = target, now, by
    if target == JoinRequest.Status.CLOSED:
        erase_join_request(row, now)
    row.save()
    return True
