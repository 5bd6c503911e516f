"""What is recorded about a sign-up: changes, notes, access, consents, messages. Nothing here is ever rewritten."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models import OutgoingMail
from home.models.texts import language_choices
from volunteering.choices import Channel, DeclineReason
from volunteering.models.joining import JoinRequest
from volunteering.models.registrations import Registration
from volunteering.states import Actor, Status


class AppendOnlyError(TypeError):
    """A record was about to be rewritten."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are written once."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def redact(self, **kwargs: Any) -> int:
        """Take words out, because somebody is forgotten."""
        return super().update(**kwargs)

    def expire(self) -> int:
        """Delete, because the time of keeping is over; returns how many."""
        return super().delete()[1].get(self.model._meta.label, 0)


class AppendOnlyModel(models.Model):
    """Abstract: written once, never changed; it goes only together with what it is about."""

    objects = AppendOnlyQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError


class StatusChange(AppendOnlyModel):
    """One step of a sign-up from a status to another."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="changes")
    from_status = models.CharField(_("from"), max_length=10, choices=Status, blank=True)
    to_status = models.CharField(_("to"), max_length=10, choices=Status)
    at = models.DateTimeField(_("at"))
    actor = models.CharField(_("who"), max_length=11, choices=Actor)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=12, choices=DeclineReason, blank=True)
    comment = models.CharField(_("comment"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("status change")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class CaseNote(AppendOnlyModel):
    """A note that a coordinator or the team keeps about a sign-up or a request to join."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, null=True, related_name="notes")
    join_request = models.ForeignKey(JoinRequest, on_delete=models.CASCADE, null=True, related_name="notes")
    text = models.TextField(_("note"), max_length=2000)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("note")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(registration__isnull=True) ^ models.Q(join_request__isnull=True),
                name="volunteering_note_about_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.at)


class AccessLog(AppendOnlyModel):
    """Who saw, exported or changed what, and when; never the content."""

    class Action(models.TextChoices):
        LIST = "list", _("listed")
        VIEW = "view", _("viewed")
        EXPORT = "export", _("exported")
        CHANGE = "change", _("changed")

    action = models.CharField(max_length=6, choices=Action)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    references = models.JSONField(default=list)
    purpose = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("access log")
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["at"], name="volunteering_access_at")]

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"


class PrivacyNoticeManager(models.Manager["PrivacyNotice"]):
    """The versions of the privacy notice."""

    def current(self) -> "PrivacyNotice":
        """The version that a form of today refers to; the first one is made when there is none."""
        return self.order_by("-pk").first() or self.get_or_create(version="1")[0]


class PrivacyNotice(models.Model):
    """A version of the privacy notice; its words are the page of that name."""

    version = models.CharField(_("version"), max_length=20, unique=True)
    published_at = models.DateTimeField(_("published"), auto_now_add=True)

    objects = PrivacyNoticeManager()

    class Meta:
        verbose_name = _("version of the privacy notice")
        verbose_name_plural = _("versions of the privacy notice")

    def __str__(self) -> str:
        return self.version


class ConsentRecord(models.Model):
    """That somebody agreed to something, to which words, and until when."""

    class Purpose(models.TextChoices):
        NEWSLETTER = "newsletter", _("newsletter")
        SHARE_WITH_MUNICIPALITY = "municipality", _("share with the municipality")
        SHARE_WITH_PARISH = "parish", _("share with the parish")
        RESEARCH_CONTACT = "research", _("contact for research")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    privacy_notice = models.ForeignKey(PrivacyNotice, on_delete=models.PROTECT, related_name="+")
    wording_hash = models.CharField(max_length=64, help_text="SHA-256 of the words that were ticked.")
    language = models.CharField(max_length=12, choices=language_choices)
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.WEB)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="volunteering_one_consent_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.purpose


class OutboundMessage(models.Model):
    """That a mail was sent: which one and in which language, never its words."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, null=True, related_name="messages")
    join_request = models.ForeignKey(JoinRequest, on_delete=models.CASCADE, null=True, related_name="messages")
    template = models.CharField(_("mail"), max_length=40)
    language = models.CharField(_("language"), max_length=12)
    to_applicant = models.BooleanField(default=False)
    mail = models.ForeignKey(OutgoingMail, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sent mail")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.template

    @property
    def state(self) -> str:
        """Queued, accepted or dead; empty when the queue's row has been cleaned away."""
        return self.mail.get_state_display() if self.mail else ""
