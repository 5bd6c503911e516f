"""Events as files to subscribe to: calendars of an event or of any filtered list, and Atom (`events.md` §5)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from icalendar import Component

from events.atom import Entry, atom_feed
from events.calendars import AHEAD, BACK, Heading, calendar_file, components_of
from events.filters import Filters, known_values
from events.models.readmodel import Event, Occurrence
from events.querysets import OccurrenceQuerySet
from events.teasers import language_now
from home.dates import helsinki
from home.downloads import digest, download
from municipalities.models import Municipality

MAX_COMPONENTS = 1000
MAX_ENTRIES = 50
#: Clients may hold a feed for a quarter of an hour; the origin is fresh at once.
MAX_AGE = 900
#: Dates that are looked at to find the events of a feed.
_MAX_DATES = 20_000
_NEVER = datetime(2023, 1, 1, tzinfo=UTC)


def event_calendar_response(request: HttpRequest, uuid: UUID, now: datetime) -> HttpResponse:
    """One event as a calendar, in the words of the language asked for."""
    event = Event.objects.prefetch_related("texts", "occurrences").filter(pk=uuid).first()
    if event is None:
        raise Http404
    language = language_now()
    text = event.text_for(language)
    address = settings.SITE_URL + event.url(language)
    heading = Heading(text.title if text else "", address, address.rstrip("/") + ".ics", event.modified_at)
    components = components_of(event, event.occurrences.all(), language, now)
    return _calendar(request, heading, components, event.path.strip("/").rpartition("/")[2])


def list_calendar_response(
    request: HttpRequest, municipality: Municipality | None, title: str, now: datetime
) -> HttpResponse:
    """A list as a calendar, with the filters of its page."""
    filters = Filters.read(request.GET, known_values(municipality))
    dates = filters.narrow(_subscribed(municipality, now), helsinki(now).date())
    near = dates.filter(listed_until__gt=now - BACK, start__lt=now + AHEAD)
    events = _events_of(near)[:MAX_COMPONENTS]
    rows = dates.filter(event__in=[event.pk for event in events]).order_by("event", "start")
    by_event = {pk: list(group) for pk, group in groupby(rows, key=lambda row: row.event_id)}
    components: list[Component] = []
    for event in events:
        more = components_of(event, by_event.get(event.pk, []), language_now(), now)
        if len(components) + len(more) > MAX_COMPONENTS:
            break
        components += more
    changed = max((event.modified_at for event in events), default=_NEVER)
    address = _list_address(municipality, filters)
    name = f"{title} – {_whose(municipality)}"
    heading = Heading(name, address, _with_suffix(address, "ics"), changed)
    return _calendar(request, heading, components, municipality.slug if municipality else "events")


def list_atom_response(
    request: HttpRequest, municipality: Municipality | None, title: str, now: datetime
) -> HttpResponse:
    """What is new or has changed on a list, the latest first."""
    filters = Filters.read(request.GET, known_values(municipality))
    dates = filters.upcoming(municipality, now).order_by("group", "start")
    events = sorted(_events_of(dates), key=lambda event: (event.modified_at, event.pk), reverse=True)[:MAX_ENTRIES]
    rows = dates.filter(event__in=[event.pk for event in events])
    by_event: dict[UUID, Occurrence] = {}
    for row in rows:
        by_event.setdefault(row.event_id, row)
    entries = [Entry(event, by_event.get(event.pk), language_now()) for event in events]
    address = _list_address(municipality, filters)
    content = atom_feed(f"{title} – {_whose(municipality)}", address, _with_suffix(address, "atom"), entries)
    return _download(request, content, "application/atom+xml; charset=utf-8", "events.atom")


def subscriptions(municipality: Municipality | None, filters: Filters) -> dict[str, str]:
    """Where a list with its filters can be followed, for its page."""
    address = _list_address(municipality, filters)
    calendar = _with_suffix(address, "ics")
    return {
        "calendar_url": calendar,
        "webcal_url": f"webcal://{calendar.partition('://')[2]}",
        "atom_url": _with_suffix(address, "atom"),
    }


# --- what both share -----------------------------------------------------------------------------


def _subscribed(municipality: Municipality | None, now: datetime) -> OccurrenceQuerySet:
    return Occurrence.objects.of(municipality).in_listed_municipalities().in_calendars(now)


def _events_of(dates: OccurrenceQuerySet) -> list[Event]:
    """The events of some dates, in the order of those, with their words; three queries."""
    keys = list(dict.fromkeys(dates.values_list("event_id", flat=True)[:_MAX_DATES]))
    found = Event.objects.prefetch_related("texts").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _whose(municipality: Municipality | None) -> str:
    return municipality.name(language_now()) if municipality else gettext("Community-sponsored integration")


def _list_address(municipality: Municipality | None, filters: Filters) -> str:
    """The address of the list's page with its filters: of the same content, whatever else was in the query string."""
    town = f"{municipality.slug}/" if municipality else ""
    query = filters.query(sort=None)
    return f"{settings.SITE_URL}/{language_now()}/{town}events/" + (f"?{query}" if query else "")


def _with_suffix(address: str, suffix: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path.rstrip('/')}.{suffix}{mark}{query}"


def _calendar(request: HttpRequest, heading: Heading, components: Iterable[Component], stem: str) -> HttpResponse:
    content = calendar_file(heading, components)
    return _download(request, content, "text/calendar; charset=utf-8", f"{stem}.ics")


def _download(request: HttpRequest, content: bytes, content_type: str, filename: str) -> HttpResponse:
    return download(request, digest(content), lambda: content, content_type, filename, MAX_AGE)
