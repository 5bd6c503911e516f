"""From what was asked to identities and rows: events, their single dates and what was deleted, in a few queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Value

from events.filters import has_words
from events.linkedevents.parameters import Asked, BadValue
from events.linkedevents.values import day_or_moment, end_of, start_of
from events.models.readmodel import Event, EventText, Occurrence, Tombstone
from events.querysets import OccurrenceQuerySet
from home.dates import helsinki

_STATUS_OF_DATES = {
    Event.Status.SCHEDULED: Occurrence.Status.SCHEDULED,
    Event.Status.RESCHEDULED: Occurrence.Status.MOVED,
    Event.Status.POSTPONED: Occurrence.Status.POSTPONED,
    Event.Status.CANCELLED: Occurrence.Status.CANCELLED,
}
#: A status of the whole event that holds for each date.
_WHOLE = (Event.Status.POSTPONED, Event.Status.CANCELLED)
_COLUMNS = {"start_time": "first", "end_time": "last", "last_modified_time": "changed"}


@dataclass(frozen=True)
class Found:
    """One item of the answer: an event (`recurrence_id` is empty), one date of it, or what was deleted."""

    uuid: UUID
    recurrence_id: str
    changed: datetime
    is_deleted: bool


class FoundEvents:
    """What was asked for, counted and cut into pages."""

    def __init__(self, asked: Asked, now: datetime) -> None:
        self.rows = _union(asked, now)

    def count(self) -> int:
        """How many in all."""
        return self.rows.count()

    def page(self, first: int, last: int) -> list[Found]:
        """Some of them, in their order."""
        return [Found(row["uuid"], row["rid"], row["changed"], row["kind"] == 2) for row in self.rows[first:last]]


def published() -> OccurrenceQuerySet:
    """The dates that the API knows of: those of municipalities whose activities are listed."""
    return Occurrence.objects.of(None).in_listed_municipalities()


def _union(asked: Asked, now: datetime) -> QuerySet[Any, dict[str, Any]]:
    """Series and single events, then single dates of series, then deleted ones, as rows of the same columns."""
    dates = narrowed(asked, now)
    kinds = asked.get("super_event_type", ["recurring", "none"])
    statuses = asked.get("event_status")
    wanted = Q()
    if "recurring" in kinds:
        wanted |= Q(is_series=True, pk__in=_of_status(dates, None).values("event"))
        if statuses:
            wanted &= Q(status__in=statuses)
    singles = Q(is_series=False, pk__in=_of_status(dates, statuses).values("event"))
    if "recurring" in kinds and "none" in kinds:
        wanted |= singles
    elif "none" in kinds:
        wanted = singles
    ids = asked.get("ids")
    if ids is not None:
        wanted &= Q(pk__in=[uuid for uuid, slug in ids if not slug])
    rows = _events(wanted)
    if "none" in kinds and not asked.get("hide_recurring_children", False):
        rows = rows.union(_dates(_of_status(dates, statuses), ids), all=True)
    if asked.get("show_deleted", False):
        rows = rows.union(_tombstones(asked, now), all=True)
    order = [f"{'-' if key.startswith('-') else ''}{_COLUMNS[key.lstrip('-')]}" for key in asked.get("sort", [])]
    return rows.order_by(*(order or ["-changed"]), "uuid", "rid")


def _events(wanted: Q) -> QuerySet[Any, dict[str, Any]]:
    of_event = Occurrence.objects.filter(event=OuterRef("pk")).order_by().values("event")
    return (
        Event.objects.filter(wanted)
        .annotate(
            rid=Value("", CharField()),
            kind=Value(0, IntegerField()),
            first=Subquery(of_event.annotate(at=Min("start")).values("at"), DateTimeField()),
            last=Subquery(of_event.annotate(at=Max("listed_until")).values("at"), DateTimeField()),
            changed=F("modified_at"),
        )
        .values("uuid", "rid", "kind", "first", "last", "changed")
    )


def _dates(dates: OccurrenceQuerySet, ids: list[tuple[UUID, str]] | None) -> QuerySet[Any, dict[str, Any]]:
    children = dates.filter(event__is_series=True)
    if ids is not None:
        named = Q(pk__in=[])
        for uuid, slug in ids:
            if slug:
                named |= Q(event=uuid, recurrence_id=slug[:13] + ":" + slug[13:] if len(slug) > 10 else slug)
        children = children.filter(named)
    return (
        children.order_by()
        .annotate(
            uuid=F("event_id"),
            rid=F("recurrence_id"),
            kind=Value(1, IntegerField()),
            first=F("start"),
            last=F("listed_until"),
            changed=F("event__modified_at"),
        )
        .values("uuid", "rid", "kind", "first", "last", "changed")
    )


def _tombstones(asked: Asked, now: datetime) -> QuerySet[Any, dict[str, Any]]:
    """What was deleted; of it only identity and time are known, so other filters do not find it."""
    known = {"ids", "last_modified_since", "show_deleted", "page", "page_size", "sort", "format", "include"}
    rows: QuerySet[Any] = Tombstone.objects.order_by()
    if set(asked.values) - known:
        rows = rows.none()
    if since := asked.get("last_modified_since"):
        rows = rows.filter(deleted_at__gte=start_of(day_or_moment(since, now)))
    if (ids := asked.get("ids")) is not None:
        rows = rows.filter(uuid__in=[uuid for uuid, slug in ids if not slug])
    columns = {"rid": Value("", CharField()), "kind": Value(2, IntegerField())}
    times = {name: F("deleted_at") for name in ("first", "last", "changed")}
    annotated: QuerySet[Any] = rows.annotate(**columns, **times)
    return annotated.values("uuid", "rid", "kind", "first", "last", "changed")


# --- the filters -----------------------------------------------------------------------------------


def narrowed(asked: Asked, now: datetime) -> OccurrenceQuerySet:
    """The dates that the filters leave; an event is found when one of its dates is."""
    dates = _in_time(published(), asked, now)
    for name, value in asked.values.items():
        condition = _CONDITIONS.get(name)
        if condition is not None:
            dates = dates.filter(condition(value))
    if since := asked.get("last_modified_since"):
        dates = dates.filter(event__modified_at__gte=start_of(day_or_moment(since, now)))
    return dates


def _in_time(dates: OccurrenceQuerySet, asked: Asked, now: datetime) -> OccurrenceQuerySet:
    start, end, days = asked.get("start"), asked.get("end"), asked.get("days")
    if days and (start or end):
        raise BadValue({"days": "start or end cannot be used together with days"})
    if days:
        today = helsinki(now).date()
        start, end = today.isoformat(), (today + timedelta(days=days)).isoformat()
    if start:
        at = start_of(day_or_moment(start, now))
        over = Q(end__isnull=False, end__gt=at) | Q(end__isnull=True, listed_until__gt=at)
        dates = dates.filter(over | Q(has_date=False))
    if end:
        dates = dates.filter(has_date=True, start__lt=end_of(day_or_moment(end, now)))
    return dates


def _division(names: list[str]) -> Q:
    wanted = Q(pk__in=[])
    for name in (each.rpartition(":")[2] for each in names):
        town = "event__municipality__"
        wanted |= Q(**{f"{town}slug__iexact": name}) | Q(**{f"{town}code": name})
        wanted |= Q(**{f"{town}name_fi__iexact": name}) | Q(**{f"{town}name_sv__iexact": name})
    return wanted


def _box(box: tuple[float, float, float, float]) -> Q:
    west, south, east, north = box
    return Q(event__place__longitude__range=(west, east), event__place__latitude__range=(south, north))


def _described_or_held(codes: list[str]) -> Q:
    texts = EventText.objects.filter(language__in=codes)
    return Q(event__in=texts.values("event")) | Q(in_language__overlap=codes)


_CONDITIONS: dict[str, Any] = {
    "weekday": lambda days: Q(first_day__week_day__in=days, has_date=True),
    "division": _division,
    "location": lambda keys: Q(event__place__key__in=keys),
    "bbox": _box,
    "keyword": lambda keys: Q(event__topic_keys__overlap=keys),
    "language": _described_or_held,
    "in_language": lambda codes: Q(in_language__overlap=codes),
    "is_free": lambda value: Q(event__is_free=value),
    "internet_based": lambda value: (
        ~Q(event__attendance_mode="offline") if value else Q(event__attendance_mode="offline")
    ),
    "registration": lambda value: ~Q(event__registration="none") if value else Q(event__registration="none"),
    "audience_min_age_lt": lambda age: Q(event__audience_min_age__lte=age),
    "audience_min_age_gt": lambda age: Q(event__audience_min_age__gte=age),
    "audience_max_age_lt": lambda age: Q(event__audience_max_age__lte=age),
    "audience_max_age_gt": lambda age: Q(event__audience_max_age__gte=age),
    "text": lambda text: Q(event__in=EventText.objects.filter(has_words(text)).values("event")),
}


def _of_status(dates: OccurrenceQuerySet, statuses: list[str] | None) -> OccurrenceQuerySet:
    """Those dates whose own status, or that of their whole event, is one of some."""
    if statuses is None:
        return dates
    whole = [status for status in _WHOLE if status in statuses]
    own = [_STATUS_OF_DATES[Event.Status(status)] for status in statuses]
    return dates.filter(Q(event__status__in=whole) | (~Q(event__status__in=_WHOLE) & Q(status__in=own)))


def status_of(event: Event, row: Occurrence | None) -> str:
    """The status of an event, or of one date of it, in the words of Linked Events."""
    if row is None or event.status in _WHOLE:
        return str(event.status)
    return next(str(status) for status, own in _STATUS_OF_DATES.items() if own == row.status)
