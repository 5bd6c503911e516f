"""Moving a municipality to another district in the admin: the team chooses, reads what will change, and confirms."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from home.languages import language_of
from home.models import User
from municipalities.models import District, Municipality, MunicipalityPage
from municipalities.opening import NoDistrictPageError, move_municipality
from municipalities.permissions import is_project_team
from municipalities.rights import collection_name
from municipalities.roles import Role, group_name


class MoveForm(forms.Form):
    """Whither."""

    district = forms.ModelChoiceField(label=_("New district"), queryset=District.objects.none())
    #: Set by the page that says what will change, for the district that it was said of.
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, town: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = District.objects.exclude(pk=town.district_id)
        self.fields["district"].queryset = others  # type: ignore[attr-defined]

    @property
    def is_confirmed(self) -> bool:
        """Whether what will change was shown for this very district."""
        return bool(self.cleaned_data["confirmed"] == str(self.cleaned_data["district"].pk))


class MoveMunicipalityView(WagtailAdminTemplateMixin, View):
    """Two steps on one address: choose a district, then confirm what is said to change."""

    page_title = _("Move to another district")
    header_icon = "arrow-right-full"
    template_name = "municipalities/admin/move_municipality.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_project_team(request.user):
            raise Http404
        self.town = get_object_or_404(Municipality.objects.select_related("district"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.town.name(get_language() or "fi")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        towns = {"url": reverse("municipality:index"), "label": Municipality._meta.verbose_name_plural}
        town = {"url": reverse("municipality:edit", args=[self.town.pk]), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, towns, town, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(MoveForm(town=self.town))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = MoveForm(request.POST, town=self.town)
        if not form.is_valid():
            return self._show(form, status=422)
        district = form.cleaned_data["district"]
        if not form.is_confirmed:
            return self._show(form, district)
        try:
            move_municipality(self.town, district, by=_user(request))
        except NoDistrictPageError as error:
            missing = ", ".join(language_of(code).endonym for code in error.languages)
            messages.error(
                request,
                _("Nothing was moved: the new district has no page yet in these languages: %(languages)s.")
                % {"languages": missing},
            )
            return self._show(form, status=422)
        words = {"town": self.get_page_subtitle(), "district": district.name(get_language() or "fi")}
        messages.success(request, _("%(town)s now belongs to %(district)s, in every language.") % words)
        return redirect(reverse("municipality:edit", args=[pk]))

    def _show(self, form: MoveForm, district: District | None = None, status: int = 200) -> HttpResponse:
        language = get_language() or "fi"
        context = self.get_context_data(form=form, town=self.town, former=self.town.district.name(language))
        context |= {
            "town_name": self.get_page_subtitle(),
            "back_url": reverse("municipality:edit", args=[self.town.pk]),
        }
        if district is not None:
            context |= {"district": district, "future": district.name(language), **_what_changes(self.town, district)}
        response: HttpResponse = self.render_to_response(context, status=status)
        return response


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _what_changes(town: Municipality, district: District) -> dict[str, Any]:
    """How much moves, who loses the municipality and who gains it."""
    homes = list(MunicipalityPage.objects.filter(municipality=town).select_related("locale"))
    pages = sum(Page.objects.descendant_of(home, inclusive=True).count() for home in homes)
    collections = Collection.objects.filter(name=collection_name(town))
    files = [
        model.objects.filter(collection__in=collections).count() for model in (get_image_model(), get_document_model())
    ]
    return {
        "languages": [language_of(home.locale.language_code) for home in homes],
        "pages": pages,
        "files": sum(files),
        "losing": _people(town.district),
        "gaining": _people(district),
    }


def _people(district: District) -> list[str]:
    """The editors and coordinators of a district by name."""
    groups = [group_name(role, district.key) for role in (Role.EDITOR, Role.COORDINATOR)]
    people = User.objects.filter(is_active=True, groups__name__in=groups).distinct().order_by("last_name", "username")
    return [person.get_full_name() or person.get_username() for person in people]
