"""The public page of the pilot's three goals, each with what can be counted of it."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from home.models.pages import BODY_HELP, BaseContentPage
from municipalities.figures.public import goals_context


class GoalsPage(BaseContentPage):
    """The three goals in words, with live figures; what is written in the body comes after them."""

    goal_1_title = models.CharField(_("goal 1, title"), max_length=120, blank=True)
    goal_1_text = models.TextField(_("goal 1, in words"), blank=True)
    goal_2_title = models.CharField(_("goal 2, title"), max_length=120, blank=True)
    goal_2_text = models.TextField(_("goal 2, in words"), blank=True)
    goal_3_title = models.CharField(_("goal 3, title"), max_length=120, blank=True)
    goal_3_text = models.TextField(_("goal 3, in words"), blank=True)

    parent_page_types: ClassVar = ["home.HomePage", "home.ContentPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BaseContentPage.content_panels[:2],
        *(
            MultiFieldPanel(
                [
                    FieldPanel(f"goal_{n}_title", help_text=_("The goal in a few words.")),
                    FieldPanel(f"goal_{n}_text", help_text=_("What it means, in two or three sentences.")),
                ],
                heading=heading,
            )
            for n, heading in enumerate((_("Goal 1"), _("Goal 2"), _("Goal 3")), start=1)
        ),
        FieldPanel("body", help_text=BODY_HELP),
        *BaseContentPage.content_panels[3:],
    ]
    search_fields: ClassVar = [
        *BaseContentPage.search_fields,
        *(index.SearchField(f"goal_{n}_{part}") for n in (1, 2, 3) for part in ("title", "text")),
    ]

    class Meta:
        verbose_name = _("page of the goals")
        verbose_name_plural = _("pages of the goals")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        words = [(getattr(self, f"goal_{n}_title"), getattr(self, f"goal_{n}_text")) for n in (1, 2, 3)]
        return context | goals_context(words)
