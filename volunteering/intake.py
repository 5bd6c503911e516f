"""Receiving a form: the row, its history, its consents and the mails, in one transaction; sent twice, it is one."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from municipalities.models import Municipality
from volunteering.announcing import announce, announce_join_request, announce_message, send_receipt, tell_others
from volunteering.answers import Answers
from volunteering.casework import wait_if_full
from volunteering.choices import IsAdult, SignupAs, Wants
from volunteering.models.calls import RecruitmentCall
from volunteering.models.joining import JoinRequest
from volunteering.models.messages import PublicMessage
from volunteering.models.records import ConsentRecord, PrivacyNotice, StatusChange
from volunteering.models.registrations import Registration
from volunteering.questions.answers import keep_answers
from volunteering.questions.asked import AskedQuestion
from volunteering.spam import suspicion
from volunteering.states import Actor, Status

#: Answers that are columns of the same name and type.
PLAIN = (
    "full_name", "preferred_name", "email", "phone", "contact_preference", "contact_language", "wants",
    "companion_reference", "interests", "languages_spoken", "availability", "frequency", "message",
    "practical_needs", "practical_needs_text", "heard_from",
)  # fmt: skip


@transaction.atomic
def receive_signup(
    answers: Answers,
    *,
    call: RecruitmentCall,
    municipality: Municipality | None,
    language: str,
    newsletter_wording: str | None,
    now: datetime,
    many: bool = False,
    extra: Iterable[tuple[AskedQuestion, Any]] = (),
) -> Registration:
    """Make the sign-up of checked answers, or find the one that was already made of them.

    `newsletter_wording` is the sentence that was ticked, None when it was not; `many` came from the same address;
    `extra` are the answers to the municipality's own questions.
    """
    columns = _columns(answers.values)
    doubt = suspicion(
        trap=answers.values.get("website", ""),
        opened_at=answers.started_at,
        now=now,
        message=columns["message"],
        many=many,
    )
    registration, made = Registration.objects.get_or_create(
        idempotency_key=answers.key,
        defaults={
            **columns,
            "call": call,
            "municipality": municipality,
            "language": language,
            "status": Status.UNVERIFIED if columns["email"] else Status.NEW,
            "status_changed_at": now,
            "created_at": now,
            "active_at": now,
            "possible_duplicate_of": Registration.objects.same_person(columns["email"], columns["phone"]),
            "quarantined": doubt is not None,
            "quarantine_reason": doubt or "",
            "privacy_notice": PrivacyNotice.objects.current(),
            "privacy_language": language,
            "privacy_read_at": now,
        },
    )
    if not made:
        return registration
    StatusChange.objects.create(registration=registration, to_status=registration.status, at=now, actor=Actor.APPLICANT)
    keep_answers(registration, extra)
    if newsletter_wording is not None:
        _consent(registration, newsletter_wording, now)
    if not registration.quarantined:
        announce(registration, now)
        wait_if_full(registration, now)
    return registration


@transaction.atomic
def enter_signup(
    columns: dict[str, Any], *, call: RecruitmentCall, evidence: str, by: Any, now: datetime
) -> Registration:
    """A sign-up that a coordinator writes down: new at once, with how the person agreed; a receipt goes out."""
    registration = Registration.objects.create(
        **columns,
        idempotency_key=uuid4(),
        call=call,
        language=columns["contact_language"],
        is_adult=True,
        status=Status.NEW,
        status_changed_at=now,
        created_at=now,
        active_at=now,
        possible_duplicate_of=Registration.objects.same_person(columns["email"], columns["phone"]),
        privacy_notice=PrivacyNotice.objects.current(),
        privacy_language=columns["contact_language"],
        privacy_read_at=now,
    )
    StatusChange.objects.create(
        registration=registration, to_status=Status.NEW, at=now, actor=Actor.COORDINATOR, by=by, comment=evidence
    )
    if not wait_if_full(registration, now):
        send_receipt(registration, now)
    tell_others(registration, by)
    return registration


def arrival(municipality: Municipality | None, language: str, doubt: str | None, now: datetime) -> dict[str, Any]:
    """The columns of a short form that say whence and when it came, and whether it looks like spam."""
    return {
        "municipality": municipality,
        "language": language,
        "status_changed_at": now,
        "created_at": now,
        "quarantined": doubt is not None,
        "quarantine_reason": doubt or "",
    }


@transaction.atomic
def receive_join_request(
    values: dict[str, Any],
    *,
    key: str,
    opened_at: int | None,
    municipality: Municipality | None,
    call: RecruitmentCall | None,
    language: str,
    now: datetime,
    many: bool = False,
) -> JoinRequest:
    """Make the request, or find the one that was already made of this form, and tell those who will call."""
    doubt = suspicion(trap=values.get("website", ""), opened_at=opened_at, now=now, many=many)
    request, made = JoinRequest.objects.get_or_create(
        idempotency_key=key,
        defaults={
            **{name: values[name] for name in ("name_used", "reply_by", "phone", "contact_language", "who_comes")},
            "interests": values.get("interests", []),
            "is_helped": values.get("is_helped", False),
            **arrival(municipality, language, doubt, now),
        },
    )
    if made and doubt is None:
        announce_join_request(request, call)
    return request


@transaction.atomic
def receive_message(
    columns: dict[str, Any],
    *,
    kind: str,
    key: str,
    opened_at: int | None,
    trap: str,
    municipality: Municipality | None,
    language: str,
    now: datetime,
    many: bool = False,
) -> PublicMessage:
    """Make the message, or find the one that was already made of this form; worries and partners are told at once."""
    doubt = suspicion(trap=trap, opened_at=opened_at, now=now, message=columns.get("text", ""), many=many)
    message, made = PublicMessage.objects.get_or_create(
        idempotency_key=key,
        defaults={
            **columns,
            "kind": kind,
            **arrival(municipality, language, doubt, now),
        },
    )
    if made and doubt is None:
        announce_message(message)
    return message


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    empty = Registration()
    columns = {name: values.get(name) or getattr(empty, name) for name in PLAIN}
    alone = values.get("signup_as") or SignupAs.ALONE
    columns["signup_as"] = SignupAs.GROUP if values.get("wants") == Wants.OWN_GROUP else alone
    columns["is_adult"] = values.get("is_adult") == IsAdult.YES
    return columns


def _consent(registration: Registration, wording: str, now: datetime) -> None:
    ConsentRecord.objects.create(
        registration=registration,
        purpose=ConsentRecord.Purpose.NEWSLETTER,
        privacy_notice=registration.privacy_notice,
        wording_hash=hashlib.sha256(wording.encode()).hexdigest(),
        language=registration.language,
        channel=registration.channel,
        given_at=now,
    )
