"""What a page, a report or a file shows of the figures, from either source: counted now, or published.

Whoever may see all numbers of some municipalities gets them counted now (`counted`). Everybody else sees parts of what
was published (`published`), where small numbers are hidden already; a hidden number is None here.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from municipalities.figures.quarters import Quarter, Span
from municipalities.figures.registry import Figure, Kind, Tally, all_figures
from municipalities.models.figures import FigureValue

Number = float | None
Row = dict[Quarter, Number]


@dataclass(frozen=True)
class Sum:
    """Numbers added up; "at least" when a hidden one is among them."""

    number: float
    is_at_least: bool = False


@dataclass
class Reading:
    """One figure over some quarters."""

    figure: Figure
    quarters: list[Quarter]
    #: Code → label, in the order shown.
    categories: Mapping[str, Any] = field(default_factory=dict)
    #: Of the whole: the number, or the median, or of how many the shares are.
    whole: Row = field(default_factory=dict)
    #: By category, in the order of the figure.
    parts: dict[str, Row] = field(default_factory=dict)
    #: By municipality (slug): the number, the median, or the share of the first category in percent.
    towns: dict[str, Row] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been counted yet."""
        return not self.whole or (not self.figure.is_state and not any(n != 0 for n in self.whole.values()))

    @property
    def has_something(self) -> bool:
        """Whether there is a number to show, be it a zero of a state."""
        rows = list(self.parts.values()) if self.is_share else [self.whole]
        return not self.is_empty and any(n is not None for row in rows for n in row.values())

    @property
    def labels(self) -> Mapping[str, Any]:
        """Code → label of the categories, those without a label under their code."""
        return {**{code: code for code in self.parts}, **self.categories}

    @property
    def is_share(self) -> bool:
        return self.figure.kind is Kind.SHARE

    def share(self, category: str, quarter: Quarter) -> Number:
        """How much of all a category is, in percent."""
        return _percent(self.parts.get(category, {}).get(quarter), self.whole.get(quarter))

    def part_over_time(self, category: str) -> Sum:
        """A category over all quarters."""
        return add_up(self._values(self.parts.get(category, {})))

    def whole_over_time(self) -> Sum:
        """All quarters together."""
        return add_up(self._values(self.whole))

    @property
    def complete(self) -> list[Quarter]:
        """The quarters of which something was counted and nothing is hidden."""
        rows = [self.whole, *self.parts.values()]
        return [q for q in self.quarters if self.whole.get(q) and all(row.get(q) is not None for row in rows)]

    def share_over_time(self, category: str) -> Number:
        """How much of all a category is, in all complete quarters together; None when there are none."""
        quarters = self.complete
        if not quarters:
            return None
        row = self.parts.get(category, {})
        return _percent(_sum(row, quarters), _sum(self.whole, quarters))

    def latest(self) -> tuple[Quarter, Number] | None:
        """The newest quarter of which something is known."""
        known = [quarter for quarter in self.quarters if quarter in self.whole]
        return (known[-1], self.whole[known[-1]]) if known else None

    def _values(self, row: Row) -> list[Number]:
        values = [row[quarter] for quarter in self.quarters if quarter in row]
        return values[-1:] if self.figure.is_state else values


def add_up(values: Iterable[Number]) -> Sum:
    """The sum of what is shown."""
    numbers = list(values)
    return Sum(sum(number for number in numbers if number is not None), any(number is None for number in numbers))


def counted(span: Span, towns: Mapping[int, str], *, with_elsewhere: bool) -> list[Reading]:
    """All figures of some municipalities (id → slug), counted now, whatever their size."""
    return [_counted(figure, span, towns, with_elsewhere) for figure in all_figures()]


