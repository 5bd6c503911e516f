"""Community sponsors: what makes somebody one, and where she stands. Name and contacts stay with her sign-up."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from municipalities.models import Municipality
from volunteering.choices import EndReason
from volunteering.models.records import AppendOnlyModel
from volunteering.models.registrations import Registration
from volunteering.models.roles import RoleDefinition
from volunteering.querysets import ScopedQuerySet
from volunteering.states import Actor


class Qualification(models.Model):
    """What qualifies somebody: the training, or life itself. Both doors are equal; no details are kept."""

    class Basis(models.TextChoices):
        TRAINING = "training", _("the sponsor training")
        LIVED_EXPERIENCE = "lived_experience", _("own life experience")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="qualifications")
    basis = models.CharField(_("basis"), max_length=16, choices=Basis)
    on = models.DateField(_("date"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("qualification")
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "basis"], name="volunteering_qualified_once_each_way")
        ]

    def __str__(self) -> str:
        return self.get_basis_display()


class ExtractCheck(models.Model):
    """That an extract was looked at for a role (Act 148/2014): dates only. What it said can be written nowhere."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="extract_checks")
    role = models.ForeignKey(RoleDefinition, on_delete=models.PROTECT, related_name="+", verbose_name=_("role"))
    consent_on = models.DateField(_("consent in writing"))
    issued_on = models.DateField(_("extract issued"))
    checked_on = models.DateField(_("looked at"))
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("check of an extract")
        ordering: ClassVar = ["checked_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "role"], name="volunteering_one_check_for_each_role"),
            models.CheckConstraint(
                condition=models.Q(checked_on__gte=models.F("issued_on"))
                & models.Q(checked_on__gte=models.F("consent_on")),
                name="volunteering_checked_after_consent",
                violation_error_message=_("An extract is looked at after consent was given and after it was issued."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.checked_on)


class SponsorQuerySet(ScopedQuerySet):
    """Sponsors by where they stand."""

    def serving(self) -> Self:
        """All who have not ended, those on a break too."""
        return self.exclude(state=Sponsor.State.ENDED)

    def back_by(self, today: date) -> Self:
        """Those on a break whose day of coming back has come."""
        return self.filter(state=Sponsor.State.ON_BREAK, back_on__lte=today)


class Sponsor(models.Model):
    """A community sponsor (yhteisökummi), made when a sign-up is approved."""

    class State(models.TextChoices):
        AVAILABLE = "available", pgettext_lazy("sponsor", "available")
        ACTIVE = "active", pgettext_lazy("sponsor", "active")
        ON_BREAK = "on_break", pgettext_lazy("sponsor", "on a break")
        ENDED = "ended", pgettext_lazy("sponsor", "ended")

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="sponsor")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="sponsors", verbose_name=_("municipality")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.AVAILABLE)
    state_changed_at = models.DateTimeField(_("state since"))
    approved_at = models.DateTimeField(_("approved"))
    roles = models.ManyToManyField(RoleDefinition, blank=True, related_name="sponsors", verbose_name=_("roles"))
    ground_rules_accepted_on = models.DateField(_("ground rules accepted"))
    back_on = models.DateField(_("back from the break on"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_reason = models.CharField(_("reason"), max_length=12, choices=EndReason, blank=True)

    objects = SponsorQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("community sponsor")
        verbose_name_plural = _("community sponsors")
        ordering: ClassVar = ["-approved_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state"], name="volunteering_sponsor_list"),
            models.Index(fields=["ended_at"], name="volunteering_sponsor_ended"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_at__isnull=False)
                | (~models.Q(state="ended") & models.Q(ended_at__isnull=True)),
                name="volunteering_sponsor_ended_at",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The reference of the sign-up: a person has one."""
        return self.registration.reference

    def active_memberships(self) -> Any:
        """The groups that the sponsor belongs to now."""
        return self.memberships.filter(left_on__isnull=True)


class SponsorChange(AppendOnlyModel):
    """One step of a sponsor from a state to another; the first one is the approval."""

    sponsor = models.ForeignKey(Sponsor, on_delete=models.CASCADE, related_name="changes")
    from_state = models.CharField(_("from"), max_length=9, choices=Sponsor.State, blank=True)
    to_state = models.CharField(_("to"), max_length=9, choices=Sponsor.State)
    at = models.DateTimeField(_("at"))
    actor = models.CharField(_("who"), max_length=11, choices=Actor)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    back_on = models.DateField(_("back from the break on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=EndReason, blank=True)

    class Meta:
        verbose_name = _("change of a sponsor's state")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"
