"""A newcomer's "I want to join" or "call me": three questions."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from volunteering import choices
from volunteering.models.received import Received
from volunteering.querysets import ScopedQuerySet
from volunteering.references import new_join_reference


class JoinRequestQuerySet(ScopedQuerySet):
    """Requests by whether somebody has to call."""

    def working(self) -> Self:
        """All that do not look like spam."""
        return self.filter(quarantined=False)

    def open(self) -> Self:
        """Those that nobody has answered yet."""
        return self.filter(status=JoinRequest.Status.NEW)


class JoinRequest(Received):
    """Somebody who has moved here wants to join in and be called or written to."""

    class Status(models.TextChoices):
        NEW = "new", _("New")
        CONTACTED = "contacted", _("Contacted")
        CLOSED = "closed", _("Closed")

    reference = models.CharField(_("reference"), max_length=11, unique=True, default=new_join_reference, editable=False)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="join_requests",
        verbose_name=_("municipality"),
    )
    name_used = models.CharField(_("The name you use"), max_length=100)
    reply_by = models.CharField(_("How shall we answer you?"), max_length=7, choices=choices.ReplyBy)
    phone = models.CharField(_("Phone number"), max_length=20)
    contact_language = models.CharField(
        _("Which language shall we use?"), max_length=12, choices=choices.spoken_language_choices
    )
    who_comes = models.CharField(_("Who would like to come?"), max_length=8, choices=choices.WhoComes)
    interests = ArrayField(
        models.CharField(max_length=20, choices=choices.Interest),
        default=list,
        blank=True,
        verbose_name=_("What would you like to do?"),
    )
    is_helped = models.BooleanField(
        _("Somebody helps me to fill this in"),
        default=False,
        help_text=_("Then we ask for you by the name above, if somebody else answers the phone."),
    )
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.NEW)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering: ClassVar = ["-created_at"]
        permissions: ClassVar = [("export_joinrequest", "Can export requests to join")]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "status", "-created_at"], name="volunteering_join_list")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def interests_in_words(self) -> str:
        """What the person would like to do, in the language of the moment."""
        labels = dict(choices.Interest.choices)
        return ", ".join(str(labels.get(code, code)) for code in self.interests)
