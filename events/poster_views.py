"""The poster of an event as a page, a PDF and a picture, and the picture of a shared link."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import get_language

from events.models.readmodel import Event, Occurrence
from events.posters import SIZES, poster, share_picture
from home.downloads import download
from home.languages import Language, language_of
from home.typesetting import Form

if TYPE_CHECKING:
    from events.models.pages import EventPage

#: A cancelled date must not stay on posters and pictures for long.
_MAX_AGE = 300
_TYPES: dict[Form, str] = {"pdf": "application/pdf", "png": "image/png"}


def poster_context(request: HttpRequest, page: "EventPage", now: datetime) -> dict[str, Any]:
    """What the page of the poster shows. A value that makes no sense is read as none."""
    event, _dates = _published(page)
    offered = languages_of(event)
    first, second, size = choices(request.GET, event)
    query = urlencode({"a": first, "b": second, "size": size})
    address = event.url(get_language() or settings.LANGUAGE_CODE)
    return {
        "now": now,
        "event": event,
        "languages": [(language, event.text_for(language.code)) for language in offered],
        "first": first,
        "second": second,
        "size": size,
        "event_url": address,
        "picture_url": f"{address}poster.png?{query}",
        "pdf_url": f"{address}poster.pdf?{query}",
    }


def poster_response(request: HttpRequest, page: "EventPage", now: datetime, form: str) -> HttpResponse:
    """The poster as a file; `form` is `pdf` or `png`."""
    kind: Form = "pdf" if form == "pdf" else "png"
    event, dates = _published(page)
    first, second, size = choices(request.GET, event)
    sheet = poster(event, dates, [first, second], size, kind, now)
    filename = f"{page.slug}-{first}-{second}-{size}.{kind}"
    return download(request, sheet.fingerprint, sheet.made, _TYPES[kind], filename, _MAX_AGE)


def share_picture_response(request: HttpRequest, page: "EventPage", now: datetime, date: str) -> HttpResponse:
    """The picture in the language asked for."""
    event, dates = _published(page)
    chosen = None
    if date:
        chosen = next((row for row in dates if date in (row.slug, row.recurrence_id.replace(":", ""))), None)
        if chosen is None:
            raise Http404
    sheet = share_picture(event, dates, get_language() or settings.LANGUAGE_CODE, now, chosen)
    return download(request, sheet.fingerprint, sheet.made, "image/png", f"{page.slug}.png", _MAX_AGE)


def languages_of(event: Event) -> list[Language]:
    """The languages in which a poster can be made: those that the municipality offers."""
    town = event.municipality
    offered = town.offered_languages if town else settings.OFFERED_LANGUAGES
    return [language_of(code) for code in settings.OFFERED_LANGUAGES if code in offered]


def choices(query: QueryDict, event: Event) -> tuple[str, str, str]:
    """First and second language, and size. Unless told: the language of the page, and the best other one."""
    codes = [language.code for language in languages_of(event)] or [event.source_language]
    here = get_language() or settings.LANGUAGE_CODE
    first = _one_of(query.get("a", ""), codes, here if here in codes else codes[0])
    texts = [text.language for text in event.texts.all()]
    others = [code for code in (event.source_language, "en", *texts, *codes) if code in codes and code != first]
    second = _one_of(query.get("b", ""), codes, next(iter(others), first))
    return first, second, _one_of(query.get("size", ""), list(SIZES), SIZES[0])


def _one_of(value: str, allowed: list[str], otherwise: str) -> str:
    return value if value in allowed else otherwise


def _published(page: "EventPage") -> tuple[Event, list[Occurrence]]:
    found = Event.objects.select_related("municipality").prefetch_related("texts", "occurrences")
    event = found.filter(pk=page.translation_key).first()
    if event is None:
        raise Http404
    return event, list(event.occurrences.all())
