"""The frame around forms: their words are the interface's own, so every language is there."""

from functools import cached_property

from django.conf import settings
from django.http import HttpResponse
from wagtail.models import Page

from home.languages import Language
from home.shell import Link, Microsite, Shell


class FormShell(Shell):
    """The frame of a step, an own page or a receipt, with the look and menu of the page it lies below."""

    @property
    def content_language(self) -> Language:
        return self.language

    @cached_property
    def noindex(self) -> bool:
        return True

    @cached_property
    def canonical_url(self) -> str:
        return ""  # private: there may be a token in the address

    @cached_property
    def _live_languages(self) -> set[str]:
        return set(settings.OFFERED_LANGUAGES)


def private(response: HttpResponse) -> HttpResponse:
    """A page of a form: never stored, never found."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # with "no-referrer" a browser's `Origin: null` would be refused
    return response


class OfflineShell(FormShell):
    """The frame while the database cannot be asked: no menu, no microsite."""

    @property
    def page(self) -> None:
        return None

    @cached_property
    def _roots(self) -> dict[str, str]:
        return {}

    @cached_property
    def _pages(self) -> list[Page]:
        return []

    @cached_property
    def microsite(self) -> Microsite | None:
        return None

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        return []
