"""The mail queue's table: a message is stored with what caused it, sent later, and its text erased once accepted."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One e-mail on its way. Written in the transaction of its cause; the job's only argument is its id.

    `payload` is the MIME message and `recipients` the envelope; both are wiped when the mail server has accepted the
    message, so that no personal data stays behind. A dead letter keeps them until somebody has decided.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        ACCEPTED = "accepted", _("accepted by the mail server")
        DEAD = "dead", _("not deliverable")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    payload = models.BinaryField()
    sender = models.CharField(max_length=320)
    recipients = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True, help_text="Class and SMTP code, never the server's text.")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["state", "created_at"], name="home_mail_state")]

    def __str__(self) -> str:
        return str(self.id)
