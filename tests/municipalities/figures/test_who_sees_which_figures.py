"""The row "statistics" of the rights: who sees figures at all, of which municipalities, and whether small ones too."""

import csv
import io
from datetime import datetime

import pytest
from django.test import Client, RequestFactory
from wagtail.admin.menu import admin_menu

from tests.people import People, as_

pytestmark = pytest.mark.usefixtures("counted_heads")

SEES = ["admin", "team", "editor-oulu", "editor-varsinais-suomi", "researcher", "contributor-salo"]
SEES_NONE = ["editor-only-oulu", "translator-ar", "translator-ar-salo"]


def visits(people: People, name: str, query: str = "") -> dict[tuple[str, str], str]:
    """(place, category) → what the file says of visits: a number or "hidden"."""
    response = as_(people, name).get(f"/admin/figures/csv/{query}")
    assert response.status_code == 200
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    return {
        (row["place"], row["category"]): row["number"] if row["status"] == "shown" else row["status"]
        for row in rows
        if row["figure"] == "visits" and row["number"] != "0"
    }


@pytest.mark.parametrize("name", SEES)
def test_who_sees_figures_has_the_menu_item_and_the_page(people: People, name: str) -> None:
    client = as_(people, name)
    assert "/admin/figures/" in client.get("/admin/").content.decode()
    response = client.get("/admin/figures/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", SEES_NONE)
@pytest.mark.parametrize("path", ["/admin/figures/", "/admin/figures/csv/", "/admin/figures/xlsx/"])
def test_nobody_else_sees_any(people: People, name: str, path: str) -> None:
    client = as_(people, name)
    assert client.get(path).status_code == 302
    assert "/admin/figures/" not in client.get("/admin/").content.decode()


def test_a_visitor_is_asked_to_sign_in(db: None) -> None:
    response = Client().get("/admin/figures/")
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_the_team_sees_every_number(people: People) -> None:
    assert visits(people, "team") == {
        ("all", ""): "101", ("all", "adults"): "73", ("all", "children"): "28",
        ("salo", ""): "3", ("raahe", ""): "38", ("kuusamo", ""): "60",
    }  # fmt: skip


def test_a_coordinator_sees_every_number_of_her_own_district_and_nothing_of_another(people: People) -> None:
    assert visits(people, "editor-varsinais-suomi") == {
        ("all", ""): "3",
        ("all", "adults"): "3",
        ("salo", ""): "3",
    }
    oulu = visits(people, "editor-oulu")
    assert {place for place, _category in oulu} == {"all", "raahe", "kuusamo"}
    assert oulu["all", ""] == "98"
    page = as_(people, "editor-oulu").get("/admin/figures/").content.decode()
    assert "Salo" not in page


@pytest.mark.parametrize("query", ["?place=salo", "?place=district:varsinais-suomi", "?place=%00&first=x&last=2099Q9"])
def test_asking_for_a_foreign_place_shows_nothing_of_it(people: People, query: str) -> None:
    assert not [place for place, _category in visits(people, "editor-oulu", query) if place == "salo"]


def test_a_researcher_sees_all_municipalities_with_small_numbers_hidden(people: People) -> None:
    seen = visits(people, "researcher")
    assert seen["salo", ""] == "hidden"
    assert "hidden" in {seen["raahe", ""], seen["kuusamo", ""]}  # else Salo's could be worked out
    assert {place for place, _category in seen} == {"all", "salo", "raahe", "kuusamo"}


def test_a_researcher_has_nothing_else_in_the_menu(people: People) -> None:
    request = RequestFactory().get("/admin/")
    request.user = people["researcher"]
    addresses = {getattr(item, "url", "") for item in admin_menu.menu_items_for_request(request)}
    assert {address for address in addresses if address.startswith("/admin/")} == {"/admin/figures/"}


def test_a_contributor_sees_her_own_town_as_it_is_published(people: People) -> None:
    seen = visits(people, "contributor-salo")
    assert seen["salo", ""] == "hidden"
    assert {place for place, _category in seen} == {"all", "salo"}


def test_all_who_see_published_figures_see_parts_of_the_same(people: People, counted_heads: datetime) -> None:
    """So that comparing two of them tells nothing."""
    public = csv.DictReader(io.StringIO(Client().get("/open-data/figures.csv").content.decode()))
    published = {
        (row["place"], row["category"]): row["number"] or "hidden" for row in public if row["figure"] == "visits"
    }
    for name in ("researcher", "contributor-salo"):
        assert visits(people, name).items() <= published.items()


def test_the_report_asks_as_often_for_a_district_as_for_the_country(
    people: People, django_assert_max_num_queries: object
) -> None:
    for name in ("team", "editor-oulu", "researcher"):
        client = as_(people, name)
        client.get("/admin/figures/")
        with django_assert_max_num_queries(70):  # type: ignore[operator]
            client.get("/admin/figures/")
