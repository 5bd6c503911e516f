"""A message is written with its cause, sent by a worker, tried again or given up, and leaves nothing behind."""

import email
import email.policy
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from home.mail.backend import queue
from home.mail.tasks import MAX_ATTEMPTS, RETRY, MailNotSentError, deliver
from home.models import OutgoingMail
from tests.home.smtp_server import SmtpServer

pytestmark = pytest.mark.django_db

ADDRESS = "aino.kanarialintu@example.org"
WORDS = "salainen-teksti"


@pytest.fixture
def server(settings: Any) -> Iterator[SmtpServer]:
    """The mail server that the transport is told to use."""
    with SmtpServer() as server:
        use(settings, server.port)
        yield server


def use(settings: Any, port: int) -> None:
    settings.MAILERS = {
        "default": {"BACKEND": "home.mail.backend.QueueingBackend"},
        "transport": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        },
    }


def message() -> EmailMessage:
    return EmailMessage("Kiitos, Äiti", f"Hei!\n\n{WORDS}", "portal@example.org", [ADDRESS])


def queued() -> OutgoingMail:
    return queue(message())


def parts(whole: Any) -> list[tuple[str, list[str]]]:
    """Each part with its lines, however they end."""
    leaves = [part for part in whole.walk() if not part.is_multipart()]
    return [(part.get_content_type(), part.get_content().splitlines()) for part in leaves]


# --- written with its cause ------------------------------------------------------------------------


def test_sending_writes_a_row_and_a_job_and_sends_nothing(server: SmtpServer) -> None:
    assert send_mail("Aihe", WORDS, "portal@example.org", [ADDRESS]) == 1
    mail = OutgoingMail.objects.get()
    assert mail.state == OutgoingMail.State.QUEUED
    assert mail.recipients == [ADDRESS]
    assert ProcrastinateJob.objects.filter(task_name="home.deliver_mail", queue_name="mail").count() == 1
    assert server.received == []


def test_what_is_rolled_back_is_never_sent() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queued()
        raise ZeroDivisionError
    assert not OutgoingMail.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_job_knows_only_the_id() -> None:
    mail = queued()
    assert ProcrastinateJob.objects.get().args == {"mail_id": str(mail.id)}


# --- sent ------------------------------------------------------------------------------------------


def test_the_mail_server_gets_the_same_message(server: SmtpServer) -> None:
    original = EmailMultiAlternatives(
        "Kiitos – شكرًا", "Hei Äiti\n.piste rivin alussa\n" + "pitkä " * 300, "Portaali <portal@example.org>",
        [f"Aino Äijälä <{ADDRESS}>"], cc=["toinen@example.org"], bcc=["piilo@example.org"],
        headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    original.attach_alternative("<p>Hei Äiti – مرحبا</p>", "text/html")
    original.attach("kutsu.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
    mail = queue(original)
    stored = email.message_from_bytes(bytes(mail.payload), policy=email.policy.default)
    deliver(mail_id=str(mail.id))
    [received] = server.received
    sent = email.message_from_bytes(received.data, policy=email.policy.default)
    assert received.sender == "portal@example.org"
    assert received.recipients == [ADDRESS, "toinen@example.org", "piilo@example.org"]
    assert sent.items() == stored.items()
    assert parts(sent) == parts(stored)
    assert "piilo@example.org" not in received.data.decode()
    assert str(sent["Subject"]) == "Kiitos – شكرًا"


def test_an_accepted_message_leaves_nothing_behind(server: SmtpServer) -> None:
    mail = queued()
    deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.ACCEPTED
    assert (bytes(mail.payload), mail.recipients, mail.last_error) == (b"", [], "")
    assert mail.finished_at is not None
    assert mail.attempts == 1


def test_a_message_is_not_sent_twice(server: SmtpServer) -> None:
    mail = queued()
    deliver(mail_id=str(mail.id))
    deliver(mail_id=str(mail.id))
    assert len(server.received) == 1


def test_a_job_whose_message_was_erased_does_nothing(server: SmtpServer) -> None:
    mail = queued()
    OutgoingMail.objects.all().delete()
    deliver(mail_id=str(mail.id))
    assert server.received == []


# --- tried again, or given up ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "reply"),
    [("RCPT", "450 4.2.1 later"), ("MAIL", "421 4.3.0 busy"), ("END", "451 4.3.0 try again"), ("EHLO", "421 closing")],
)
def test_a_passing_refusal_is_tried_again(server: SmtpServer, verb: str, reply: str) -> None:
    server.replies = {verb: reply, "HELO": reply} if verb == "EHLO" else {verb: reply}
    mail = queued()
    with pytest.raises(MailNotSentError):
        deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.QUEUED
    assert mail.attempts == 1
    assert WORDS.encode() in bytes(mail.payload)
    server.replies = {}
    deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.ACCEPTED
    assert mail.attempts == 2


def test_a_mail_server_that_is_down_is_tried_again(settings: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    use(settings, port)
    mail = queued()
    with pytest.raises(MailNotSentError, match="ConnectionRefusedError"):
        deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.QUEUED


@pytest.mark.parametrize(
    ("verb", "reply"), [("RCPT", f"550 5.1.1 <{ADDRESS}> unknown"), ("MAIL", "550 no"), ("END", "554 5.7.1 refused")]
)
def test_a_lasting_refusal_is_final_at_once(server: SmtpServer, verb: str, reply: str) -> None:
    server.replies = {verb: reply}
    mail = queued()
    deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.DEAD
    assert mail.finished_at is not None
    assert mail.recipients == [ADDRESS]  # kept until somebody has decided
    deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.attempts == 1


def test_a_refused_sign_in_is_ours_to_mend_and_loses_nothing(server: SmtpServer, settings: Any) -> None:
    transport = dict(settings.MAILERS["transport"])
    transport["OPTIONS"] = {**transport["OPTIONS"], "username": "portal", "password": "wrong"}
    settings.MAILERS = {**settings.MAILERS, "transport": transport}
    server.replies = {"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 no"}
    mail = queued()
    with pytest.raises(MailNotSentError, match="535"):
        deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.QUEUED


def test_trying_ends_after_a_day(server: SmtpServer) -> None:
    server.replies = {"RCPT": "450 later"}
    mail = queued()
    OutgoingMail.objects.update(attempts=MAX_ATTEMPTS - 1)
    deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.DEAD
    assert mail.attempts == MAX_ATTEMPTS
    waits = [RETRY.wait + RETRY.linear_wait * n for n in range(1, MAX_ATTEMPTS)]
    assert sum(waits) >= 24 * 3600
    assert RETRY.max_attempts == MAX_ATTEMPTS


def test_errors_name_no_address(server: SmtpServer, caplog: pytest.LogCaptureFixture) -> None:
    server.replies = {"RCPT": f"450 4.2.2 <{ADDRESS}> mailbox full"}
    mail = queued()
    with pytest.raises(MailNotSentError) as raised:
        deliver(mail_id=str(mail.id))
    mail.refresh_from_db()
    assert mail.last_error == "SMTPRecipientsRefused 450"
    for text in (str(raised.value), mail.last_error, caplog.text):
        assert ADDRESS not in text
        assert "mailbox full" not in text
    assert raised.value.__suppress_context__
