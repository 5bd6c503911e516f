"""Working days in Finland: what "within five working days" means.

Pure. A working day is Monday to Friday and not a Finnish public holiday; Midsummer Eve and Christmas Eve are counted as
holidays too, because offices are closed.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays


def is_holiday(day: date) -> bool:
    """Whether the day is a Finnish public holiday or an eve on which offices are closed."""
    return day in _holidays(day.year)


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FI", years=year))


def is_working_day(day: date) -> bool:
    """Whether offices are open on the day."""
    return day.weekday() < 5 and not is_holiday(day)


def add_working_days(start: date, days: int) -> date:
    """The date that is `days` working days after `start`; 0 gives the first working day from `start` on.

    Raises ValueError for a negative number.
    """
    if days < 0:
        msg = "days must not be negative"
        raise ValueError(msg)
    day = start
    while not is_working_day(day) and days == 0:
        day += timedelta(days=1)
    while days:
        day += timedelta(days=1)
        if is_working_day(day):
            days -= 1
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`; 0 when `end` is not later."""
    return sum(1 for n in range(1, (end - start).days + 1) if is_working_day(start + timedelta(days=n)))
