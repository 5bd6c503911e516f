"""The pages of microsites; the tree is home → district → municipality → everything of that municipality (D3)."""

from datetime import date, datetime
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

from home.blocks import ContentStreamBlock
from home.models import BasePage
from home.models.pages import BaseContentPage
from home.routing import is_transparent
from municipalities.choices import district_choices
from municipalities.models.organisations import Contact
from municipalities.models.regions import District, Municipality

LISTED_ON_HOME = 6


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

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="pages")

    parent_page_types: ClassVar = ["home.HomePage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("district")]

    class Meta:
        verbose_name = _("district page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        towns = self.district.municipalities.public().filter(pages__live=True).distinct()
        context["districts"] = district_choices(towns, _language())
        context["contacts"] = self.district.contacts.filter(municipality__isnull=True).prefetch_related("texts")
        return context

    def clean(self) -> None:
        super().clean()
        if self.slug and not is_transparent(self.slug):
            raise ValidationError({"slug": _("The slug of a district page starts with “district-”.")})


class MunicipalityPage(BasePage):
    """The home page of a microsite in one language."""

    localize_default_translation_mode = "simple"
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="pages")
    state_note = models.TextField(
        _("note about the state"), blank=True, help_text=_("What being paused or ended means here, and whom to ask.")
    )
    body = StreamField(ContentStreamBlock(), blank=True, verbose_name=_("body"))

    parent_page_types: ClassVar = ["municipalities.DistrictPage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("municipality"),
        FieldPanel("state_note"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("microsite home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What happens this week first, then whom to call, then the pages."""
        context = super().get_context(request, *args, **kwargs)
        children = self.get_children().live().in_menu().select_related("locale").order_by("path")
        context["listings"] = [_listing(page, request) for page in children if _is_shown_here(page)]
        context["subpages"] = [page for page in children if not _is_shown_here(page)]
        context["contacts"] = list(contacts_of(self.municipality)[:3])
        context["ended_on"] = date.fromisoformat(settings.PILOT_ENDED_ON)
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
        home = MunicipalityPage.objects.parent_of(self).select_related("municipality__district").first()
        context["contacts"] = list(contacts_of(home.municipality)) if home else []
        context["district"] = home.municipality.district if home else None
        return context


def contacts_of(municipality: Municipality) -> models.QuerySet[Contact]:
    """The municipality's own contacts, then those of its district."""
    own = models.Q(municipality=municipality)
    of_district = models.Q(municipality__isnull=True, district=municipality.district_id)
    return Contact.objects.filter(own | of_district).prefetch_related("texts").order_by("municipality", "sort_order")


def _is_shown_here(page: Page) -> bool:
    return bool(getattr(page.specific_class, "shown_on_parent", False))


def _listing(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The first items of a child, as it lists them itself."""
    index_page = page.specific
    now = getattr(request, "now", None) or timezone.now()
    return {
        "page": index_page,
        "teasers": index_page.teasers(request, now, LISTED_ON_HOME),
        "teaser_template": index_page.teaser_template,
        "listing_template": index_page.listing_template,
    }


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
