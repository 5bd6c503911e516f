"""An event as schema.org says it, for search engines and other programs (`events.md` §1 and §5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from events.models.readmodel import Event, Occurrence
from events.schedule import Frequency
from events.teasers import audience_labels
from home.dates import helsinki
from home.languages import Language, language_of
from home.linked_data import absolute

_SCHEMA = "https://schema.org/"
_DATE_STATUS = {
    Occurrence.Status.SCHEDULED: "EventScheduled",
    Occurrence.Status.MOVED: "EventRescheduled",
    Occurrence.Status.POSTPONED: "EventPostponed",
    Occurrence.Status.CANCELLED: "EventCancelled",
}
_MODES = {"offline": "OfflineEventAttendanceMode", "online": "OnlineEventAttendanceMode"}
_SUB_EVENTS = 8


@dataclass(frozen=True)
class Words:
    """The event's own words and the language of everything else."""

    title: str
    summary: str
    language: Language


def event_data(
    event: Event, dates: list[Occurrence], words: Words, now: datetime, chosen: Occurrence | None = None
) -> dict[str, Any]:
    """An event with its dates to come, or the one date of it that was chosen."""
    language = words.language
    coming = sorted((row for row in dates if row.listed_until > now), key=lambda row: row.start)
    happening = [row for row in coming if row.status != Occurrence.Status.CANCELLED]
    shown = chosen or next(iter([*happening, *coming, *reversed(dates)]), None)
    series = absolute(event.url(language.code))
    data: dict[str, Any] = {
        "@type": ["Event", "CourseInstance"] if event.type_id == Event.TypeId.COURSE else "Event",
        "@id": absolute(f"/linkedevents/v1/event/{event.uuid}/"),
        "identifier": str(event.uuid),
        "name": words.title,
        "description": words.summary,
        "url": series,
        "image": absolute(event.url(language.code).rstrip("/") + ".png"),
        "eventAttendanceMode": _SCHEMA + _MODES.get(event.attendance_mode, "MixedEventAttendanceMode"),
        "location": _locations(event, language),
        "organizer": [_organisation(row, event, language) for row in event.named.get("organisers", [])],
        "isAccessibleForFree": event.is_free,
        "offers": _offer(event, series),
        "inLanguage": [language_of(code).html_lang for code in event.in_language],
        "keywords": [event.words_of(row["names"], language.code) for row in event.named.get("topics", [])],
        "audience": _audience(event),
        "typicalAgeRange": _ages(event),
        "maximumAttendeeCapacity": event.capacity,
    }
    if shown is not None:
        data |= _date(event, shown)
    if chosen is None and event.status == Event.Status.RESCHEDULED:
        data["eventStatus"] = _SCHEMA + event.status
        data["previousStartDate"] = (
            helsinki(event.previous_start).isoformat("T", "minutes") if event.previous_start else ""
        )
    if chosen is not None:
        name = chosen.recurrence_id.replace(":", "")
        data |= {"@id": absolute(f"/linkedevents/v1/event/{event.uuid}-{name}/"), "url": f"{series}{chosen.slug}/"}
        data["superEvent"] = {"@id": absolute(f"/linkedevents/v1/event/{event.uuid}/"), "@type": "Event", "url": series}
    elif len(coming) > 1 or event.frequency:
        data["eventSchedule"] = _schedule(event)
        data["subEvent"] = [_sub_event(event, row, words.title, series) for row in coming[:_SUB_EVENTS]]
    return without_nothing(data)


