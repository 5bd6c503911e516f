"""The calendar files of an agreed meeting and of a training session."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils.translation import gettext, override
from icalendar import Calendar, Event

from home.dates import HELSINKI

File = tuple[str, str, str]


def meeting_file(reference: str, day: date, clock: time | None, place: str, *, language: str, now: datetime) -> File:
    """Name, content and content type; without a time of day the meeting fills the day. It names nobody."""
    with override(language):
        summary = gettext("Community sponsors: a meeting with the coordinator")
    event = _event(f"{reference}-meeting", summary, place, now)
    if clock is None:
        event.add("dtstart", day)
    else:
        start = datetime.combine(day, clock, HELSINKI)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(hours=1))
    return _file("meeting.ics", event)


def training_file(key: str, title: str, start: datetime, end: datetime, place: str, *, now: datetime) -> File:
    """The same of a training session; a later file with the same key replaces the earlier one."""
    event = _event(f"{key}-training", title, place, now)
    event.add("dtstart", start.astimezone(HELSINKI))
    event.add("dtend", end.astimezone(HELSINKI))
    return _file("training.ics", event)


def _event(key: str, summary: str, place: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{key}@{settings.EVENT_UID_DOMAIN}")
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp()))  # a later mail replaces the earlier one
    event.add("summary", summary)
    if place:
        event.add("location", place)
    return event


def _file(name: str, event: Event) -> File:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.EVENT_UID_DOMAIN}//volunteering//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return name, calendar.to_ical().decode(), "text/calendar"
