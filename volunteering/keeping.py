"""How long what is kept (volunteering.md §6), in whole days of Helsinki. Pure but for the settings."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from home.dates import HELSINKI


@dataclass(frozen=True)
class Period:
    """A time of keeping: months of the calendar, days, or both."""

    months: int = 0
    days: int = 0


#: The defaults; `RETENTION_PERIODS` of the settings may change single ones.
PERIODS: dict[str, Period] = {
    "unconfirmed": Period(days=7),
    "asked": Period(months=6),
    "unanswered": Period(days=30),
    "closed": Period(months=6),
    "sponsor": Period(months=12),
    "worry": Period(months=24),
    "wish_helper": Period(months=6),
    "wish_words": Period(months=24),
    "quarantine": Period(days=14),
    "mail_log": Period(days=90),
    "access_log": Period(months=24),
}


def period_of(name: str) -> Period:
    """The period of a kind of data."""
    changed: dict[str, dict[str, int]] = settings.RETENTION_PERIODS
    return Period(**changed[name]) if name in changed else PERIODS[name]


def end_of(start: date, period: Period) -> date:
    """The day on which the period that began on `start` is over: 31 August and six months give the end of February."""
    month = start.month - 1 + period.months
    year, month = start.year + month // 12, month % 12 + 1
    day = min(start.day, monthrange(year, month)[1])
    return date(year, month, day) + timedelta(days=period.days)


def over_before(now: datetime, period: Period) -> datetime:
    """The moment before which whatever began is over now: a midnight of Helsinki, also when clocks change."""
    today = now.astimezone(HELSINKI).date()
    day = today - timedelta(days=31 * period.months + period.days)
    while end_of(day + timedelta(days=1), period) <= today:
        day += timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), time.min, HELSINKI)
