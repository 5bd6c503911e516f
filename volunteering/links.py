"""Addresses of a call's page and of what is below it, in any language."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings

from home.languages import best_language
from home.models import BasePage
from volunteering.models.calls import RecruitmentCall, call_of
from volunteering.references import make_token

if TYPE_CHECKING:
    from volunteering.models.registrations import Registration
    from volunteering.models.training import TrainingSession


def address_in(page: BasePage, language: str) -> str:
    """The path of a page under the prefix of a language; the routing answers it whichever language the text is in."""
    parts = page.get_url_parts()
    own = f"/{page.locale.language_code}/"
    path = parts[2] if parts and parts[2] else own
    return f"/{language}/{path.removeprefix(own)}"


def page_address(pages: Iterable[BasePage], language: str) -> str:
    """The path under the prefix of a language of that page whose text the visitor will read; empty without pages."""
    by_language = {page.locale.language_code: page for page in pages}
    return address_in(by_language[best_language(by_language, language)], language) if by_language else ""


def recruitment_address(call: RecruitmentCall, language: str) -> str:
    """The path of the call's page in a language; of the national one when it has no page, else the home page's."""
    for candidate in (call, RecruitmentCall.objects.national().order_by("-pk").first()):
        pages = candidate.pages.filter(live=True).select_related("locale") if candidate else []
        if address := page_address(pages, language):
            return address
    return f"/{language}/"


def session_url(session: "TrainingSession", language: str) -> str:
    """The absolute address of a training session: a line on the page of its town's call, else on the national one."""
    call = call_of(session.municipality) or call_of(None)
    path = recruitment_address(call, language) if call else f"/{language}/"
    return f"{settings.SITE_URL}{path}#training-{session.pk}"


def confirm_url(registration: "Registration", language: str) -> str:
    """The absolute address at which an applicant confirms her e-mail address."""
    token = make_token("confirm", registration.reference)
    return f"{settings.SITE_URL}{recruitment_address(registration.call, language)}confirm/{token}/"


def own_url(registration: "Registration", language: str) -> str:
    """The absolute address of an applicant's own page."""
    token = make_token("own", registration.reference)
    return f"{settings.SITE_URL}{recruitment_address(registration.call, language)}own/{token}/"
