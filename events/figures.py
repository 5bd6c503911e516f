"""What is counted of activities: dates that were held, who came, who planned, which languages, where nothing is on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import TruncQuarter
from django.utils.translation import gettext_lazy as _

from events.models import Event, HeadCount, Occurrence
from home.languages import LANGUAGES_BY_CODE
from municipalities.figures.counting import happened
from municipalities.figures.quarters import Quarter, Span
from municipalities.figures.registry import Figure, Kind, Tally, register_figure
from municipalities.models import Municipality

#: How far ahead somebody looks who asks whether anything is on.
AHEAD = timedelta(days=30)


def register() -> None:
    """Enter the figures of this app."""
    register_figure(
        Figure(
            code="activity_languages",
            goal=1,
            order=40,
            label=_("Languages of activities"),
            about=_("Dates that were held, by the languages used there. One date may be in several languages."),
            tally=_languages,
            counts_people=False,
            categories=_language_names,
            is_overlapping=True,
        )
    )
    register_figure(
        Figure(
            code="activities_held",
            goal=3,
            order=10,
            label=_("Activities held"),
            about=_("Dates that were held; a weekly activity counts once each week. Cancelled dates do not count."),
            tally=lambda span: happened(_held(span), "first_day", span),
            counts_people=False,
        )
    )
    register_figure(
        Figure(
            code="visits",
            goal=3,
            order=20,
            label=_("Visits"),
            about=_("Heads counted at activities, without names. Who comes three times counts three times."),
            tally=_visits,
            categories=lambda: {"adults": _("adults"), "children": _("children")},
        )
    )
    register_figure(
        Figure(
            code="planned_together",
            goal=3,
            order=30,
            label=_("Planned together with newcomers"),
            about=_("The share of dates held that newcomers planned, alone or together with others."),
            tally=_planned,
            kind=Kind.SHARE,
            counts_people=False,
            categories=lambda: {
                "together": _("with newcomers or by them"),
                "organisers": _("by the organisers alone"),
            },
        )
    )
    register_figure(
        Figure(
            code="quiet_towns",
            goal=3,
            order=40,
            label=_("Towns with nothing in the next 30 days"),
            about=_("Towns that are taking part and have no date in the next 30 days, on the day of the figures."),
            tally=_quiet,
            counts_people=False,
            is_state=True,
        )
    )


def _held(span: Span) -> QuerySet[Any]:
    """Dates that were held before today: begun as confirmed, neither cancelled nor postponed."""
    was_confirmed = Q(unlisted_from__isnull=True) | Q(start__lte=F("unlisted_from"))
    held = Occurrence.objects.filter(was_confirmed, has_date=True, first_day__lt=span.today)
    return held.exclude(status__in=[Occurrence.Status.CANCELLED, Occurrence.Status.POSTPONED])


def _visits(span: Span) -> Iterator[Tally]:
    counts: Counter[tuple[int | None, Quarter, str]] = Counter()
    rows = (
        HeadCount.objects.filter(held_on__gte=span.starts, held_on__lte=min(span.ends, span.today))
        .annotate(in_quarter=TruncQuarter("held_on"))
        .values_list("municipality", "in_quarter", "adults", "children")
    )
    for town, day, adults, children in rows:
        counts[town, Quarter.of(day), "adults"] += adults
        counts[town, Quarter.of(day), "children"] += children
    for (place, quarter, category), number in counts.items():
        yield Tally(place, quarter, number, category)


def _planned(span: Span) -> Iterator[Tally]:
    alone = Event.PlannedTogether.NO
    how = Case(When(event__planned_together=alone, then=Value("organisers")), default=Value("together"))
    return happened(_held(span), "first_day", span, category=how)


def _languages(span: Span) -> Iterator[Tally]:
    """All dates, and dates by each language of the event."""
    yield from happened(_held(span), "first_day", span)
    each = Func(F("event__in_language"), function="unnest", output_field=CharField(), set_returning=True)
    yield from happened(_held(span), "first_day", span, category=each)


def _language_names() -> Mapping[str, Any]:
    return {code: language.endonym for code, language in LANGUAGES_BY_CODE.items()}


def _quiet(span: Span) -> Iterator[Tally]:
    """1 for a town with nothing on, 0 for any other that is taking part."""
    if not span.first <= Quarter.of(span.today) <= span.last:
        return
    coming = Occurrence.objects.filter(
        municipality=OuterRef("pk"), first_day__lte=span.today + AHEAD, last_day__gte=span.today, has_date=True
    ).exclude(status__in=[Occurrence.Status.CANCELLED, Occurrence.Status.POSTPONED])
    for pk, is_busy in Municipality.objects.with_activities().values_list("pk", Exists(coming)):
        yield Tally(pk, Quarter.of(span.today), 0 if is_busy else 1)
