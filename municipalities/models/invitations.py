"""Invitations: how districts and the team get contributors and translators without touching accounts (D22)."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from municipalities.models.regions import Municipality


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what has become of them."""

    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; the time may be over."""
        return self.filter(accepted_at__isnull=True)

    def open(self, now: datetime) -> "InvitationQuerySet":
        """Those whose link still works."""
        return self.unanswered().filter(expires_at__gt=now)


class Invitation(models.Model):
    """Somebody is asked to write in a municipality, or to translate. It holds no right: accepting it gives the role.

    The link in the mail is known to its receiver alone; here is only its hash. Name and address are wiped once the
    invitation is accepted, and the row goes some time after it has run out.
    """

    class Role(models.TextChoices):
        """The only roles that can be given this way."""

        CONTRIBUTOR = "contributor", _("writes in one municipality")
        TRANSLATOR = "translator", _("translates")
        MUNICIPALITY = "municipality", _("is the local contact of the municipality")
        PARISH = "parish", _("is the local contact of the parish")

    LOCAL_CONTACTS = (Role.MUNICIPALITY, Role.PARISH)

    class MailLanguage(models.TextChoices):
        """The languages of the admin, and so of what is written to those who work in it."""

        FI = "fi", "suomi"
        SV = "sv", "svenska"
        EN = "en", "English"

    role = models.CharField(_("role"), max_length=12, choices=Role)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), max_length=150, blank=True)  # it becomes the user name
    mail_language = models.CharField(
        _("language of the mail"), max_length=2, choices=MailLanguage, default=MailLanguage.FI
    )
    municipalities = models.ManyToManyField(Municipality, related_name="+", verbose_name=_("municipalities"))
    languages = ArrayField(
        models.CharField(max_length=12, choices=language_choices),
        default=list,
        blank=True,
        verbose_name=_("translates into"),
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["-sent_at"]

    def __str__(self) -> str:
        return self.email or str(self.pk)

    @property
    def is_local_contact(self) -> bool:
        """Whether it is for a contact of the municipality or the parish, who writes nothing."""
        return self.role in self.LOCAL_CONTACTS
