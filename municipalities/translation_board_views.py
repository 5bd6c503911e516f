"""The board of translations in the admin."""

from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.languages import language_of
from home.models import BasePage, User
from home.translation_states import State
from home.translation_status import STATE_NAMES
from municipalities.borders import own_paths
from municipalities.models import Municipality, MunicipalityPage
from municipalities.permissions import is_project_team
from municipalities.translation_board import PORTAL, Wanted, columns, rows, sources

ROWS_A_PAGE = 50


class BoardForm(forms.Form):
    """What the board is narrowed to."""

    town = forms.ChoiceField(label=gettext_lazy("Municipality"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of page"), required=False)
    q = forms.CharField(label=gettext_lazy("Title contains"), required=False, max_length=100)

    def __init__(self, data: Any, user: User) -> None:
        super().__init__(data)
        self.towns = {town.slug: town for town in towns_of(user)}
        self.kinds = _kinds()
        names = sorted((town.name(_reader()), slug) for slug, town in self.towns.items())
        self._choose("town", [(PORTAL, _("The portal’s own pages")), *((slug, name) for name, slug in names)])
        self._choose("language", [(code, language_of(code).endonym) for code in settings.OFFERED_LANGUAGES])
        self._choose("state", [(s.value, STATE_NAMES[s]) for s in State if s is not State.SOURCE])
        self._choose("kind", [(key, model._meta.verbose_name) for key, model in self.kinds.items()])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        field.choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """The choice; what cannot be read narrows nothing."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        return Wanted(
            town=self.towns.get(data.get("town", "")),
            is_portal=data.get("town") == PORTAL,
            language=data.get("language", ""),
            state=data.get("state", ""),
            kind=self.kinds.get(data.get("kind", "")),
            words=data.get("q", ""),
        )


class TranslationBoardView(WagtailAdminTemplateMixin, TemplateView):
    """Pages × languages."""

    template_name = "municipalities/admin/translation_board.html"
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_board(request.user):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user: Any = self.request.user
        form = BoardForm(self.request.GET, user)
        wanted = form.wanted()
        page = Paginator(sources(user, wanted), ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        languages = columns(user, wanted)
        query = self.request.GET.copy()
        query.pop("p", None)
        return context | {
            "form": form,
            "languages": [language_of(code) for code in languages],
            "rows": rows(list(page.object_list), languages, _reader(), user),
            "page": page,
            "query": query.urlencode(),
            "board_url": reverse("translation_board"),
        }


class BoardMenuItem(MenuItem):
    """Shown to everybody who works on texts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_board(request.user)


def may_see_board(user: Any) -> bool:
    """Whether the user works on texts anywhere."""
    return is_project_team(user) or bool(own_paths(user))


def towns_of(user: User) -> list[Municipality]:
    """The municipalities in which the user works on a text in any language."""
    if is_project_team(user):
        return list(Municipality.objects.all())
    own = own_paths(user)
    found: dict[int, Municipality] = {}
    for page in MunicipalityPage.objects.select_related("municipality"):
        if page.path.startswith(tuple(own)):
            found[page.municipality_id] = page.municipality
    return list(found.values())


def _kinds() -> dict[str, type[BasePage]]:
    return {model._meta.model_name: model for model in apps.get_models() if issubclass(model, BasePage)}


def _reader() -> str:
    return get_language() or "en"
