"""The pages that every new municipality gets, with their words: written once by the project team, in every language.

They are rows of their own and no pages, so that they are in no tree, menu, search or sitemap.
"""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField

from home.blocks import ContentStreamBlock
from home.models import LanguageText, WordsMixin

#: What a text may name of the town; the forms are stored with the municipality.
PLACEHOLDERS = ("place", "place_in", "place_to")


class PageTemplate(WordsMixin, ClusterableModel):
    """A page that a municipality begins with. Without an address it is the home page of the microsite."""

    slug = models.SlugField(
        _("address"),
        unique=True,
        blank=True,
        help_text=_("The same in every language, as in “first-weeks”. Empty: the home page of the microsite."),
    )
    icon = models.CharField(_("icon"), max_length=40, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("In the menu of the microsite."))

    class Meta:
        verbose_name = _("page for new municipalities")
        verbose_name_plural = _("pages for new municipalities")
        ordering: ClassVar = ["sort_order", "slug"]

    def __str__(self) -> str:
        text: Any = self.text_for("fi")
        return text.title if text and text.title else str(_("Home page of the microsite"))

    @property
    def is_home(self) -> bool:
        """Whether these are the words of the microsite's home page."""
        return not self.slug

    def has_words(self, language: str) -> bool:
        """Whether it is written in the language itself."""
        return any(text.language == language for text in self.texts.all())


class PageTemplateText(LanguageText):
    """The words of the page in one language."""

    parent = ParentalKey(PageTemplate, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("The home page needs none: it is called like the place.")
    )
    summary = models.CharField(
        _("summary"),
        max_length=160,
        blank=True,
        help_text=_("One sentence. {place}, {place_in} and {place_to} become the name of the town in its right form."),
    )
    body = StreamField(ContentStreamBlock(), blank=True, verbose_name=_("body"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="municipalities_page_template_one_text")
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a placeholder that nothing fills: it would stand on the page as it is."""
        super().clean()
        words = f"{self.title} {self.summary} {self.body.get_prep_value() if self.body else ''}"
        unknown = sorted(set(re.findall(r"\{(\w+)\}", words)) - set(PLACEHOLDERS))
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
            raise ValidationError(
                _("Nothing fills %(unknown)s. You can use %(known)s.")
                % {"unknown": ", ".join(f"{{{name}}}" for name in unknown), "known": known}
            )
