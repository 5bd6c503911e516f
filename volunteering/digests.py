"""The digest: what waits on somebody's desk, as counts and links; silent when nothing does."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from home.mail.backend import queue
from home.models import User
from home.workdays import is_working_day
from municipalities.models import District
from municipalities.permissions import coordinators_of
from volunteering.mails import default_words, mail_language
from volunteering.models import DeskSettings, JoinRequest, Registration
from volunteering.notices import language_of_admin, tell_when
from volunteering.states import Status

Tell = DeskSettings.Tell
MONDAY = 0


def send_digests(now: datetime) -> int:
    """On working days: to every coordinator by her own wish; returns how many went out.

    Whoever is told at once hears in the digest only of what is late or due.
    """
    today = timezone.localdate(now)
    if not is_working_day(today):
        return 0
    people = {person.pk: person for district in District.objects.all() for person in coordinators_of(district)}
    return sum(_send(person, now) for person in people.values() if person.email and _is_day_of(person, today.weekday()))


def _is_day_of(person: User, weekday: int) -> bool:
    wish = tell_when(person)
    return wish != Tell.OFF and (wish != Tell.WEEKLY or weekday == MONDAY)


def counts_for(person: User, now: datetime) -> dict[str, int]:
    """What waits on somebody's desk."""
    today = timezone.localdate(now)
    working = Registration.objects.visible_to(person).working()
    counts = {
        "late": working.late(today).count(),
        "today": working.open().filter(next_step_on__lte=today).count(),
        "new": working.filter(status=Status.NEW).count(),
        "join_requests": JoinRequest.objects.visible_to(person).working().open().count(),
        "quarantined": Registration.objects.visible_to(person).in_quarantine().count(),
    }
    if tell_when(person) == Tell.AT_ONCE:
        counts["new"] = counts["quarantined"] = 0
    return counts


@transaction.atomic
def _send(person: User, now: datetime) -> bool:
    counts = counts_for(person, now)
    if not any(counts.values()):
        return False
    language = mail_language(language_of_admin(person))
    index = settings.WAGTAILADMIN_BASE_URL + reverse("volunteering_registrations:index")
    join_index = settings.WAGTAILADMIN_BASE_URL + reverse("volunteering_join_requests:index")
    context: dict[str, Any] = {
        **counts,
        "index_url": index,
        "join_url": join_index,
        "eu_funding": settings.EU_FUNDING_STATEMENT,
        "account_url": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_account"),
    }
    with override(language):
        words = default_words("digest", context)
    queue(EmailMessage(words.subject, words.text, settings.DEFAULT_FROM_EMAIL, to=[person.email]))
    return True
