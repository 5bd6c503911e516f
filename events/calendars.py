"""Events as iCalendar (RFC 5545, RFC 7986), see `events.md` §5. Reads only the read model."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vRecur, vUri
from icalendar import Event as VEvent

from events.models.readmodel import Event, Occurrence
from events.schedule import WEEKDAYS, Frequency, Schedule, gap_days, recurrence_id, rule_slots, slot_on
from home.dates import HELSINKI, helsinki
from home.languages import language_of

PRODID = "-//yhteisolahtoinen//events//EN"
REFRESH = timedelta(hours=6)
#: What stands in a calendar: this far back and ahead.
BACK, AHEAD = timedelta(days=30), timedelta(days=366)
#: One big client fails near 90.
MAX_EXCEPTIONS = 60


@dataclass(frozen=True)
class Heading:
    """What a calendar says about itself. `address` is the page it was made from, `source` where it is fetched again."""

    name: str
    address: str
    source: str
    changed: datetime


def calendar_file(heading: Heading, components: Iterable[Component]) -> bytes:
    """The file: CRLF, folded at 75 octets, the same for the same content."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", heading.name)
    calendar.add("x-wr-calname", heading.name)
    calendar.add("x-wr-timezone", str(HELSINKI))
    calendar.add("source", vUri(heading.source))
    calendar.add("url", vUri(heading.address))
    calendar.add("last-modified", heading.changed.astimezone(UTC))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_time_zone())
    for component in components:
        calendar.add_component(component)
    return calendar.to_ical(sorted=False)


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


def components_of(event: Event, dates: Iterable[Occurrence], language: str, now: datetime) -> list[Component]:
    """Some dates of an event: one component, or a series and an override for each date that differs from it.

    A date cancelled or postponed in the past is simply left out; one to come is said to be so. What stands alone is
    given for the window only; a series as a whole.
    """
    schedule = event.schedule
    known = [row for row in dates if _happens(row) or helsinki(row.start).date() >= helsinki(now).date()]
    known.sort(key=lambda row: (row.start, row.recurrence_id))
    near = [row for row in known if is_near(row, now)]
    if not near:
        return []
    if schedule is None or (len(known) == 1 and schedule.rule is None):
        return _alone(event, near, language)
    series = _Series(schedule, [row for row in known if row.all_day == (schedule.start_time is None)], near)
    if not series.dates or series.exceptions(event) > MAX_EXCEPTIONS:
        return _alone(event, near, language)
    others = [row for row in near if row.recurrence_id not in series.names]
    overrides = [_override(event, row, language) for row in series.overrides(event)]
    return [_master(event, series, language), *overrides, *_alone(event, others, language)]


def _happens(row: Occurrence) -> bool:
    return row.status in (Occurrence.Status.SCHEDULED, Occurrence.Status.MOVED)


def is_near(row: Occurrence, now: datetime) -> bool:
    """Whether a date lies in the window of a calendar: thirty days back, a year ahead."""
    return row.listed_until > now - BACK and row.start < now + AHEAD


def _alone(event: Event, rows: list[Occurrence], language: str) -> list[Component]:
    """Each date as a component of its own; a single one of a single event has the event's own identity."""
    if len(rows) == 1 and not event.is_series:
        return [_single(event, rows[0], language)]
    return [_single(event, row, language, uid=f"{event.uuid}-{row.recurrence_id.replace(':', '')}") for row in rows]


