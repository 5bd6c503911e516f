"""What is known of the state of pages: who last said that a page is still right, and what is hard to read on it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Confirmation(models.Model):
    """Somebody read a page and said that it is still right; the latest counts, for the page in all its languages."""

    translation_key = models.UUIDField(unique=True)
    confirmed_on = models.DateField(_("confirmed on"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("confirmed by")
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self) -> str:
        return str(self.confirmed_on)


class PageProblems(models.Model):
    """What the checks found when the page was last published; a page without problems has no row."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    problems = models.JSONField(help_text="A list of objects with `code` and `quote`.")

    class Meta:
        verbose_name = _("problems of a page")
        verbose_name_plural = _("problems of pages")
        ordering: ClassVar = ["page"]

    def __str__(self) -> str:
        return f"problems of page {self.page_id}"
