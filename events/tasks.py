"""Jobs of this app: once a day organisers of series that nobody has confirmed are asked whether they still happen."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django import app

from events.freshness import CALL_FIRST_AFTER, UNLISTED_AFTER
from events.models import Confirmation, Event, Occurrence
from events.organiser_links import organiser_url
from home.dates import date_text, helsinki
from municipalities.permissions import approvers_of

#: How often one organiser is asked about one activity.
_AGAIN_AFTER = timedelta(days=14)


@app.periodic(cron="23 6 * * *")
@app.task(name="events.ask_organisers", queue="events", pass_context=False)
def ask_organisers(timestamp: int) -> None:
    """Every morning."""
    ask_about_unconfirmed(timezone.now())


def ask_about_unconfirmed(now: datetime) -> int:
    """One mail for each series that is to come and has not been confirmed for 60 days; returns how many went."""
    today = helsinki(now).date()
    coming = Occurrence.objects.filter(listed_until__gt=now, status=Occurrence.Status.SCHEDULED, has_date=True)
    unconfirmed = Event.objects.filter(
        is_series=True, last_confirmed_on__lte=today - CALL_FIRST_AFTER, uuid__in=coming.values("event_id")
    )
    recently = Confirmation.objects.filter(asked_at__gt=now - _AGAIN_AFTER).values("event_uuid")
    sent = 0
    for event in unconfirmed.exclude(uuid__in=recently).prefetch_related("texts").select_related("municipality"):
        sent += _ask(event, now)
    return sent


@transaction.atomic
def _ask(event: Event, now: datetime) -> int:
    receivers = _receivers(event)
    if not receivers:
        return 0
    language = event.source_language
    text = event.text_for(language)
    leaves_on = event.last_confirmed_on + UNLISTED_AFTER if event.last_confirmed_on else None
    with override(language):
        context = {
            "title": text.title if text else event.path,
            "url": organiser_url(event, language),
            "leaves_on": date_text(leaves_on, language) if leaves_on else "",
        }
        subject = " ".join(render_to_string("events/mail/still_on/subject.txt", context).split())
        body = render_to_string("events/mail/still_on/text.txt", context)
    for address in receivers:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address]).send()
    Confirmation.objects.update_or_create(pk=event.uuid, defaults={"asked_at": now})
    return 1


def _receivers(event: Event) -> list[str]:
    """The organiser's mailbox; the district's editors where there is none."""
    address = (event.named.get("contact") or {}).get("email")
    if address:
        return [address]
    town = event.municipality
    editors = approvers_of(town.district if town else None)
    return [editor.email for editor in editors if editor.email]
