"""The job that hands a queued message to the mail server."""

import email
import email.policy
import smtplib
from typing import Any

from django.core.mail import mailers
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from home.models import OutgoingMail

MAX_ATTEMPTS = 18
#: Half a minute, then ten minutes more each time: about 25 hours of trying (`trust.md` asks for at least 24).
RETRY = RetryStrategy(max_attempts=MAX_ATTEMPTS, wait=30, linear_wait=600)


class _StoredMessage(EmailMessage):
    """A message whose MIME text already exists."""

    def __init__(self, mail: OutgoingMail) -> None:
        super().__init__(from_email=mail.sender, to=list(mail.recipients))
        self._mime = email.message_from_bytes(bytes(mail.payload), policy=email.policy.SMTP)
        self.subject = str(self._mime["Subject"] or "")

    def message(self, *args: Any, **kwargs: Any) -> Any:
        return self._mime


@app.task(name="home.deliver_mail", queue="mail", retry=RETRY)
def deliver(mail_id: str) -> None:
    """Send one stored message. A lasting refusal (5xx) is final at once, anything else is tried again."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, state=OutgoingMail.State.QUEUED).first()
        if mail is None:  # erased, or sent by a worker that died before it could say so
            return
        mail.attempts += 1
        try:
            mailers["transport"].send_messages([_StoredMessage(mail)])
        except (smtplib.SMTPException, OSError) as error:
            _note_failure(mail, error)
            failure: Exception | None = None if mail.state == OutgoingMail.State.DEAD else error
        else:
            failure = None
            mail.state = OutgoingMail.State.ACCEPTED
            mail.finished_at = timezone.now()
            mail.payload, mail.recipients, mail.last_error = b"", [], ""
        mail.save()
    if failure is not None:
        # The error's own text may quote an address: jobs and logs get its class and code only.
        raise MailNotSentError(mail.last_error) from None


class MailNotSentError(Exception):
    """The mail server could not take the message now; the job is tried again."""


def _smtp_code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _reply in error.recipients.values()), default=None)
    return getattr(error, "smtp_code", None)


def _note_failure(mail: OutgoingMail, error: Exception) -> None:
    code = _smtp_code(error)
    mail.last_error = f"{type(error).__name__} {code or ''}".strip()
    lasting = code is not None and 500 <= code < 600 and not isinstance(error, smtplib.SMTPAuthenticationError)
    if lasting or mail.attempts >= MAX_ATTEMPTS:
        mail.state = OutgoingMail.State.DEAD
        mail.finished_at = timezone.now()
