"""Charts as plain geometry, drawn by a template as SVG without colour, script or text that would need a translation.

A column says its number above and its quarter below it; a bar stands in a row with its label and its number. What is
not complete yet is hatched; what is hidden is an empty outline.
"""

from collections.abc import Sequence
from dataclasses import dataclass

COLUMN = 76
BAR = 44
HEIGHT = 120
TOP = 26
BOTTOM = 26


@dataclass(frozen=True)
class Column:
    """One quarter: where its column stands and what is written at it."""

    label: str
    text: str
    x: int
    y: float
    height: float
    is_hidden: bool = False
    is_running: bool = False

    @property
    def middle(self) -> float:
        return self.x + BAR / 2

    @property
    def text_y(self) -> float:
        return self.y - 8


@dataclass(frozen=True)
class ColumnChart:
    """Columns beside each other, time from left to right."""

    columns: list[Column]

    bar = BAR
    base = TOP + HEIGHT
    height = TOP + HEIGHT + BOTTOM
    label_y = TOP + HEIGHT + 19

    @property
    def width(self) -> int:
        return COLUMN * len(self.columns)


@dataclass(frozen=True)
class Bar:
    """One category: its bar from 0 to 100."""

    label: str
    text: str
    length: float
    is_hidden: bool = False


def column_chart(values: Sequence[tuple[str, str, float | None, bool]]) -> ColumnChart:
    """Columns of (label, text, number or None when hidden, whether the quarter is still running)."""
    highest = max((number for _label, _text, number, _running in values if number), default=0) or 1
    columns = []
    for index, (label, text, number, is_running) in enumerate(values):
        height = round(HEIGHT * (number or 0) / highest, 1) if number is not None else 14
        columns.append(
            Column(
                label,
                text,
                x=index * COLUMN + (COLUMN - BAR) // 2,
                y=round(TOP + HEIGHT - height, 1),
                height=height,
                is_hidden=number is None,
                is_running=is_running,
            )
        )
    return ColumnChart(columns)


def bars(values: Sequence[tuple[str, str, float | None]], highest: float | None = None) -> list[Bar]:
    """Bars of (label, text, number or None when hidden); the longest, or `highest`, is 100."""
    top = highest or max((number for _label, _text, number in values if number), default=0) or 1
    return [
        Bar(label, text, round(100 * (number or 0) / top, 1), is_hidden=number is None)
        for label, text, number in values
    ]
