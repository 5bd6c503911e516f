"""Jobs of this app; their arguments never carry personal data."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from volunteering.casework import ChangedMeanwhileError, Given, change_status
from volunteering.models import Registration
from volunteering.states import Actor, Status

#: An address that nobody has confirmed for so long does not hold up a sign-up that has a phone number.
PATIENCE = timedelta(hours=48)


@app.periodic(cron="17 * * * *")
@app.task(name="volunteering.pass_on_unconfirmed", queue="volunteering", pass_context=False)
def pass_on_unconfirmed(timestamp: int) -> None:
    """Every hour: sign-ups with a phone number whose address is still unconfirmed go to the coordinator as new."""
    pass_on(timezone.now())


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
