"""Erasing what tells who somebody is. What remains is a row that counts."""

from datetime import datetime

from home.models import OutgoingMail
from volunteering.models.records import ConsentRecord, OutboundMessage
from volunteering.models.registrations import Registration

#: Columns that tell who somebody is or that somebody wrote in her own words.
PERSONAL = (
    "full_name",
    "preferred_name",
    "email",
    "phone",
    "companion_reference",
    "message",
    "practical_needs_text",
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
    ConsentRecord.objects.filter(registration=registration, withdrawn_at__isnull=True).update(withdrawn_at=now)
    to_person = OutboundMessage.objects.filter(registration=registration, to_applicant=True)
    obsolete = to_person.exclude(template="withdrawn").values_list("mail", flat=True)
    OutgoingMail.objects.filter(pk__in=list(obsolete)).exclude(state=OutgoingMail.State.ACCEPTED).delete()
