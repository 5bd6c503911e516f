"""Quarters of a year. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months; `2026Q3` is July to September."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter of a day."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, code: str) -> "Quarter":
        """`2026Q3` as a quarter; raises ValueError for anything else."""
        year, mark, number = code.partition("Q")
        is_known = mark and len(year) == 4 and f"{year}{number}".isascii() and year.isdigit() and number in set("1234")
        if not is_known or year < "1000":
            raise ValueError(code)
        return cls(int(year), int(number))

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def short(self) -> str:
        """As it stands under a column, in every language: `Q3/2026`."""
        return f"Q{self.number}/{self.year}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.plus(1).first_day - timedelta(days=1)

    def plus(self, count: int) -> "Quarter":
        """So many quarters later, or earlier."""
        index = self.year * 4 + self.number - 1 + count
        return Quarter(index // 4, index % 4 + 1)


@dataclass(frozen=True)
class Span:
    """Quarters from `first` to `last`, both included, as seen on a day."""

    first: Quarter
    last: Quarter
    today: date

    def __iter__(self) -> Iterator[Quarter]:
        quarter = self.first
        while quarter <= self.last:
            yield quarter
            quarter = quarter.plus(1)

    @property
    def starts(self) -> date:
        return self.first.first_day

    @property
    def ends(self) -> date:
        """The last day of it."""
        return self.last.last_day

    @property
    def finished(self) -> list[Quarter]:
        """Those that are over."""
        return [quarter for quarter in self if quarter.last_day < self.today]


def up_to(today: date, count: int) -> Span:
    """The quarter that is running and those before it, `count` in all."""
    running = Quarter.of(today)
    return Span(running.plus(1 - count), running, today)
