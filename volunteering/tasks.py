"""Jobs of this app; their arguments never carry personal data."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from home.models import OutgoingMail
from volunteering.casework import ChangedMeanwhileError, Given, change_status
from volunteering.models import OutboundMessage, Registration
from volunteering.states import Actor, Status

#: An address that nobody has confirmed for so long does not hold up a sign-up that has a phone number.
PATIENCE = timedelta(hours=48)
#: Without a phone number there is nobody to call: erased so long after the mail was accepted by the mail server.
KEPT_UNCONFIRMED = timedelta(days=7)


@app.periodic(cron="17 * * * *")
@app.task(name="volunteering.pass_on_unconfirmed", queue="volunteering", pass_context=False)
def pass_on_unconfirmed(timestamp: int) -> None:
    """Every hour: unconfirmed sign-ups go to the coordinator when there is a number to call, else in time they go."""
    now = timezone.now()
    pass_on(now)
    erase_unconfirmed(now)


def pass_on(now: datetime) -> int:
    """The same at a given time; returns how many were passed on."""
    waiting = (
        Registration.objects.working()
        .filter(status=Status.UNVERIFIED, created_at__lte=now - PATIENCE)
        .exclude(phone="")
    )
    passed = 0
    for registration in waiting:
        try:
            change_status(
                registration,
                Status.NEW,
                expected=Status.UNVERIFIED,
                actor=Actor.SYSTEM,
                now=now,
                given=Given(phone_and_48_hours=True),
            )
        except ChangedMeanwhileError:
            continue
        passed += 1
    return passed


def erase_unconfirmed(now: datetime) -> int:
    """Delete sign-ups without a phone number whose mail has lain unanswered; returns how many rows went.

    A mail that the mail server has not accepted starts no clock.
    """
    accepted = OutgoingMail.objects.filter(state=OutgoingMail.State.ACCEPTED, finished_at__lte=now - KEPT_UNCONFIRMED)
    asked = OutboundMessage.objects.filter(template="confirm", mail__in=accepted)
    rows = Registration.objects.working().filter(status=Status.UNVERIFIED, phone="", messages__in=asked)
    _total, by_model = Registration.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    return by_model.get(Registration._meta.label, 0)
