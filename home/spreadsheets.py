"""Rows as a spreadsheet. Strings stay strings: nothing that somebody typed can become a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, with_numbers: bool = False
) -> bytes:
    """An XLSX file of one sheet; every cell is text, also headings and numbers like telephone numbers.

    `with_numbers` leaves numbers as numbers, for rows that are there to be calculated with.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([value if with_numbers and _is_number(value) else _cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value if value is not None else ""))
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=text[:32000])
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell
