"""Everybody reads what has become of the three goals, in every language and as an open file."""

import csv
import io
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from home.translation import translate
from municipalities.figures.publishing import publish_figures
from municipalities.models import GoalsPage, Municipality
from tests.cast import Country
from tests.municipalities.figures.conftest import count_heads, last_quarter

ADDRESS = "/{}/goals/"


@pytest.fixture
def goals(country: Country) -> GoalsPage:
    """The page in every language."""
    home = country.homes["fi"]
    page: GoalsPage = home.add_child(
        instance=GoalsPage(title="Tavoitteet", slug="goals", locale=home.locale, goal_1_title="Olet tervetullut")
    )
    for code in settings.OFFERED_LANGUAGES[1:]:
        translate(page, country.homes[code].locale, {"title": f"[{code}]", "goal_1_title": f"[{code}] 1"})
    return page


@pytest.mark.parametrize("language", settings.OFFERED_LANGUAGES)
@pytest.mark.usefixtures("goals", "counted_heads")
def test_it_reads_in_every_language(country: Country, language: str) -> None:
    for town, adults, children in (("salo", 20, 9), ("raahe", 30, 8), ("kuusamo", 9, 9)):
        count_heads(country, town, adults, children, last_quarter().plus(-1).first_day)
    publish_figures(timezone.now())
    response = Client().get(ADDRESS.format(language))
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('<h2 id="goal-') == 3
    assert 'class="chart"' in page
    assert 'class="bars"' in page
    assert "<table" in page
    assert "/open-data/figures.csv" in page
    assert " style=" not in page
    assert "Set-Cookie" not in response.headers


@pytest.mark.usefixtures("goals")
def test_before_anything_was_counted_it_says_so() -> None:
    page = Client().get(ADDRESS.format("en")).content.decode()
    assert "There are no figures yet" in page
    assert 'class="bars"' not in page
    assert "/open-data/figures.csv" not in page


@pytest.mark.usefixtures("goals", "counted_heads")
def test_a_small_number_of_people_is_a_word() -> None:
    page = Client().get(ADDRESS.format("en")).content.decode()
    salo = page[page.index('<th scope="row">Salo</th>') :].split("</tr>")[0]
    assert "hidden" in salo
    assert "<td>3</td>" not in salo


@pytest.mark.usefixtures("goals", "counted_heads")
def test_a_cold_page_asks_as_seldom_with_many_towns_and_numbers(
    country: Country, django_assert_max_num_queries: Any
) -> None:
    Client().get(ADDRESS.format("sv"))  # sites and types of content are known to every process after its first page
    with django_assert_max_num_queries(8):
        Client().get(ADDRESS.format("fi"))
    salo = country.municipalities["salo"]
    for n in range(30):
        Municipality.objects.create(
            **{
                field.attname: getattr(salo, field.attname)
                for field in Municipality._meta.concrete_fields
                if field.name not in {"id", "code", "slug"}
            },
            code=f"{n:03d}",
            slug=f"town-{n}",
        )
        count_heads(country, "raahe", n + 5, n, last_quarter().plus(-1).first_day)
    publish_figures(timezone.now())
    with django_assert_max_num_queries(8):
        Client().get(ADDRESS.format("fi"))


@pytest.mark.usefixtures("counted_heads")
def test_the_open_file_has_one_row_for_each_number() -> None:
    response = Client().get("/open-data/figures.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    rows = [row for row in csv.DictReader(io.StringIO(response.content.decode())) if row["figure"] == "visits"]
    salo = next(row for row in rows if row["place"] == "salo")
    quarter = last_quarter()
    assert salo == {
        "figure": "visits", "goal": "3", "unit": "people", "quarter": str(quarter),
        "first_day": quarter.first_day.isoformat(), "last_day": quarter.last_day.isoformat(), "place": "salo",
        "municipality_code": "734", "place_name": "Salo", "category": "", "number": "", "status": "hidden",
    }  # fmt: skip
    assert {row["quarter"] for row in rows} == {str(quarter)}  # never the one that is running


def test_the_second_file_explains_every_column_figure_and_category(db: None) -> None:
    rows = list(csv.DictReader(io.StringIO(Client().get("/open-data/figures-columns.csv").content.decode())))
    assert {row["what"] for row in rows} == {"column", "figure", "category"}
    assert all(row["label_en"] and row["label_fi"] and row["label_sv"] for row in rows)
    assert {"visits", "signups", "activities_held"} <= {row["code"] for row in rows if row["what"] == "figure"}


@pytest.mark.usefixtures("counted_heads")
def test_publishing_again_replaces_what_was_published(country: Country) -> None:
    before = Client().get("/open-data/figures.csv").content
    publish_figures(timezone.now())
    assert Client().get("/open-data/figures.csv").content == before
