"""Receiving an answer: one row for one form. Nothing of it leads to a person, an address or a time of day."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from municipalities.figures.quarters import Quarter
from municipalities.models import Municipality
from volunteering.models.pulse import PulseAnswer, SponsorPulseAnswer, SponsorPulseAsk
from volunteering.spam import suspicion

#: Three taps take no longer.
FASTEST_SECONDS = 1


def receive_answer(
    answers: dict[str, str],
    *,
    key: str,
    opened_at: int | None,
    trap: str,
    municipality: Municipality,
    event: UUID | None,
    language: str,
    now: datetime,
    many: bool = False,
) -> PulseAnswer:
    """Keep a newcomer's answer, or find the one that was already made of this form."""
    doubt = suspicion(trap=trap, opened_at=opened_at, now=now, many=many, fastest=FASTEST_SECONDS)
    today = timezone.localdate(now)
    values: dict[str, Any] = {
        **answers,
        "municipality": municipality,
        "event": event,
        "event_date": today if event else None,
        "language": language,
        "answered_on": today,
        "quarantined": doubt is not None,
    }
    return PulseAnswer.objects.get_or_create(idempotency_key=key, defaults=values)[0]


@transaction.atomic
def receive_sponsor_answer(ask: SponsorPulseAsk, answers: dict[str, str], today: date) -> bool:
    """Keep a sponsor's answer apart from her; False when her link has been used already."""
    asks = SponsorPulseAsk.objects.select_for_update(of=("self",)).select_related("sponsor__municipality")
    row = asks.get(pk=ask.pk)
    if row.is_answered:
        return False
    row.is_answered = True
    row.save(update_fields=["is_answered"])
    SponsorPulseAnswer.objects.create(
        municipality=row.sponsor.municipality, month=row.month, quarter=Quarter.of(today).first_day, **answers
    )
    return True
