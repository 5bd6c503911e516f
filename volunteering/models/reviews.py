"""That a person has read words about safety, worries, consent or privacy in a language, and found them right."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from volunteering.models.records import AppendOnlyModel


class TextReview(AppendOnlyModel):
    """One tick, or its taking back. The latest row of a kind and language counts, as long as the words are the same."""

    class Kind(models.TextChoices):
        WORRY = "worry", _("Tell us about a worry")
        PRIVACY = "privacy", _("Privacy notice")
        NEWSLETTER = "newsletter", _("Consent to the newsletter")
        FORMS = "forms", _("What not to write into forms")

    kind = models.CharField(_("text"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    is_reviewed = models.BooleanField(_("read and found right"))
    words_hash = models.CharField(max_length=64, help_text="SHA-256 of the words that were read.")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("review of a text")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["kind", "language", "-id"], name="volunteering_review_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
