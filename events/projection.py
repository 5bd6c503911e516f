"""From pages and changes to the read model: the one place that writes it.

`build` answers what the read model should say about an event; `project` makes it say so, in the caller's transaction,
and touches nothing that is already right.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models, transaction

from events.models.changes import WHOLE_EVENT, OccurrenceChange
from events.models.facts import EventFacts
from events.models.readmodel import Event, EventText, Occurrence, Tombstone
from events.names import names_for
from events.schedule import Frequency, Slot, expand, over_at
from home.dates import HELSINKI, last_day
from home.routing import public_path
from municipalities.querysets import municipality_of

if TYPE_CHECKING:
    from events.models.pages import EventPage

_LONG_DAYS = 7


@dataclass
class Projection:
    """What the read model says about one event; rows need not be saved."""

    event: Event
    occurrences: list[Occurrence]
    texts: list[EventText]


# --- writing -------------------------------------------------------------------------------------


@transaction.atomic
def project(source: "EventPage") -> None:
    """Bring the read model in step with a source page, its translations and changes."""
    wanted = build(source)
    if wanted is None:
        withdraw(source.translation_key)
        return
    Event.objects.select_for_update().filter(pk=wanted.event.pk).first()
    if differences(wanted):
        wanted.event.save()
        EventText.objects.filter(event=wanted.event).delete()
        Occurrence.objects.filter(event=wanted.event).delete()
        EventText.objects.bulk_create(wanted.texts)
        Occurrence.objects.bulk_create(wanted.occurrences)
    Tombstone.objects.filter(path=wanted.event.path).delete()


def withdraw(uuid: UUID) -> None:
    """Take an event out of the read model; its changes stay, so that publishing it again keeps cancelled dates."""
    Event.objects.filter(pk=uuid).delete()


def differences(wanted: Projection) -> list[str]:
    """In what the read model differs from what it should say; empty when it is in step."""
    stored = Event.objects.filter(pk=wanted.event.pk).first()
    if stored is None:
        return ["event missing"]
    found = [f"event {name}" for name in _columns(Event) if getattr(stored, name) != getattr(wanted.event, name)]
    for model, rows in ((EventText, wanted.texts), (Occurrence, wanted.occurrences)):
        names = [name for name in _columns(model) if name != "id"]
        have = sorted(model.objects.filter(event=wanted.event).values_list(*names), key=repr)
        if have != sorted((tuple(getattr(row, name) for name in names) for row in rows), key=repr):
            found.append(str(model._meta.verbose_name))
    return found


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


# --- building ------------------------------------------------------------------------------------


def build(source: "EventPage", *, draft: bool = False) -> Projection | None:
    """What the read model should say; None when the event is not public. With `draft`, as if the page were live."""
    if not draft and not (source.live and source.is_source and _is_unrestricted(source)):
        return None
    if source.schedule is None:
        return None
    changes = list(OccurrenceChange.objects.filter(event_uuid=source.translation_key))
    pages = [source] if draft else _live_pages(source)
    event = _event(source, pages, changes)
    in_force = [change for change in changes if change.undone_at is None]
    return Projection(event, _occurrences(event, in_force), [_text(event, page) for page in pages])


def _is_unrestricted(page: "EventPage") -> bool:
    """Whether everyone may see the page."""
    return not page.get_view_restrictions().exists()


def _live_pages(source: "EventPage") -> "list[EventPage]":
    pages = type(source).objects.filter(translation_key=source.translation_key, live=True, alias_of__isnull=True)
    others = pages.exclude(pk=source.pk).select_related("locale").order_by("locale__language_code")
    return [source, *others]


def _event(source: "EventPage", pages: "list[EventPage]", changes: list[OccurrenceChange]) -> Event:
    facts = source.facts()
    if source.place_hidden:
        facts |= {"place_id": None, "departure_place_id": None, "online_url": ""}
    if source.image and source.image.shows_people and not source.image.people_consent:
        facts["image_id"] = None
    whole = [c for c in changes if c.recurrence_id == WHOLE_EVENT and c.undone_at is None]
    status = {
        OccurrenceChange.Kind.CANCELLED: Event.Status.CANCELLED,
        OccurrenceChange.Kind.POSTPONED: Event.Status.POSTPONED,
    }
    moments = [page.last_published_at for page in pages] + [c.at for c in changes] + [c.undone_at for c in changes]
    known = [moment for moment in moments if moment]
    topics = source.listed_topics
    return Event(
        uuid=source.translation_key,
        municipality=municipality_of(source),
        source_language=source.locale.language_code,
        path=language_free_path(source.url_path),
        status=next((status[c.kind] for c in whole if c.kind in status), Event.Status.SCHEDULED),  # type: ignore[index]
        reason=next((c.reason for c in whole if c.reason), {}),
        topic_keys=[topic.key for topic in topics],
        named=names_for(source, topics),
        sequence=sum(1 + (c.undone_at is not None) for c in changes if c.kind != OccurrenceChange.Kind.NOTE),
        created_at=source.first_published_at or _EPOCH,
        modified_at=max(known, default=_EPOCH),
        **facts,
    )


_EPOCH = datetime(2023, 1, 1, tzinfo=HELSINKI)


def language_free_path(url_path: str) -> str:
    """`/home/district-x/salo/events/cafe/` → `salo/events/cafe/`."""
    return public_path(url_path.strip("/").partition("/")[2] + "/")


def _text(event: Event, page: "EventPage") -> EventText:
    return EventText(
        event=event,
        language=page.locale.language_code,
        page_id=page.pk or 0,
        title=page.title,
        summary=page.summary,
        place_note="" if event.place_hidden else page.place_note,
        price_note=page.price_note,
        themes=[line.strip()[:160] for line in page.themes.splitlines() if line.strip()],
    )


def _occurrences(event: Event, changes: list[OccurrenceChange]) -> list[Occurrence]:
    schedule = event.schedule
    slots = list(expand(schedule).slots) if schedule else []
    known = {slot.recurrence_id for slot in slots}
    for change in changes:  # a moved date whose rule has gone is kept as a single date, never dropped
        if change.kind == change.Kind.MOVED and change.recurrence_id not in known | {WHOLE_EVENT} and change.start:
            slots.append(Slot(change.recurrence_id, change.start, change.end, all_day=False, is_added=True))
    slots.sort(key=lambda slot: (slot.start, slot.recurrence_id))
    by_date: dict[str, list[OccurrenceChange]] = {}
    for change in changes:
        by_date.setdefault(change.recurrence_id, []).append(change)
    whole = by_date.pop(WHOLE_EVENT, [])
    return [_occurrence(event, n, slot, whole + by_date.get(slot.recurrence_id, [])) for n, slot in enumerate(slots)]


def _occurrence(event: Event, position: int, slot: Slot, changes: list[OccurrenceChange]) -> Occurrence:
    start, end, previous = slot.start, slot.end, None
    status = Occurrence.Status.SCHEDULED
    note: dict[str, Any] = {}
    reason: dict[str, Any] = {}
    for change in sorted(changes, key=lambda c: c.kind == c.Kind.CANCELLED):  # cancelling has the last word
        if change.kind == change.Kind.MOVED and change.start:
            start, end, previous = change.start, change.end, slot.start
            status, reason = Occurrence.Status.MOVED, change.reason
        elif change.kind == change.Kind.CANCELLED:
            status, reason = Occurrence.Status.CANCELLED, change.reason
        elif change.kind == change.Kind.POSTPONED:
            status, reason = Occurrence.Status.POSTPONED, change.reason
        note = change.note or note
    first, last = start.astimezone(HELSINKI).date(), last_day(start, end, all_day=slot.all_day)
    until = over_at(start, end)
    if status == Occurrence.Status.CANCELLED:  # stays in lists until its day is over
        until = max(until, over_at(start, None))
    return Occurrence(
        event=event,
        recurrence_id=slot.recurrence_id,
        position=position,
        start=start,
        end=end,
        all_day=slot.all_day,
        first_day=first,
        last_day=last,
        listed_until=until,
        is_long=(until - start).days > _LONG_DAYS,
        status=status,
        previous_start=previous,
        note=note,
        reason=reason,
        in_language=_alternating(event, slot, event.in_language, EventFacts.Alternates.LANGUAGES),
        audience=_alternating(event, slot, event.audience, EventFacts.Alternates.AUDIENCE),
    )


def _alternating(event: Event, slot: Slot, values: list[str], what: str) -> list[str]:
    """What holds on this date: the first value in odd ISO weeks or months, the second in even ones."""
    if event.alternates != what or len(values) < 2:
        return list(values)
    day = slot.first_day
    number = day.month if event.frequency == Frequency.MONTHLY else day.isocalendar().week
    return [values[(number + 1) % 2]]
