"""Recruitment calls: one per municipality and period, and the national one."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from municipalities.models import District, Municipality
from volunteering.querysets import ScopedQuerySet
from volunteering.states import TAKES_A_PLACE


class RecruitmentCallQuerySet(ScopedQuerySet):
    """Calls by whether one can answer them."""

    def accepting(self, today: date) -> Self:
        """Open calls whose period contains the day, with a place or a waiting list."""
        taken = models.Q(registrations__status__in=TAKES_A_PLACE, registrations__quarantined=False)
        return self.alias(places_taken=models.Count("registrations", filter=taken)).filter(
            models.Q(capacity__isnull=True)
            | models.Q(waiting_list=True)
            | models.Q(capacity__gt=models.F("places_taken")),
            models.Q(opens_on__isnull=True) | models.Q(opens_on__lte=today),
            models.Q(closes_on__isnull=True) | models.Q(closes_on__gte=today),
            state=RecruitmentCall.State.OPEN,
        )

    def national(self) -> Self:
        """The call for "my municipality is not listed"."""
        return self.filter(municipality__isnull=True)


class RecruitmentCall(models.Model):
    """A call for community sponsors. Not a page: pages of every language present it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", pgettext_lazy("call", "open")
        PAUSED = "paused", _("paused")
        CLOSED = "closed", _("closed")

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recruitment_calls",
        verbose_name=_("municipality"),
        help_text=_("Empty for the national call."),
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("how many are needed"), null=True, blank=True)
    waiting_list = models.BooleanField(_("waiting list"), default=True)
    languages = ArrayField(
        models.CharField(max_length=12, choices=language_choices), default=list, blank=True, verbose_name=_("languages")
    )
    coordinators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="coordinated_calls", verbose_name=_("coordinators")
    )
    fallback_coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fallback coordinator"),
    )
    promise_days = models.PositiveSmallIntegerField(
        _("we answer within working days"), default=5, help_text=_("Finnish public holidays are not counted.")
    )

    objects = RecruitmentCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("recruitment call")
        verbose_name_plural = _("recruitment calls")
        ordering: ClassVar = ["municipality__name_fi", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=~models.Q(state="closed"),
                nulls_distinct=False,
                name="volunteering_one_call_at_a_time",
                violation_error_message=_("There is already a call that is not closed."),
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True)
                | models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="volunteering_call_period",
                violation_error_message=_("The call closes before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.municipality) if self.municipality else gettext("National call")

    @property
    def district(self) -> District | None:
        """The district whose coordinators work this call."""
        return self.municipality.district if self.municipality else None

    def is_accepting(self, today: date) -> bool:
        """Whether one can sign up on the day, be it for the waiting list."""
        begun = self.opens_on is None or self.opens_on <= today
        ended = self.closes_on is not None and self.closes_on < today
        is_open = self.state == self.State.OPEN and begun and not ended
        return is_open and (self.waiting_list or not self.is_full())

    def is_full(self, besides: int | None = None) -> bool:
        """Whether all places are taken, one sign-up not counted."""
        if self.capacity is None:
            return False
        taken = self.registrations.filter(status__in=TAKES_A_PLACE, quarantined=False)
        return taken.exclude(pk=besides).count() >= self.capacity


def call_of(municipality: Municipality | None) -> RecruitmentCall | None:
    """The call of a place that is not closed; the national one for None."""
    calls = RecruitmentCall.objects.exclude(state=RecruitmentCall.State.CLOSED)
    return calls.filter(municipality=municipality).first()
