"""How people feel: newcomers at activities, sponsors along their way. No row here belongs to a person."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from municipalities.models import Municipality
from volunteering.choices import Agreement
from volunteering.models.sponsors import Sponsor
from volunteering.querysets import ScopedQuerySet


class PulseQuerySet(ScopedQuerySet):
    """Answers by whether they count."""

    def counted(self) -> Self:
        """All that do not look like spam."""
        return self.filter(quarantined=False)


class PulseAnswer(models.Model):
    """Three statements with three faces, by whoever had the code of an activity before her. Only the day is kept."""

    STATEMENTS: ClassVar = ("welcome", "met_people", "can_do")

    idempotency_key = models.UUIDField(unique=True, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="pulse_answers", verbose_name=_("municipality")
    )
    event = models.UUIDField(_("activity"), null=True, blank=True, help_text="The uuid of the event, where known.")
    event_date = models.DateField(_("date of the activity"), null=True, blank=True)
    welcome = models.CharField(_("I feel welcome."), max_length=5, choices=Agreement, blank=True)
    met_people = models.CharField(_("I met new people."), max_length=5, choices=Agreement, blank=True)
    can_do = models.CharField(_("I know what I can do here."), max_length=5, choices=Agreement, blank=True)
    language = models.CharField(_("language of the form"), max_length=12, choices=language_choices)
    answered_on = models.DateField(_("day"))
    quarantined = models.BooleanField(_("in quarantine"), default=False)

    objects = PulseQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer of the newcomers' pulse")
        verbose_name_plural = _("answers of the newcomers' pulse")
        ordering: ClassVar = ["-answered_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "answered_on"], name="volunteering_pulse_by_day")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.answered_on}"


class PulseMonth(models.IntegerChoices):
    """After how many months a sponsor is asked."""

    FIRST = 1, _("after 1 month")
    FOURTH = 4, _("after 4 months")
    TENTH = 10, _("after 10 months")


class SponsorPulseAsk(models.Model):
    """That a sponsor was asked, with the secret part of her link, and whether she has answered; not when, not what."""

    sponsor = models.ForeignKey(Sponsor, on_delete=models.CASCADE, related_name="pulse_asks")
    month = models.PositiveSmallIntegerField(_("asked"), choices=PulseMonth)
    token = models.CharField(max_length=40, unique=True, editable=False)
    asked_on = models.DateField(_("day"))
    is_answered = models.BooleanField(_("answered"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question of the sponsors' pulse")
        verbose_name_plural = _("questions of the sponsors' pulse")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sponsor", "month"], name="volunteering_pulse_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.asked_on}"


class SponsorPulseAnswer(models.Model):
    """What a sponsor answered. Nothing leads back to her: neither a key, nor a time, nor the order of the rows."""

    STATEMENTS: ClassVar = ("role_clear", "supported", "could_shape", "goes_on")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="sponsor_pulse_answers", verbose_name=_("municipality")
    )
    month = models.PositiveSmallIntegerField(_("asked"), choices=PulseMonth)
    quarter = models.DateField(_("quarter"), help_text="The first day of the quarter in which it was answered.")
    role_clear = models.CharField(_("My role is clear to me."), max_length=5, choices=Agreement, blank=True)
    supported = models.CharField(_("I get the support I need."), max_length=5, choices=Agreement, blank=True)
    could_shape = models.CharField(_("I could shape the activity."), max_length=5, choices=Agreement, blank=True)
    goes_on = models.CharField(_("I want to go on."), max_length=5, choices=Agreement, blank=True)

    objects = ScopedQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer of the sponsors' pulse")
        verbose_name_plural = _("answers of the sponsors' pulse")
        ordering: ClassVar = ["-quarter", "pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "quarter"], name="volunteering_pulse_quarter")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.quarter}"
