"""An idea of the toolkit becomes a draft activity in one of the editor's own municipalities."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.drafts import begun_draft
from events.ideas import best_of
from events.models import ActivityIdeaPage
from home.languages import language_of
from home.models import User
from home.visibility import visible
from municipalities.drafting import draft_activity, languages_of_drafts
from municipalities.models import Municipality
from municipalities.permissions import municipalities_contributed_by


class IdeaCopyForm(forms.Form):
    """Into which municipality, and in which language."""

    town: Any = forms.ModelChoiceField(label=_("Municipality"), queryset=Municipality.objects.none(), empty_label=None)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, towns: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].queryset = towns  # type: ignore[attr-defined]
        self.languages = languages
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, language_of(code).endonym) for code in languages
        ]

    def clean(self) -> dict[str, Any]:
        """The town must have a list of activities in the language; where it has not, say in which it has."""
        data: dict[str, Any] = super().clean() or {}
        town, language = data.get("town"), data.get("language")
        if town and language:
            possible = [code for code in languages_of_drafts(town) if code in self.languages]
            if language not in possible:
                names = ", ".join(language_of(code).endonym for code in possible) or "–"
                message = _("There is no list of activities in this language here. Choose one of these: %(languages)s.")
                self.add_error("language", message % {"languages": names})
        return data


class IdeaCopyView(WagtailAdminTemplateMixin, View):
    """Asks where to and in which language, then makes the draft. Nothing is made by a GET."""

    template_name = "events/admin/idea_copy.html"
    page_title = _("Copy into a draft activity")
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An idea that is not public, or a person who writes in no municipality, gets the same 404."""
        self.texts = list(_texts_of(kwargs["idea"]))
        self.towns = municipalities_contributed_by(request.user).filter(pages__isnull=False).distinct()  # type: ignore[arg-type]
        if not self.texts or not self.towns.exists():
            raise Http404
        self.form = self._form(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, idea: UUID) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest, idea: UUID) -> HttpResponse:
        """Make the draft, or open the one that somebody has begun already."""
        if not self.form.is_valid():
            return self.get(request, idea)
        town, language = self.form.cleaned_data["town"], self.form.cleaned_data["language"]
        text = next(page for page in self.texts if page.locale.language_code == language)
        origin = f"idea:{idea}"
        is_there = begun_draft(town, origin) is not None
        user: User = request.user  # type: ignore[assignment]
        page = draft_activity(
            town,
            language=language,
            title=text.title,
            summary=text.summary,
            body=text.draft_body,
            topics=(text.topic.key,) if text.topic else (),
            origin=origin,
            by=user,
        )
        if is_there:
            messages.info(request, _("This idea is a draft here already. Go on with it, or give it another name."))
        else:
            messages.success(
                request, _("The draft is ready. Give it a day, a time and a place; then submit or publish it.")
            )
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _form(self, request: HttpRequest) -> IdeaCopyForm:
        languages = [page.locale.language_code for page in self.texts]
        first = self.towns.order_by("slug").first()
        proposed = next((code for code in languages_of_drafts(first) if code in languages), "") if first else ""
        return IdeaCopyForm(
            request.POST if request.method == "POST" else None,
            towns=self.towns.order_by("slug"),
            languages=languages,
            initial={"town": first, "language": proposed},
        )

    # --- what the page shows ---------------------------------------------------------------------

    @cached_property
    def text(self) -> ActivityIdeaPage:
        """The idea in the language of the admin, or in the first that stands in for it."""
        return best_of(self.texts, (get_language() or "fi").partition("-")[0])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        here = reverse("idea_copy", args=[self.text.translation_key])
        return context | {"idea": self.text, "form": self.form, "here": here}


def _texts_of(idea: UUID) -> Any:
    """The public texts of an idea, the source first."""
    pages = visible(ActivityIdeaPage.objects.filter(translation_key=idea))
    return pages.select_related("locale", "topic").order_by("pk")
