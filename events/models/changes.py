"""What happened to single dates, or to a whole event, after it was published. Not page content: no revision knows it.

As page content, a cancellation would stop a running workflow, and publishing an older draft would bring the date back.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.schedules import ScheduleFacts

#: `recurrence_id` of a change that concerns the whole event.
WHOLE_EVENT = ""


class OccurrenceChangeQuerySet(models.QuerySet["OccurrenceChange"]):
    """Changes by whether they still hold."""

    def in_force(self) -> "OccurrenceChangeQuerySet":
        """Those that nobody has undone."""
        return self.filter(undone_at__isnull=True)


class OccurrenceChange(models.Model):
    """One change: cancelled, moved, postponed, annotated or split; undone by a mark, never deleted."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("cancelled")
        MOVED = "moved", _("moved to another time")
        POSTPONED = "postponed", _("postponed, no new time yet")
        NOTE = "note", _("a note, a language or for whom")
        #: Of the whole event: from `start` on another event stands for it.
        SPLIT = "split", _("another activity takes over")

    event_uuid = models.UUIDField(_("event"), db_index=True)
    recurrence_id = models.CharField(
        _("date"), max_length=16, blank=True, help_text=_("Its original start in wall time; empty for the whole event.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    start = models.DateTimeField(_("new start"), null=True, blank=True)
    end = models.DateTimeField(_("new end"), null=True, blank=True)
    note = models.JSONField(_("note per language"), default=dict, blank=True)
    reason = models.JSONField(_("reason per language"), default=dict, blank=True)
    audience = ArrayField(models.CharField(max_length=10), default=list, blank=True, verbose_name=_("for whom"))
    in_language = ArrayField(
        models.CharField(max_length=12), default=list, blank=True, verbose_name=_("languages used")
    )
    and_following = models.BooleanField(_("and all that follow"), default=False)
    original_start = models.DateTimeField(
        _("original start"), null=True, blank=True, help_text=_("Kept for the case that the rule drops the date.")
    )
    original_end = models.DateTimeField(_("original end"), null=True, blank=True)
    said = models.PositiveSmallIntegerField(_("times it was said"), default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = OccurrenceChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a date")
        verbose_name_plural = _("changes of dates")
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event_uuid", "recurrence_id", "kind"],
                condition=Q(undone_at__isnull=True),
                name="events_one_change_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind="moved") | Q(start__isnull=False), name="events_moved_has_a_new_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_uuid} {self.recurrence_id} {self.kind}"


class FormerSchedule(ScheduleFacts):
    """The schedule that a published event had before it was rewritten: dates that had begun stay as they were."""

    event_uuid = models.UUIDField(_("event"), db_index=True)
    held_until = models.DateTimeField(_("in force until"))

    class Meta(ScheduleFacts.Meta):
        verbose_name = _("former schedule")
        verbose_name_plural = _("former schedules")
        ordering: ClassVar = ["held_until", "pk"]

    def __str__(self) -> str:
        return f"{self.event_uuid} {self.held_until:%Y-%m-%d}"


class Confirmation(models.Model):
    """When somebody last said that an activity still happens, and when the organiser was last asked."""

    event_uuid = models.UUIDField(_("event"), primary_key=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self) -> str:
        return str(self.event_uuid)


class HeadCount(models.Model):
    """How many came to one date. No names; it stays when the event is deleted."""

    event_uuid = models.UUIDField(_("event"))
    recurrence_id = models.CharField(_("date"), max_length=16)
    municipality = models.ForeignKey(
        "municipalities.Municipality", on_delete=models.SET_NULL, null=True, blank=True, related_name="head_counts"
    )
    held_on = models.DateField(_("held on"), help_text=_("In Helsinki."))
    adults = models.PositiveSmallIntegerField(_("adults"))
    children = models.PositiveSmallIntegerField(_("children"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("Empty when it came by the organiser's link."),
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("head count")
        verbose_name_plural = _("head counts")
        ordering: ClassVar = ["-held_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event_uuid", "recurrence_id"], name="events_one_head_count"),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "held_on"], name="events_head_counts")]

    def __str__(self) -> str:
        return f"{self.held_on}: {self.adults} + {self.children}"
