"""Forms that every microsite has without a page in the tree: `/{lang}/{town}/wishes/`, `/{lang}/{town}/pulse/`.

Their words are the interface's own, so they are there in every language as soon as the microsite is online.
"""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from home.languages import best_language
from home.shell import Link
from municipalities.models import Municipality, MunicipalityPage
from volunteering.form_shell import FormShell, private
from volunteering.journey import SeeOther
from volunteering.rate_limits import HOUR


class TownFormShell(FormShell):
    """The frame of a form of a microsite, which lies below the microsite's home page."""

    @cached_property
    def notices(self) -> list[Any]:
        """One task on a screen: only what concerns life and limb stands above it."""
        return [notice for notice in super().notices if notice.kind == "emergency"]

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        above = list(super().breadcrumbs)
        return [*above, Link(self.microsite.name, self.microsite_url)] if self.microsite else above


class TownVisit:
    """One request to a form of a microsite. Raises Http404 where the microsite is not online."""

    def __init__(self, request: HttpRequest, town: str) -> None:
        self.request = request
        self.now = timezone.now()
        self.language = get_language() or settings.LANGUAGE_CODE
        self.page = _home_page(town, self.language)
        self.town: Municipality = self.page.municipality
        self.place = self.town.name(self.language)

    def url(self, path: str) -> str:
        """An address of this microsite in the visitor's language: `wishes/received/`."""
        return f"/{self.language}/{self.town.slug}/{path}"

    def stamp(self, salt: str) -> str:
        """What makes a form one form, and tells when it was opened (`joining.read_stamp`)."""
        return signing.dumps([str(uuid4()), int(self.now.timestamp())], salt=salt)

    def go_to(self, path: str) -> HttpResponse:
        """After a POST, to something that can be looked at again."""
        return private(SeeOther(self.url(path)))

    def show(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page in the frame of the microsite."""
        self.request.shell_page = self.page  # type: ignore[attr-defined]
        context |= {
            "shell": TownFormShell(self.request),
            "page": None,
            "town": self.town,
            "place": self.place,
            "events_url": self.url("events/"),
            "district_url": f"/{self.language}/district-{self.town.district.key}/",
        }
        response = private(render(self.request, f"volunteering/{template}.html", context, status=status))
        if status == 429:
            response["Retry-After"] = str(HOUR)
        return response


def _home_page(town: str, language: str) -> MunicipalityPage:
    """The microsite's home page in the language, else in the first that stands in for it."""
    pages = MunicipalityPage.objects.live().filter(municipality__slug=town)
    by_language = {p.locale.language_code: p for p in pages.select_related("locale", "municipality__district")}
    if not by_language:
        raise Http404
    majority = next(iter(by_language.values())).municipality.majority_language
    return by_language[best_language(by_language, language, majority=majority)]
