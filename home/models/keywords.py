"""Curated keywords: shared rows with a label per language, so that a translated page keeps its tags (D17)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel

from home.models.texts import LanguageText, WordsMixin
from home.panels import LANGUAGE_HELP


class Keyword(WordsMixin, ClusterableModel, TagBase):
    """A word that groups content and toolkit ideas: "more like this" and the toolkit's filter."""

    free_tagging = False

    panels: ClassVar = [
        FieldPanel("name", help_text=_("For editors; visitors see the labels below.")),
        FieldPanel("slug", help_text=_("Part of addresses; it never changes.")),
        InlinePanel(
            "texts",
            panels=[
                FieldPanel("language", help_text=LANGUAGE_HELP),
                FieldPanel("label", help_text=_("One or two words.")),
            ],
            heading=_("Labels"),
        ),
    ]

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering: ClassVar = ["name"]


class KeywordText(LanguageText):
    """The label of a keyword in one language."""

    parent = ParentalKey(Keyword, on_delete=models.CASCADE, related_name="texts")
    label = models.CharField(_("label"), max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="home_keyword_one_text_per_language")
        ]

    def __str__(self) -> str:
        return self.label


class PageKeyword(ItemBase):
    """That a page carries a keyword."""

    tag = models.ForeignKey(Keyword, on_delete=models.CASCADE, related_name="page_keywords")
    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_keywords")

    class Meta:
        verbose_name = _("page keyword")
