"""Translations of one page in the admin: an overview, and what its buttons do."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic.base import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page

from home import translation_actions as actions
from home.machine_translation import MachineTranslationError
from home.translation_records import mark_checked, mark_reviewed
from home.translation_status import changed_words, statuses


class PageTranslationsView(WagtailAdminTemplateMixin, TemplateView):
    """All languages of one page."""

    template_name = "home/admin/page_translations.html"
    page_title = gettext_lazy("Languages")
    header_icon = "wagtail-localize-language"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"], depth__gt=1)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.get_header_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "page": self.page,
            "statuses": statuses(self.page, self.request.user),  # type: ignore[arg-type]
            "changes": changed_words(self.page),
            "next": self.request.path,
        }


@require_POST
def start(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Begin a translation and open it."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    locale = get_object_or_404(Locale, language_code=language)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        made = actions.start(page, locale, request.user)  # type: ignore[arg-type]  # nobody anonymous gets here
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _back(request, page)
    return redirect("wagtailadmin_pages:edit", made.pk)


@require_POST
def do(request: HttpRequest, page_id: int) -> HttpResponse:
    """One action on the text of one language."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    user: Any = request.user
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    try:
        done = _do(request.POST.get("action", ""), page, user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except MachineTranslationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return _back(request, page)


def _do(name: str, page: Page, user: Any) -> str:
    """What was done, in words."""
    if name == "check":
        mark_checked(page, user)
        return _("“%(title)s” counts as up to date.") % {"title": page.get_admin_display_title()}
    if name == "review":
        mark_reviewed(page, user)
        return _("“%(title)s” counts as read by a person.") % {"title": page.get_admin_display_title()}
    if name == "machine":
        actions.translate_by_machine(page, user)
        return _("A machine has written a draft. Read it before you publish it.")
    if name == "hand_in":
        actions.hand_in(page, user)
        return _("Submitted. Whoever approves it gets a mail.")
    if name == "fetch":
        number = actions.fetch_source(page, user)
        return _("The new words are there; %(number)s parts are to be translated.") % {"number": number}
    raise Http404


def _back(request: HttpRequest, page: Page) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or reverse("page_translations", args=[page.pk]))
