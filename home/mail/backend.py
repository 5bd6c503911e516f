"""The mail backend that everybody uses: it stores the message and a job in the caller's transaction.

A mail server that is down, slow or refusing can then neither lose nor delay anything (`trust.md`, "Sign-ups").
"""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from home.mail.tasks import deliver
from home.models import OutgoingMail


class QueueingBackend(BaseEmailBackend):
    """Puts each message into `OutgoingMail` and defers its delivery, in one transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            queue(message)
        return len(email_messages)


def queue(message: EmailMessage) -> OutgoingMail:
    """Store the message and the job that sends it; both or neither are committed."""
    with transaction.atomic():
        mail = OutgoingMail.objects.create(
            payload=message.message().as_bytes(),
            sender=message.from_email,
            recipients=message.recipients(),
        )
        deliver.defer(mail_id=str(mail.id))
    return mail
