"""The promise to answer within some working days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from volunteering.promises import answer_by, oldest_in_time

DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))


def test_independence_day_and_weekends_are_not_counted() -> None:
    assert answer_by(date(2026, 12, 3), 5) == date(2026, 12, 10)  # 6 December 2026 is a Sunday
    assert answer_by(date(2026, 12, 23), 5) == date(2027, 1, 4)  # Christmas and New Year


@given(today=DAYS, promise=st.integers(1, 15))
def test_the_filter_and_the_mark_agree_on_what_is_late(today: date, promise: int) -> None:
    limit = oldest_in_time(today, promise)
    assert answer_by(limit, promise) >= today
    assert answer_by(limit - timedelta(days=1), promise) < today
