"""What every short form leaves behind, whatever it asked: a request to join, a message."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from volunteering import choices


class Received(models.Model):
    """One sent form: once only, in a language, answered by somebody, in quarantine when it looks like spam."""

    idempotency_key = models.UUIDField(unique=True, editable=False)
    language = models.CharField(_("language of the form"), max_length=12, choices=language_choices)
    status_changed_at = models.DateTimeField(_("status since"))
    created_at = models.DateTimeField(_("received"))
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    quarantined = models.BooleanField(_("in quarantine"), default=False)
    quarantine_reason = models.CharField(max_length=12, choices=choices.QuarantineReason, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
