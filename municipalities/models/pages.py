"""The pages of microsites; the tree is home → district → municipality → everything of that municipality (D3)."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from home.blocks import ContentStreamBlock
from home.models import BasePage
from home.models.pages import BaseContentPage
from home.routing import is_transparent
from municipalities.models.regions import District, Municipality


class MunicipalityIndexPage(BasePage):
    """The list and the map of all municipalities (slug `places`)."""

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("list of municipalities")


class DistrictPage(BasePage):
    """A district's public page: its towns, contact roles and calls. Left out of the addresses of what is below it."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="pages")

    parent_page_types: ClassVar = ["home.HomePage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("district")]

    class Meta:
        verbose_name = _("district page")

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
