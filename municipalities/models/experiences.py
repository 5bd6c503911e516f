"""What people in a municipality have learned, and the national guide that gathers it by theme (goal 3 of the pilot)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import ChoiceBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from home.models import BasePage, RoutedPage, SharedFactsMixin
from home.panels import SharedFactsPanel
from home.shell import shell_of
from municipalities.experience_forms import ExperiencePageForm
from municipalities.guide import Guide, gather
from municipalities.models.regions import Municipality
from municipalities.querysets import municipality_of
from municipalities.themes import Teller, Theme

_FEATURES = ["bold", "ul", "link"]


class ExperiencePage(SharedFactsMixin, BasePage):
    """What was tried in a municipality, with whom, what worked and what would be done otherwise: never with names."""

    localize_default_translation_mode = "simple"
    theme = models.CharField(
        _("theme"),
        max_length=12,
        choices=Theme,
        default=Theme.ACTIVITIES,
        help_text=_("The chapter of the national guide."),
    )
    tellers = ArrayField(
        models.CharField(max_length=12, choices=Teller),
        default=list,
        blank=True,
        verbose_name=_("who tells this"),
        help_text=_("Everybody who took part in writing it. Kinds of people, never names."),
    )
    told_on = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("When this was learned, or written down.")
    )
    tried = RichTextField(
        _("what we tried"), features=_FEATURES, help_text=_("What you did, where, how often. No names.")
    )
    with_whom = RichTextField(
        _("with whom"),
        blank=True,
        features=_FEATURES,
        help_text=_("Roles and numbers, never names: five sponsors, two families."),
    )
    worked = RichTextField(_("what worked"), features=_FEATURES, help_text=_("What others should do in the same way."))
    would_change = RichTextField(
        _("what we would change"), features=_FEATURES, help_text=_("Honestly: it is what helps others most.")
    )
    #: Whose experience it is; follows from the place in the tree.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, editable=False, related_name="experiences"
    )

    base_form_class = ExperiencePageForm
    served_with: ClassVar = ["municipality"]
    shared_facts: ClassVar = ["theme", "tellers", "told_on"]
    parent_page_types: ClassVar = ["municipalities.MunicipalityPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        SharedFactsPanel(
            [
                FieldPanel("theme"),
                FieldPanel(
                    "tellers", help_text=_("Everybody who took part in writing it. Kinds of people, never names.")
                ),
                FieldPanel("told_on"),
            ],
            heading=_("About this experience"),
        ),
        MultiFieldPanel(
            [FieldPanel("tried"), FieldPanel("with_whom"), FieldPanel("worked"), FieldPanel("would_change")],
            heading=_("The experience"),
        ),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("tried", "with_whom", "worked", "would_change")),
    ]

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experiences")
        indexes: ClassVar = [models.Index(fields=["municipality", "theme"], name="municipalities_experiences")]

    @property
    def teller_labels(self) -> list[str]:
        """Who tells it, in words of the active language."""
        return [str(label) for code, label in Teller.choices if code in self.tellers]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remember whose experience it is; a page that was moved or copied belongs where it stands."""
        self.municipality = municipality_of(self)
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        guide = GuidePage.objects.filter(live=True).select_related("locale").order_by("pk").first()
        context["guide_url"] = shell_of(request).url_of(guide) if guide else ""
        return context


class ChapterBlock(StructBlock):
    """Words with which a chapter of the guide begins."""

    theme = ChoiceBlock(label=_("Theme"), choices=Theme.choices, search_index=False)
    text = RichTextBlock(label=_("Text"), features=["bold", "ul", "ol", "link"])

    class Meta:
        icon = "doc-full"
        label = _("Beginning of a chapter")
        description = _("What is known about a theme; the experiences of the municipalities follow by themselves.")


class ChaptersStreamBlock(StreamBlock):
    """At most one beginning for each chapter."""

    chapter = ChapterBlock()


class GuidePage(RoutedPage):
    """The national guide: published experiences of all municipalities by theme, on the screen and on paper."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "ul", "link"],
        help_text=_("How the guide came about, and for whom it is."),
    )
    chapters = StreamField(
        ChaptersStreamBlock(),
        blank=True,
        verbose_name=_("beginnings of chapters"),
        help_text=_("Words before the experiences of a theme. A chapter without them has experiences only."),
    )

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("chapters")]
    search_fields: ClassVar = [
        *BasePage.search_fields, index.SearchField("introduction"), index.SearchField("chapters"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("national guide")

    @path("")  # type: ignore[untyped-decorator]
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Chapters with their experiences in short; of one municipality, if asked for."""
        response: HttpResponse = self.render(request, context_overrides={"guide": self._guide(request)})
        return response

    @path("print/")  # type: ignore[untyped-decorator]
    def print_route(self, request: HttpRequest) -> HttpResponse:
        """Everything on one page, for paper."""
        request.shell_below, request.shell_noindex = "print/", True  # type: ignore[attr-defined]
        context = {
            "guide": self._guide(request),
            "today": timezone.localdate(getattr(request, "now", None) or timezone.now()),
            "guide_url": shell_of(request).url_of(self),
        }
        template = "municipalities/guide_print.html"
        response: HttpResponse = self.render(request, context_overrides=context, template=template)
        return response

    def _guide(self, request: HttpRequest) -> Guide:
        introductions = {block.value["theme"]: block.value["text"] for block in self.chapters}
        return gather(
            ExperiencePage.objects.all(), introductions, request, get_language() or "fi", request.GET.get("muni", "")
        )
