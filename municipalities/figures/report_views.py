"""The report of the figures in the admin: by municipality and quarter, with charts, tables and files."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.spreadsheets import XLSX, spreadsheet
from municipalities.figures.access import Scope, scope_of
from municipalities.figures.cards import Card, card_of
from municipalities.figures.file_views import CSV, places_of
from municipalities.figures.files import COLUMNS, as_csv, rows_of
from municipalities.figures.publishing import QUARTERS
from municipalities.figures.quarters import Quarter, Span, up_to
from municipalities.figures.readings import Reading, counted, published
from municipalities.models.figures import FigurePublication, FigureValue
from municipalities.models.regions import Municipality

#: Quarters shown unless somebody chooses others: a year, and the one that is running.
SHOWN = 5
_DISTRICT = "district:"


class ReportForm(forms.Form):
    """Of which places and of which quarters."""

    place = forms.ChoiceField(label=_("Municipality"), required=False)
    first = forms.ChoiceField(label=_("From"), required=False)
    last = forms.ChoiceField(label=_("To"), required=False)

    def __init__(self, data: Any, towns: Sequence[Municipality], today: date) -> None:
        quarters = list(up_to(today, QUARTERS))
        chosen = {"first": str(quarters[-SHOWN]), "last": str(quarters[-1])} | {
            name: data.get(name, "") for name in ("place", "first", "last") if data.get(name)
        }
        super().__init__(chosen)
        language = get_language() or "fi"
        self.towns = list(towns)
        self.today = today
        by_name = sorted((town.name(language), town.slug) for town in towns)
        districts = {town.district.key: town.district.name(language) for town in towns}
        several = [(_DISTRICT + key, name) for key, name in sorted(districts.items(), key=lambda each: each[1])]
        places = [("", gettext("All")), *(several if len(several) > 1 else []), *((slug, n) for n, slug in by_name)]
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        for name in ("first", "last"):
            self.fields[name].choices = [(str(q), q.short) for q in reversed(quarters)]  # type: ignore[attr-defined]

    @property
    def chosen_towns(self) -> list[Municipality]:
        """The municipalities of the place; what cannot be read chooses all."""
        place = self._cleaned("place")
        if place.startswith(_DISTRICT):
            return [town for town in self.towns if town.district.key == place.removeprefix(_DISTRICT)]
        return [town for town in self.towns if town.slug == place] if place else self.towns

    @property
    def is_everywhere(self) -> bool:
        return not self._cleaned("place")

    @property
    def span(self) -> Span:
        """The quarters, in the right order."""
        quarters = list(up_to(self.today, QUARTERS))
        first = self._cleaned("first") or str(quarters[-SHOWN])
        last = self._cleaned("last") or str(quarters[-1])
        begins, ends = sorted((Quarter.parse(first), Quarter.parse(last)))
        return Span(begins, ends, self.today)

    def _cleaned(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


class FiguresMixin:
    """What both the page and the file need: who asks, for what, and the readings."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        scope = scope_of(request.user)
        if scope is None:
            raise PermissionDenied
        self.scope: Scope = scope
        towns = list(scope.towns.select_related("district"))
        self.form = ReportForm(request.GET, towns, timezone.localdate())
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        response["Cache-Control"] = "private, no-store"
        return response

    def readings(self) -> list[Reading]:
        """Counted now for those who see all numbers, else as published."""
        towns = self.form.chosen_towns
        if not self.scope.sees_small_numbers:
            return published(list(self.form.span), [town.slug for town in towns])
        with_elsewhere = self.scope.is_whole_country and self.form.is_everywhere
        return counted(self.form.span, {town.pk: town.slug for town in towns}, with_elsewhere=with_elsewhere)


class FiguresReportView(FiguresMixin, WagtailAdminTemplateMixin, TemplateView):
    """All figures by goal, each as a chart with its table beside it."""

    template_name = "municipalities/admin/figures.html"
    page_title = _("Figures")
    header_icon = "table"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        language = get_language() or "fi"
        names = dict(sorted(((t.slug, t.name(language)) for t in self.form.chosen_towns), key=lambda each: each[1]))
        if self.scope.is_whole_country and self.form.is_everywhere:
            names[FigureValue.ELSEWHERE] = gettext("in none of the municipalities")
        cards = [(r.figure.goal, card_of(r, names, self.form.today)) for r in self.readings()]
        publication = None if self.scope.sees_small_numbers else FigurePublication.objects.first()
        return context | {
            "form": self.form,
            "scope": self.scope,
            "goals": [(heading, _of_goal(cards, goal)) for goal, heading in GOALS.items()],
            "query": self.request.GET.urlencode(),
            "report_url": reverse("figures"),
            "published_at": publication.published_at if publication else None,
        }


class FiguresFileView(FiguresMixin, View):
    """The same numbers as a file."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        places = places_of(self.form.chosen_towns, get_language() or "fi")
        rows = rows_of(self.readings(), places)
        name = f"figures-{self.form.today.isoformat()}"
        if kind == "csv":
            response = HttpResponse(as_csv(COLUMNS, rows), content_type=CSV)
        elif kind == "xlsx":
            response = HttpResponse(
                spreadsheet(gettext("Figures"), COLUMNS, rows, with_numbers=True), content_type=XLSX
            )
        else:
            raise Http404
        response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
        return response


class FiguresMenuItem(MenuItem):
    """Shown to those who see any figures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return scope_of(request.user) is not None


GOALS = {
    1: _("Goal 1: newcomers feel welcome, and their networks grow"),
    2: _("Goal 2: sponsors know their tasks and get support"),
    3: _("Goal 3: experience, and newcomers as equals"),
}


def _of_goal(cards: list[tuple[int, Card]], goal: int) -> list[Card]:
    return [card for number, card in cards if number == goal]
