"""The editor's home in the admin: the panel with the first rows of every list, and each list as a page of its own."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.models import Page

from home.languages import language_of
from municipalities.desk import SHOWN, Desk, Row, WorkList, list_named, lists_of
from municipalities.desk_pages import language
from municipalities.models import Municipality
from municipalities.permissions import is_project_team, municipalities_of
from municipalities.upkeep import confirm

ROWS_A_PAGE = 50
#: With more municipalities than these, the choice is a list to open instead of links side by side.
LINKED_TOWNS = 12
STYLE = Media(css={"all": ["municipalities/desk.css"]})


class DeskPanel(Component):
    """All lists of the person, side by side where there is room."""

    name = "desk"
    order = 100
    template_name = "municipalities/admin/desk_panel.html"
    media = STYLE

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        desk = desk_of(request)
        shown = [_first_rows(name, worklist, desk) for name, worklist in lists_of(desk).items()]
        return {
            "request": request,
            "csrf_token": parent_context["csrf_token"],
            "lists": sorted(shown, key=lambda each: not each["count"]),
            **_choice_of_towns(desk),
        }


class DeskListView(WagtailAdminTemplateMixin, TemplateView):
    """One list of the home, whole."""

    template_name = "municipalities/admin/desk_list.html"
    header_icon = "list-ul"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.desk = desk_of(request)
        worklist = list_named(kwargs["name"], self.desk)
        if worklist is None:
            raise Http404
        self.worklist = worklist
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.worklist.heading

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.worklist.heading}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page = Paginator(self.worklist.items, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        context |= {"worklist": self.worklist, "page": page, "media": STYLE, **_choice_of_towns(self.desk)}
        context["rows"] = _drawn(self.worklist.rows(list(page.object_list)))
        return context


def desk_of(request: HttpRequest) -> Desk:
    """Whose home it is, for the municipality named in the address; 404 for one that is not hers."""
    slug, town = request.GET.get("town", ""), None
    if slug:
        town = municipalities_of(request.user).filter(slug=slug.replace("\0", "")).first()
        if town is None:
            raise Http404
    return Desk(request.user, timezone.now(), town)  # type: ignore[arg-type]  # nobody anonymous gets here


@require_POST
def confirm_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The button "still right" on the home; ids of others' pages do not get here, see `borders`."""
    page: Any = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        messages.error(request, _("You cannot change this page, so you cannot confirm it either."))
    else:
        confirm(page, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # nobody anonymous gets here
        messages.success(
            request,
            _("“%(title)s” is confirmed. We ask again in half a year.") % {"title": page.get_admin_display_title()},
        )
    back = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if known else "wagtailadmin_home")


def replace_moderation_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Our lists instead of Wagtail's, which show everything at once and say nothing where nothing waits."""
    taken = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, taken)] + [DeskPanel()]


def drop_totals(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's totals at the top count the pages of the whole portal: nothing that waits for an editor."""
    if not is_project_team(request.user):
        items.clear()


def _first_rows(name: str, worklist: WorkList, desk: Desk) -> dict[str, Any]:
    """A list as the home shows it. One row more than shown is fetched; only then is the rest counted."""
    first = list(worklist.items[: SHOWN + 1])
    count = len(first)
    if count > SHOWN:
        count = Paginator(worklist.items, SHOWN).count
    url = reverse("desk_list", args=[name])
    return {
        "name": name,
        "worklist": worklist,
        "rows": _drawn(worklist.rows(first[:SHOWN])) if first else [],
        "count": count,
        "more_url": (f"{url}?town={desk.town.slug}" if desk.town else url) if count > SHOWN else "",
    }


def _drawn(rows: list[Row]) -> list[dict[str, Any]]:
    """Rows with the name of their language, and its direction for the title."""
    return [{"row": row, "language": language_of(row.language) if row.language else None} for row in rows]


def _choice_of_towns(desk: Desk) -> dict[str, Any]:
    """The municipalities to choose from, where there are several."""
    towns: list[Municipality] = list(municipalities_of(desk.user))
    if len(towns) < 2:
        return {"towns": []}
    names = sorted((town.name(language()), town.slug) for town in towns)
    chosen = desk.town.slug if desk.town else ""
    return {"towns": names, "chosen_town": chosen, "towns_as_links": len(towns) <= LINKED_TOWNS}
