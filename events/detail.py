"""What the page of an event shows: facts and dates from the read model, in the language asked for."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events import projection
from events.closing import closed_reason
from events.linked_data import Words, event_data
from events.models.readmodel import Event, Occurrence
from events.models.schedules import parse_break
from events.registration import registration_state
from events.short_links import short_url
from events.teasers import audience_labels, language_now
from events.wording import ages_in_words, recurrence_words
from home.dates import helsinki
from home.languages import Language, language_of

if TYPE_CHECKING:
    from events.models.pages import EventPage

NEXT_DATES = 8
_BREAKS = 3


@dataclass(frozen=True)
class DateLine:
    """One date of the event as the page shows it."""

    start: datetime
    end: datetime | None
    all_day: bool
    status: str
    previous_start: datetime | None
    url: str
    is_running: bool = False
    theme: str = ""
    reason: str = ""
    note: str = ""
    finnish_time: str = ""
    spoken: list[str] = field(default_factory=list)
    audience: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Details:
    """A published event, or a draft as it would be, in the words of a page and a language."""

    page: "EventPage"
    event: Event
    dates: list[Occurrence]
    language: Language
    now: datetime

    def line(self, row: Occurrence) -> DateLine:
        """One date in words."""
        event, code = self.event, self.language.code
        themes = [line.strip() for line in self.page.themes.splitlines() if line.strip()]
        alternates = event.alternates
        return DateLine(
            start=row.start,
            end=row.end,
            all_day=row.all_day,
            status=row.status,
            previous_start=row.previous_start,
            url=f"{event.url(code)}{row.slug}/",
            is_running=row.start <= self.now and row.status == Occurrence.Status.SCHEDULED,
            theme=themes[row.position] if row.position < len(themes) else "",
            reason=event.words_of(row.reason, code),
            note=event.words_of(row.note, code),
            finnish_time="" if event.attendance_mode == Event.AttendanceMode.OFFLINE else utc_offset(row.start),
            spoken=_endonyms(row.in_language) if alternates == Event.Alternates.LANGUAGES else [],
            audience=audience_labels(row.audience) if alternates == Event.Alternates.AUDIENCE else [],
        )

    def find(self, slug: str) -> Occurrence | None:
        """The date that the last part of an address means."""
        exact = (d for d in self.dates if d.slug == slug)
        return next(exact, None) or next((d for d in self.dates if d.recurrence_id[:10] == slug), None)

    @property
    def upcoming(self) -> list[Occurrence]:
        """What is on or to come, in the order of the new times."""
        return sorted((d for d in self.dates if d.listed_until > self.now), key=lambda d: d.start)

    def linked_data(self, chosen: Occurrence | None) -> list[dict[str, Any]]:
        """The same for machines; nothing where another language's words stand in."""
        if self.page.is_fallback:
            return []
        words = Words(self.page.title, self.page.summary, self.language)
        return [event_data(self.event, self.dates, words, self.now, chosen)]


def event_context(request: HttpRequest, page: "EventPage", now: datetime, date_slug: str) -> dict[str, Any] | None:
    """Everything the event's template shows; None when it is not public or has no such date.

    A preview shows the draft's own facts without writing anything.
    """
    found = _draft(page) if getattr(request, "is_preview", False) else _published(page)
    if found is None:
        return None
    event, dates = found
    language = language_of(language_now())
    details = Details(page, event, dates, language, now)
    chosen = details.find(date_slug) if date_slug else None
    if date_slug and chosen is None:
        return None
    closed = closed_reason(event.municipality)
    upcoming = [] if closed else details.upcoming
    following = next((d for d in upcoming if d.status in (Occurrence.Status.SCHEDULED, Occurrence.Status.MOVED)), None)
    address = event.url(language.code)
    return _facts(event, language) | {
        "now": now,
        "event": event,
        "chosen": details.line(chosen) if chosen else None,
        "next_date": details.line(following) if following else None,
        "dates": [details.line(row) for row in upcoming[:NEXT_DATES]],
        "more_dates": max(0, len(upcoming) - NEXT_DATES),
        "has_ended": not upcoming,
        "closed_reason": closed,
        "is_cancelled": event.status == Event.Status.CANCELLED,
        "reason": event.words_of(event.reason, language.code),
        "breaks": _breaks(event, helsinki(now).date()),
        "repeats": recurrence_words(event),
        "place_note": "" if event.place_hidden else page.place_note,
        "registration": registration_state(event, now),
        "image_text": event.image.alternative_text(language.code) if event.image else "",
        "event_url": address,
        "index_url": address[: address.rstrip("/").rindex("/") + 1],
        "calendar_url": address.rstrip("/") + ".ics",
        "webcal_url": webcal(address.rstrip("/") + ".ics"),
        "short_url": short_url(event.uuid),
        "share_image": share_image(event, language, chosen),
        "linked_data": details.linked_data(chosen),
        "share_text": quote(f"{page.title} {settings.SITE_URL}{address}"),
    }


def _facts(event: Event, language: Language) -> dict[str, Any]:
    """The facts in words."""
    return {
        "place": _place(event, "place", language),
        "departure": _place(event, "departure", language),
        "address_language": event.source_language,
        "access": _access(event),
        "audience": audience_labels(event.audience),
        "ages": ages_in_words(event.audience_min_age, event.audience_max_age),
        "spoken": [language_of(code) for code in event.in_language],
        "interpreted": [language_of(code) for code in event.interpreting],
        "organisers": _organisers(event, language),
        "contact": _contact(event, language),
        "topics": _topics(event, language),
    }


def share_image(event: Event, language: Language, chosen: Occurrence | None) -> str:
    """The address of the picture for those who share the page; `poster_views` draws it."""
    date = f"/{chosen.slug}" if chosen else ""
    return f"{settings.SITE_URL}{event.url(language.code).rstrip('/')}{date}.png"


def webcal(path: str) -> str:
    """The address that a calendar subscribes to."""
    return f"webcal://{settings.SITE_URL.partition('://')[2]}{path}"


def utc_offset(moment: datetime) -> str:
    """`UTC+2` in winter, `UTC+3` in summer."""
    offset = helsinki(moment).utcoffset() or timedelta()
    return f"UTC+{offset // timedelta(hours=1)}"


def _endonyms(codes: list[str]) -> list[str]:
    return [language_of(code).endonym for code in codes]


def _access(event: Event) -> list[Promise | str]:
    place = event.named.get("place") or {}
    words = {
        "step_free": (_("Step-free"), _("There are steps")),
        "accessible_toilet": (_("Accessible toilet"), _("No accessible toilet")),
        "lift": (_("There is a lift"), _("No lift")),
    }
    return [words[fact][0 if place[fact] else 1] for fact in words if place.get(fact) is not None]


def _published(page: "EventPage") -> tuple[Event, list[Occurrence]] | None:
    event = Event.objects.select_related("image", "municipality").filter(pk=page.translation_key).first()
    return (event, list(event.occurrences.all())) if event else None


def _draft(page: "EventPage") -> tuple[Event, list[Occurrence]] | None:
    source = page.source
    built = projection.build(source, draft=True) if source else None
    return (built.event, built.occurrences) if built else None


def _breaks(event: Event, today: date) -> list[tuple[date, date]]:
    breaks = sorted(parse_break(text) for text in event.excluded_dates)
    return [(first, last) for first, last in breaks if last >= today][:_BREAKS]


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