def published(
    quarters: list[Quarter], towns: Collection[str], figures: Collection[Figure] | None = None
) -> list[Reading]:
    """The published figures (all, or some) of the whole country and of some municipalities; one query."""
    rows = FigureValue.objects.of_places(list(towns)).filter(quarter__in=[str(quarter) for quarter in quarters])
    shown = all_figures() if figures is None else figures
    readings = {figure.code: Reading(figure, quarters, figure.categories()) for figure in shown}
    for code, quarter, place, category, number in rows.values_list("figure", "quarter", "place", "category", "number"):
        if code not in readings:
            continue
        reading, when = readings[code], Quarter.parse(quarter)
        value = None if number is None else float(number)
        if place:
            reading.towns.setdefault(place, {})[when] = value
        elif category:
            reading.parts.setdefault(category, {})[when] = value
        else:
            reading.whole[when] = value
    for reading in readings.values():
        reading.parts = _in_order(reading.categories, reading.parts)
    return list(readings.values())


def published_quarters() -> list[Quarter]:
    """Every quarter of which something is published, the oldest first; one query."""
    codes = FigureValue.objects.order_by("quarter").values_list("quarter", flat=True).distinct()
    return [Quarter.parse(code) for code in codes]


def _counted(figure: Figure, span: Span, towns: Mapping[int, str], with_elsewhere: bool) -> Reading:
    tallies = [
        tally
        for tally in figure.tally(span)
        if (tally.town is None and with_elsewhere) or (tally.town is not None and tally.town in towns)
    ]
    reading = Reading(figure, list(span), figure.categories())
    if not tallies:
        return reading
    first = min(tally.quarter for tally in tallies)
    by_place: dict[str, list[Tally]] = {slug: [] for slug in towns.values()}
    for tally in tallies:
        slug = towns[tally.town] if tally.town is not None else FigureValue.ELSEWHERE
        by_place.setdefault(slug, []).append(tally)
    quarters = [quarter for quarter in span if quarter >= first]
    reading.whole = _row(figure, tallies, quarters)
    first_category = next(iter(reading.categories), "")
    reading.towns = {slug: _row(figure, own, quarters, first_category) for slug, own in by_place.items()}
    if reading.categories and figure.kind is not Kind.MEDIAN_DAYS:
        parts: dict[str, Counter[Quarter]] = defaultdict(Counter)
        for tally in tallies:
            if tally.category:
                parts[tally.category][tally.quarter] += tally.number
        rows: dict[str, Row] = {
            code: {q: float(parts[code][q]) for q in quarters} for code in {*parts, *reading.categories}
        }
        reading.parts = _in_order(reading.categories, rows)
    return reading


def _row(figure: Figure, tallies: list[Tally], quarters: list[Quarter], share_of: str = "") -> Row:
    by_quarter: dict[Quarter, list[Tally]] = {quarter: [] for quarter in quarters}
    for tally in tallies:
        by_quarter[tally.quarter].append(tally)
    numbers = {quarter: _number(figure, own, share_of) for quarter, own in by_quarter.items()}
    return {quarter: number for quarter, number in numbers.items() if number is not None}


def _number(figure: Figure, tallies: list[Tally], share_of: str) -> float | None:
    """The number, the median or the share of a category; None where there is none of nothing."""
    if figure.kind is Kind.MEDIAN_DAYS:
        days = [int(tally.category) for tally in tallies for _each in range(tally.number)]
        return float(median(days)) if days else None
    total = sum(tally.number for tally in tallies if not (tally.category and figure.is_overlapping))
    if figure.kind is Kind.SHARE and share_of:
        return _percent(sum(tally.number for tally in tallies if tally.category == share_of), total)
    return float(total)


def _sum(row: Row, quarters: list[Quarter]) -> float:
    return sum(row.get(quarter) or 0 for quarter in quarters)


def _percent(part: Number, whole: Number) -> Number:
    if part is None or not whole:
        return None
    return round(100 * part / whole, 1)


def _in_order(categories: Mapping[str, Any], rows: dict[str, Row]) -> dict[str, Row]:
    order = list(categories)
    return dict(sorted(rows.items(), key=lambda item: (order.index(item[0]) if item[0] in order else 999, item[0])))
