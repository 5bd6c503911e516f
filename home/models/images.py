"""Images that say what they show, in every language, and whether the people in them agreed."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from home.languages import fallback_chain


class PortalImage(AbstractImage):
    """An image with credit, licence, alternative text per language and the consent of the people shown."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("For example CC BY 4.0."))
    shows_people = models.BooleanField(_("people can be recognised"), default=False)
    people_consent = models.BooleanField(
        _("the people shown have agreed"),
        default=False,
        help_text=_("A picture of people without recorded consent cannot be published."),
    )
    alternative_texts = models.JSONField(_("alternative texts"), default=dict, blank=True)

    admin_form_fields = (
        *Image.admin_form_fields,
        "credit",
        "licence",
        "shows_people",
        "people_consent",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        if self.shows_people and not self.people_consent:
            raise ValidationError({"people_consent": _("Ask the people in the picture first, then tick this.")})

    def alternative_text(self, language: str) -> str:
        """The alternative text in the language or in one that stands in for it; else the description."""
        texts: dict[str, Any] = self.alternative_texts or {}
        for code in fallback_chain(language):
            if texts.get(code):
                return str(texts[code])
        return self.description

    @property
    def default_alt_text(self) -> str:
        """What `{% image %}` writes when a template gives no text: the words of the page's language."""
        return self.alternative_text(get_language() or settings.LANGUAGE_CODE)


class PortalRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="home_one_rendition")
        ]
