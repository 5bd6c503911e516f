"""The answer when something broke: it must not need what may be broken."""

import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, get_language_from_path, override

from home.languages import language_of
from volunteering.middleware import DATABASE_AWAY, RETRY_AFTER_SECONDS


def server_error(request: HttpRequest) -> HttpResponse:
    """500 in the language of the path, without context processors, database or page shell.

    While the database cannot be asked it is 503: whoever waits a moment and tries again will be answered.
    """
    language = language_of(get_language_from_path(request.path) or get_language() or "fi")
    context = {
        "language": language,
        "languages": [language_of(code) for code in settings.OFFERED_LANGUAGES],
        "home_url": f"/{language.code}/",
        "style_sheet": _style_sheet(),
    }
    with override(language.code):
        response = HttpResponseServerError(render_to_string("500.html", context))
    if isinstance(sys.exception(), DATABASE_AWAY):
        response.status_code = 503
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _style_sheet() -> str:
    """The address of the style sheet; "" when static files were not collected."""
    try:
        return static("css/site.css")
    except ValueError:
        return ""
