"""Seasons of the demo table: `09..05` inclusive months, `03,10` listed months, `08` one month, `all`. Pure."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from home.workdays import is_holiday


@dataclass(frozen=True)
class Season:
    """The months of one season, each as its first day."""

    months: tuple[date, ...]

    @property
    def first(self) -> date:
        """The first day of the season."""
        return self.months[0]

    @property
    def last(self) -> date:
        """The last day of the season."""
        month = self.months[-1]
        return month.replace(day=calendar.monthrange(month.year, month.month)[1])

    def breaks(self) -> list[tuple[date, date]]:
        """Autumn break (week 42), Christmas, winter break (week 8), Easter week and every public holiday between."""
        ranges = []
        for year in {self.first.year, self.last.year}:
            ranges += [
                (date.fromisocalendar(year, 42, 1), date.fromisocalendar(year, 42, 7)),
                (date(year, 12, 22), date(year + 1, 1, 6)),
                (date.fromisocalendar(year, 8, 1), date.fromisocalendar(year, 8, 7)),
            ]
        within = [(a, b) for a, b in ranges if a <= self.last and b >= self.first]
        days = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        holidays = [day for day in days if is_holiday(day) and not any(a <= day <= b for a, b in within)]
        return sorted([*within, *((day, day) for day in holidays)])


def season_for(text: str, today: date, *, last: bool = False) -> Season:
    """The season that contains today, else the next one; with `last`, the one before it.

    A listed season (`03,10`) begins with its first month that is not over.
    """
    if text == "all":
        start = date(today.year, 1, 1)
        return Season(_months(start, 12))
    if ".." in text:
        first, final = (int(part) for part in text.split(".."))
        length = (final - first) % 12 + 1
        candidates = [Season(_months(date(year, first, 1), length)) for year in range(today.year - 2, today.year + 2)]
        current = next(n for n, season in enumerate(candidates) if season.last >= today)
        return candidates[current - 1 if last else current]
    numbers = [int(part) for part in text.split(",")]
    months = sorted(date(year, n, 1) for year in (today.year, today.year + 1) for n in numbers)
    coming = [month for month in months if month >= today.replace(day=1)]
    return Season(tuple(coming[: len(numbers)]))


def _months(first: date, length: int) -> tuple[date, ...]:
    return tuple(
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(length)
    )
