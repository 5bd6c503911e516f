"""What an activity is about: at most twelve rows, each with an icon and a text per language."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from home.models import LanguageText, WordsMixin
from home.panels import LANGUAGE_HELP


class Topic(WordsMixin, ClusterableModel):
    """A topic that visitors filter by; `key` is its value in addresses and never changes."""

    key = models.SlugField(_("key"), unique=True, max_length=30)
    icon = models.CharField(_("icon"), max_length=40, default="calendar-days")
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels: ClassVar = [
        FieldPanel("key", help_text=_("Part of addresses and of the open data; it never changes.")),
        FieldPanel("icon", help_text=_("The name of an icon of the site, as in “calendar-days”.")),
        FieldPanel("sort_order", help_text=_("The smallest number comes first among the filters.")),
        InlinePanel(
            "texts",
            panels=[
                FieldPanel("language", help_text=LANGUAGE_HELP),
                FieldPanel("name", help_text=_("One or two words; it stands on a button.")),
            ],
            heading=_("Names"),
        ),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar = ["sort_order", "key"]

    def __str__(self) -> str:
        return self.name("fi")

    def name(self, language: str) -> str:
        """The name in the language or in one that stands in for it."""
        text = self.text_for(language)
        return text.name if text else self.key


class TopicText(LanguageText):
    """The name of a topic in one language."""

    parent = ParentalKey(Topic, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="events_topic_one_text"),
        ]

    def __str__(self) -> str:
        return self.name
