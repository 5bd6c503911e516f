"""Corrections by the applicant, and two sign-ups of one person made one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from volunteering.casework import ChangedMeanwhileError, keep_note
from volunteering.mails import send_mail
from volunteering.models.records import CaseNote
from volunteering.models.registrations import Registration
from volunteering.questions.answers import keep_answers, take_answers
from volunteering.questions.asked import AskedQuestion
from volunteering.states import OPEN, Status
from volunteering.words import QUESTIONS


@transaction.atomic
def correct_details(
    registration: Registration,
    values: dict[str, Any],
    now: datetime,
    extra: Iterable[tuple[AskedQuestion, Any]] = (),
    by: Any = None,
) -> list[str]:
    """Keep what the applicant (or somebody for her) has corrected; the note names the questions, never the answers.

    The old address hears of a new one, so that nobody's contact data are changed behind her back.
    """
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("call", "municipality")
        .get(pk=registration.pk)
    )
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    extra_changed = keep_answers(row, extra)
    if not changed and not extra_changed:
        return []
    old_email = row.email
    for name in changed:
        setattr(row, name, values[name])
    if {"email", "phone"} & set(changed) and row.possible_duplicate_of_id is None:
        others = Registration.objects.exclude(pk=row.pk)
        row.possible_duplicate_of = others.same_person(row.email, row.phone)
    row.save()
    labels = [str(Registration._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]
    labels += [question.in_language(row.contact_language)[0].label for question in extra_changed]
    keep_note(row, f"✎ {', '.join(labels)}", by=by, now=now)
    if old_email and "email" in changed:
        send_mail("address_changed", to=[old_email], language=row.contact_language, about=row, now=now)
    return changed


def _move_preparations(kept: Registration, gone: Registration) -> None:
    """What was prepared for the approval of the one counts for the other."""
    kept.roles_offered = [*kept.roles_offered, *(code for code in gone.roles_offered if code not in kept.roles_offered)]
    for qualification in gone.qualifications.exclude(basis__in=kept.qualifications.values("basis")):
        qualification.registration = kept
        qualification.save(update_fields=["registration"])
    for check in gone.extract_checks.exclude(role__in=kept.extract_checks.values("role")):
        check.registration = kept
        check.save(update_fields=["registration"])


#: How far a sign-up has come; of two the further one remains.
_PROGRESS = [Status.UNVERIFIED, Status.WAITING, Status.NEW, Status.CONTACTED, Status.MEETING, Status.TRAINING]


def order_of_merging(one: Registration, other: Registration) -> tuple[Registration, Registration]:
    """Which remains and which goes: the one that is further along remains, else the older one."""

    def rank(row: Registration) -> tuple[int, float, int]:
        return (-_PROGRESS.index(Status(row.status)), row.created_at.timestamp(), row.pk)

    kept, gone = sorted((one, other), key=rank)
    return kept, gone


@transaction.atomic
def merge(kept: Registration, gone: Registration, take: set[str], *, by: Any, now: datetime) -> Registration:
    """Make one of two sign-ups: answers in `take` come from the one that goes, whose history moves over.

    The reference and the links of the one that goes lead to the one that remains.
    Raises `ChangedMeanwhileError` when one of them is no longer as it was seen.
    """
    both = Registration.objects.filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    rows = {row.pk: row for row in both.select_for_update()}
    seen = (kept, gone)
    if any(row.pk not in rows or rows[row.pk].status != row.status or row.status not in OPEN for row in seen):
        raise ChangedMeanwhileError
    kept, gone = rows[kept.pk], rows[gone.pk]
    for name in take & set(QUESTIONS):
        setattr(kept, name, getattr(gone, name))
    take_answers(kept, gone, take)
    kept.merged_references = [*kept.merged_references, gone.reference, *gone.merged_references]
    kept.possible_duplicate_of = None if kept.possible_duplicate_of_id == gone.pk else kept.possible_duplicate_of
    kept.active_at, kept.asked_at = now, None
    CaseNote.objects.filter(registration=gone).redact(registration=kept)
    gone.messages.update(registration=kept)
    gone.attendances.exclude(session__in=kept.attendances.values("session")).update(registration=kept)
    _move_preparations(kept, gone)
    for consent in gone.consents.all():
        if not kept.consents.filter(purpose=consent.purpose, withdrawn_at__isnull=True).exists():
            consent.registration = kept
            consent.save(update_fields=["registration"])
    gone.possible_duplicates.exclude(pk=kept.pk).update(possible_duplicate_of=kept)
    keep_note(kept, f"{gone.reference} → {kept.reference}", by=by, now=now)
    gone.delete()
    kept.save()
    return kept
