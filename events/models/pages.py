"""The list of activities and the page of an event: words here; facts are read from the source page only."""

from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events import history, projection
from events.detail import event_context
from events.feeds import event_calendar_response, list_atom_response, list_calendar_response, subscriptions
from events.forms import EventPageForm
from events.listing import Lists
from events.models.facts import EventFacts
from events.models.readmodel import Event
from events.models.topics import Topic
from events.month import Month, MonthGrid
from events.panels import FACT_PANELS, WORD_PANELS, SourceSummaryPanel
from events.poster_views import poster_context, poster_response, share_picture_response
from events.teasers import EventTeaser, language_now, moment_of, upcoming_teasers
from home.bulk import is_bulk_loading
from home.linked_data import absolute
from home.models import BasePage, RoutedPage
from home.shell import shell_of
from municipalities.models import Municipality, Organisation
from municipalities.querysets import municipality_of


class EventIndexPage(RoutedPage):
    """The list of activities: below a microsite those of the municipality, below the home page those of the country."""

    #: A microsite's home page shows the first items of such a child.
    shown_on_parent = True
    teaser_template = "events/includes/row.html"
    listing_template = "events/includes/listing.html"
    localize_default_translation_mode = "simple"

    parent_page_types: ClassVar = ["home.HomePage", "municipalities.MunicipalityPage"]
    subpage_types: ClassVar = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of activities")

    @cached_property
    def municipality(self) -> Municipality | None:
        """Whose list it is; None for the whole country."""
        return municipality_of(self)

    @path("")  # type: ignore[untyped-decorator]
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is to come, filtered by the query string; a page past the end is a 404 with a way back."""
        return self._list(request, self._lists(request).upcoming(), "events/event_index_page.html")

    @path("past/")  # type: ignore[untyped-decorator]
    def past_route(self, request: HttpRequest) -> HttpResponse:
        """What is over, the latest first."""
        return self._list(request, self._lists(request).past(), "events/past.html", below="past/")

    @path("print/")  # type: ignore[untyped-decorator]
    def print_route(self, request: HttpRequest) -> HttpResponse:
        """What is to come, for paper."""
        return self._list(request, self._lists(request).printed(), "events/print.html", below="print/")

    @re_path(r"^(?P<year>20\d\d)/(?P<month>0[1-9]|1[0-2])/$")  # type: ignore[untyped-decorator]
    def month_route(self, request: HttpRequest, year: str, month: str) -> HttpResponse:
        """One month as a grid of days."""
        lists, leaf = self._lists(request), Month(date(int(year), int(month), 1))
        if not leaf.is_near(lists.today):
            raise Http404
        return self._list(request, MonthGrid(lists, leaf).context(), "events/month.html", below=f"{year}/{month}/")

    def _lists(self, request: HttpRequest) -> Lists:
        return Lists(request, self.municipality, moment_of(request))

    def _list(self, request: HttpRequest, context: dict[str, Any], template: str, below: str = "") -> HttpResponse:
        """Search engines find the list itself; views of it are for people."""
        request.shell_below = below  # type: ignore[attr-defined]
        request.shell_noindex = bool(below)  # type: ignore[attr-defined]
        address, query = shell_of(request).url_of(self), context["filters"].query()
        context |= {"index_url": address, "list_url": absolute(f"{address}?{query}" if query else address)}
        context |= subscriptions(self.municipality, context["filters"])
        response: TemplateResponse = self.render(request, context_overrides=context, template=template)
        results = context.get("results")
        if results and below != "print/" and results.is_past_end:
            response.status_code = 404
        return response

    @path("ics/")  # type: ignore[untyped-decorator]
    def calendar_route(self, request: HttpRequest) -> HttpResponse:
        """The list, filtered by the same query string, as a calendar to subscribe to."""
        return list_calendar_response(request, self.municipality, self.title, moment_of(request))

    @path("atom/")  # type: ignore[untyped-decorator]
    def atom_route(self, request: HttpRequest) -> HttpResponse:
        """The list as a feed of news."""
        return list_atom_response(request, self.municipality, self.title, moment_of(request))

    def teasers(self, request: HttpRequest, now: datetime, limit: int) -> list[EventTeaser]:
        """The next dates, for a listing block or a microsite's home page."""
        return upcoming_teasers(self.municipality, now, limit)


