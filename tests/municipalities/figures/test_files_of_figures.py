"""Figures as files: numbers are numbers, words are words, nothing is a formula."""

import csv
import io

import openpyxl
import pytest

from municipalities.figures.files import COLUMNS, as_csv
from municipalities.models import Municipality
from tests.cast import Country
from tests.people import People, as_


@pytest.mark.parametrize("value", ["=1+1", "+358", "-2", "@sum", "\tx", "\rx"])
def test_a_word_that_a_spreadsheet_would_calculate_is_made_harmless(value: str) -> None:
    (cell,) = list(csv.reader(io.StringIO(as_csv(["x"], [[value]]), newline="")))[1]
    assert cell == f"'{value}"


def test_a_number_stays_a_number_and_an_empty_one_empty() -> None:
    assert as_csv(["a", "b"], [[5, None], [2.5, "Salo, Finland"]]) == 'a,b\r\n5,\r\n2.5,"Salo, Finland"\r\n'


@pytest.mark.usefixtures("counted_heads")
def test_the_spreadsheet_has_words_as_words_and_numbers_as_numbers(country: Country, people: People) -> None:
    Municipality.objects.filter(slug="salo").update(name_fi="=HYPERLINK(1)", name_en="=HYPERLINK(1)")
    response = as_(people, "team").get("/admin/figures/xlsx/")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == list(COLUMNS)
    salo = next(row for row in rows if row[0].value == "visits" and row[6].value == "salo" and row[10].value == 3)
    assert (salo[8].value, salo[8].data_type) == ("=HYPERLINK(1)", "s")
    assert salo[10].data_type == "n"
    assert all(cell.data_type in {"s", "n"} for row in rows for cell in row)


def test_another_kind_of_file_is_not_found(people: People) -> None:
    assert as_(people, "team").get("/admin/figures/pdf/").status_code == 404
