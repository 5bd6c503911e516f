"""Events as iCalendar (RFC 5545, RFC 7986), see `events.md` §5. Reads only the read model."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vRecur, vUri
from icalendar import Event as VEvent

from events.models.readmodel import Event, Occurrence
from events.schedule import WEEKDAYS, Frequency, Schedule, gap_days, recurrence_id, rule_slots, slot_on
from events.teasers import language_now
from home.dates import HELSINKI, helsinki
from home.languages import language_of

PRODID = "-//yhteisolahtoinen//events//EN"
REFRESH = timedelta(hours=6)
MAX_AGE = 900
#: One big client fails near 90.
MAX_EXCEPTIONS = 60


def event_calendar_response(request: HttpRequest, uuid: UUID, now: datetime) -> HttpResponse:
    """One event as a file, with an ETag that changes only when the event does; 304 to who has it already."""
    event = Event.objects.prefetch_related("texts", "occurrences").filter(pk=uuid).first()
    if event is None:
        raise Http404
    content = event_calendar(event, language_now(), now).to_ical(sorted=False)
    etag = quote_etag(sha256(content).hexdigest()[:32])
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Content-Disposition"] = f'inline; filename="{event.path.strip("/").rpartition("/")[2]}.ics"'
    return get_conditional_response(request, etag=etag, response=response) or response


def event_calendar(event: Event, language: str, now: datetime) -> Calendar:
    """A calendar with one event, in the words of a language."""
    text = event.text_for(language)
    name = text.title if text else ""
    address = settings.SITE_URL + event.url(language)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(HELSINKI))
    calendar.add("source", vUri(address.rstrip("/") + ".ics"))
    calendar.add("url", vUri(address))
    calendar.add("last-modified", event.modified_at.astimezone(UTC))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_time_zone())
    for component in _components(event, language, now):
        calendar.add_component(component)
    return calendar


def _time_zone() -> Timezone:
    """Helsinki by the two rules of the European Union."""
    zone = Timezone()
    zone.add("tzid", str(HELSINKI))
    for kind, month, hour, before, after, name in (
        (TimezoneDaylight, 3, 3, 2, 3, "EEST"),
        (TimezoneStandard, 10, 4, 3, 2, "EET"),
    ):
        rule = kind()
        rule.add("dtstart", datetime(1970, month, 29 if month == 3 else 25, hour))
        rule.add("rrule", vRecur(FREQ="YEARLY", BYMONTH=month, BYDAY="-1SU"))
        rule.add("tzoffsetfrom", timedelta(hours=before))
        rule.add("tzoffsetto", timedelta(hours=after))
        rule.add("tzname", name)
        zone.add_component(rule)
    return zone


# --- components ----------------------------------------------------------------------------------

Wall = date | datetime


def _components(event: Event, language: str, now: datetime) -> list[Component]:
    """One event, or a series and an override for each date that differs from it.

    A date cancelled in the past is simply left out; one to come is said to be cancelled.
    """
    schedule = event.schedule
    dates = [
        row
        for row in sorted(event.occurrences.all(), key=lambda row: row.position)
        if row.status != Occurrence.Status.CANCELLED or row.listed_until > now
    ]
    if not dates or schedule is None:
        return []
    if len(dates) == 1 and schedule.rule is None:
        return [_single(event, dates[0], language)]
    series = _Series(schedule, dates)
    overrides = [row for row in dates if series.differs(row) and event.status != Event.Status.CANCELLED]
    if len(overrides) + len(series.left_out) > MAX_EXCEPTIONS:
        return [_single(event, row, language, uid=f"{event.uuid}-{row.slug}") for row in dates]
    return [_master(event, series, language), *(_override(event, row, language) for row in overrides)]


class _Series:
    """How a schedule is said in iCalendar: a rule, dates left out of it and dates added to it."""

    def __init__(self, schedule: Schedule, dates: list[Occurrence]) -> None:
        ids = {row.recurrence_id for row in dates}
        self.rrule = _rrule(schedule)
        ruled = [slot.recurrence_id for slot in rule_slots(schedule)] if self.rrule else []
        gaps = [recurrence_id(day, schedule.start_time) for day in gap_days(schedule)] if self.rrule else []
        self.start = wall(ruled[0] if ruled else dates[0].recurrence_id)
        self.left_out = [wall(text) for text in sorted({*ruled, *gaps} - ids)]
        self.added = [wall(text) for text in sorted(ids - {*ruled, self.start.isoformat()[:16]})]
        regular = slot_on(schedule, self.start if not isinstance(self.start, datetime) else self.start.date())
        self.length = regular.end - regular.start if regular.end else None
        self.end = _wall_end(regular.end, all_day=regular.all_day)

    def differs(self, row: Occurrence) -> bool:
        """Whether a date is not as the series says: cancelled, moved, annotated, or of another exact length, as an
        evening over a clock change is."""
        length = row.end - row.start if row.end else None
        changed = row.status != Occurrence.Status.SCHEDULED or bool(row.note)
        return changed or (length != self.length and not row.all_day)


def _rrule(schedule: Schedule) -> vRecur | None:
    """The rule; None when there is none, or when it means something else in iCalendar."""
    rule = schedule.rule
    if rule is None or (rule.nth_weekdays and rule.month_days):
        return None
    days = [slot.first_day for slot in rule_slots(schedule)]
    if not days:
        return None
    parts: dict[str, Any] = {"FREQ": rule.frequency.value, "INTERVAL": rule.interval, "WKST": "MO"}
    if rule.frequency == Frequency.WEEKLY:
        parts["BYDAY"] = [WEEKDAYS[day] for day in sorted(set(rule.weekdays) or {schedule.start_date.weekday()})]
    elif rule.frequency == Frequency.MONTHLY and rule.nth_weekdays:
        parts["BYDAY"] = [f"{nth}{WEEKDAYS[day]}" for nth, day in rule.nth_weekdays]
    elif rule.frequency == Frequency.MONTHLY:
        parts["BYMONTHDAY"] = sorted(set(rule.month_days) or {schedule.start_date.day})
    if rule.count and len(days) == rule.count and not gap_days(schedule):
        parts["COUNT"] = rule.count
    else:  # other libraries count the hour that does not exist, so the last day says where it ends
        last = min(rule.until, days[-1]) if rule.until else days[-1]
        parts["UNTIL"] = last if schedule.start_time is None else _end_of_day(last)
    return vRecur(parts)


def _end_of_day(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=HELSINKI).astimezone(UTC)


def wall(text: str) -> Wall:
    """A recurrence id as iCalendar writes it: a date, or wall time with the zone."""
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def _wall_end(end: datetime | None, *, all_day: bool) -> Wall | None:
    if end is None:
        return None
    return helsinki(end).date() if all_day else helsinki(end)


def _master(event: Event, series: _Series, language: str) -> VEvent:
    component = _vevent(event, language, is_cancelled=event.status == Event.Status.CANCELLED)
    component.add("dtstart", series.start)
    if series.end is not None:
        component.add("dtend", series.end)
    if series.rrule is not None:
        component.add("rrule", series.rrule)
    _add_dates(component, "exdate", series.left_out)
    _add_dates(component, "rdate", series.added)
    return component


def _add_dates(component: VEvent, name: str, dates: list[Wall]) -> None:
    if dates:
        all_day = not isinstance(dates[0], datetime)
        component.add(name, dates, parameters={"VALUE": "DATE"} if all_day else {})


def _single(event: Event, row: Occurrence, language: str, uid: str = "") -> VEvent:
    cancelled = Occurrence.Status.CANCELLED in (row.status,) or event.status == Event.Status.CANCELLED
    component = _vevent(event, language, is_cancelled=cancelled, uid=uid, note=event.words_of(row.note, language))
    if row.all_day:
        component.add("dtstart", row.first_day)
        component.add("dtend", row.last_day + timedelta(days=1))
        return component
    component.add("dtstart", helsinki(row.start))
    if row.end:
        component.add("dtend", helsinki(row.end))
    return component


def _override(event: Event, row: Occurrence, language: str) -> VEvent:
    component = _single(event, row, language)
    component.add("recurrence-id", wall(row.recurrence_id))
    return component


def _vevent(event: Event, language: str, *, is_cancelled: bool, uid: str = "", note: str = "") -> VEvent:
    """What all components of an event say. Several clients ignore STATUS, so the summary says it too."""
    text = event.text_for(language)
    title = text.title if text else ""
    tag = {"LANGUAGE": language_of(text.language).html_lang} if text else {}
    component = VEvent()
    component.add("uid", f"{uid or event.uuid}@{settings.EVENT_UID_DOMAIN}")
    component.add("dtstamp", event.modified_at.astimezone(UTC))
    component.add("created", event.created_at.astimezone(UTC))
    component.add("last-modified", event.modified_at.astimezone(UTC))
    component.add("sequence", event.sequence)
    component.add("status", _status(event, is_cancelled))
    component.add("summary", f"{_('Cancelled')}: {title}" if is_cancelled else title, parameters=tag)
    address = settings.SITE_URL + event.url(language)
    parts = [note, event.words_of(event.reason, language), text.summary if text else "", address]
    component.add("description", "\n".join(part for part in parts if part))
    component.add("url", vUri(address))
    _add_place(component, event, language)
    if event.topic_keys:
        names = [event.words_of(row["names"], language) for row in event.named.get("topics", [])]
        component.add("categories", names)
    contact = event.named.get("contact")
    if contact:
        parts = [event.words_of(contact["names"], language), contact["telephone"], contact["email"]]
        component.add("contact", ", ".join(part for part in parts if part))
    if event.online_url:
        component.add("conference", vUri(event.online_url), parameters={"VALUE": "URI"})
    return component


def _status(event: Event, is_cancelled: bool) -> str:
    if is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.status == Event.Status.POSTPONED else "CONFIRMED"


def _add_place(component: VEvent, event: Event, language: str) -> None:
    if event.place_hidden:
        component.add("location", _("You get the exact address when you sign up."))
        return
    place = event.named.get("place")
    if place:
        component.add("location", ", ".join(filter(None, [event.place_name(language), place["address"]])))
        if place["latitude"] is not None and place["longitude"] is not None:
            component.add("geo", (place["latitude"], place["longitude"]))
