"""Events, places, keywords, organisations and languages in the words of Linked Events. Reads rows, asks nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from events.linkedevents.queries import status_of
from events.models.readmodel import Event, EventText, Occurrence
from events.models.topics import Topic
from home.languages import Language, language_of
from municipalities.models import Organisation, Place

ROOT = "/linkedevents/v1"
DATA_SOURCE = "yhteisolahtoinen"
CONTEXT = "http://schema.org"


def reference(resource: str, key: str) -> dict[str, str]:
    """A relation: only where it is found."""
    return {"@id": f"{settings.SITE_URL}{ROOT}/{resource}/{key}/"}


def _thing(resource: str, key: str, kind: str) -> dict[str, Any]:
    return {
        "id": key,
        "data_source": DATA_SOURCE,
        **reference(resource, key),
        "@context": CONTEXT,
        "@type": kind,
    }


def name_of(row: Occurrence) -> str:
    """What is added to the identity of an event for one date of it: its original start, which never changes."""
    return row.recurrence_id.replace(":", "")


def in_languages(words: Mapping[str, str]) -> dict[str, str] | None:
    """Words by the tag of their language; null when there are none."""
    return {language_of(code).html_lang: text for code, text in words.items() if text} or None


def event(
    found: Event, row: Occurrence | None, dates: list[Occurrence], include: list[str], places: Mapping[int, Place]
) -> dict[str, Any]:
    """An event, or one date of it when `row` is given. `dates` are all dates of a series or the one of a single event.

    The place of a hidden event is not in the read model, so it is not here.
    """
    texts = list(found.texts.all())
    key = f"{found.uuid}-{name_of(row)}" if row else str(found.uuid)
    shown = [row] if row else dates
    own = row or (dates[0] if len(dates) == 1 and not found.is_series else None)
    place = places.get(found.place_id or 0)
    return {
        **_thing("event", key, "Event/LinkedEvent"),
        "origin_id": str(found.uuid),
        "name": in_languages({text.language: text.title for text in texts}),
        "short_description": in_languages({text.language: text.summary for text in texts}),
        "info_url": {
            language_of(text.language).html_lang: settings.SITE_URL + _path(found, row, text.language) for text in texts
        },
        "type_id": found.type_id,
        "event_status": status_of(found, own),
        **_times(found, shown),
        "super_event": reference("event", str(found.uuid)) if row else None,
        "super_event_type": "recurring" if found.is_series and row is None else None,
        "sub_events": [reference("event", f"{found.uuid}-{name_of(each)}") for each in dates]
        if found.is_series and row is None
        else [],
        "location": _location(place, include),
        "location_extra_info": in_languages({text.language: text.place_note for text in texts}),
        "keywords": [_keyword(found, named, include) for named in found.named.get("topics", [])],
        "in_language": [reference("language", code) for code in (row.in_language if row else found.in_language)],
        "audience_min_age": found.audience_min_age,
        "audience_max_age": found.audience_max_age,
        "offers": _offers(found),
        "provider": in_languages(_provider(found)),
        "organizations": [reference("organization", each["key"]) for each in _organisers(found)],
        "publisher": next((each["key"] for each in _organisers(found)), None),
        "registration": _registration(found),
        "maximum_attendee_capacity": found.capacity,
        "remaining_attendee_capacity": None,
        "enrolment_start_time": _utc(found.registration_opens),
        "enrolment_end_time": _utc(found.registration_closes),
        "images": _pictures(found, texts),
        "videos": [],
        "external_links": [],
        "custom_data": _more(found, row),
        "created_time": _utc(found.created_at),
        "date_published": _utc(found.created_at),
        "last_modified_time": _utc(found.modified_at),
        "publication_status": "public",
        "deleted": False,
        "replaced_by": None,
    }


def _pictures(found: Event, texts: list[EventText]) -> list[dict[str, Any]]:
    """The picture that links to the event are shared with, in the language of its first text."""
    if not texts:
        return []
    address = settings.SITE_URL + _path(found, None, texts[0].language).rstrip("/") + ".png"
    return [{"url": address, "name": texts[0].title, "license": "cc_by"}]


def deleted_event(key: str, changed: datetime) -> dict[str, Any]:
    """What is left of a deleted event."""
    return {
        **_thing("event", key, "Event/LinkedEvent"),
        "origin_id": key,
        "name": None,
        "last_modified_time": _utc(changed),
        "deleted": True,
        "replaced_by": None,
    }


def place(found: Place) -> dict[str, Any]:
    """A place with its address, position and what is known about getting in."""
    town = found.municipality
    position = None
    if found.latitude is not None and found.longitude is not None:
        position = {"type": "Point", "coordinates": [found.longitude, found.latitude]}
    locality = found.address_locality
    access = {name: getattr(found, name) for name in ("step_free", "accessible_toilet", "lift")}
    return {
        **_thing("place", found.key, "Place"),
        "name": in_languages({text.language: text.name for text in found.texts.all()}),
        "street_address": {"fi": found.street_address} if found.street_address else None,
        "postal_code": found.postal_code or None,
        "address_locality": {"fi": locality} if locality else None,
        "address_country": "FI",
        "telephone": {"fi": found.telephone} if found.telephone else None,
        "position": position,
        "divisions": [_division(town)] if town else [],
        "custom_data": {name: value for name, value in access.items() if value is not None},
        "deleted": False,
    }


def _division(town: Any) -> dict[str, Any]:
    return {
        "type": "muni",
        "ocd_id": f"ocd-division/country:fi/kunta:{town.slug}",
        "municipality": None,
        "name": {"fi": town.name_fi, "sv": town.name_sv},
    }


def keyword(found: Topic) -> dict[str, Any]:
    """A topic."""
    return _keyword_of(found.key, {text.language: text.name for text in found.texts.all()})


def organisation(found: Organisation) -> dict[str, Any]:
    """An organiser or a partner."""
    names = {text.language: text.name for text in found.texts.all()}
    return {
        **_thing("organization", found.key, "Organization"),
        "name": next((names[code] for code in ("fi", "sv", "en") if code in names), found.key),
        "names": in_languages(names),
        "classification": found.kind,
        "url": found.url or None,
    }


def language(found: Language) -> dict[str, Any]:
    """A language that events can be held or described in."""
    return {
        **_thing("language", found.code, "Language"),
        "name": {"en": found.english, found.html_lang: found.endonym},
        "translation_available": found.code in settings.OFFERED_LANGUAGES,
    }


# --- parts of an event -----------------------------------------------------------------------------


def _path(event: Event, row: Occurrence | None, code: str) -> str:
    return event.url(code) + (f"{row.slug}/" if row else "")


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def _times(event: Event, rows: list[Occurrence]) -> dict[str, Any]:
    """From the first to the last date. A day without a clock time is a date; a last day is included."""
    dated = [row for row in rows if row.has_date]
    if not dated:
        return {"start_time": None, "end_time": None, "has_start_time": False, "has_end_time": False}
    first, last = min(dated, key=lambda row: row.start), max(dated, key=lambda row: row.end or row.start)
    if first.all_day:
        end = last.last_day.isoformat() if last.last_day != first.first_day else None
        start: str | None = first.first_day.isoformat()
        return {"start_time": start, "end_time": end, "has_start_time": False, "has_end_time": False}
    return {
        "start_time": _utc(first.start),
        "end_time": _utc(last.end),
        "has_start_time": True,
        "has_end_time": last.end is not None,
    }


def _location(found: Place | None, include: list[str]) -> dict[str, Any] | None:
    if found is None:
        return None
    return place(found) if "location" in include else reference("place", found.key)


def _keyword(event: Event, named: dict[str, Any], include: list[str]) -> dict[str, Any]:
    if "keywords" not in include:
        return dict(reference("keyword", named["key"]))
    return _keyword_of(named["key"], named["names"])


def _keyword_of(key: str, names: Mapping[str, str]) -> dict[str, Any]:
    return {**_thing("keyword", key, "Keyword"), "name": in_languages(names), "aggregate": False, "deprecated": False}


def _organisers(event: Event) -> list[dict[str, Any]]:
    return [named for named in event.named.get("organisers", []) if named.get("key")]


def _provider(event: Event) -> dict[str, str]:
    """The organisers by name, in each language in which one has a name."""
    named = event.named.get("organisers", [])
    codes = dict.fromkeys(code for each in named for code in each["names"])
    return {code: ", ".join(event.words_of(each["names"], code) for each in named) for code in codes}


def _offers(event: Event) -> list[dict[str, Any]]:
    if event.is_free is None:
        return []
    notes = {text.language: text.price_note for text in event.texts.all()}
    price = None if event.is_free or event.price is None else {"fi": f"{event.price:f} €"}
    info = {"fi": event.registration_url} if event.registration_url else None
    return [{"is_free": event.is_free, "price": price, "description": in_languages(notes), "info_url": info}]


def _registration(event: Event) -> dict[str, Any] | None:
    """How one signs up; nobody's data, and no number of free places."""
    if event.registration == Event.RegistrationKind.NONE:
        return None
    return {
        "kind": event.registration,
        "url": event.registration_url or None,
        "telephone": event.registration_phone or None,
        "is_full": event.is_full,
        "has_waiting_list": event.has_waiting_list,
    }


def _more(event: Event, row: Occurrence | None) -> dict[str, Any]:
    """What Linked Events has no field for."""
    return {
        "audience": row.audience if row else event.audience,
        "attendance_mode": event.attendance_mode,
        "online_url": event.online_url or None,
        "interpreting": event.interpreting,
        "easy_language": event.easy_language,
        "child_care": event.child_care,
        "religious_content": event.religious_content,
        "planned_together": event.planned_together,
        "wished": event.wished,
        "place_hidden": event.place_hidden,
        "note": in_languages(row.note) if row else None,
        "reason": in_languages(row.reason if row and row.reason else event.reason),
        "previous_start_time": _utc(row.previous_start if row else event.previous_start),
    }
