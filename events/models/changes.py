"""What happened to single dates, or to a whole event, after it was published. Not page content: no revision knows it.

As page content, a cancellation would stop a running workflow, and publishing an older draft would bring the date back.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: `recurrence_id` of a change that concerns the whole event.
WHOLE_EVENT = ""


class OccurrenceChangeQuerySet(models.QuerySet["OccurrenceChange"]):
    """Changes by whether they still hold."""

    def in_force(self) -> "OccurrenceChangeQuerySet":
        """Those that nobody has undone."""
        return self.filter(undone_at__isnull=True)


class OccurrenceChange(models.Model):
    """One change: cancelled, moved, postponed or annotated; undone by a mark, never deleted."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("cancelled")
        MOVED = "moved", _("moved to another time")
        POSTPONED = "postponed", _("postponed, no new time yet")
        NOTE = "note", _("a note")

    event_uuid = models.UUIDField(_("event"), db_index=True)
    recurrence_id = models.CharField(
        _("date"), max_length=16, blank=True, help_text=_("Its original start in wall time; empty for the whole event.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    start = models.DateTimeField(_("new start"), null=True, blank=True)
    end = models.DateTimeField(_("new end"), null=True, blank=True)
    note = models.JSONField(_("note per language"), default=dict, blank=True)
    reason = models.JSONField(_("reason per language"), default=dict, blank=True)
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
