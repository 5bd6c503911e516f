"""Working days in Finland: holidays, eves, weekends, and counting over them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.workdays import add_working_days, is_holiday, is_working_day, working_days_between

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
counts = st.integers(min_value=0, max_value=60)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),  # New Year
        date(2026, 1, 6),  # Epiphany
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 1),  # May Day
        date(2026, 5, 14),  # Ascension Day
        date(2026, 6, 19),  # Midsummer Eve
        date(2026, 12, 24),  # Christmas Eve
        date(2026, 12, 25),
        date(2027, 12, 6),  # Independence Day, a Monday
        date(2026, 3, 28),  # a Saturday
        date(2026, 3, 29),  # a Sunday
    ],
)
def test_offices_are_closed(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 5),
        date(2026, 4, 2),  # Maundy Thursday
        date(2026, 4, 30),  # the eve of May Day
        date(2026, 6, 18),
        date(2026, 12, 23),
        date(2026, 12, 31),
    ],
)
def test_offices_are_open(day: date) -> None:
    assert is_working_day(day)


def test_five_working_days_from_the_eve_of_easter() -> None:
    # Thu 2 April: Tue 7, Wed 8, Thu 9, Fri 10, Mon 13
    assert add_working_days(date(2026, 4, 2), 5) == date(2026, 4, 13)


def test_five_working_days_over_christmas_and_epiphany() -> None:
    # Wed 23 December: Mon 28, Tue 29, Wed 30, Thu 31, Mon 4 January
    assert add_working_days(date(2026, 12, 23), 5) == date(2027, 1, 4)


def test_no_days_from_a_saturday_is_the_next_working_day() -> None:
    assert add_working_days(date(2026, 4, 4), 0) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 7), 0) == date(2026, 4, 7)


def test_a_negative_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 4, 7), -1)


@given(start=days, count=counts)
def test_the_answer_is_a_working_day(start: date, count: int) -> None:
    assert is_working_day(add_working_days(start, count))


@given(start=days, count=counts)
def test_counting_back_gives_the_same_number(start: date, count: int) -> None:
    end = add_working_days(start, count)
    expected = count if count or is_working_day(start) else 1  # none from a holiday on: the first after it
    assert working_days_between(start, end) == expected


@given(start=days, first=counts, second=counts)
def test_waiting_twice_is_waiting_for_both(start: date, first: int, second: int) -> None:
    if first:
        assert add_working_days(add_working_days(start, first), second) == add_working_days(start, first + second)


@given(start=days, count=counts, earlier=st.integers(min_value=1, max_value=10))
def test_who_writes_earlier_is_answered_no_later(start: date, count: int, earlier: int) -> None:
    assert add_working_days(start - timedelta(days=earlier), count) <= add_working_days(start, count)


@given(start=days, back=st.integers(min_value=0, max_value=400))
def test_nothing_lies_between_a_day_and_an_earlier_one(start: date, back: int) -> None:
    assert working_days_between(start, start - timedelta(days=back)) == 0


@given(year=st.integers(min_value=2000, max_value=2060))
def test_the_fixed_holidays_are_known_in_every_year(year: int) -> None:
    for month, day in ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)):
        assert is_holiday(date(year, month, day))
    midsummer_eve = next(date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4)
    assert is_holiday(midsummer_eve)


@given(start=days)
def test_no_ten_days_are_without_work(start: date) -> None:
    assert any(is_working_day(start + timedelta(days=n)) for n in range(10))
