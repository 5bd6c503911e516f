"""Asking sponsors whose break is over whether they are back."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from volunteering.links import own_url
from volunteering.mails import send_mail
from volunteering.models.records import OutboundMessage
from volunteering.models.sponsors import Sponsor

TEMPLATE = "break_over"


def ask_whether_back(now: datetime) -> int:
    """Ask each of them once for each break; who has only a number is on the home panel. Returns how many were asked."""
    asked = OutboundMessage.objects.filter(template=TEMPLATE)
    due = Sponsor.objects.back_by(timezone.localdate(now)).exclude(registration__email="")
    due = due.exclude(
        registration__in=asked.filter(created_at__gte=F("registration__sponsor__state_changed_at")).values(
            "registration"
        )
    )
    return sum(_ask_one(pk, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _ask_one(pk: int, now: datetime) -> bool:
    rows = Sponsor.objects.select_for_update(of=("self",))
    sponsor = rows.select_related("registration__call", "registration__municipality").get(pk=pk)
    case = sponsor.registration
    if sponsor.state != Sponsor.State.ON_BREAK or case.messages.filter(
        template=TEMPLATE, created_at__gte=sponsor.state_changed_at
    ):
        return False
    language = case.contact_language
    send_mail(
        TEMPLATE, to=[case.email], language=language, about=case, to_applicant=True, now=now,
        link=own_url(case, language),
    )  # fmt: skip
    return True
