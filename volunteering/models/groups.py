"""Sponsor groups of a town: their members, what each of them does, and whom a group still looks for."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from municipalities.models import Municipality
from volunteering.choices import spoken_language_choices
from volunteering.models.roles import RoleDefinition
from volunteering.models.sponsors import Sponsor
from volunteering.querysets import ScopedQuerySet


class SponsorGroupQuerySet(ScopedQuerySet):
    """Groups by where they stand."""

    def working(self) -> Self:
        """All that have not ended."""
        return self.exclude(state=SponsorGroup.State.ENDED)


class SponsorGroup(models.Model):
    """A group of sponsors that arranges activities in one municipality."""

    class State(models.TextChoices):
        FORMING = "forming", pgettext_lazy("group", "forming")
        READY = "ready", pgettext_lazy("group", "ready")
        ACTIVE = "active", pgettext_lazy("group", "active")
        ON_BREAK = "on_break", pgettext_lazy("group", "on a break")
        ENDED = "ended", pgettext_lazy("group", "ended")

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="sponsor_groups", verbose_name=_("municipality")
    )
    name = models.CharField(
        _("name"), max_length=80, help_text=_("Visitors see it where the group looks for people: no names of persons.")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.FORMING)
    contact_person = models.ForeignKey(
        Sponsor,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
    )
    minimum_size = models.PositiveSmallIntegerField(
        _("smallest size"), default=5, help_text=_("A smaller group is told so; nothing is forbidden.")
    )
    languages = ArrayField(
        models.CharField(max_length=12, choices=spoken_language_choices),
        default=list,
        blank=True,
        verbose_name=_("working languages"),
    )
    back_on = models.DateField(_("back from the break on"), null=True, blank=True)
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)

    objects = SponsorGroupQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sponsor group")
        verbose_name_plural = _("sponsor groups")
        ordering: ClassVar = ["municipality__name_fi", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="volunteering_group_name_once",
                violation_error_message=_("The municipality has a group of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def active_memberships(self) -> Any:
        """Those who belong to the group now."""
        return self.memberships.filter(left_on__isnull=True)


class GroupMembership(models.Model):
    """That a sponsor belongs to a group, and in which roles; who left stays as a row that counts."""

    group = models.ForeignKey(SponsorGroup, on_delete=models.PROTECT, related_name="memberships")
    sponsor = models.ForeignKey(Sponsor, on_delete=models.CASCADE, related_name="memberships")
    roles = models.ManyToManyField(RoleDefinition, blank=True, related_name="memberships", verbose_name=_("roles"))
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(_("left"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("membership")
        ordering: ClassVar = ["joined_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "sponsor"],
                condition=models.Q(left_on__isnull=True),
                name="volunteering_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sponsor} · {self.group}"


class PublishedGapQuerySet(models.QuerySet["PublishedGap"]):
    """Published gaps by whether somebody is still looked for."""

    def open_in(self, municipality: Municipality) -> "PublishedGapQuerySet":
        """Those of a town's groups in which fewer have the role than must; members on a break are not counted on."""
        present = (
            GroupMembership.objects.filter(
                group=models.OuterRef("group"), roles=models.OuterRef("role"), left_on__isnull=True
            )
            .exclude(sponsor__state=Sponsor.State.ON_BREAK)
            .order_by()
            .values("group")
            .annotate(number=models.Count("pk"))
            .values("number")
        )
        there = Coalesce(models.Subquery(present, output_field=models.IntegerField()), 0)
        rows = self.filter(group__municipality=municipality, role__is_offered=True)
        rows = rows.exclude(group__state__in=[SponsorGroup.State.ENDED, SponsorGroup.State.ON_BREAK])
        return rows.alias(there=there).filter(there__lt=models.F("role__minimum"))


class PublishedGap(models.Model):
    """That a group tells visitors whom it looks for; it shows only while the place is free."""

    group = models.ForeignKey(SponsorGroup, on_delete=models.CASCADE, related_name="published_gaps")
    role = models.ForeignKey(RoleDefinition, on_delete=models.CASCADE, related_name="published_gaps")
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = PublishedGapQuerySet.as_manager()

    class Meta:
        verbose_name = _("published gap")
        ordering: ClassVar = ["role__sort_order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "role"], name="volunteering_gap_published_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.role.code}"
