"""Retention: what must go goes, by one list of rules. The dry run counts exactly what the real run would touch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from home.mail.backend import queue
from home.models import OutgoingMail
from volunteering.casework import ChangedMeanwhileError, Given, change_status
from volunteering.erasure import delete_cases, erase_contact_data, erase_join_request, erase_wish_helper
from volunteering.erasure_list import note_erasure
from volunteering.keeping import over_before, period_of
from volunteering.links import own_url
from volunteering.mails import send_mail
from volunteering.models import (
    AccessLog,
    CaseNote,
    Erasure,
    JoinRequest,
    OutboundMessage,
    PublicMessage,
    PulseAnswer,
    Registration,
    RetentionRun,
    Wish,
)
from volunteering.notices import tell_coordinators
from volunteering.states import OPEN, Actor, Status


@dataclass(frozen=True)
class Rule:
    """One line of the list: which rows are due, and what happens to them. `is_about_people` counts for the limit."""

    name: str
    due: Callable[[datetime], QuerySet[Any]]
    deal_with: Callable[[QuerySet[Any], datetime], int]
    is_about_people: bool = True


def run(now: datetime, *, dry_run: bool = False, most_people: int | None = None) -> RetentionRun:
    """Deal with everything that is due, or only count it. Above the limit nothing is touched and the team is told."""
    limit = settings.RETENTION_MOST_PEOPLE if most_people is None else most_people
    due = {rule.name: list(rule.due(now).values_list("pk", flat=True)) for rule in RULES}
    people = sum(len(due[rule.name]) for rule in RULES if rule.is_about_people)
    counts = {name: len(keys) for name, keys in due.items()}
    report = RetentionRun(at=now, dry_run=dry_run, stopped=people > limit, counts=counts)
    if not dry_run and report.stopped:
        _tell_team(people, limit)
    elif not dry_run:
        for rule in RULES:
            rows = rule.due(now).model._default_manager.filter(pk__in=due[rule.name])
            report.counts[rule.name] = rule.deal_with(rows, now)
    report.save()
    return report


def _tell_team(people: int, limit: int) -> None:
    if settings.TEAM_EMAIL:
        text = render_to_string("volunteering/mail/retention_stopped.txt", {"people": people, "limit": limit})
        subject = f"{settings.WAGTAIL_SITE_NAME}: retention"
        queue(EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, to=[settings.TEAM_EMAIL]))


# --- what is due --------------------------------------------------------------------------------------


def _over(now: datetime, name: str) -> datetime:
    return over_before(now, period_of(name))


def _unconfirmed(now: datetime) -> QuerySet[Any]:
    """A mail that the mail server has not accepted starts no clock."""
    accepted = OutgoingMail.objects.filter(state=OutgoingMail.State.ACCEPTED, finished_at__lt=_over(now, "unconfirmed"))
    asked = OutboundMessage.objects.filter(template="confirm", mail__in=accepted)
    unanswered = Registration.objects.working().filter(status=Status.UNVERIFIED, phone="")
    return unanswered.filter(pk__in=asked.values("registration"))


def _closed(now: datetime) -> QuerySet[Any]:
    return Registration.objects.filter(
        status__in=[Status.DECLINED, Status.WITHDRAWN], status_changed_at__lt=_over(now, "closed")
    )


def _ended_sponsors(now: datetime) -> QuerySet[Any]:
    """Sponsors are kept while they serve and a year longer."""
    return Registration.objects.filter(status=Status.APPROVED, sponsor__ended_at__lt=_over(now, "sponsor"))


def _notes_of_sponsors(now: datetime) -> QuerySet[Any]:
    return CaseNote.objects.filter(registration__sponsor__ended_at__lt=_over(now, "closed"))


def _to_ask(now: datetime) -> QuerySet[Any]:
    return Registration.objects.working().filter(
        status__in=OPEN, asked_at__isnull=True, active_at__lt=_over(now, "asked")
    )


def _unanswered(now: datetime) -> QuerySet[Any]:
    return Registration.objects.working().filter(status__in=OPEN, asked_at__lt=_over(now, "unanswered"))


def _forgotten_requests(now: datetime) -> QuerySet[Any]:
    open_ones = JoinRequest.objects.working().exclude(status=JoinRequest.Status.CLOSED)
    return open_ones.filter(status_changed_at__lt=_over(now, "asked"))


def _messages(now: datetime) -> QuerySet[Any]:
    """Handled ones half a year later, worries and whatever nobody handled after two years, spam in a fortnight."""
    handled = Q(status=PublicMessage.Status.HANDLED, status_changed_at__lt=_over(now, "closed"))
    old = Q(created_at__lt=_over(now, "worry"))
    spam = Q(quarantined=True, created_at__lt=_over(now, "quarantine"))
    return PublicMessage.objects.filter((handled & ~Q(kind=PublicMessage.Kind.WORRY)) | old | spam)


def _wish_helpers(now: datetime) -> QuerySet[Any]:
    """Names and numbers of those who would help, once nothing has happened to their wish for so long."""
    return Wish.objects.working().with_helper().filter(status_changed_at__lt=_over(now, "wish_helper"))


def _wish_words(now: datetime) -> QuerySet[Any]:
    return Wish.objects.exclude(text="").filter(created_at__lt=_over(now, "wish_words"))


def _notes(now: datetime) -> QuerySet[Any]:
    closed = Q(join_request__status=JoinRequest.Status.CLOSED)
    return CaseNote.objects.filter(closed, join_request__status_changed_at__lt=_over(now, "closed"))


def _mails(now: datetime) -> QuerySet[Any]:
    gone = OutgoingMail.objects.exclude(state=OutgoingMail.State.QUEUED)
    return gone.filter(finished_at__lt=_over(now, "mail_log"))


# --- what happens -------------------------------------------------------------------------------------


@transaction.atomic
def _erase_contacts(rows: QuerySet[Any], now: datetime) -> int:
    found = list(rows.select_for_update())
    for row in found:
        erase_contact_data(row, now)
    return len(found)


def _ask(rows: QuerySet[Any], now: datetime) -> int:
    return sum(_ask_one(pk, now) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def _ask_one(pk: int, now: datetime) -> bool:
    """Ask by mail whether the person is still interested; where there is only a number, the coordinator asks."""
    rows = Registration.objects.select_for_update(of=("self",)).select_related("call", "municipality")
    row = rows.filter(pk=pk, asked_at__isnull=True, status__in=OPEN).first()
    if row is None:
        return False
    row.asked_at = now
    if row.email:
        language = row.contact_language
        send_mail(
            "still_interested", to=[row.email], language=language, about=row, to_applicant=True, now=now,
            link=own_url(row, language),
        )  # fmt: skip
    else:
        row.next_step_on = timezone.localdate(now)
        tell_coordinators(row, row.call, "ask_by_phone")
    row.save(update_fields=["asked_at", "next_step_on"])
    return True


def _anonymise(rows: QuerySet[Any], now: datetime) -> int:
    return sum(_anonymise_one(row, now) for row in rows)


def _anonymise_one(row: Registration, now: datetime) -> bool:
    given = Given(retention_over=True)
    try:
        change_status(row, Status.ANONYMISED, expected=row.status, actor=Actor.SYSTEM, now=now, given=given)
    except ChangedMeanwhileError:
        return False
    return True


@transaction.atomic
def _close_requests(rows: QuerySet[Any], now: datetime) -> int:
    found = list(rows.select_for_update())
    for row in found:
        row.status, row.status_changed_at = JoinRequest.Status.CLOSED, now
        row.save(update_fields=["status", "status_changed_at"])
        erase_join_request(row, now)
    return len(found)


@transaction.atomic
def _erase_wish_helpers(rows: QuerySet[Any], now: datetime) -> int:
    found = list(rows.select_for_update())
    for row in found:
        erase_wish_helper(row, now)
    return len(found)


def _erase_wish_words(rows: QuerySet[Any], now: datetime) -> int:
    return rows.update(text="")


@transaction.atomic
def _delete_noted(rows: QuerySet[Any], now: datetime) -> int:
    for reference in rows.values_list("reference", flat=True):
        note_erasure(reference, Erasure.Kind.ROW, now)
    return _delete(rows, now)


def _expire(rows: QuerySet[Any], now: datetime) -> int:
    number: int = rows.expire()  # type: ignore[attr-defined]
    return number


def _delete(rows: QuerySet[Any], now: datetime) -> int:
    return rows.delete()[1].get(rows.model._meta.label, 0)


#: In this order; what one rule does is not looked at again by a later one in the same run.
RULES = (
    Rule("unconfirmed", _unconfirmed, delete_cases),
    Rule(
        "withdrawn_not_erased",
        lambda now: Registration.objects.filter(status=Status.WITHDRAWN, erased_at__isnull=True),
        _erase_contacts,
    ),
    Rule("closed", _closed, _anonymise),
    Rule("sponsors", _ended_sponsors, _anonymise),
    Rule("unanswered", _unanswered, _anonymise),
    Rule("asked", _to_ask, _ask),
    Rule("forgotten_requests", _forgotten_requests, _close_requests),
    Rule(
        "quarantined_sign_ups",
        lambda now: Registration.objects.in_quarantine().filter(created_at__lt=_over(now, "quarantine")),
        delete_cases,
    ),
    Rule(
        "quarantined_requests",
        lambda now: JoinRequest.objects.filter(quarantined=True, created_at__lt=_over(now, "quarantine")),
        delete_cases,
    ),
    Rule("messages", _messages, _delete_noted),
    Rule("wish_helpers", _wish_helpers, _erase_wish_helpers),
    Rule("wish_words", _wish_words, _erase_wish_words, is_about_people=False),
    Rule(
        "quarantined_wishes",
        lambda now: Wish.objects.filter(quarantined=True, created_at__lt=_over(now, "quarantine")),
        _delete_noted,
    ),
    Rule(
        "quarantined_pulse",
        lambda now: PulseAnswer.objects.filter(
            quarantined=True, answered_on__lt=timezone.localdate(_over(now, "quarantine"))
        ),
        _delete,
        is_about_people=False,
    ),
    Rule("notes_of_requests", _notes, _expire, is_about_people=False),
    Rule("notes_of_sponsors", _notes_of_sponsors, _expire, is_about_people=False),
    Rule(
        "mail_log",
        lambda now: OutboundMessage.objects.filter(created_at__lt=_over(now, "mail_log")),
        _delete,
        is_about_people=False,
    ),
    Rule("mails", _mails, _delete, is_about_people=False),
    Rule(
        "access_log",
        lambda now: AccessLog.objects.filter(at__lt=_over(now, "access_log")),
        _expire,
        is_about_people=False,
    ),
)
