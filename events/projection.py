"""From pages and changes to the read model: the one place that writes it.

`build` answers what the read model should say about an event; `project` makes it say so, in the caller's transaction,
and touches nothing that is already right.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, models, transaction

from events.models.facts import EventFacts
from events.models.readmodel import Event, EventText, Occurrence, Tombstone
from events.names import names_for
from events.past import Past
from events.standing import occurrences_of, standing
from home.dates import HELSINKI
from home.routing import public_path
from municipalities.querysets import municipality_of

if TYPE_CHECKING:
    from events.models.pages import EventPage


@dataclass
class Projection:
    """What the read model says about one event; rows need not be saved."""

    event: Event
    occurrences: list[Occurrence]
    texts: list[EventText]


# --- writing -------------------------------------------------------------------------------------


def lock_event(uuid: UUID) -> None:
    """Until the end of the transaction nobody else writes the dates of this event.

    Taken after the locks of page rows and before anything is read, so that what is built is never older than what
    others have committed.
    """
    key = uuid.int & 0x7FFF_FFFF_FFFF_FFFF
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


@transaction.atomic
def project(source: "EventPage") -> None:
    """Bring the read model in step with a source page, its translations and changes."""
    lock_event(source.translation_key)
    current = type(source).objects.filter(pk=source.pk).select_related("locale").first()
    wanted = build(current) if current else None
    if wanted is None:
        withdraw(source.translation_key)
        return
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
    past = Past.of(source.translation_key)
    if source.schedule is None and not past.former and not draft:
        return None
    pages = [source] if draft else _live_pages(source)
    event = _event(source, pages, past)
    return Projection(event, occurrences_of(event, past), [_text(event, page) for page in pages])


def _is_unrestricted(page: "EventPage") -> bool:
    """Whether everyone may see the page."""
    return not page.get_view_restrictions().exists()


def _live_pages(source: "EventPage") -> "list[EventPage]":
    pages = type(source).objects.filter(translation_key=source.translation_key, live=True, alias_of__isnull=True)
    others = pages.exclude(pk=source.pk).select_related("locale").order_by("locale__language_code")
    return [source, *others]


def _event(source: "EventPage", pages: "list[EventPage]", past: Past) -> Event:
    facts = source.facts()
    if source.place_hidden:
        facts |= {"place_id": None, "departure_place_id": None, "online_url": ""}
    if source.image and source.image.shows_people and not source.image.people_consent:
        facts["image_id"] = None
    if past.split_on and source.frequency:  # it ends the day before another event takes over
        facts |= {"until": min(source.until or date.max, past.split_on - timedelta(days=1)), "count": None}
    schedule = EventFacts.schedule_of(facts)
    facts["last_confirmed_on"] = past.confirmed_on(source)
    status, previous_start = standing(schedule, past)
    moments = [page.last_published_at for page in pages] + past.moments
    known = [moment for moment in moments if moment]
    topics = source.listed_topics
    return Event(
        uuid=source.translation_key,
        municipality=municipality_of(source),
        source_language=source.locale.language_code,
        path=language_free_path(source.url_path),
        status=status,
        previous_start=previous_start,
        is_series=bool(source.frequency or source.added_dates),
        reason=next((c.reason for c in past.whole if c.reason), {}),
        topic_keys=[topic.key for topic in topics],
        named=names_for(source, topics),
        sequence=past.sequence,
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
