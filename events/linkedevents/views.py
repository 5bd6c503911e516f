"""The addresses of the API. Everything is public, read only, and open to programs on other sites."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from events.linkedevents import parameters, serializers
from events.linkedevents.openapi import description
from events.linkedevents.parameters import PAGE_SIZE, Asked, BadValue, Parameter
from events.linkedevents.queries import Found, FoundEvents, published
from events.linkedevents.values import event_id
from events.models import Event, Occurrence, Tombstone, Topic
from home.downloads import digest
from home.languages import LANGUAGES_BY_CODE
from home.views import language_neutral_redirect
from municipalities.models import Organisation, Place

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_MAX_AGE = 60
_RESOURCES = ("event", "place", "keyword", "organization", "language", "search")

Answer = tuple[int, dict[str, Any]]


class _NoPage(Exception):
    """A page past the end."""


def endpoint(known: tuple[Parameter, ...]) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Make a view of a function that answers a status and data: reads its query string, tells errors in JSON."""

    def decorate(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                refused = _json(request, 405, {"detail": "Only GET is allowed: this API is read only."})
                refused["Allow"] = "GET, HEAD"
                return refused
            try:
                asked = parameters.read(request.GET, known)
                status, data = view(request, asked, **kwargs)
            except BadValue as error:
                return _json(request, 400, {"detail": "Bad value.", "parameters": error.details})
            except _NoPage:
                return _json(request, 404, {"detail": "There is no such page."})
            return _warned(_json(request, status, data), asked.unknown)

        return answer

    return decorate


def _json(request: HttpRequest, status: int, data: dict[str, Any]) -> HttpResponse:
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(content, content_type="application/json", status=status)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Warning, Link, ETag"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Link"] = f'<{LICENCE}>; rel="license"'
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = f"public, max-age={_MAX_AGE}"
    if status != 200:
        return response
    response["ETag"] = etag = quote_etag(digest(content))
    unchanged = get_conditional_response(request, etag=etag, response=response)
    return unchanged or response  # type: ignore[return-value]


def _warned(response: HttpResponse, unknown: Sequence[str]) -> HttpResponse:
    """Say which parameters were ignored."""
    if names := [re.sub(r"[^\w\-.]", "", name, flags=re.ASCII)[:40] for name in unknown][:8]:
        response["Warning"] = f'299 - "Unknown parameters were ignored: {", ".join(names)}"'
    return response


# --- pages of results ------------------------------------------------------------------------------


def _bounds(asked: Asked) -> tuple[int, int, int]:
    page, size = asked.get("page", 1), asked.get("page_size", PAGE_SIZE)
    return page, (page - 1) * size, page * size


def _envelope(request: HttpRequest, asked: Asked, count: int, data: list[dict[str, Any]]) -> Answer:
    page, _first, last = _bounds(asked)
    if not data and page > 1:
        raise _NoPage
    meta = {
        "count": count,
        "next": _page_address(request, page + 1) if last < count else None,
        "previous": _page_address(request, page - 1) if page > 1 else None,
    }
    return 200, {"meta": meta, "data": data}


def _page_address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"


def _rows(request: HttpRequest, asked: Asked, rows: QuerySet[Any], write: Callable[[Any], dict[str, Any]]) -> Answer:
    _page, first, last = _bounds(asked)
    return _envelope(request, asked, rows.count(), [write(row) for row in rows[first:last]])


# --- events ----------------------------------------------------------------------------------------


@endpoint((*parameters.EVENT, *parameters.PAGING))
def event_list(request: HttpRequest, asked: Asked) -> Answer:
    """Events and their single dates."""
    return _events(request, asked, timezone.now())


def _events(request: HttpRequest, asked: Asked, now: datetime) -> Answer:
    found = FoundEvents(asked, now)
    _page, first, last = _bounds(asked)
    return _envelope(request, asked, found.count(), _written(found.page(first, last), asked.get("include", [])))


def _written(found: list[Found], include: list[str]) -> list[dict[str, Any]]:
    """The items of a page in four queries, however many they are."""
    living = {each.uuid for each in found if not each.is_deleted}
    events = Event.objects.prefetch_related("texts").in_bulk(living)
    dates: dict[Any, list[Occurrence]] = {}
    for row in Occurrence.objects.filter(event__in=living).order_by("start", "recurrence_id"):
        dates.setdefault(row.event_id, []).append(row)
    places = Place.objects.select_related("municipality").prefetch_related("texts")
    by_key = places.in_bulk({event.place_id for event in events.values() if event.place_id})
    items = []
    for each in found:
        if each.is_deleted:
            items.append(serializers.deleted_event(str(each.uuid), each.changed))
            continue
        rows = dates.get(each.uuid, [])
        row = next((row for row in rows if row.recurrence_id == each.recurrence_id), None)
        items.append(serializers.event(events[each.uuid], row, rows, include, by_key))
    return items


@endpoint((parameters.INCLUDE, parameters.PAGING[-1]))
def event_detail(request: HttpRequest, asked: Asked, key: str) -> Answer:
    """One event, or one date of it; 410 when it was deleted."""
    try:
        uuid, slug = event_id(key)
    except ValueError:
        return 404, {"detail": "There is no such event."}
    dates = published().filter(event=uuid).select_related("event")
    row = next((row for row in dates if serializers.name_of(row) == slug), None) if slug else next(iter(dates), None)
    if row is not None:
        found = Found(uuid, row.recurrence_id if slug else "", row.event.modified_at, is_deleted=False)
        return 200, _written([found], asked.get("include", []))[0]
    tombstone = Tombstone.objects.filter(uuid=uuid).first()
    if tombstone is not None:
        return 410, serializers.deleted_event(str(uuid), tombstone.deleted_at)
    return 404, {"detail": "There is no such event."}


