"""Jobs of this app; their arguments never carry personal data."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from home.models import OutgoingMail
from volunteering import retention
from volunteering.casework import ChangedMeanwhileError, Given, change_status
from volunteering.digests import send_digests
from volunteering.handover import hand_over
from volunteering.links import confirm_url
from volunteering.mails import send_mail
from volunteering.models import OutboundMessage, Registration
from volunteering.pulse.asking import ask_those_due
from volunteering.sponsors.reminding import ask_whether_back
from volunteering.states import Actor, Status
from volunteering.training import enrolling as training

#: An address that nobody has confirmed for so long does not hold up a sign-up that has a phone number.
PATIENCE = timedelta(hours=48)
#: Somebody who has not confirmed and gave no number is reminded once.
REMINDED_AFTER = timedelta(days=2)


@app.periodic(cron="17 * * * *")
@app.task(name="volunteering.pass_on_unconfirmed", queue="volunteering", pass_context=False)
def pass_on_unconfirmed(timestamp: int) -> None:
    """Every hour: unconfirmed sign-ups are passed on or reminded, and no open case stays with somebody who has left."""
    now = timezone.now()
    pass_on(now)
    remind(now)
    hand_over(now=now)
    training.fill_free_places(now)
    training.remind(now)


@app.periodic(cron="40 3 * * *")
@app.task(name="volunteering.retain", queue="volunteering", pass_context=False)
def retain(timestamp: int) -> None:
    """Every night: personal data whose time is over goes."""
    retention.run(timezone.now())


@app.periodic(cron="20 8 * * *")
@app.task(name="volunteering.ask_sponsors", queue="volunteering", pass_context=False)
def ask_sponsors(timestamp: int) -> None:
    """Every morning: sponsors are asked how it goes, one, four and ten months after they were approved."""
    ask_those_due(timezone.now())


@app.periodic(cron="0 7 * * *")
@app.task(name="volunteering.digest", queue="volunteering", pass_context=False)
def digest(timestamp: int) -> None:
    """Every morning: coordinators hear of what waits for them, sponsors are asked when their break is over."""
    now = timezone.now()
    send_digests(now)
    ask_whether_back(now)


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


def remind(now: datetime) -> int:
    """Remind those who have only an address and have not confirmed it, once; returns how many."""
    accepted = OutgoingMail.objects.filter(state=OutgoingMail.State.ACCEPTED, finished_at__lte=now - REMINDED_AFTER)
    asked = OutboundMessage.objects.filter(template="confirm", mail__in=accepted)
    reminded = OutboundMessage.objects.filter(template="reminder")
    rows = (
        Registration.objects.working()
        .filter(status=Status.UNVERIFIED, phone="", pk__in=asked.values("registration"))
        .exclude(pk__in=reminded.filter(registration__isnull=False).values("registration"))
    )
    return sum(_remind_one(pk, now) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def _remind_one(pk: int, now: datetime) -> bool:
    row = Registration.objects.select_for_update(of=("self",)).select_related("call", "municipality").get(pk=pk)
    if row.status != Status.UNVERIFIED or row.messages.filter(template="reminder").exists():
        return False
    language = row.contact_language
    send_mail(
        "reminder", to=[row.email], language=language, about=row, to_applicant=True, now=now,
        link=confirm_url(row, language),
    )  # fmt: skip
    return True
