"""Erasing what tells who somebody is. What remains is a row that counts."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from home.models import OutgoingMail
from volunteering.erasure_list import note_erasure
from volunteering.models.joining import JoinRequest
from volunteering.models.keeping import Erasure
from volunteering.models.records import CaseNote, ConsentRecord, OutboundMessage, StatusChange
from volunteering.models.registrations import Registration
from volunteering.models.sponsors import Sponsor
from volunteering.models.wishes import Wish
from volunteering.sponsors.moves import finish
from volunteering.states import Actor

#: Columns that tell who somebody is or that somebody wrote in her own words.
PERSONAL = (
    "full_name",
    "preferred_name",
    "email",
    "phone",
    "companion_reference",
    "message",
    "practical_needs_text",
    "meeting_place",
)


def erase_contact_data(registration: Registration, now: datetime) -> None:
    """Erase name, contacts and free text of a sign-up, in the caller's transaction; irreversible.

    Mails that have not left yet are taken back, except the last one, which says that this was done.
    """
    for name in PERSONAL:
        setattr(registration, name, "")
    registration.practical_needs = []
    registration.erased_at = now
    registration.save(update_fields=[*PERSONAL, "practical_needs", "erased_at"])
    registration.extra_answers.all().delete()  # what a municipality asks may tell who somebody is
    ConsentRecord.objects.filter(registration=registration, withdrawn_at__isnull=True).update(withdrawn_at=now)
    to_person = OutboundMessage.objects.filter(registration=registration, to_applicant=True)
    obsolete = to_person.exclude(template="withdrawn").values_list("mail", flat=True)
    OutgoingMail.objects.filter(pk__in=list(obsolete)).exclude(state=OutgoingMail.State.ACCEPTED).delete()
    note_erasure(registration.reference, Erasure.Kind.CONTACT_DATA, now)


def erase_everything(registration: Registration, now: datetime) -> None:
    """Erase also what others wrote about the person: notes, comments, consents. Codes, places and days remain."""
    erase_contact_data(registration, now)
    CaseNote.objects.filter(registration=registration).expire()
    StatusChange.objects.filter(registration=registration).exclude(comment="").redact(comment="")
    ConsentRecord.objects.filter(registration=registration).delete()
    registration.attendances.all().delete()
    _forget_sponsor(registration, now)
    registration.possible_duplicates.update(possible_duplicate_of=None)
    registration.possible_duplicate_of = None
    registration.next_step_on = None
    registration.save(update_fields=["possible_duplicate_of", "next_step_on"])
    note_erasure(registration.reference, Erasure.Kind.EVERYTHING, now)


def _forget_sponsor(registration: Registration, now: datetime) -> None:
    """She has ended, speaks for no group, and nobody knows which checks were done; that she was there still counts."""
    registration.extract_checks.all().delete()
    registration.roles_offered = []
    registration.save(update_fields=["roles_offered"])
    sponsor = Sponsor.objects.select_for_update().filter(registration=registration).first()
    if sponsor is not None and sponsor.state != Sponsor.State.ENDED:
        finish(sponsor, "", actor=Actor.SYSTEM, now=now)


def erase_join_request(request: JoinRequest, now: datetime) -> None:
    """Erase name and number of a request to join, in the caller's transaction."""
    request.name_used = request.phone = ""
    request.save(update_fields=["name_used", "phone"])
    note_erasure(request.reference, Erasure.Kind.CONTACT_DATA, now)


def erase_wish_helper(wish: Wish, now: datetime) -> None:
    """Erase name and number of somebody who would help, in the caller's transaction. The wish stays and counts."""
    wish.name_used = wish.phone = ""
    wish.save(update_fields=["name_used", "phone"])
    note_erasure(wish.reference, Erasure.Kind.CONTACT_DATA, now)


@transaction.atomic
def delete_cases(cases: QuerySet[Registration] | QuerySet[JoinRequest], now: datetime) -> int:
    """Delete whole rows with all that hangs on them, and mails about them that have not left; returns how many."""
    references = list(cases.values_list("reference", flat=True))
    about = "registration" if cases.model is Registration else "join_request"
    mails = OutboundMessage.objects.filter(**{f"{about}__in": cases.order_by()}).values_list("mail", flat=True)
    OutgoingMail.objects.filter(pk__in=list(mails)).exclude(state=OutgoingMail.State.ACCEPTED).delete()
    for reference in references:
        note_erasure(reference, Erasure.Kind.ROW, now)
    cases.model.objects.filter(reference__in=references).delete()
    return len(references)
