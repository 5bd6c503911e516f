"""The pages of microsites; the tree is home → district → municipality → everything of that municipality (D3)."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import ContentStreamBlock
from home.models import BasePage
from home.models.pages import BODY_HELP, BaseContentPage
from home.models.texts import things_with_words
from home.routing import is_transparent
from home.shell import shell_of
from municipalities.choices import district_choices
from municipalities.guide import told_in
from municipalities.models.organisations import Contact, ContactText
from municipalities.models.regions import District, Municipality
from municipalities.sections import sections_of, sections_of_town

LISTED_ON_HOME = 6
#: With fewer dates than these this week, the following ones are shown too.
ENOUGH_THIS_WEEK = 3
#: The address of the recruitment page, which an app above this one makes (architecture §7).
JOIN_SLUG = "join"


class MunicipalityIndexPage(BasePage):
    """The list and the map of all municipalities (slug `places`)."""

    listing_template = "municipalities/includes/place_chooser.html"

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("list of municipalities")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["districts"] = self.teasers(request, timezone.now(), 0)
        return context

    def teasers(self, request: HttpRequest, now: datetime, limit: int) -> list[Any]:
        """All municipalities by district, however many: a choice with some left out is no choice."""
        opened = Municipality.objects.public().filter(pages__live=True).distinct()
        return district_choices(opened.order_by("district__name_fi", "name_fi"), _language())


class DistrictPage(BasePage):
    """A district's public page: its towns, contact roles and calls. Left out of the addresses of what is below it."""

    localize_default_translation_mode = "simple"
    served_with: ClassVar = ["district"]
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="pages", verbose_name=_("district"))

    parent_page_types: ClassVar = ["home.HomePage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel(
            "district",
            permission="municipalities.change_district",
            help_text=_("Whose page it is; its towns, contacts and calls follow from it."),
        ),
    ]

    class Meta:
        verbose_name = _("district page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        towns = self.district.municipalities.public().filter(pages__live=True).distinct()
        context["districts"] = district_choices(towns, _language())
        texts = ContactText.objects.filter(parent__district=self.district, parent__municipality__isnull=True)
        context["contacts"] = things_with_words(texts.select_related("parent").order_by("parent__sort_order"))
        context["sections"] = sections_of(self.district, _language())
        return context

    def clean(self) -> None:
        super().clean()
        if self.slug and not is_transparent(self.slug):
            raise ValidationError({"slug": _("The slug of a district page starts with “district-”.")})


class MunicipalityPage(BasePage):
    """The home page of a microsite in one language."""

    localize_default_translation_mode = "simple"
    shows_children = True
    served_with: ClassVar = ["municipality__district", "municipality__coat_of_arms"]
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="pages", verbose_name=_("municipality")
    )
    state_note = models.TextField(
        _("note about the state"), blank=True, help_text=_("What being paused or ended means here, and whom to ask.")
    )
    body = StreamField(ContentStreamBlock(), blank=True, verbose_name=_("body"))

    parent_page_types: ClassVar = ["municipalities.DistrictPage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel(
            "municipality",
            permission="municipalities.change_municipality",
            help_text=_("Whose microsite it is; its name, look and contacts follow from it."),
        ),
        FieldPanel("state_note"),
        FieldPanel("body", help_text=BODY_HELP),
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("state_note"), index.SearchField("body")]

    class Meta:
        verbose_name = _("microsite home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What happens this week first, then whom to call, then the pages."""
        context = super().get_context(request, *args, **kwargs)
        children = shell_of(request).children
        context["listings"] = [_listing(page, self, request) for page in children if _is_shown_here(page)]
        context["subpages"] = [page for page in children if page.show_in_menus and not _is_shown_here(page)]
        context["join_page"] = next((page for page in children if page.slug == JOIN_SLUG), None)
        context["contacts"] = contacts_of(self.municipality)[:3]
        if context["join_page"] and self.municipality.has_activities:  # else it would lead nowhere
            context["sections"] = sections_of_town(self.municipality, _language())
        experiences = self.municipality.experiences.all()
        if any(page.specific_class is experiences.model for page in children):  # else it would be asked in vain
            context["told"] = told_in(experiences, self.municipality, request, _language())
        return context


class LocalPage(BaseContentPage):
    """A page of one municipality: welcome texts, first weeks, who helps with what."""

    localize_default_translation_mode = "simple"
    parent_page_types: ClassVar = ["municipalities.MunicipalityPage", "municipalities.LocalPage"]
    subpage_types: ClassVar = ["municipalities.LocalPage"]

    class Meta:
        verbose_name = _("local page")


class ContactsPage(BasePage):
    """The contacts of one municipality, by role."""

    localize_default_translation_mode = "simple"
    parent_page_types: ClassVar = ["municipalities.MunicipalityPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contacts page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        microsite = shell_of(request).microsite
        municipality = microsite.page.municipality if microsite else None
        context["contacts"] = contacts_of(municipality) if municipality else []
        context["district"] = municipality.district if municipality else None
        return context


def remember_microsite(page: Page, home: MunicipalityPage | None) -> None:
    """Let a page know its microsite for the rest of the request, so that nobody asks again."""
    page.__dict__["_microsite_home"] = home


def contacts_of(municipality: Municipality) -> list[Contact]:
    """The municipality's own contacts, then those of its district, with their words; one query."""
    own = models.Q(parent__municipality=municipality)
    of_district = models.Q(parent__municipality__isnull=True, parent__district=municipality.district_id)
    texts = ContactText.objects.filter(own | of_district).select_related("parent")
    return things_with_words(texts.order_by("parent__municipality", "parent__sort_order", "parent__key"))


def split_at_week_end(teasers: list[Any], today: date) -> tuple[list[Any], list[Any]]:
    """Items whose `day` is up to this Sunday, or who have none, and those after it, in their order."""
    sunday = today + timedelta(days=6 - today.weekday())
    later = [teaser for teaser in teasers if getattr(teaser, "day", today) > sunday]
    return [teaser for teaser in teasers if teaser not in later], later


def _is_shown_here(page: Page) -> bool:
    return bool(getattr(page.specific_class, "shown_on_parent", False))


def _listing(page: Page, home: MunicipalityPage, request: HttpRequest) -> dict[str, Any]:
    """The first items of a child, as it lists them itself."""
    index_page = page.specific_deferred
    index_page.locale = page.locale  # which it does not take along
    remember_microsite(index_page, home)
    now = getattr(request, "now", None) or timezone.now()
    teasers = index_page.teasers(request, now, LISTED_ON_HOME)
    this_week, later = split_at_week_end(teasers, timezone.localdate(now))
    return {
        "page": index_page,
        "this_week": this_week,
        "later": later if len(this_week) < ENOUGH_THIS_WEEK else [],
        "teaser_template": index_page.teaser_template,
        "listing_template": index_page.listing_template,
    }


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
