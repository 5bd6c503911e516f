"""The demo's dates: in the season that contains today, else in the next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.demo import content
from portal.demo.activities import nth_weekday, plan_for
from portal.demo.seasons import season_for

DAYS = st.dates(date(2025, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("09..05", date(2026, 11, 24), date(2026, 9, 1), date(2027, 5, 31)),
        ("09..05", date(2026, 3, 1), date(2025, 9, 1), date(2026, 5, 31)),
        ("09..05", date(2026, 7, 1), date(2026, 9, 1), date(2027, 5, 31)),
        ("04..09", date(2026, 11, 24), date(2027, 4, 1), date(2027, 9, 30)),
        ("01..02", date(2026, 11, 24), date(2027, 1, 1), date(2027, 2, 28)),
        ("08", date(2026, 11, 24), date(2027, 8, 1), date(2027, 8, 31)),
        ("03,10", date(2026, 11, 24), date(2027, 3, 1), date(2027, 10, 31)),
        ("03,10", date(2026, 5, 24), date(2026, 10, 1), date(2027, 3, 31)),
    ],
)
def test_season(text: str, today: date, first: date, last: date) -> None:
    season = season_for(text, today)
    assert (season.first, season.last) == (first, last)


def test_an_archived_activity_is_of_the_season_before() -> None:
    assert season_for("09..05", date(2026, 11, 24), last=True).last == date(2026, 5, 31)


@given(DAYS)
def test_no_season_is_over_before_it_is_shown(today: date) -> None:
    for row in content.table("activities"):
        assert season_for(row["season"], today).last >= today


@given(st.dates(date(2025, 1, 1), date(2032, 12, 1)), st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6))
def test_the_nth_weekday_is_that_weekday_in_that_month(month: date, n: int, weekday: int) -> None:
    day = nth_weekday(month, n, weekday)
    assert (day.weekday(), day.month) == (weekday, month.month)
    if n == -1:
        assert (day + timedelta(days=7)).month != month.month
    else:
        assert (day.day - 1) // 7 == n - 1


@given(DAYS)
def test_nowruz_is_the_saturday_nearest_to_20_march(today: date) -> None:
    row = next(row for row in content.table("activities") if row["slug"] == "nowruz-juhla")
    start = plan_for(row, today).start
    assert start.weekday() == 5
    assert abs((start - start.replace(month=3, day=20)).days) <= 3


@given(DAYS)
def test_every_activity_of_the_table_has_a_plan(today: date) -> None:
    for row in content.table("activities"):
        plan = plan_for(row, today)
        assert plan.end_time is None or plan.end_time > plan.start_time
        assert not plan.freq or plan.until or plan.count