def without_nothing(data: dict[str, Any]) -> dict[str, Any]:
    """The same without what is not known; false and zero are known."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _date(event: Event, row: Occurrence) -> dict[str, Any]:
    whole = event.status in (Event.Status.CANCELLED, Event.Status.POSTPONED)
    dates: dict[str, Any] = {
        "startDate": _moment(row, row.start),
        "endDate": row.last_day.isoformat() if row.all_day else _moment(row, row.end),
        "eventStatus": _SCHEMA + (event.status if whole else _DATE_STATUS[Occurrence.Status(row.status)]),
        "previousStartDate": _moment(row, row.previous_start),
    }
    return without_nothing(dates)


def _moment(row: Occurrence, moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = helsinki(moment)
    return local.date().isoformat() if row.all_day else local.isoformat(timespec="minutes")


def _sub_event(event: Event, row: Occurrence, title: str, series: str) -> dict[str, Any]:
    return {"@type": "Event", "name": title, "url": f"{series}{row.slug}/"} | _date(event, row)


def _schedule(event: Event) -> dict[str, Any]:
    """The rule as `Schedule`; empty for chosen dates and for what it cannot say."""
    unit = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M"}.get(event.frequency)
    if unit is None or event.start_date is None or event.month_weekdays:
        return {}
    days = {"MO": "Mon", "TU": "Tues", "WE": "Wednes", "TH": "Thurs", "FR": "Fri", "SA": "Satur", "SU": "Sun"}
    weekly = event.frequency == Frequency.WEEKLY
    return {"@type": "Schedule"} | without_nothing(
        {
            "repeatFrequency": f"P{event.interval}{unit}",
            "byDay": [f"{_SCHEMA}{days[day]}day" for day in event.weekdays] if weekly else [],
            "byMonthDay": event.month_days if event.frequency == Frequency.MONTHLY else [],
            "startDate": event.start_date.isoformat(),
            "endDate": event.until.isoformat() if event.until else "",
            "repeatCount": event.count,
            "startTime": "" if event.all_day or not event.start_time else event.start_time.isoformat(),
            "endTime": "" if event.all_day or not event.end_time else event.end_time.isoformat(),
            "exceptDate": [day.isoformat() for day in _left_out(event)],
            "scheduleTimezone": "Europe/Helsinki",
        }
    )


def _left_out(event: Event) -> list[date]:
    """The single days among the breaks; ranges are many days of no meeting and are not spelled out."""
    return sorted(date.fromisoformat(text) for text in event.excluded_dates if "/" not in text)[:30]


def _locations(event: Event, language: Language) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if event.attendance_mode != Event.AttendanceMode.ONLINE:
        found.append(_place(event, language))
    if event.online_url:
        found.append({"@type": "VirtualLocation", "url": event.online_url})
    return [place for place in found if place]


def _place(event: Event, language: Language) -> dict[str, Any]:
    """The place; of a hidden one no more than the municipality."""
    place = event.named.get("place")
    town = event.municipality
    if not place:
        if town is None:
            return {}
        name = town.name(language.code)
        return {"@type": "Place", "name": name, "address": _address("", "", name)}
    data: dict[str, Any] = {
        "@type": "Place",
        "name": event.words_of(place["names"], language.code),
        "address": _address(place["street_address"], place["postal_code"], place["address_locality"]),
        "telephone": place["telephone"],
        "amenityFeature": _amenities(event, place),
    }
    if place["latitude"] is not None and place["longitude"] is not None:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place["latitude"], "longitude": place["longitude"]}
    return without_nothing(data)


def _address(street: str, code: str, locality: str) -> dict[str, Any]:
    address = {"streetAddress": street, "postalCode": code, "addressLocality": locality, "addressCountry": "FI"}
    return {"@type": "PostalAddress"} | without_nothing(address)


def _amenities(event: Event, place: dict[str, Any]) -> list[dict[str, Any]]:
    known = {name: place[name] for name in ("step_free", "accessible_toilet", "lift") if place[name] is not None}
    if event.child_care == Event.ChildCare.ON_SITE:
        known["child_care"] = True
    return [{"@type": "LocationFeatureSpecification", "name": name, "value": value} for name, value in known.items()]


def _organisation(row: dict[str, Any], event: Event, language: Language) -> dict[str, Any]:
    names = event.words_of(row["names"], language.code)
    return {"@type": "Organization", "name": names} | ({"url": row["url"]} if row["url"] else {})


def _offer(event: Event, url: str) -> dict[str, Any]:
    if event.is_free is None or (event.price is None and not event.is_free):
        return {}
    offer = {
        "price": "0" if event.is_free else f"{event.price:f}",
        "priceCurrency": "EUR",
        "url": event.registration_url or url,
        "availability": f"{_SCHEMA}SoldOut" if event.is_full else f"{_SCHEMA}InStock",
        "validFrom": helsinki(event.registration_opens).isoformat() if event.registration_opens else "",
    }
    return {"@type": "Offer"} | without_nothing(offer)


def _audience(event: Event) -> dict[str, Any]:
    labels = audience_labels(event.audience)
    ages = {"suggestedMinAge": event.audience_min_age, "suggestedMaxAge": event.audience_max_age}
    people = without_nothing({"audienceType": ", ".join(labels), **ages})
    return {"@type": "PeopleAudience"} | people if people else {}


def _ages(event: Event) -> str:
    if event.audience_min_age is None and event.audience_max_age is None:
        return ""
    youngest = event.audience_min_age or 0
    return f"{youngest}-{'' if event.audience_max_age is None else event.audience_max_age}"
