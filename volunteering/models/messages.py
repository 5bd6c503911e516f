"""What people write without signing up: partners, feedback on a page, a worry."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from municipalities.models import Municipality
from volunteering import choices
from volunteering.querysets import ScopedQuerySet
from volunteering.references import new_message_reference


class PublicMessage(models.Model):
    """One message; which questions there were depends on its kind. A worry may be without any name."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("partner")
        FEEDBACK = "feedback", _("feedback")
        WORRY = "worry", _("worry")

    class Status(models.TextChoices):
        NEW = "new", _("New")
        HANDLED = "handled", _("Handled")

    reference = models.CharField(
        _("reference"), max_length=11, unique=True, default=new_message_reference, editable=False
    )
    idempotency_key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="public_messages",
        verbose_name=_("municipality"),
    )
    language = models.CharField(_("language of the form"), max_length=12, choices=language_choices)
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
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.NEW)
    status_changed_at = models.DateTimeField(_("status since"))
    created_at = models.DateTimeField(_("received"))
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    quarantined = models.BooleanField(_("in quarantine"), default=False)
    quarantine_reason = models.CharField(max_length=12, choices=choices.QuarantineReason, blank=True)

    objects = ScopedQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "status", "-created_at"], name="volunteering_msg_list")
        ]

    def __str__(self) -> str:
        return self.reference