class EventPage(EventFacts, RoutedPage):
    """An activity or event in one language. The page it was created in is its source and holds the facts."""

    source_language = models.CharField(max_length=12, blank=True, editable=False)
    #: What a draft was made of, see `municipalities.drafting`; "" when somebody simply wrote it.
    drafted_from = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    body = RichTextField(_("description"), blank=True, features=["bold", "ul", "ol", "link"])
    place_note = models.CharField(
        _("about the place"),
        max_length=250,
        blank=True,
        help_text=_("For example which door. Not shown while the place is hidden."),
    )
    price_note = models.CharField(_("about the price"), max_length=160, blank=True)
    food_note = models.CharField(_("food and drink"), max_length=160, blank=True)
    religious_note = models.CharField(_("about the religious programme"), max_length=160, blank=True)
    accessibility_note = models.CharField(_("about accessibility"), max_length=250, blank=True)
    themes = models.TextField(
        _("themes"), blank=True, help_text=_("If each date has its own theme: one a line, in the order of the dates.")
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    base_form_class = EventPageForm
    localize_default_translation_mode = "simple"
    parent_page_types: ClassVar = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [SourceSummaryPanel(), *WORD_PANELS, *FACT_PANELS]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("source_language"),
    ]
    exclude_fields_in_copy: ClassVar = [
        "related_to",
        "relation",
        "takes_over_from",
        "last_confirmed_on",
        "drafted_from",
    ]
    # Facts are not translated and not synchronised: they are read from the source page.
    translatable_fields: ClassVar = [
        TranslatableField("title"),
        SynchronizedField("slug", overridable=False),
        TranslatableField("summary"),
        TranslatableField("body"),
        TranslatableField("place_note"),
        TranslatableField("price_note"),
        TranslatableField("food_note"),
        TranslatableField("religious_note"),
        TranslatableField("accessibility_note"),
        TranslatableField("themes"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    # --- source and translations -----------------------------------------------------------------

    @property
    def is_source(self) -> bool:
        """Whether the facts are read from this page."""
        return self.source_language in ("", self.locale.language_code)

    @property
    def source(self) -> "EventPage | None":
        """The page that holds the facts; None when it has been deleted."""
        if self.is_source:
            return self
        pages = EventPage.objects.filter(translation_key=self.translation_key)
        return pages.filter(locale__language_code=self.source_language).select_related("locale").first()

    @property
    def translations(self) -> "models.QuerySet[EventPage]":
        """The same event in other languages."""
        return EventPage.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)

    @property
    def listed_topics(self) -> list[Topic]:
        """Topics with their words; those of a draft too."""
        keys = [topic.pk for topic in self.topics.all()]
        return list(Topic.objects.filter(pk__in=keys).prefetch_related("texts"))

    @property
    def listed_organisers(self) -> list[Organisation]:
        """Organisers in their order, with their names."""
        rows = [row.organisation_id for row in self.organisers.all()]
        found = Organisation.objects.prefetch_related("texts").in_bulk(rows)
        return [found[pk] for pk in rows if pk in found]

    # --- publishing ------------------------------------------------------------------------------

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save and bring the read model in step, in one transaction: if one fails, neither happens.

        Every way to publish and unpublish ends here. Wagtail's own bookkeeping saves name their fields and are let
        through.
        """
        source = self._settle_source()
        if source is not None:
            self.slug = source.slug  # type: ignore[has-type]  # one slug for all, also out of an older draft
        fields = kwargs.get("update_fields")
        if is_bulk_loading() or (fields is not None and not _PROJECTED & set(fields)):
            super().save(*args, **kwargs)
            return
        before = self._locked()
        super().save(*args, **kwargs)
        if source is None:
            if self.live and before is not None and before.first_published_at:
                history.remember(self.translation_key, before, self, timezone.now())
            self._carry_to_translations()
        projection.project(source or self)

    def _locked(self) -> "EventPage | None":
        """The page as it is stored, which nobody else may save until this is done."""
        return EventPage.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None

    def _settle_source(self) -> "EventPage | None":
        """The source page when this one is a translation. A page that lost its source, such as a copy, is its own."""
        source = None if self.is_source else self.source
        if source is None:
            self.source_language = self.locale.language_code
        return source

    def _carry_to_translations(self) -> None:
        """Slug and unpublishing of the source hold for all languages."""
        for page in self.translations:
            if not self.live and page.live:
                UnpublishPageAction(page).execute(skip_permission_checks=True)
            if page.slug != self.slug:
                page.slug = self.slug
                page.save(clean=False)

    # --- serving ---------------------------------------------------------------------------------

    @path("")  # type: ignore[untyped-decorator]
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The event with its next dates."""
        return self._render(request, "")

    @re_path(r"^(?P<date>\d{4}-\d\d-\d\d(?:T\d{4})?)/$")  # type: ignore[untyped-decorator]
    def date_route(self, request: HttpRequest, date: str) -> HttpResponse:
        """One date of the event."""
        return self._render(request, date)

    @path("ics/")  # type: ignore[untyped-decorator]
    def calendar_route(self, request: HttpRequest) -> HttpResponse:
        """All dates as an iCalendar file."""
        return event_calendar_response(request, self.translation_key, moment_of(request))

    @re_path(r"^(?:(?P<date>\d{4}-\d\d-\d\d(?:T\d{4})?)/)?png/$")  # type: ignore[untyped-decorator]
    def picture_route(self, request: HttpRequest, date: str | None = None) -> HttpResponse:
        """The picture of a shared link to the event, or to one date of it."""
        return share_picture_response(request, self, moment_of(request), date or "")

    @path("poster/")  # type: ignore[untyped-decorator]
    def poster_route(self, request: HttpRequest) -> HttpResponse:
        """A poster to look at, choose languages for and print."""
        context = poster_context(request, self, moment_of(request))
        response: HttpResponse = self.render(request, context_overrides=context, template="events/poster.html")
        response["X-Robots-Tag"] = "noindex"
        return response

    @re_path(r"^poster/(?P<form>pdf|png)/$")  # type: ignore[untyped-decorator]
    def poster_file_route(self, request: HttpRequest, form: str) -> HttpResponse:
        """The poster as a file."""
        return poster_response(request, self, moment_of(request), form)

    def _render(self, request: HttpRequest, date_slug: str) -> HttpResponse:
        context = event_context(request, self, moment_of(request), date_slug)
        if context is None:
            raise Http404
        if context["missing_date"] and (elsewhere := self._taken_over(date_slug)):
            return redirect(elsewhere, permanent=False)
        request.shell_below = context["date_path"]  # type: ignore[attr-defined]
        request.shell_noindex = context["is_long_over"] or context["missing_date"]  # type: ignore[attr-defined]
        response: TemplateResponse = self.render(request, context_overrides=context)
        if context["missing_date"]:
            response.status_code = 404
        return response

    def _taken_over(self, date_slug: str) -> str:
        """Where a date of a split series is now; empty when it never was."""
        try:
            day = date.fromisoformat(date_slug[:10])
        except ValueError:
            return ""
        follower = Event.objects.taking_over(self.translation_key, day).first()
        return f"{follower.url(language_now())}{date_slug}/" if follower else ""


#: Of the fields that Wagtail saves on their own, those that the read model knows.
_PROJECTED = {"live", "slug", "url_path", "first_published_at", "last_published_at"}


class EventOrganiser(Orderable):
    """That an organisation arranges an event; the first one leads."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organisers")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "organisation"], name="events_organiser_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
