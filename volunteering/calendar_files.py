"""The calendar file of an agreed meeting."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils.translation import gettext, override
from icalendar import Calendar, Event

from home.dates import HELSINKI


def meeting_file(
    reference: str, day: date, clock: time | None, place: str, *, language: str, now: datetime
) -> tuple[str, str, str]:
    """Name, content and content type; without a time of day the meeting fills the day. It names nobody."""
    event = Event()
    event.add("uid", f"{reference}-meeting@{settings.EVENT_UID_DOMAIN}")
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp()))  # a later mail replaces the earlier one
    with override(language):
        event.add("summary", gettext("Community sponsors: a meeting with the coordinator"))
    if clock is None:
        event.add("dtstart", day)
    else:
        start = datetime.combine(day, clock, HELSINKI)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(hours=1))
    if place:
        event.add("location", place)
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.EVENT_UID_DOMAIN}//volunteering//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return "meeting.ics", calendar.to_ical().decode(), "text/calendar"