# --- what events refer to --------------------------------------------------------------------------


def _places() -> QuerySet[Place]:
    """Places where something public happens; that of a hidden event is not among them."""
    used = published().filter(event__place__isnull=False).order_by().values("event__place")
    return Place.objects.filter(pk__in=used).select_related("municipality").prefetch_related("texts").order_by("key")


def _narrowed_places(asked: Asked) -> QuerySet[Place]:
    places = _places()
    if divisions := asked.get("division"):
        names = [name.rpartition(":")[2].lower() for name in divisions]
        places = places.filter(municipality__slug__in=names)
    return _named(places, asked)


def _named[M: (Place, Topic, Organisation)](rows: QuerySet[M], asked: Asked) -> QuerySet[M]:
    """Those with all words of `text` in a name."""
    for part in asked.get("text", "").split():
        rows = rows.filter(texts__name__icontains=part)
    return rows.distinct()


def _topics() -> QuerySet[Topic]:
    return Topic.objects.prefetch_related("texts").order_by("sort_order", "key")


def _organisations() -> QuerySet[Organisation]:
    return Organisation.objects.prefetch_related("texts").order_by("key")


@endpoint((*parameters.PLACE, *parameters.PAGING))
def place_list(request: HttpRequest, asked: Asked) -> Answer:
    """Places where something happens."""
    return _rows(request, asked, _narrowed_places(asked), serializers.place)


@endpoint((*parameters.NAMED, *parameters.PAGING))
def keyword_list(request: HttpRequest, asked: Asked) -> Answer:
    """Topics."""
    return _rows(request, asked, _named(_topics(), asked), serializers.keyword)


@endpoint((*parameters.NAMED, *parameters.PAGING))
def organisation_list(request: HttpRequest, asked: Asked) -> Answer:
    """Organisers and partners."""
    return _rows(request, asked, _named(_organisations(), asked), serializers.organisation)


@endpoint(parameters.PAGING)
def language_list(request: HttpRequest, asked: Asked) -> Answer:
    """Languages that events can be held in."""
    languages = list(LANGUAGES_BY_CODE.values())
    _page, first, last = _bounds(asked)
    written = [serializers.language(each) for each in languages[first:last]]
    return _envelope(request, asked, len(languages), written)


@endpoint(parameters.PAGING[-1:])
def place_detail(request: HttpRequest, asked: Asked, key: str) -> Answer:
    """One place."""
    found = _places().filter(key=key).first()
    return (200, serializers.place(found)) if found else (404, {"detail": "There is no such place."})


@endpoint(parameters.PAGING[-1:])
def keyword_detail(request: HttpRequest, asked: Asked, key: str) -> Answer:
    """One topic."""
    found = _topics().filter(key=key).first()
    return (200, serializers.keyword(found)) if found else (404, {"detail": "There is no such keyword."})


@endpoint(parameters.PAGING[-1:])
def organisation_detail(request: HttpRequest, asked: Asked, key: str) -> Answer:
    """One organisation."""
    found = _organisations().filter(key=key).first()
    return (200, serializers.organisation(found)) if found else (404, {"detail": "There is no such organization."})


@endpoint(parameters.PAGING[-1:])
def language_detail(request: HttpRequest, asked: Asked, key: str) -> Answer:
    """One language."""
    found = LANGUAGES_BY_CODE.get(key)
    return (200, serializers.language(found)) if found else (404, {"detail": "There is no such language."})


@endpoint((*parameters.SEARCH, *parameters.PAGING))
def search(request: HttpRequest, asked: Asked) -> Answer:
    """Words in the names of events, places or keywords."""
    text = asked.get("q")
    if text is None:
        raise BadValue({"q": "this parameter is needed"})
    words = Asked({**asked.values, "text": text}, asked.unknown)
    kind = asked.get("type", "event")
    if kind == "place":
        return _rows(request, asked, _named(_places(), words), serializers.place)
    if kind == "keyword":
        return _rows(request, asked, _named(_topics(), words), serializers.keyword)
    return _events(request, words, timezone.now())


# --- about the API itself --------------------------------------------------------------------------


@endpoint(parameters.PAGING[-1:])
def root(request: HttpRequest, asked: Asked) -> Answer:
    """What there is."""
    return 200, {name: f"{settings.SITE_URL}{serializers.ROOT}/{name}/" for name in _RESOURCES}


@endpoint(())
def openapi(request: HttpRequest, asked: Asked) -> Answer:
    """The description of the API for programs."""
    return 200, description()


@endpoint(())
def not_found(request: HttpRequest, asked: Asked) -> Answer:
    """Any other address of the API."""
    return 404, {"detail": "There is no such address; see /linkedevents/v1/."}


def about(request: HttpRequest) -> HttpResponse:
    """To the page for people, in their language."""
    return language_neutral_redirect(request, "/{}/open-data/".format, settings.OFFERED_LANGUAGES, "en")


def open_data(request: HttpRequest) -> HttpResponse:
    """The page for people: licence, examples, rules."""
    context = {"root": f"{settings.SITE_URL}{serializers.ROOT}", "licence": LICENCE}
    return render(request, "events/open_data.html", context)
