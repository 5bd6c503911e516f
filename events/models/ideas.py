"""The sponsors' toolkit: ideas for activities, which a group copies into a draft activity of its own town."""

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from events.ideas import IdeaCard, IdeaList, cards_of, keywords_of
from events.models.topics import Topic
from events.teasers import language_now
from home.blocks import ContentStreamBlock, ItemBlock
from home.models import BasePage, SharedFactsMixin
from home.models.pages import BODY_HELP
from home.panels import SharedFactsPanel
from home.visibility import visible

_LIST_FEATURES = ["ul", "bold", "link"]


class IdeaIndexPage(BasePage):
    """The toolkit: how to make a meeting of an idea, and all ideas, filtered by keyword."""

    body = StreamField(ContentStreamBlock(), blank=True, verbose_name=_("body"))

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["events.ActivityIdeaPage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body", help_text=BODY_HELP)]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("toolkit with ideas for activities")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        chosen = request.GET.getlist("keyword")
        context["ideas"] = IdeaList(self._cards(request), chosen)
        return context

    def _cards(self, request: HttpRequest) -> list[IdeaCard]:
        """Every public idea, each in the language asked for or in the one that stands in for it."""
        pages = visible(ActivityIdeaPage.objects.all()).select_related("locale")
        return cards_of(pages.defer_streamfields().order_by("pk"), request, language_now())


class StepsStreamBlock(StreamBlock):
    """What to do, in its order."""

    step = ItemBlock(label=_("Step"), icon="list-ol")


class ActivityIdeaPage(SharedFactsMixin, BasePage):
    """An idea for an activity: what you need, how long it takes, for how many it is, and how it is done."""

    icon = models.CharField(
        _("icon"),
        max_length=40,
        blank=True,
        help_text=_("Shown beside the title in lists. Leave it empty if none fits."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("how long, in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("From the welcome to the goodbye, for example 120."),
    )
    fewest = models.PositiveSmallIntegerField(
        _("for how many, at least"), null=True, blank=True, help_text=_("With fewer people it does not work well.")
    )
    most = models.PositiveSmallIntegerField(
        _("for how many, at most"), null=True, blank=True, help_text=_("More people than these do not fit in.")
    )
    helpers = models.PositiveSmallIntegerField(
        _("how many arrange it"), null=True, blank=True, help_text=_("So many of the group are needed on the day.")
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
        help_text=_("The draft activity gets it."),
    )
    invitation = RichTextField(
        _("words for the activity's page"),
        blank=True,
        features=["bold", "ul", "link"],
        help_text=_("To those who come, not to those who arrange: the draft activity begins with these words."),
    )
    needs = RichTextField(
        _("what you need"), blank=True, features=_LIST_FEATURES, help_text=_("A list: room, things, who pays for what.")
    )
    steps = StreamField(
        StepsStreamBlock(), blank=True, verbose_name=_("steps"), help_text=_("One thing each, in the order of doing.")
    )
    tips = RichTextField(
        _("tips"), blank=True, features=_LIST_FEATURES, help_text=_("What others have learned: what makes it easy.")
    )
    safety = RichTextField(
        _("safety"),
        blank=True,
        features=_LIST_FEATURES,
        help_text=_("What to take care of: children, allergies, water, traffic, photographs."),
    )
    keywords = ClusterTaggableManager(through="home.PageKeyword", blank=True, verbose_name=_("keywords"))

    shared_facts: ClassVar = ["icon", "minutes", "fewest", "most", "helpers", "topic"]
    only_on_source: ClassVar = ["keywords"]
    parent_page_types: ClassVar = ["events.IdeaIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        SharedFactsPanel(
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("helpers")]),
                FieldRowPanel([FieldPanel("fewest"), FieldPanel("most")]),
                FieldPanel("topic"),
                FieldPanel("icon"),
                FieldPanel("keywords", help_text=_("The toolkit is filtered by them.")),
            ],
            heading=_("At a glance"),
        ),
        MultiFieldPanel(
            [FieldPanel("needs"), FieldPanel("steps"), FieldPanel("tips"), FieldPanel("safety")],
            heading=_("For those who arrange it"),
        ),
        MultiFieldPanel([FieldPanel("invitation")], heading=_("For those who come")),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("needs", "steps", "tips", "safety", "invitation")),
    ]

    class Meta:
        verbose_name = _("idea for an activity")
        verbose_name_plural = _("ideas for activities")

    @property
    def whole_hours(self) -> int:
        """How long it takes: the hours of it."""
        return (self.minutes or 0) // 60

    @property
    def minutes_over(self) -> int:
        """And the minutes beside whole hours."""
        return (self.minutes or 0) % 60

    @property
    def size_range(self) -> SafeString:
        """`4–12`, which reads the same way in every script."""
        return format_html('<bdi dir="ltr">{}–{}</bdi>', self.fewest, self.most)

    @property
    def draft_body(self) -> str:
        """With what the page of an activity begins that is made of this idea: the words to those who come."""
        return str(self.invitation)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["keywords"] = keywords_of(self, language_now())
        return context
