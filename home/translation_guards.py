"""wagtail-localize's own views, held to the rights of pages (trust.md "Districts") and to what D9 asks.

They ask for one global permission only, publish what nobody has approved and can turn a page into an alias. The views
here stand at the same addresses, before the originals; the hooks close what has no address of its own.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from home.translation import is_synced
from home.translation_actions import may_start, missing_strings, parent_in
from home.translation_records import translation_of, translation_saved

RESTART, ALIAS = "localize-restart-translation", "localize-convert-to-alias"


class SubmitPageView(SubmitPageTranslationView):  # type: ignore[misc]
    """Offers the languages in which the page above is translated and the user may add a page."""

    def get_object(self) -> Page:
        page: Page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    def get_form(self) -> forms.Form:
        form: Any = super().get_form()
        field = form.fields["locales"]
        allowed = [locale.pk for locale in field.queryset if self._may_add_in(locale)]
        field.queryset = field.queryset.filter(pk__in=allowed)
        return form

    def _may_add_in(self, locale: Locale) -> bool:
        return may_start(self.request.user, self.object, parent_in(self.object, locale))

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Translate what the page says now, not what it said when it was first translated."""
        TranslationSource.update_or_create_from_instance(self.object)
        response: HttpResponse = super().form_valid(form)
        for page in self.object.get_translations().filter(locale__in=form.cleaned_data["locales"]):
            translation_saved(page)
        return response


class SubmitSnippetView(SubmitSnippetTranslationView):  # type: ignore[misc]
    """Asks for the right to change the thing itself."""

    def get_object(self) -> Any:
        thing = super().get_object()
        _require_change(self.request.user, thing)
        return thing


class UpdateView(UpdateTranslationsView):  # type: ignore[misc]
    """Fetches the source anew into drafts; publishing is for the editor, after reading."""

    def get_object(self) -> TranslationSource:
        source: TranslationSource = super().get_object()
        thing = source.get_source_instance()
        _require_change(self.request.user, thing)
        for translation in source.translations.filter(enabled=True).select_related("target_locale"):
            _require_change(self.request.user, translation.get_target_instance())
        return source

    def get_form(self) -> forms.Form:
        form: Any = super().get_form()
        form.fields["publish_translations"] = forms.BooleanField(
            required=False, disabled=True, widget=forms.HiddenInput
        )
        return form


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """A translation is never turned into an alias: that would publish the original's words in the wrong language."""
    raise Http404


def _require_change(user: Any, thing: Any) -> None:
    if isinstance(thing, Page):
        allowed = thing.permissions_for_user(user).can_edit()
    else:
        allowed = policy_registry.get_by_type(type(thing)).user_has_permission_for_instance(user, "change", thing)
    if not allowed:
        raise PermissionDenied


# --- hooks ---------------------------------------------------------------------------------------


def leave_out_modes(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """In the page editor's menu: no alias, and no synced mode for pages that are edited with a workflow."""
    page = context.get("page")
    unwanted = {ALIAS} if page is not None and is_synced(page.specific_deferred) else {ALIAS, RESTART}
    items[:] = [item for item in items if item.name not in unwanted]


def before_edit(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before wagtail-localize takes over the editor: refuse what is not in its menu, and texts in two languages."""
    if request.method != "POST":
        return None
    if ALIAS in request.POST or (RESTART in request.POST and not is_synced(page.specific_deferred)):
        raise PermissionDenied
    translation = translation_of(page)
    if translation is None or not translation.enabled or request.POST.get("action") != "publish":
        return None
    if missing := missing_strings(translation):
        messages.error(
            request,
            _("Not published: %(number)s parts of the text are not translated yet. What you wrote is kept.")
            % {"number": missing},
        )
        return redirect(request.path)
    return None
