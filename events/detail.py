"""What the page of an event shows: facts and dates from the read model, in the language asked for."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events import projection
from events.listing import audience_labels, language_now
from events.models.facts import parse_break
from events.models.readmodel import Event, Occurrence
from events.wording import recurrence_words
from home.dates import helsinki
from home.languages import Language, language_of

if TYPE_CHECKING:
    from events.models.pages import EventPage

NEXT_DATES = 8
_BREAKS = 3


class RegistrationState(TextChoices):
    """Where signing up stands; the state is told in words."""

    NONE = "none", _("No registration needed. Just come along!")
    NOT_YET = "not_yet", _("Registration has not opened yet.")
    OPEN = "open", _("Sign up")
    QUEUE = "queue", _("Join the waiting list")
    FULL = "full", _("Full")
    CLOSED = "closed", _("Registration has closed.")


def registration_state(event: Event, now: datetime) -> RegistrationState:
    """The state of registration at a moment."""
    if event.registration == Event.RegistrationKind.NONE:
        return RegistrationState.NONE
    if event.registration_closes and event.registration_closes <= now:
        return RegistrationState.CLOSED
    if event.registration_opens and event.registration_opens > now:
        return RegistrationState.NOT_YET
    if event.is_full:
        return RegistrationState.QUEUE if event.has_waiting_list else RegistrationState.FULL
    return RegistrationState.OPEN


def event_context(
    request: HttpRequest, page: "EventPage", now: datetime, date_slug: str | None
) -> dict[str, Any] | None:
    """Everything the event's template shows; None when it is not public or has no such date.

    A preview shows the draft's own facts without writing anything.
    """
    found = _draft(page) if getattr(request, "is_preview", False) else _published(page)
    if found is None:
        return None
    event, dates = found
    chosen = next((d for d in dates if date_slug in (d.slug, d.recurrence_id[:10])), None) if date_slug else None
    if date_slug and chosen is None:
        return None
    language = language_of(language_now())
    upcoming = [d for d in dates if d.listed_until > now]
    address = event.url(language.code)
    return {
        "now": now,
        "event": event,
        "chosen": chosen,
        "next_date": next((d for d in upcoming if d.status != Occurrence.Status.CANCELLED), None),
        "upcoming": upcoming[:NEXT_DATES],
        "more_dates": max(0, len(upcoming) - NEXT_DATES),
        "has_ended": not upcoming,
        "last_date": dates[-1] if dates else None,
        "breaks": _breaks(event, helsinki(now).date()),
        "repeats": recurrence_words(event),
        "is_cancelled": event.status == Event.Status.CANCELLED,
        "reason": event.words_of((chosen.reason if chosen else None) or event.reason, language.code),
        "date_note": event.words_of(chosen.note, language.code) if chosen else "",
        "themes": _themes(page, upcoming[:NEXT_DATES]),
        "place": _place(event, "place", language),
        "departure": _place(event, "departure", language),
        "place_note": "" if event.place_hidden else page.place_note,
        "audience": audience_labels(event.audience),
        "spoken": [language_of(code) for code in event.in_language],
        "interpreted": [language_of(code) for code in event.interpreting],
        "organisers": _organisers(event, language),
        "contact": _contact(event, language),
        "topics": _topics(event, language),
        "registration": registration_state(event, now),
        "calendar_url": address.rstrip("/") + ".ics",
        "share_url": settings.SITE_URL + address,
        "share_text": quote(f"{page.title} {settings.SITE_URL}{address}"),
    }


def _published(page: "EventPage") -> tuple[Event, list[Occurrence]] | None:
    event = Event.objects.select_related("municipality").filter(pk=page.translation_key).first()
    return (event, list(event.occurrences.all())) if event else None


def _draft(page: "EventPage") -> tuple[Event, list[Occurrence]] | None:
    source = page.source
    built = projection.build(source, draft=True) if source else None
    return (built.event, built.occurrences) if built else None


def _breaks(event: Event, today: date) -> list[tuple[date, date]]:
    breaks = sorted(parse_break(text) for text in event.excluded_dates)
    return [(first, last) for first, last in breaks if last >= today][:_BREAKS]


def _themes(page: "EventPage", dates: list[Occurrence]) -> dict[str, str]:
    """Theme by recurrence id, where each date has its own."""
    lines = [line.strip() for line in page.themes.splitlines() if line.strip()]
    return {d.recurrence_id: lines[d.position] for d in dates if d.position < len(lines)}


def _place(event: Event, what: str, language: Language) -> dict[str, Any] | None:
    place = event.named.get(what)
    if not place:
        return None
    names = {
        "name": event.words_of(place["names"], language.code),
        "arrival": event.words_of(place["arrival"], language.code),
        "map_url": _map_url(place["latitude"], place["longitude"]),
    }
    return place | names


def _map_url(latitude: float | None, longitude: float | None) -> str:
    """A plain link; nothing is fetched from there before somebody follows it."""
    if latitude is None or longitude is None:
        return ""
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"


def _organisers(event: Event, language: Language) -> list[dict[str, str]]:
    return [
        {"name": event.words_of(row["names"], language.code), "url": row["url"]}
        for row in event.named.get("organisers", [])
    ]


def _contact(event: Event, language: Language) -> dict[str, Any] | None:
    contact = event.named.get("contact")
    if not contact:
        return None
    return contact | {
        "role": event.words_of(contact["names"], language.code),
        "hours": event.words_of(contact["hours"], language.code),
        "languages": [language_of(code) for code in contact["languages"]],
    }


def _topics(event: Event, language: Language) -> list[dict[str, str]]:
    return [
        {"key": row["key"], "icon": row["icon"], "name": event.words_of(row["names"], language.code)}
        for row in event.named.get("topics", [])
    ]
