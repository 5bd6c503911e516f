"""The board of wishes in the admin: what is wished for in a municipality, and the way from there to an activity.

Nothing on it tells who wished. Names and numbers of those who would help are on the pages of `case_views`.
"""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from home.languages import language_of
from municipalities.desk_pages import language
from municipalities.drafting import NotDraftedError, languages_of_drafts
from municipalities.models import Municipality
from municipalities.permissions import municipalities_of
from volunteering.choices import Interest
from volunteering.models.wishes import Wish
from volunteering.permissions import own_municipalities
from volunteering.pulse.activities import activities_of
from volunteering.wishes.counts import (
    FEWEST,
    sees_small_numbers,
    small_numbers_seen_by,
    topic_counts,
    writes_activities,
)
from volunteering.wishes.planning import close, plan_topic, plan_wish, put_back

NAMESPACE = "wish_board"
#: As many of what people wrote are shown at once.
SHOWN = 100
_CONTACT = re.compile(r"\S+@\S+|\+?\d(?:[\s()–-]*\d){5,}")


class WishTownsView(WagtailAdminTemplateMixin, View):
    """The municipalities of somebody who has to do with activities, with how many wishes wait."""

    page_title = gettext_lazy("Wishes")
    header_icon = "pick"
    template_name = "volunteering/admin/wish_towns.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        towns = list(municipalities_of(request.user))  # type: ignore[arg-type]  # nobody anonymous gets here
        if not towns:
            raise PermissionDenied
        if len(towns) == 1:
            return redirect(reverse(f"{NAMESPACE}:board", args=[towns[0].pk]))
        self.towns = towns
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        waiting = waiting_by_town(self.towns)
        of_district = small_numbers_seen_by(self.request.user).values_list("pk", flat=True)
        told = {pk: number for pk, number in waiting.items() if pk in of_district or number >= FEWEST}
        rows: list[dict[str, Any]] = [
            {
                "name": town.name(language()),
                "url": reverse(f"{NAMESPACE}:board", args=[town.pk]),
                "waiting": told.get(town.pk, 0 if town.pk in of_district else None),
            }
            for town in self.towns
        ]
        return context | {"rows": sorted(rows, key=lambda row: (-(row["waiting"] or 0), row["name"]))}


