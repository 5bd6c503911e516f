"""The lists of the editor's home that are about activities: which end soon, and where nothing happens next month."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.models import Event, EventIndexPage, EventPage, EventText, Occurrence
from home.dates import date_text, month_name
from municipalities.desk import Desk, Row, WorkList
from municipalities.models import District, Municipality, MunicipalityPage
from municipalities.page_checks import Content

#: A series whose last date is so near should be continued now, or said goodbye to.
SOON = timedelta(days=28)


def ending_soon(desk: Desk) -> WorkList | None:
    """Series of the person's municipalities with dates to come, of which the last is near; not for translators."""
    if not desk.municipalities.exists():
        return None
    series = (
        Event.objects.filter(is_series=True, municipality__in=desk.municipalities)
        .exclude(status=Event.Status.CANCELLED)
        .annotate(last=Max("occurrences__start"))
        .filter(last__gte=desk.now, last__lt=desk.now + SOON)
    )
    return WorkList(
        heading=_("Activities that end soon"),
        about=_("Their last date is within four weeks. Do they go on? Then give them a new last day."),
        empty=_("No series ends within four weeks."),
        items=series.select_related("municipality").order_by("last", "path"),
        rows=_ending_rows,
    )


def quiet_towns(desk: Desk) -> WorkList | None:
    """Municipalities in which activities happen, but none next month; not for somebody who writes in one alone."""
    if not desk.is_team and desk.municipalities.count() < 2:
        return None
    begins, ends = next_month(timezone.localdate(desk.now))
    dates = Occurrence.objects.filter(
        municipality=OuterRef("pk"), first_day__lt=ends, last_day__gte=begins, has_date=True
    ).exclude(status=Occurrence.Status.CANCELLED)
    towns = desk.municipalities.with_activities().filter(~Exists(dates))  # type: ignore[attr-defined]
    return WorkList(
        heading=_("Nothing happens in %(month)s") % {"month": month_name(begins, _language())},
        about=_("No activity has a date next month in these municipalities."),
        empty=_("Every municipality has an activity next month."),
        items=towns.order_by("name_fi"),
        rows=_town_rows,
    )


def next_month(today: date) -> tuple[date, date]:
    """The first day of the next month, and the first day after it."""
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def place_is_missing(page: Page, content: Content) -> list[str]:
    """A check of `municipalities.page_checks`: an event that happens somewhere, and nobody learns where."""
    if not isinstance(page, EventPage) or not page.is_source or page.place_id or page.place_hidden:
        return []
    online = page.attendance_mode == EventPage.AttendanceMode.ONLINE
    return [] if online else [page.title]


def _ending_rows(events: Sequence[Any]) -> list[Row]:
    texts = {text.event_id: text for text in _source_texts(events)}
    return [
        Row(
            title=texts[event.pk].title,
            url=reverse("wagtailadmin_pages:edit", args=[texts[event.pk].page_id]),
            place=event.municipality.name(_language()),
            language=event.source_language,
            note=_("last date %(day)s") % {"day": _day(event.last)},
        )
        for event in events
        if event.pk in texts
    ]


def _source_texts(events: Sequence[Any]) -> list[EventText]:
    """The words in the original language, whose page has the facts."""
    by_key = {event.pk: event.source_language for event in events}
    texts = EventText.objects.filter(event__in=by_key)
    return [text for text in texts if text.language == by_key[text.event_id]]


def _town_rows(towns: Sequence[Municipality]) -> list[Row]:
    """Each leads to its list of activities in its main language, where one is added."""
    homes = MunicipalityPage.objects.filter(municipality__in=towns).select_related("locale")
    main = {town.pk: town.majority_language for town in towns}
    paths = {
        home.path: home.municipality_id for home in homes if home.locale.language_code == main[home.municipality_id]
    }
    below = reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))
    indexes = {paths[index.path[: -Page.steplen]]: index.pk for index in EventIndexPage.objects.filter(below)}
    districts = District.objects.in_bulk([town.district_id for town in towns])
    return [
        Row(
            title=town.name(_language()),
            url=reverse("wagtailadmin_explore", args=[indexes[town.pk]]),
            place=districts[town.district_id].name(_language()),
        )
        for town in towns
        if town.pk in indexes
    ]


def _day(moment: datetime) -> str:
    return date_text(timezone.localdate(moment), _language(), weekday=False)


def _language() -> str:
    return get_language() or "fi"
