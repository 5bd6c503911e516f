"""Notices at the top of pages: language-neutral rows with a text per language (D9), shown for a time.

A notice goes to several towns at once, or to every page of the country. Whether one is shown is decided here alone,
by time, so that a store of rendered pages can ask when what it keeps grows old (`next_change`).
"""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from home.models import LanguageText, WordsMixin
from municipalities.models.regions import Municipality


def holds(now: datetime, prefix: str = "") -> Q:
    """The rule: a notice is shown from its start until its end."""
    return Q(**{f"{prefix}starts_at__lte": now, f"{prefix}ends_at__gt": now})


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by time and place; "now" is a parameter."""

    def holding(self, now: datetime) -> "NoticeQuerySet":
        """Those that are shown at a moment."""
        return self.filter(holds(now))

    def next_change(self, now: datetime) -> datetime | None:
        """The next moment at which a notice appears or goes; None when nothing is planned."""
        starts = self.filter(starts_at__gt=now).order_by("starts_at").values_list("starts_at", flat=True)[:1]
        ends = self.holding(now).order_by("ends_at").values_list("ends_at", flat=True)[:1]
        return min([*starts, *ends], default=None)


class Notice(WordsMixin, ClusterableModel):
    """A short message at the top of the pages of some municipalities, or of all."""

    class Kind(models.TextChoices):
        INFO = "info", _("Good to know")
        WARNING = "warning", _("Important")
        EMERGENCY = "emergency", _("Emergency")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.INFO)
    is_everywhere = models.BooleanField(
        _("on every page of the whole site"),
        default=False,
        help_text=_("On the portal and in every municipality. Otherwise choose the municipalities below."),
    )
    municipalities = models.ManyToManyField(
        Municipality,
        blank=True,
        related_name="notices",
        verbose_name=_("municipalities"),
        help_text=_("It is shown on all pages of the municipalities that you tick."),
    )
    starts_at = models.DateTimeField(
        _("shown from"), default=timezone.now, help_text=_("Day and time, as in 1.12.2026 08.00.")
    )
    ends_at = models.DateTimeField(
        _("shown until"), help_text=_("It goes by itself then. You can give a later time whenever you like.")
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page to read more"),
        help_text=_("Each reader gets the page in her own language."),
    )
    url = models.URLField(
        _("or another address"), blank=True, help_text=_("For example the page of the municipality or an authority.")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering: ClassVar = ["-ends_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="municipalities_notice_ends_after_its_start",
                violation_error_message=_("The notice ends before it starts."),
            )
        ]

    def __str__(self) -> str:
        text: Any = self.text_for("fi")
        return text.title if text else str(self.get_kind_display())


class NoticeText(LanguageText):
    """The words of a notice in one language."""

    parent = ParentalKey(Notice, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=100, help_text=_("What happens, in a few words."))
    text = models.CharField(
        _("text"),
        max_length=400,
        blank=True,
        help_text=_("What it means and what to do. Short sentences."),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="municipalities_notice_one_text")
        ]

    def __str__(self) -> str:
        return self.title