class WishBoardView(WagtailAdminTemplateMixin, View):
    """One municipality. `post_…` names are the values of the buttons' `action`."""

    header_icon = "pick"
    template_name = "volunteering/admin/wish_board.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A foreign municipality and a missing one answer identically."""
        user: Any = request.user
        town = municipalities_of(user).filter(pk=kwargs["pk"]).select_related("district").first()
        if town is None:
            raise Http404
        self.town: Municipality = town
        self.sees_all = sees_small_numbers(user, town)
        self.writes = writes_activities(user, town)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = getattr(self, f"post_{request.POST.get('action', '')}", None)
        response: HttpResponse | None = act(request) if act else None
        if act is None:
            messages.error(request, _("This is not possible here."))
        return response or redirect(self.url)

    @property
    def url(self) -> str:
        return reverse(f"{NAMESPACE}:board", args=[self.town.pk])

    # --- what can be done ------------------------------------------------------------------------

    def post_topic(self, request: HttpRequest) -> HttpResponse | None:
        """Begin an activity for everybody who wishes for a topic."""
        topic = request.POST.get("topic", "")
        if not self.writes or topic not in Interest.values:
            messages.error(request, _("This is not possible here."))
            return None
        try:
            page, number = plan_topic(self.town, topic, language=self._language(), by=request.user, now=self.now)
        except NotDraftedError:
            return _no_list(request)
        words = ngettext("%(number)s wish is planned with it.", "%(number)s wishes are planned with it.", number)
        return self._to_draft(request, page, words % {"number": number} if self.sees_all and number else "")

    def post_wish(self, request: HttpRequest) -> HttpResponse | None:
        """Begin an activity for one wish."""
        wish = self._wish(request)
        if wish is None or not self.writes:
            messages.error(request, _("This is not possible here."))
            return None
        try:
            page = plan_wish(wish, language=self._language(), by=request.user, now=self.now)
        except NotDraftedError:
            return _no_list(request)
        return self._to_draft(request, page, "")

    def post_close(self, request: HttpRequest) -> None:
        """Nothing comes of a wish."""
        wish = self._wish(request)
        if wish is not None and close(wish, self.now):
            messages.success(request, _("The wish was closed."))
        else:
            messages.error(request, _("This is not possible here."))

    def post_back(self, request: HttpRequest) -> None:
        """The activity came to nothing: its wishes wait again."""
        try:
            key = UUID(request.POST.get("key", ""))
        except ValueError:
            key = None
        if self.writes and key and put_back(self.town, key, self.now):
            messages.success(request, _("The wishes wait again."))
        else:
            messages.error(request, _("This is not possible here."))

    def _wish(self, request: HttpRequest) -> Wish | None:
        """The waiting wish of the form; only for those who may read single wishes."""
        if not self.sees_all:
            return None
        reference = request.POST.get("reference", "").replace("\0", "")
        return Wish.objects.waiting().filter(municipality=self.town, reference=reference).first()

    def _language(self) -> str:
        offered = languages_of_drafts(self.town)
        asked = self.request.POST.get("language", "")
        return asked if asked in offered else next(iter(offered), self.town.majority_language)

    def _to_draft(self, request: HttpRequest, page: Page, words: str) -> HttpResponse:
        begun = _("The draft is begun. Add when and where, then publish it or send it to be approved.")
        messages.success(request, f"{begun} {words}".strip())
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    # --- what is shown ---------------------------------------------------------------------------

    def get_page_title(self) -> str:
        return _("Wishes: %(place)s") % {"place": self.town.name(language())}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": WishTownsView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.town.name(language())}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        coordinates = own_municipalities(self.request.user).filter(pk=self.town.pk).exists()
        mine = Wish.objects.working().filter(municipality=self.town)
        cases = reverse("volunteering_wish_cases:index")
        return context | {
            "town": self.town,
            "counts": topic_counts(self.town, small_too=self.sees_all),
            "fewest": FEWEST,
            "sees_all": self.sees_all,
            "writes": self.writes,
            "languages": [language_of(code) for code in languages_of_drafts(self.town)],
            "written": self._written(mine) if self.sees_all else [],
            "made": self._made(mine),
            "helpers": mine.with_helper().count() if coordinates else 0,
            "cases_url": f"{cases}?municipality={self.town.pk}" if coordinates else "",
            "activities": self._activities(),
            "code_url": f"/{language()}/{self.town.slug}/pulse/code.pdf",
            "public_url": f"/{language()}/{self.town.slug}/wishes/",
        }

    def _written(self, mine: Any) -> list[dict[str, Any]]:
        """What people wrote, the newest first; what looks like a number or an address is left out."""
        waiting = mine.filter(status=Wish.Status.NEW).exclude(text="")
        return [
            {
                "wish": wish,
                "text": _CONTACT.sub("…", wish.text),
                "language": language_of(wish.language),
                "topics": wish.topics_in_words(),
            }
            for wish in waiting[:SHOWN]
        ]

    def _activities(self) -> list[Page]:
        """The activities whose code can be printed, each once."""
        by_key: dict[UUID, Page] = {}
        for page in activities_of(self.town).order_by("title"):
            if page.translation_key not in by_key or page.locale.language_code == language():
                by_key[page.translation_key] = page
        return sorted(by_key.values(), key=lambda page: page.title.casefold())

    def _made(self, mine: Any) -> list[dict[str, Any]]:
        """The activities that were made of wishes: drafts and public ones, as far as they still exist."""
        states = {Wish.Status.PLANNED, Wish.Status.HAPPENED}
        rows = mine.filter(status__in=states, activity_key__isnull=False).order_by("-status_changed_at")
        keys = list(dict.fromkeys(rows.values_list("activity_key", flat=True)))[:SHOWN]
        pages: dict[UUID, Page] = {}
        for page in Page.objects.filter(translation_key__in=keys).select_related("locale").order_by("pk"):
            pages.setdefault(page.translation_key, page)
        return [{"key": key, "page": pages.get(key)} for key in keys]


def _no_list(request: HttpRequest) -> HttpResponse | None:
    messages.error(request, _("The microsite has no list of activities yet, so nothing can be put there."))
    return None


def waiting_by_town(towns: list[Municipality]) -> dict[int, int]:
    """Municipality → how many wishes wait there; one query, only where some do."""
    waiting = Wish.objects.waiting().filter(municipality__in=towns).order_by()
    return dict(waiting.values_list("municipality").annotate(number=Count("pk")))
