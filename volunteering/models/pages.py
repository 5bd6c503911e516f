"""The page that presents a call and carries the form's steps (slug `join`)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import ContentStreamBlock
from home.models import BasePage, RoutedPage
from home.models.pages import BODY_HELP
from municipalities.models import Municipality
from volunteering import joining, journey, own_page
from volunteering.links import address_in
from volunteering.models.calls import RecruitmentCall
from volunteering.sponsors.cards import RoleCard, places_in_groups, role_cards
from volunteering.training.dates import training_dates

SLUG = "join"


class RolesPage(BasePage):
    """The roles of sponsors, one card each. A listing of it on another page shows the same cards."""

    listing_template = "volunteering/includes/role_cards.html"
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of the roles of sponsors")
        verbose_name_plural = _("pages of the roles of sponsors")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["cards"] = role_cards(get_language() or self.locale.language_code)
        return context

    def teasers(self, request: HttpRequest, now: datetime, limit: int) -> list[RoleCard]:
        return role_cards(get_language() or self.locale.language_code)[: limit or None]


class RecruitmentPage(RoutedPage):
    """Presents a call for community sponsors in one language; below it are the steps of the sign-up."""

    call = models.ForeignKey(
        RecruitmentCall, on_delete=models.PROTECT, related_name="pages", verbose_name=_("recruitment call")
    )
    what_you_do = models.TextField(_("what a sponsor does"), blank=True, help_text=_("One thing on each line."))
    what_you_do_not = models.TextField(
        _("what a sponsor does not do"), blank=True, help_text=_("One thing on each line.")
    )
    time_needed = models.CharField(_("how much time it takes"), max_length=250, blank=True)
    who_reads = models.CharField(_("who reads the answers"), max_length=250, blank=True)
    telephone = models.CharField(
        _("telephone of the coordinator"), max_length=30, blank=True, help_text=_("For those who would rather talk.")
    )
    body = StreamField(ContentStreamBlock(), blank=True, verbose_name=_("body"))

    localize_default_translation_mode = "simple"
    served_with: ClassVar = ["call__municipality__district"]
    parent_page_types: ClassVar = ["home.HomePage", "municipalities.MunicipalityPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("call", help_text=_("Whether one can sign up, and until when, is decided there.")),
        MultiFieldPanel(
            [
                FieldPanel("what_you_do"),
                FieldPanel("what_you_do_not"),
                FieldPanel("time_needed", help_text=_("Be honest: “2–6 hours a month; helping once is possible too”.")),
            ],
            heading=_("The task"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "who_reads", help_text=_("By role, not by name: “the coordinator of the Red Cross district”.")
                ),
                FieldPanel("telephone"),
            ],
            heading=_("Being in touch"),
        ),
        FieldPanel("body", help_text=BODY_HELP),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("what_you_do"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("recruitment page")
        verbose_name_plural = _("recruitment pages")

    def clean(self) -> None:
        super().clean()
        if self.slug and self.slug != SLUG:
            raise ValidationError({"slug": _("The slug of a recruitment page is “join”.")})

    # --- what the steps ask of the page ----------------------------------------------------------

    @property
    def municipality(self) -> Municipality | None:
        """The municipality that needs no question; None on the national page."""
        return self.call.municipality

    def address(self, language: str) -> str:
        """The path of this page in a language, whichever language its text is in: `/sv/salo/join/`."""
        return address_in(self, language)

    @property
    def phone_to_call(self) -> str:
        """The number for those who would rather talk."""
        town = self.municipality
        return self.telephone or (town and (town.telephone or town.district.telephone)) or ""

    def tasks(self) -> list[str]:
        """What a sponsor does, one thing each."""
        return [line.strip() for line in self.what_you_do.splitlines() if line.strip()]

    def limits(self) -> list[str]:
        """What a sponsor does not do, one thing each."""
        return [line.strip() for line in self.what_you_do_not.splitlines() if line.strip()]

    # --- serving ---------------------------------------------------------------------------------

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate(context["now"] or timezone.now())
        context["join_url"] = self.address(get_language() or self.locale.language_code)
        context["first_step"] = journey.first_step(self)
        context["full"] = self.call.is_full()
        context["accepting"] = self.call.is_accepting(today)
        language = get_language() or self.locale.language_code
        context["training_dates"] = training_dates(self.municipality, language, context["now"] or timezone.now())
        context["cards"] = role_cards(language)
        context["looking_for"] = places_in_groups(self.municipality, language) if self.municipality else None
        return context

    def serve(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse] | None = None,
        args: Any = None,
        kwargs: Any = None,
    ) -> HttpResponse:
        """Only the presentation itself may be stored and found; everything below it is private."""
        response = super().serve(request, view, args, kwargs)
        if view is not None and getattr(view, "__name__", "") != "index_route":
            response["X-Robots-Tag"] = "noindex"
            response["Cache-Control"] = "private, no-store"
            # With "no-referrer" browsers send `Origin: null`, and the check against forged requests refuses every form.
            response["Referrer-Policy"] = "same-origin"
        return response

    @path("check/")  # type: ignore[untyped-decorator]
    def check_answers(self, request: HttpRequest) -> HttpResponse:
        return journey.check_answers(request, self)

    @path("received/")  # type: ignore[untyped-decorator]
    def received(self, request: HttpRequest) -> HttpResponse:
        return journey.received(request, self)

    @path("too-young/")  # type: ignore[untyped-decorator]
    def too_young(self, request: HttpRequest) -> HttpResponse:
        return journey.too_young(request, self)

    @path("call-me/")  # type: ignore[untyped-decorator]
    def call_me(self, request: HttpRequest) -> HttpResponse:
        return joining.call_me(request, self)

    @path("call-me/received/")  # type: ignore[untyped-decorator]
    def call_me_received(self, request: HttpRequest) -> HttpResponse:
        return joining.received(request, self)

    @path("confirm/<str:token>/")  # type: ignore[untyped-decorator]
    def confirm(self, request: HttpRequest, token: str) -> HttpResponse:
        return own_page.confirm(request, self, token)

    @path("own/<str:token>/")  # type: ignore[untyped-decorator]
    def own(self, request: HttpRequest, token: str) -> HttpResponse:
        return own_page.own(request, self, token)

    @path("own/<str:token>/correct/")  # type: ignore[untyped-decorator]
    def correct(self, request: HttpRequest, token: str) -> HttpResponse:
        return own_page.correct(request, self, token)

    @path("<slug:step>/")  # type: ignore[untyped-decorator]
    def step(self, request: HttpRequest, step: str) -> HttpResponse:
        return journey.answer_step(request, self, step)
