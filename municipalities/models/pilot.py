"""The pilot as a whole: running, ended, or an archive. One row; switched in one step by the project team."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from home.models import LanguageText, WordsMixin


class Pilot(WordsMixin, ClusterableModel):
    """Where the pilot stands, and what visitors are told about it."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended; some activities continue")
        ARCHIVE = "archive", _("archive: nothing happens here any more")

    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RUNNING)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("pilot")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="municipalities_one_pilot"),
            models.CheckConstraint(
                condition=models.Q(state="running") | models.Q(ended_on__isnull=False),
                name="municipalities_pilot_end_has_a_date",
                violation_error_message=_("Say on which day the pilot ended."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @classmethod
    def current(cls) -> "Pilot":
        """The row; where nobody has decided yet, what the date in the settings says, unsaved."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, **by_the_settings(timezone.localdate()))


class PilotText(LanguageText):
    """What visitors are told in one language: what continues, and whom to ask."""

    parent = ParentalKey(Pilot, on_delete=models.CASCADE, related_name="texts")
    text = models.CharField(
        _("what continues"), max_length=400, help_text=_("Two or three short sentences: what continues, whom to ask.")
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="municipalities_pilot_one_text")
        ]

    def __str__(self) -> str:
        return self.text


def by_the_settings(today: date) -> dict[str, Any]:
    """State and last day as the settings say them."""
    ended_on = date.fromisoformat(settings.PILOT_ENDED_ON)
    return {"state": Pilot.State.ENDED if ended_on < today else Pilot.State.RUNNING, "ended_on": ended_on}
