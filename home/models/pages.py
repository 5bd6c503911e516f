"""Every page of the site: what all share, the home page, and the ordinary content page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail.utils.decorators import cached_classmethod
from wagtail_localize.fields import SynchronizedField

from home import routing
from home.blocks import ContentStreamBlock
from home.forms import BasePageForm
from home.languages import Language, language_of
from home.panels import LANGUAGE_PANELS


@dataclass(frozen=True)
class Teaser:
    """A page or an event in a list: words with the language they are in, and where they lead."""

    title: str
    url: str
    summary: str
    language: Language


#: How to begin with blocks, beside every field of them.
BODY_HELP = _("Press the plus sign to add a part: text, steps, questions and answers, a picture. Look at the preview.")


class BasePage(Page):
    """Abstract: summary, canonical address, and the guards for language and URL."""

    summary = models.CharField(
        _("summary"),
        max_length=160,
        blank=True,
        help_text=_("One sentence in easy language; shown in lists, search results and shared links."),
    )

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary")]

    language_panels: ClassVar = LANGUAGE_PANELS
    base_form_class = BasePageForm

    #: A slug is identity, not text: the same in every language.
    override_translatable_fields: ClassVar = [SynchronizedField("slug", overridable=False)]
    #: Relations that `home.routing` reads together with the page.
    served_with: ClassVar[list[str]] = []
    #: Whether the template shows the page's children, which `home.shell` then fetches with what the frame needs.
    shows_children = False
    #: Whether the home page of a microsite shows the first items of this page when it is its child.
    shown_on_parent = False
    #: Template of one teaser in a listing of this page's `teasers`.
    teaser_template = "home/includes/teaser.html"
    #: Template of the whole listing; it gets `teasers` and `teaser_template`.
    listing_template = "home/includes/listing.html"

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> TabbedInterface:  # a class method
        """Wagtail's tabs and one for languages."""
        tabs = [
            ObjectList(cls.content_panels, heading=_("Content")),
            ObjectList(cls.language_panels, heading=_("Languages")),
            ObjectList(cls.promote_panels, heading=_("Promote")),
            ObjectList(cls.settings_panels, heading=_("Settings")),
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class).bind_to_model(cls)

    # --- address ---------------------------------------------------------------------------------

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's address without transparent segments: `/fi/salo/`, not `/fi/district-…/salo/`."""
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None:
            return parts
        return (parts[0], parts[1], routing.public_path(parts[2]))

    @property
    def text_language(self) -> Language:
        """The language this page's text is written in."""
        return language_of(self.locale.language_code)

    @property
    def is_fallback(self) -> bool:
        """Whether this text stands in for a missing one in the language of the request."""
        return self.locale.language_code != get_language()

    #: Set by the page's form for the revision saved next: whether it changes only what outdates no translation.
    is_minor_change: bool | None = None

    #: Set by `home.routing`, whose one query has seen that neither the page nor anything above it is private.
    is_known_open = False

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Wagtail's answer without its two queries where it is already known."""
        if self.is_known_open:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    # --- serving ---------------------------------------------------------------------------------

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        request.shell_page = self  # type: ignore[attr-defined]  # an editor's preview is not served
        context["now"] = getattr(request, "now", None)
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve with the guards of every page."""
        return self._guarded(request, lambda: super(BasePage, self).serve(request, *args, **kwargs))

    def _guarded(self, request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
        """The answer at the one canonical address; the long form below a transparent page redirects to it.

        A text that stands in for a missing one is not for search engines.
        """
        if canonical := self._canonical_redirect(request):
            return canonical
        request.shell_page = self  # type: ignore[attr-defined]  # what the page shell is drawn for
        response = answer()
        if self.is_fallback:
            response["X-Robots-Tag"] = "noindex"
        return response

    def _canonical_redirect(self, request: HttpRequest) -> HttpResponse | None:
        path = routing.public_path(request.path)
        if path == request.path:
            return None
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)

    # --- listings --------------------------------------------------------------------------------

    def teasers(self, request: HttpRequest, now: datetime, limit: int) -> list[Any]:
        """What a listing block shows of this page: its newest live children, or what an app overrides it with."""
        children = self.get_children().live().public().specific().order_by("path")[:limit]
        language = get_language() or settings.LANGUAGE_CODE
        return [
            Teaser(
                child.title,
                routing.address(child, request, language),
                getattr(child, "summary", ""),
                self.text_language,
            )
            for child in children
        ]


class RoutedPage(RoutablePageMixin, BasePage):
    """Abstract: a page with routes of its own below its address; each route keeps the guards of every page."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._guarded(request, lambda: super(RoutedPage, self).serve(request, *args, **kwargs))


class HomePage(BasePage):
    """The start page of the portal in one language; its children are the portal's main sections."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    newcomer_text = models.CharField(_("text of the newcomers' door"), max_length=200, blank=True)
    sponsor_text = models.CharField(_("text of the sponsors' door"), max_length=200, blank=True)
    body = StreamField(ContentStreamBlock(), blank=True, verbose_name=_("body"))

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("introduction", help_text=_("One or two sentences under the title.")),
        FieldPanel("newcomer_text", help_text=_("One sentence on the door for people who have moved to Finland.")),
        FieldPanel("sponsor_text", help_text=_("One sentence on the door for people who want to join in.")),
        FieldPanel("body", help_text=BODY_HELP),
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Page, ancestors and locale in one query, see `home.routing`."""
        if not path_components:
            return super().route(request, path_components)
        return routing.route(request, "/".join(path_components))


class BaseContentPage(BasePage):
    """Abstract: a page of blocks with keywords."""

    override_translatable_fields: ClassVar = [*BasePage.override_translatable_fields, SynchronizedField("icon")]

    body = StreamField(ContentStreamBlock(), blank=True, verbose_name=_("body"))
    official_source = models.URLField(_("official source"), blank=True, help_text=_("Where the authority says it."))
    icon = models.CharField(_("icon"), max_length=40, blank=True)
    keywords = ClusterTaggableManager(through="home.PageKeyword", blank=True, verbose_name=_("keywords"))

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("body", help_text=BODY_HELP),
        FieldPanel("official_source"),
        FieldPanel("icon", help_text=_("Shown beside the title in lists. Leave it empty if none fits.")),
        FieldPanel("keywords", help_text=_("Pages with the same keywords are suggested to each other's readers.")),
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True


class ContentPage(BaseContentPage):
    """An ordinary page of the portal: a welcome topic, a question page, a page about the pilot."""

    #: Which pages may lie below it, those pages say themselves.
    parent_page_types: ClassVar = ["home.HomePage", "home.ContentPage"]

    class Meta:
        verbose_name = _("content page")


def offered(language: str) -> bool:
    """Whether the interface is offered in the language."""
    return language in settings.OFFERED_LANGUAGES