class _Series:
    """How a schedule is said in iCalendar: a rule, dates left out of it and dates added to it."""

    def __init__(self, schedule: Schedule, dates: list[Occurrence], near: list[Occurrence]) -> None:
        self.rrule = _rrule(schedule)
        ruled = [slot.recurrence_id for slot in rule_slots(schedule)] if self.rrule else []
        #: What the rule names, and what is added to it and near enough to matter.
        wanted = {*ruled, *(row.recurrence_id for row in near)}
        self.dates = [row for row in dates if row.recurrence_id in wanted]
        self.names = ids = {row.recurrence_id for row in self.dates}
        if not self.dates:
            return
        gaps = [recurrence_id(day, schedule.start_time) for day in gap_days(schedule)] if self.rrule else []
        self.start = wall(ruled[0] if ruled else min(ids))
        self.left_out = [wall(text) for text in sorted({*ruled, *gaps} - ids)]
        self.added = [wall(text) for text in sorted(ids - {*ruled, self.start.isoformat()[:16]})]
        regular = slot_on(schedule, self.start if not isinstance(self.start, datetime) else self.start.date())
        self.length = regular.end - regular.start if regular.end else None
        self.end = _wall_end(regular.end, all_day=regular.all_day)

    def overrides(self, event: Event) -> list[Occurrence]:
        """The dates that need a component of their own; none when all of the event is cancelled."""
        if event.status == Event.Status.CANCELLED:
            return []
        return [row for row in self.dates if self.differs(row)]

    def exceptions(self, event: Event) -> int:
        """How many dates are not as the rule says."""
        return len(self.overrides(event)) + len(self.left_out) + len(self.added)

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
    component = _vevent(event, language, standing=_standing(event))
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
    said = [event.words_of(words, language) for words in (row.note, row.reason) if words]
    component = _vevent(event, language, standing=_standing(event, row), uid=uid, note="\n".join(said))
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


def _standing(event: Event, row: Occurrence | None = None) -> str:
    """`STATUS` of the event, or of one date of it."""
    states = {str(event.status), str(row.status) if row else ""}
    if states & {Event.Status.CANCELLED, Occurrence.Status.CANCELLED}:
        return "CANCELLED"
    return "TENTATIVE" if states & {Event.Status.POSTPONED, Occurrence.Status.POSTPONED} else "CONFIRMED"


def _vevent(event: Event, language: str, *, standing: str, uid: str = "", note: str = "") -> VEvent:
    """What all components of an event say."""
    text = event.text_for(language)
    component = VEvent()
    component.add("uid", f"{uid or event.uuid}@{settings.EVENT_UID_DOMAIN}")
    component.add("dtstamp", event.modified_at.astimezone(UTC))
    component.add("created", event.created_at.astimezone(UTC))
    component.add("last-modified", event.modified_at.astimezone(UTC))
    component.add("sequence", event.sequence)
    component.add("status", standing)
    tag = {"LANGUAGE": language_of(text.language).html_lang} if text else {}
    component.add("summary", _summary(text.title if text else "", standing), parameters=tag)
    address = settings.SITE_URL + event.url(language)
    organisers = ", ".join(event.words_of(row["names"], language) for row in event.named.get("organisers", []))
    organised = f"{_('Organised by')}: {organisers}" if organisers else ""
    parts = [note, event.words_of(event.reason, language), text.summary if text else "", organised, address]
    component.add("description", "\n".join(part for part in parts if part))
    component.add("url", vUri(address))
    picture = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/png"}
    component.add("image", vUri(address.rstrip("/") + ".png"), parameters=picture)
    _add_place(component, event, language)
    if event.topic_keys:
        names = [event.words_of(row["names"], language) for row in event.named.get("topics", [])]
        component.add("categories", names)
    _add_people(component, event, language, organisers)
    if event.online_url:
        component.add("conference", vUri(event.online_url), parameters={"VALUE": "URI"})
    if event.related_to:
        component.add("related-to", f"{event.related_to}@{settings.EVENT_UID_DOMAIN}")
    return component


def _summary(title: str, standing: str) -> str:
    """Several clients ignore STATUS, so the summary says it too."""
    prefixes = {"CANCELLED": _("Cancelled"), "TENTATIVE": _("Postponed")}
    return f"{prefixes[standing]}: {title}" if standing in prefixes else title


def _add_people(component: VEvent, event: Event, language: str, organisers: str) -> None:
    """Whom to ask. The standard has room for one organiser, with an address for mail: all of them share it."""
    contact = event.named.get("contact")
    if not contact:
        return
    parts = [event.words_of(contact["names"], language), contact["telephone"], contact["email"]]
    component.add("contact", ", ".join(part for part in parts if part))
    if contact["email"] and organisers:
        component.add("organizer", f"mailto:{contact['email']}", parameters={"CN": organisers.replace('"', "'")})


def _add_place(component: VEvent, event: Event, language: str) -> None:
    if event.place_hidden:
        component.add("location", _("You get the exact address when you sign up."))
        return
    place = event.named.get("place")
    if place:
        component.add("location", ", ".join(filter(None, [event.place_name(language), place["address"]])))
        if place["latitude"] is not None and place["longitude"] is not None:
            component.add("geo", (place["latitude"], place["longitude"]))
