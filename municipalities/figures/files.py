"""The figures as files: one row for each number, and a second file that says what columns and codes mean."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, override

from municipalities.figures.quarters import Quarter
from municipalities.figures.readings import Number, Reading
from municipalities.figures.registry import Figure, Kind, all_figures
from municipalities.models.figures import FigureValue

SHOWN, HIDDEN = "shown", "hidden"
COLUMNS = (
    "figure", "goal", "unit", "quarter", "first_day", "last_day", "place", "municipality_code", "place_name",
    "category", "number", "status",
)  # fmt: skip
WHOLE = "all"
#: The languages of the file that explains.
_EXPLAINED_IN = ("en", "fi", "sv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Place:
    """A municipality in a file."""

    code: str
    name: str


def rows_of(readings: Iterable[Reading], places: Mapping[str, Place]) -> Iterator[list[Any]]:
    """One row for each number in the order of `COLUMNS`; a hidden one has none. `places` by slug."""
    for reading in readings:
        for quarter in reading.quarters:
            if quarter in reading.whole:
                yield _row(reading.figure, quarter, WHOLE, Place("", ""), "", reading.whole[quarter])
            for category, row in reading.parts.items():
                if quarter in row:
                    yield _row(reading.figure, quarter, WHOLE, Place("", ""), category, row[quarter])
            for slug, row in reading.towns.items():
                if quarter in row and (slug in places or slug == FigureValue.ELSEWHERE):
                    place = places.get(slug, Place("", ""))
                    category = _category_of_towns(reading)
                    yield _row(reading.figure, quarter, slug, place, category, row[quarter], is_town=True)


def as_csv(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A file that any program reads: comma, quotes where needed, nothing that could be taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return file.getvalue()


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would calculate begins with an apostrophe."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def explanation() -> Iterator[list[Any]]:
    """What every column, figure and category means, in three languages."""
    for column in COLUMNS:
        yield ["column", column, "", *_in_each(lambda column=column: _columns()[column]), *[""] * 3]  # type: ignore[misc]
    for figure in all_figures():
        yield ["figure", figure.code, "", *_in_each(lambda f=figure: f.label), *_in_each(lambda f=figure: f.about)]  # type: ignore[misc]
        if figure.kind is Kind.MEDIAN_DAYS:
            continue
        for code in figure.categories():
            labels = _in_each(lambda f=figure, c=code: f.categories().get(c, c))  # type: ignore[misc]
            yield ["category", figure.code, code, *labels, *[""] * 3]


EXPLANATION_COLUMNS = (
    "what", "code", "category", *(f"label_{code}" for code in _EXPLAINED_IN), *(f"about_{c}" for c in _EXPLAINED_IN),
)  # fmt: skip


def unit_of(figure: Figure) -> str:
    """What the numbers count: days, people or times."""
    if figure.kind is Kind.MEDIAN_DAYS:
        return "days"
    return "people" if figure.counts_people else "times"


def _row(
    figure: Figure, quarter: Quarter, slug: str, place: Place, category: str, number: Number, *, is_town: bool = False
) -> list[Any]:
    unit = "percent" if is_town and figure.kind is Kind.SHARE else unit_of(figure)
    status = HIDDEN if number is None else SHOWN
    return [
        figure.code, figure.goal, unit, str(quarter), quarter.first_day.isoformat(), quarter.last_day.isoformat(),
        slug, place.code, place.name, category, _plain(number), status,
    ]  # fmt: skip


def _plain(number: Number) -> float | int | None:
    if number is None:
        return None
    return int(number) if number == int(number) else number


def _category_of_towns(reading: Reading) -> str:
    """Of shares, a town has the first category in percent."""
    return next(iter(reading.categories), "") if reading.is_share else ""


def _in_each(words: Any) -> list[str]:
    texts = []
    for code in _EXPLAINED_IN:
        with override(code):
            texts.append(str(words()))
    return texts


def _columns() -> dict[str, str]:
    return {
        "figure": gettext("What is counted; see the rows “figure”."),
        "goal": gettext("Which of the three goals of the pilot it tells of."),
        "unit": gettext("What the number is: people, times, days (median) or percent."),
        "quarter": gettext("Year and quarter, as in 2026Q3."),
        "first_day": gettext("First day of the quarter."),
        "last_day": gettext("Last day of the quarter."),
        "place": gettext("“all” for all places of the file together; a municipality; or “elsewhere”: in none of them."),
        "municipality_code": gettext("Code of the municipality (Statistics Finland)."),
        "place_name": gettext("Name of the municipality."),
        "category": gettext("A part of the number; empty for all. See the rows “category”."),
        "number": gettext("The number; empty when it is hidden."),
        "status": gettext("“shown”, or “hidden”: fewer than five people, or a number that would give such a one away."),
    }
