"""The same activity again: from some date on in another way, in a new season, or in another municipality.

Each is one action in one transaction and takes every language along. The new event has an identity of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Locale
from wagtail_localize.fields import TranslatableField

from events import projection, services
from events.models.changes import WHOLE_EVENT, OccurrenceChange
from events.models.facts import EventFacts
from events.models.pages import EventIndexPage, EventPage
from events.models.readmodel import Occurrence
from events.schedule import WEEKDAYS, Slot, expand, to_utc
from events.slugs import free_slug
from home.dates import helsinki
from home.translation import translate
from municipalities.models import Contact, Municipality, Organisation, Place

if TYPE_CHECKING:
    from home.models import User

_YEAR = timedelta(weeks=52)


@dataclass(frozen=True)
class NewTimes:
    """When the new one begins and, where it differs, at which time it is and until when it goes on."""

    first_day: date
    start_time: time | None = None
    end_time: time | None = None
    until: date | None = None


@transaction.atomic
def split_series(
    source: EventPage, recurrence_id: str, times: NewTimes, *, by: "User | None", now: datetime
) -> EventPage:
    """From one date on the series is another event: the old one ends the day before, and no date appears twice.

    What was changed on later dates goes along. Returns the new source page. Raises ValidationError where the date is
    over, not of the rule, or the first one.
    """
    projection.lock_event(source.translation_key)
    row = _date_of_the_rule(source, recurrence_id, now)
    day = date.fromisoformat(recurrence_id[:10])
    before = Occurrence.objects.filter(event_id=row.event_id, position=row.position - 1).first()
    if times.first_day <= max(helsinki(now).date(), before.first_day if before else date.min):
        raise ValidationError(_("The new dates would begin before the last old one. Give a later first day."))
    facts = _shifted(source, day, times) | {
        "related_to": source.translation_key,
        "relation": EventFacts.Relation.FOLLOWING,
        "takes_over_from": day,
        "added_dates": [text for text in source.added_dates if text[:10] >= day.isoformat()],
        "excluded_dates": [text for text in source.excluded_dates if text[-10:] >= day.isoformat()],
    }
    slug = f"{source.slug}-{times.first_day.isoformat()}"
    made = _again(source, source.get_parent(), slug, facts, by=by, publish=source.live, themes_from=row.position)
    OccurrenceChange.objects.create(
        event_uuid=source.translation_key,
        recurrence_id=WHOLE_EVENT,
        kind=OccurrenceChange.Kind.SPLIT,
        start=to_utc(day, time(0)),
        by=by,
        at=now,
    )
    _take_changes_along(source, made, day)
    services.project(source.translation_key)
    services.project(made.translation_key)
    return made


@transaction.atomic
def new_season(source: EventPage, times: NewTimes, *, by: "User | None", now: datetime, publish: bool) -> EventPage:
    """The same activity with new dates; the old one is over and stays as it was. A draft unless `publish`."""
    coming = Occurrence.objects.filter(event_id=source.translation_key, last_day__gte=times.first_day, has_date=True)
    if coming.exclude(status=Occurrence.Status.CANCELLED).exists():
        raise ValidationError(
            _("The activity still has dates on or after that day. Give a first day after its last date.")
        )
    if times.first_day <= helsinki(now).date():
        raise ValidationError(_("Give a first day to come."))
    if source.frequency and (times.until is None or times.until < times.first_day):
        raise ValidationError(_("Give the last day of the new season, after its first day."))
    facts = _shifted(source, times.first_day, times) | {
        "related_to": source.translation_key,
        "relation": EventFacts.Relation.SEASON,
        "added_dates": [],
        "excluded_dates": [],
        "registration_opens": None,
        "registration_closes": None,
        "is_full": False,
    }
    return _again(source, source.get_parent(), f"{source.slug}-{times.first_day.year}", facts, by=by, publish=publish)


def next_season(source: EventPage, today: date) -> NewTimes:
    """What to propose: the same weeks a year later."""
    schedule = source.schedule
    slots = expand(schedule).slots if schedule else ()
    first = slots[0].first_day if slots else today
    shift = _YEAR
    while first + shift <= today:
        shift += _YEAR
    last = slots[-1].first_day + shift if slots and source.frequency else None
    return NewTimes(first + shift, source.start_time, source.end_time, last)


@transaction.atomic
def copy_to_town(source: EventPage, town: Municipality, *, by: "User | None") -> EventPage:
    """The same activity as a draft in another municipality; what belongs to the old one alone is left out."""
    home = town.pages.filter(locale=source.locale).first()
    index = EventIndexPage.objects.child_of(home).first() if home else None
    if index is None:
        raise ValidationError(_("This municipality has no list of activities in the language of the original."))
    usable = {
        name: getattr(source, name) if getattr(source, name) in model.objects.usable_in(town) else None
        for name, model in (("place", Place), ("departure_place", Place), ("contact", Contact))
    }
    facts = usable | {
        "place_note": "",
        "is_full": False,
        "wished": False,
        "registration_url": "",
        "registration_phone": "",
    }
    made = _again(source, index, source.slug, facts, by=by, publish=False)
    mine = set(Organisation.objects.usable_in(town).values_list("pk", flat=True))
    made.organisers = [  # type: ignore[misc]
        row for row in made.organisers.all() if row.organisation_id in mine
    ]
    made.save_revision(user=by)
    return made


# --- how it is made ------------------------------------------------------------------------------


def _date_of_the_rule(source: EventPage, recurrence_id: str, now: datetime) -> Occurrence:
    rows = Occurrence.objects.filter(event_id=source.translation_key)
    row = rows.filter(recurrence_id=recurrence_id, is_kept=False).first()
    if row is None or not source.frequency:
        raise ValidationError(_("Only a date of a repeating activity can begin a new one."))
    if row.start <= now:
        raise ValidationError(_("This date is over and cannot be changed any more."))
    if row.position == 0:
        raise ValidationError(_("This is the first date: change the activity itself."))
    return row


def _shifted(source: EventPage, day: date, times: NewTimes) -> dict[str, Any]:
    """The facts about time from a day on: the rule keeps its shape and moves with its first day."""
    facts: dict[str, Any] = {
        "start_date": times.first_day,
        "end_date": times.first_day + (source.end_date - source.start_date)
        if source.end_date and source.start_date
        else None,
        "until": times.until or source.until,
        "start_time": times.start_time or source.start_time,
        "end_time": times.end_time or (source.end_time if times.start_time in (None, source.start_time) else None),
        "after_clock_change": False,
    }
    by = times.first_day.weekday() - day.weekday()
    if by and source.frequency == EventFacts.Repeats.WEEKLY:
        facts["weekdays"] = sorted(
            (WEEKDAYS[(WEEKDAYS.index(name) + by) % 7] for name in source.weekdays), key=WEEKDAYS.index
        )
    if source.count and source.schedule:
        slots = [slot for slot in expand(source.schedule).slots if not slot.is_added]
        left = sum(1 for slot in slots if slot.first_day >= day)
        facts["count"] = (left or source.count) if times.until is None else None
    elif facts["until"] and facts["until"] < times.first_day:
        raise ValidationError(_("The last day is before the first day."))
    return facts


def _again(
    source: EventPage,
    parent: Any,
    slug: str,
    facts: Mapping[str, Any],
    *,
    by: "User | None",
    publish: bool,
    themes_from: int = 0,
) -> EventPage:
    """A copy of the source page and of its translations; live where the old ones are, if it is to be published."""
    attributes = {
        **facts,
        "slug": free_slug(parent, slug),
        "translation_key": uuid4(),
        "source_language": source.locale.language_code,
        "themes": _from_line(source.themes, themes_from),
    }
    action = CopyPageAction(
        source, to=parent, update_attrs=attributes, copy_revisions=False, keep_live=False, user=by,
    )  # fmt: skip
    made: EventPage = action.execute(skip_permission_checks=True).specific
    if publish:
        made.get_latest_revision().publish(user=by)
        made.refresh_from_db()
    for page in source.translations.select_related("locale"):
        if _has_parent(parent, page.locale):
            words = _words(page) | {"themes": _from_line(page.themes, themes_from)}
            if "place_note" in facts:
                words["place_note"] = facts["place_note"]
            translate(made, page.locale, words, publish=publish and page.live, user=by)
    return made


def _words(page: EventPage) -> dict[str, Any]:
    fields = (field.field_name for field in EventPage.translatable_fields if isinstance(field, TranslatableField))
    return {name: getattr(page, name) for name in fields}


def _from_line(themes: str, number: int) -> str:
    return "\n".join([line for line in themes.splitlines() if line.strip()][number:])


def _has_parent(parent: Any, locale: Locale) -> bool:
    return bool(parent.get_translation_or_none(locale))


def _take_changes_along(source: EventPage, made: EventPage, day: date) -> None:
    """Changes of dates from the split on belong to the new event: to its date of the same day, else as they were."""
    schedule = made.schedule
    by_day: dict[date, Slot] = {slot.first_day: slot for slot in expand(schedule).slots} if schedule else {}
    changes = OccurrenceChange.objects.in_force().filter(event_uuid=source.translation_key)
    for change in changes.filter(recurrence_id__gte=day.isoformat()).exclude(recurrence_id=WHOLE_EVENT):
        slot = by_day.get(date.fromisoformat(change.recurrence_id[:10]))
        change.pk, change._state.adding = None, True
        change.event_uuid = made.translation_key
        if slot is not None:
            change.recurrence_id = slot.recurrence_id
            change.original_start, change.original_end = slot.start, slot.end
        change.save()
