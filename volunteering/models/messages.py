"""What people write without signing up: partners, feedback on a page, a worry."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models import Contact, Municipality
from volunteering import choices
from volunteering.models.received import Received
from volunteering.querysets import ScopedQuerySet
from volunteering.references import new_message_reference


class PublicMessage(Received):
    """One message; which questions there were depends on its kind. A worry may be without any name."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("partner")
        FEEDBACK = "feedback", _("feedback")
        WORRY = "worry", _("worry")
        QUESTION = "question", _("question to the municipality")

    class Status(models.TextChoices):
        NEW = "new", _("New")
        HANDLED = "handled", _("Handled")

    reference = models.CharField(
        _("reference"), max_length=11, unique=True, default=new_message_reference, editable=False
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="public_messages",
        verbose_name=_("municipality"),
    )
    page = models.CharField(_("page"), max_length=300, blank=True)
    face = models.CharField(_("Was this useful?"), max_length=6, choices=choices.Face, blank=True)
    offers = ArrayField(
        models.CharField(max_length=8, choices=choices.Offer),
        default=list,
        blank=True,
        verbose_name=_("What you offer"),
    )
    where = models.CharField(_("Where did it happen?"), max_length=200, blank=True)
    text = models.CharField(_("message"), max_length=2000, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    contact = models.CharField(_("Phone or e-mail"), max_length=254, blank=True)
    #: A question goes on in the coordinator's words, free of personal data; what comes back is noted.
    forwarded_text = models.CharField(_("as it was forwarded"), max_length=2000, blank=True, editable=False)
    forwarded_at = models.DateTimeField(_("forwarded"), null=True, blank=True, editable=False)
    forwarded_to = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("forwarded to"),
    )  # fmt: skip
    answer = models.CharField(_("answer"), max_length=2000, blank=True, editable=False)
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.NEW)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "status", "-created_at"], name="volunteering_msg_list")
        ]

    def __str__(self) -> str:
        return self.reference
