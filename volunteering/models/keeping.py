"""What was erased, and what each run of the daily erasing did. Nothing here tells who somebody was."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """That the data of a reference were erased: after a restore from a backup it is done again."""

    class Kind(models.TextChoices):
        CONTACT_DATA = "contact_data", _("name, contacts and free text")
        EVERYTHING = "everything", _("everything but what counts")
        ROW = "row", _("the whole row")

    digest = models.CharField(max_length=64, help_text="SHA-256 of the reference.")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "kind"], name="volunteering_erased_once"),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class RetentionRun(models.Model):
    """The report of one run: how many rows each rule found and dealt with."""

    at = models.DateTimeField(_("at"))
    dry_run = models.BooleanField(_("dry run"), default=False)
    stopped = models.BooleanField(
        _("stopped"), default=False, help_text=_("More people than the limit: nothing was erased.")
    )
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("run of the retention")
        verbose_name_plural = _("runs of the retention")
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
