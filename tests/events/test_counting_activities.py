"""What is counted of activities, in a small scene that can be counted by hand."""

from datetime import date, datetime
from uuid import uuid4

from events.figures import register
from events.models import HeadCount, Occurrence
from municipalities.figures.quarters import Quarter, Span
from municipalities.figures.registry import figure_named
from tests.events.conftest import HELSINKI, MakeEvent, Stage

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
SPAN = Span(Q1, Q2, date(2026, 5, 6))


def counted(code: str, span: Span = SPAN) -> dict[tuple[int | None, Quarter, str], int]:
    figure = figure_named(code)
    assert figure is not None
    return {(t.town, t.quarter, t.category): t.number for t in figure.tally(span) if t.number}


def test_dates_that_were_held_count_by_quarter_and_cancelled_ones_do_not(stage: Stage, make_event: MakeEvent) -> None:
    """Every Tuesday from 24 March: two in March, four in April, one in May that was, three still to come."""
    make_event()
    Occurrence.objects.filter(recurrence_id__startswith="2026-04-07").update(status="cancelled")
    salo = stage.country.municipalities["salo"].pk
    assert counted("activities_held") == {(salo, Q1, ""): 2, (salo, Q2, ""): 4}


def test_todays_dates_count_tomorrow(stage: Stage, make_event: MakeEvent) -> None:
    make_event()
    salo = stage.country.municipalities["salo"].pk
    assert counted("activities_held", Span(Q1, Q1, date(2026, 3, 24))) == {}
    assert counted("activities_held", Span(Q1, Q1, date(2026, 3, 25))) == {(salo, Q1, ""): 1}


def test_an_activity_of_the_whole_country_is_in_no_municipality(stage: Stage, make_event: MakeEvent) -> None:
    make_event(stage.portal["fi"], place=None)
    assert set(counted("activities_held")) == {(None, Q1, ""), (None, Q2, "")}


def test_what_was_planned_together_is_told_from_what_was_not(stage: Stage, make_event: MakeEvent) -> None:
    make_event()
    make_event(slug="yhdessa", planned_together="by", frequency="", weekdays=[], until=None)
    salo = stage.country.municipalities["salo"].pk
    held = counted("planned_together", Span(Q1, Q1, date(2026, 4, 1)))
    assert held == {(salo, Q1, "organisers"): 2, (salo, Q1, "together"): 1}


def test_a_date_in_two_languages_counts_for_each_and_once_for_all(stage: Stage, make_event: MakeEvent) -> None:
    make_event(in_language=["fi", "ar"], frequency="", weekdays=[], until=None)
    salo = stage.country.municipalities["salo"].pk
    assert counted("activity_languages") == {(salo, Q1, ""): 1, (salo, Q1, "fi"): 1, (salo, Q1, "ar"): 1}


def test_visits_are_adults_and_children(stage: Stage) -> None:
    salo = stage.country.municipalities["salo"]
    for day, adults, children in ((date(2026, 3, 31), 4, 2), (date(2026, 4, 1), 6, 0), (date(2025, 12, 31), 9, 9)):
        HeadCount.objects.create(
            event_uuid=uuid4(), recurrence_id="x", municipality=salo, held_on=day, adults=adults, children=children,
            at=datetime(2026, 5, 1, tzinfo=HELSINKI),
        )  # fmt: skip
    assert counted("visits") == {
        (salo.pk, Q1, "adults"): 4, (salo.pk, Q1, "children"): 2, (salo.pk, Q2, "adults"): 6,
    }  # fmt: skip


def test_a_town_with_nothing_in_thirty_days_is_quiet(stage: Stage, make_event: MakeEvent) -> None:
    """The last date in Salo is 26 May; Raahe and Kuusamo have none at all."""
    make_event()
    towns = stage.country.municipalities
    quiet = {(towns["raahe"].pk, Q2, ""), (towns["kuusamo"].pk, Q2, "")}
    assert set(counted("quiet_towns")) == quiet
    assert set(counted("quiet_towns", Span(Q1, Q2, date(2026, 5, 27)))) == {*quiet, (towns["salo"].pk, Q2, "")}


def test_entering_the_figures_again_changes_nothing() -> None:
    before = figure_named("visits")
    register()
    after = figure_named("visits")
    assert before is not None and after is not None and before.code == after.code
