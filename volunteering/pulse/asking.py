"""Asking sponsors how it goes: one, four and ten months after they were approved, in months of the calendar.

Whoever is on a break on the day is asked when she is back, as long as that is within two months; then it is left out.
Nobody is asked twice, nobody without an e-mail address, nobody who has ended.
"""

import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from volunteering.keeping import Period, end_of
from volunteering.mails import mail_language, send_mail
from volunteering.models.pulse import PulseMonth, SponsorPulseAsk
from volunteering.models.sponsors import Sponsor

#: For so many days after the day itself somebody can still be asked, and for so many days her link works.
PATIENCE = timedelta(days=60)
_SERVING = (Sponsor.State.AVAILABLE, Sponsor.State.ACTIVE)


def ask_those_due(now: datetime) -> int:
    """Ask everybody whose month it is; returns how many mails were written."""
    longest = timedelta(days=31 * max(PulseMonth.values)) + PATIENCE + timedelta(days=2)
    sponsors = Sponsor.objects.filter(state__in=_SERVING, approved_at__gt=now - longest)
    return sum(_ask(pk, now) for pk in sponsors.values_list("pk", flat=True))


def month_due(approved_on: date, today: date) -> PulseMonth | None:
    """Which question it is the time for, if any."""
    for month in PulseMonth:
        day = end_of(approved_on, Period(months=month.value))
        if day <= today < day + PATIENCE:
            return month
    return None


@transaction.atomic
def _ask(pk: int, now: datetime) -> bool:
    rows = Sponsor.objects.select_for_update(of=("self",)).select_related("registration", "municipality")
    sponsor = rows.filter(pk=pk, state__in=_SERVING).first()
    if sponsor is None or not sponsor.registration.email:
        return False
    today = timezone.localdate(now)
    month = month_due(timezone.localdate(sponsor.approved_at), today)
    if month is None or sponsor.pulse_asks.filter(month=month).exists():
        return False
    # A digit in front: the request log leaves out long parts of a path that have one.
    ask = SponsorPulseAsk.objects.create(
        sponsor=sponsor, month=month, token=f"1{secrets.token_urlsafe(24)}", asked_on=today
    )
    registration = sponsor.registration
    send_mail(
        "sponsor_pulse", to=[registration.email], language=registration.contact_language, about=registration,
        to_applicant=True, now=now, link=link_of(ask, registration.contact_language), months=month.value,
    )  # fmt: skip
    return True


def link_of(ask: SponsorPulseAsk, language: str) -> str:
    """The absolute address of the questions, in the language of the mail."""
    town = ask.sponsor.municipality
    return f"{settings.SITE_URL}/{mail_language(language)}/{town.slug}/sponsor-pulse/{ask.token}/"
