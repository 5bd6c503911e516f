"""A figure as people see it: a number in words, a chart, and the table with the same numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from municipalities.figures.charts import Bar, ColumnChart, bars, column_chart
from municipalities.figures.quarters import Quarter
from municipalities.figures.readings import Number, Reading, Row, Sum
from municipalities.figures.registry import Kind

NOTHING = "–"
#: So many bars of a long list are drawn.
MOST_BARS = 8


@dataclass(frozen=True)
class Line:
    """A row of a table: its label and one text for each quarter; `total` over all of them."""

    label: str
    cells: list[str]
    total: str = ""


@dataclass(frozen=True)
class Card:
    """One figure, ready to be shown."""

    code: str
    label: str
    about: str
    headline: str
    headline_of: str
    quarters: list[str]
    lines: list[Line]
    towns: list[Line] = field(default_factory=list)
    columns: ColumnChart | None = None
    bars: list[Bar] = field(default_factory=list)
    is_empty: bool = False
    has_total: bool = False
    #: What the rows by municipality say of a figure in shares: the first category.
    town_label: str = ""


def card_of(reading: Reading, names: Mapping[str, str], today: date) -> Card:
    """The card; `names` are the municipalities shown, slug → name, in their order."""
    reading = replace(reading, quarters=_known(reading) or reading.quarters)
    figure, quarters = reading.figure, reading.quarters
    value, period = _headline(reading)
    return Card(
        code=figure.code,
        label=str(figure.label),
        about=str(figure.about),
        headline=value,
        headline_of=period,
        quarters=[_quarter(quarter, today) for quarter in quarters],
        lines=_lines(reading),
        towns=[
            Line(name, _cells(reading.towns[slug], reading), _total(reading, reading.towns[slug]))
            for slug, name in names.items()
            if slug in reading.towns
        ],
        columns=_columns(reading, today) if not reading.is_share else None,
        bars=_bars(reading),
        is_empty=reading.is_empty,
        has_total=_adds_up(reading),
        town_label=str(next(iter(reading.labels.values()), "")) if reading.is_share else "",
    )


def number_text(number: Number, *, places: int = 0) -> str:
    """A number as the language writes it; a word where it is hidden."""
    if number is None:
        return hidden_word()
    places = 1 if places and number != int(number) else 0
    return str(number_format(number, decimal_pos=places, use_l10n=True, force_grouping=True))


def percent_text(number: Number) -> str:
    """A share in whole percent."""
    if number is None:
        return hidden_word()
    return gettext("%(number)s%%") % {"number": number_text(round(number))}


def sum_text(added: Sum) -> str:
    """A sum, or the least that it is."""
    text = number_text(added.number)
    if not added.is_at_least:
        return text
    return gettext("at least %(number)s") % {"number": text} if added.number else hidden_word()


def hidden_word() -> str:
    return gettext("hidden")


def _adds_up(reading: Reading) -> bool:
    return reading.figure.kind is Kind.COUNT and not reading.figure.is_state and len(reading.quarters) > 1


def _headline(reading: Reading) -> tuple[str, str]:
    """The one number to remember, and of when it is."""
    figure = reading.figure
    if figure.kind is Kind.SHARE:
        first = next(iter(reading.categories), "")
        when = _from_to(reading.complete)
        label = str(reading.labels.get(first, ""))
        return percent_text(reading.share_over_time(first)), f"{label} · {when}" if when else label
    latest = reading.latest()
    if figure.kind is Kind.MEDIAN_DAYS:
        return (_days(latest[1]), latest[0].short) if latest else (NOTHING, "")
    if figure.is_state:
        return (number_text(latest[1]), latest[0].short) if latest else (NOTHING, "")
    return sum_text(reading.whole_over_time()), _period(reading)


def _period(reading: Reading) -> str:
    return _from_to(_known(reading))


def _known(reading: Reading) -> list[Quarter]:
    """The quarters of which something is known: no column stays empty."""
    return [quarter for quarter in reading.quarters if quarter in reading.whole]


def _from_to(quarters: Sequence[Quarter]) -> str:
    """Quarters in words: those in a row by the first and the last."""
    if len(quarters) > 1 and quarters[-1] == quarters[0].plus(len(quarters) - 1):
        return f"{quarters[0].short} – {quarters[-1].short}"
    return ", ".join(quarter.short for quarter in quarters)


def _days(number: Number) -> str:
    if number is None:
        return hidden_word()
    words = ngettext("%(number)s day", "%(number)s days", 1 if number == 1 else 2)
    return words % {"number": number_text(number, places=1)}


def _lines(reading: Reading) -> list[Line]:
    whole = Line(_whole_label(reading), _cells(reading.whole, reading, is_whole=True), _total(reading, reading.whole))
    parts = []
    for code, row in _shown_parts(reading).items():
        if reading.is_share:
            cells = [
                percent_text(reading.share(code, q)) if q in row and reading.whole.get(q) != 0 else NOTHING
                for q in reading.quarters
            ]
            parts.append(Line(str(reading.labels[code]), cells, percent_text(reading.share_over_time(code))))
        else:
            parts.append(Line(str(reading.labels[code]), _cells(row, reading), _total(reading, row)))
    return [whole, *parts]


def _shown_parts(reading: Reading) -> dict[str, Row]:
    """The categories, those of a long list only if there is a number to show."""
    is_long = reading.figure.is_overlapping
    return {code: row for code, row in reading.parts.items() if not is_long or any(row.values())}


def _whole_label(reading: Reading) -> str:
    if reading.figure.kind is Kind.MEDIAN_DAYS:
        return gettext("Half of them within so many days")
    return gettext("All, of which the shares are") if reading.is_share else gettext("All together")


def _cells(row: Row, reading: Reading, *, is_whole: bool = False) -> list[str]:
    is_median = reading.figure.kind is Kind.MEDIAN_DAYS
    write = percent_text if reading.is_share and not is_whole else number_text
    return [
        NOTHING if quarter not in row else number_text(row[quarter], places=1) if is_median else write(row[quarter])
        for quarter in reading.quarters
    ]


def _total(reading: Reading, row: Row) -> str:
    if not _adds_up(reading):
        return ""
    values = [row[quarter] for quarter in reading.quarters if quarter in row]
    number = sum(value for value in values if value is not None)
    return sum_text(Sum(number, any(value is None for value in values)))


def _columns(reading: Reading, today: date) -> ColumnChart | None:
    values: Sequence[tuple[str, str, Number, bool]] = [
        (quarter.short, _column_text(reading, quarter), reading.whole[quarter], quarter.last_day >= today)
        for quarter in reading.quarters
        if quarter in reading.whole
    ]
    return column_chart(values) if len(values) > 1 and not reading.is_empty else None


def _column_text(reading: Reading, quarter: Quarter) -> str:
    """In a drawing a word might not fit: a hidden number is a dash, and the table says it."""
    number = reading.whole[quarter]
    return "?" if number is None else number_text(number, places=1)


def _bars(reading: Reading) -> list[Bar]:
    if not reading.parts or reading.is_empty:
        return []
    if reading.is_share:
        shares = [(code, reading.share_over_time(code)) for code in reading.parts]
        return bars([(str(reading.labels[code]), percent_text(share), share) for code, share in shares], highest=100)
    sums = [(code, reading.part_over_time(code)) for code in _shown_parts(reading)]
    values: list[tuple[str, str, Any]] = [
        (str(reading.labels[code]), sum_text(added), added.number if added.number or not added.is_at_least else None)
        for code, added in sums
    ]
    if reading.figure.is_overlapping:  # many: the largest are drawn, the table has them all
        largest = sorted((value[2] or 0 for value in values), reverse=True)[:MOST_BARS]
        values = [value for value in values if largest and (value[2] or 0) >= largest[-1]][:MOST_BARS]
    return bars(values)


def _quarter(quarter: Quarter, today: date) -> str:
    if quarter.last_day < today:
        return quarter.short
    return gettext("%(quarter)s so far") % {"quarter": quarter.short}
