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
from events.forgetting import FORGOTTEN_AFTER
from events.freshness import must_call_first
from events.linked_data import Words, event_data
from events.models.readmodel import Event, Occurrence
from events.models.schedules import parse_break
from events.registration import registration_state
from events.short_links import short_url
from events.teasers import audience_labels, language_now
from events.wording import ages_in_words, recurrence_words
from home.dates import date_text, helsinki
from home.languages import Language, language_of

if TYPE_CHECKING:
    from events.models.pages import EventPage

NEXT_DATES = 8
#: As many as a phone can bear behind "and more dates".
MORE_DATES = 60
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
    title: str = ""
    is_running: bool = False
    is_over: bool = False
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
            title=date_text(row.first_day, code),
            is_over=row.listed_until <= self.now,
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
        exact = (d for d in self.dates if slug in (d.slug, d.recurrence_id.replace(":", "")))
        return next(exact, None) or next((d for d in self.dates if d.recurrence_id[:10] == slug), None)

    @property
    def upcoming(self) -> list[Occurrence]:
        """What is on or to come, in the order of the new times; nothing where a municipality lists no activities."""
        if closed_reason(self.event.municipality):
            return []
        return sorted((d for d in self.dates if d.listed_until > self.now), key=lambda d: d.start)

    @property
    def past(self) -> list[Occurrence]:
        """What is over, the latest first."""
        return sorted((d for d in self.dates if d.listed_until <= self.now), key=lambda d: d.start, reverse=True)

    @property
    def has_ended(self) -> bool:
        """Whether all is over; a draft without a day has not begun."""
        return bool(self.dates) and not self.upcoming

    @property
    def successor(self) -> str:
        """Where an activity that has ended goes on: its next season, or what took over its dates."""
        if not self.has_ended:
            return ""
        event = Event.objects.filter(related_to=self.event.pk).order_by("-created_at").first()
        return event.url(self.language.code) if event else ""

    def is_long_over(self, chosen: Occurrence | None) -> bool:
        """Whether search engines may forget the page: a year after the date, or after the last one."""
        rows = [chosen] if chosen else self.dates
        return bool(rows) and all(row.listed_until < self.now - FORGOTTEN_AFTER for row in rows)

    def linked_data(self, chosen: Occurrence | None) -> list[dict[str, Any]]:
        """The same for machines; nothing where another language's words stand in."""
        if self.page.is_fallback:
            return []
        words = Words(self.page.title, self.page.summary, self.language)
        return [event_data(self.event, self.dates, words, self.now, chosen)]


def event_context(request: HttpRequest, page: "EventPage", now: datetime, date_slug: str) -> dict[str, Any] | None:
    """Everything the event's template shows; None when it is not public.

    An address of a date that the event does not have is answered with its dates (`missing_date`). A preview shows the
    draft's own facts without writing anything.
    """
    found = _draft(page) if getattr(request, "is_preview", False) else _published(page)
    if found is None:
        return None
    event, dates = found
    language = language_of(language_now())
    details = Details(page, event, dates, language, now)
    chosen = details.find(date_slug) if date_slug else None
    address = event.url(language.code)
    shared = f"{address}{chosen.slug}/" if chosen else address
    return (
        _facts(event, language)
        | _dates(details, chosen)
        | {
            "now": now,
            "event": event,
            "closed_reason": closed_reason(event.municipality),
            "missing_date": bool(date_slug) and chosen is None,
            "is_cancelled": event.status == Event.Status.CANCELLED,
            "is_postponed": event.status == Event.Status.POSTPONED,
            "must_call_first": not details.has_ended and must_call_first(event, now),
            "reason": event.words_of(event.reason, language.code),
            "breaks": _breaks(event, helsinki(now).date()),
            "repeats": recurrence_words(event),
            "place_note": "" if event.place_hidden else page.place_note,
            "registration": registration_state(event, now),
            "image_text": event.image.alternative_text(language.code) if event.image else "",
            "event_url": address,
            "date_path": f"{chosen.slug}/" if chosen else "",
            "index_url": address[: address.rstrip("/").rindex("/") + 1],
            "calendar_url": address.rstrip("/") + ".ics",
            "webcal_url": webcal(address.rstrip("/") + ".ics"),
            "short_url": short_url(event.uuid),
            "share_image": share_image(event, language, chosen),
            "linked_data": details.linked_data(chosen),
            "share_text": quote(f"{page.title} {settings.SITE_URL}{shared}"),
            "share_title": quote(page.title),
            "share_url": quote(f"{settings.SITE_URL}{shared}", safe=""),
        }
    )


def _dates(details: Details, chosen: Occurrence | None) -> dict[str, Any]:
    """The dates: the one that is shown and its neighbours, or those to come and the last that are over."""
    upcoming, past = details.upcoming, details.past
    next_date = next((d for d in upcoming if _happens(d) and d is not chosen), None)
    context: dict[str, Any] = {
        "next_date": details.line(next_date) if next_date else None,
        "has_ended": details.has_ended,
        "successor": details.successor,
        "is_long_over": details.is_long_over(chosen),
    }
    if chosen is None:
        shown = NEXT_DATES if len(upcoming) > NEXT_DATES + 1 else len(upcoming)
        return context | {
            "dates": [details.line(row) for row in upcoming[:shown]],
            "more_dates": [details.line(row) for row in upcoming[shown : shown + MORE_DATES]],
            "past_dates": [details.line(row) for row in past[:NEXT_DATES]],
        }
    rows = sorted(details.dates, key=lambda d: d.start)
    place = rows.index(chosen)
    line = details.line(chosen)
    return context | {
        "chosen": line,
        "chosen_is_off": line.is_over or not _happens(chosen),
        "before": details.line(rows[place - 1]) if place else None,
        "after": details.line(rows[place + 1]) if place + 1 < len(rows) else None,
    }


def _happens(row: Occurrence) -> bool:
    return row.status in (Occurrence.Status.SCHEDULED, Occurrence.Status.MOVED)


def _facts(event: Event, language: Language) -> dict[str, Any]:
    """The facts in words."""
    return {
        "place": _place(event, "place", language),
        "town": event.municipality.name(language.code) if event.municipality else "",
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
    position = (place["latitude"], place["longitude"])
    names = {
        "name": event.said_of(place["names"], language.code),
        "local_name": event.words_of(place["names"], event.source_language),
        "arrival": event.said_of(place["arrival"], language.code),
        "map_url": _map_url(*position),
        "geo_url": "geo:{0},{1}?q={0},{1}".format(*position),
    }
    return place | names


def _map_url(latitude: float | None, longitude: float | None) -> str:
    """A plain link; nothing is fetched from there before somebody follows it."""
    if latitude is None or longitude is None:
        return ""
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"


def _organisers(event: Event, language: Language) -> list[dict[str, Any]]:
    return [
        {"name": event.said_of(row["names"], language.code), "url": row["url"]}
        for row in event.named.get("organisers", [])
    ]


def _contact(event: Event, language: Language) -> dict[str, Any] | None:
    contact = event.named.get("contact")
    if not contact:
        return None
    return contact | {
        "role": event.said_of(contact["names"], language.code),
        "hours": event.said_of(contact["hours"], language.code),
        "languages": [language_of(code) for code in contact["languages"]],
    }


def _topics(event: Event, language: Language) -> list[dict[str, str]]:
    return [
        {"key": row["key"], "icon": row["icon"], "name": event.words_of(row["names"], language.code)}
        for row in event.named.get("topics", [])
    ]
