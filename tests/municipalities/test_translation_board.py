"""The board of translations shows everybody her own pages, in every language, in few queries."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import PageText
from home.translation import translate
from municipalities.models import LocalPage
from tests.cast import Country
from tests.people import People, as_

BOARD = "/admin/translation-board/"


def write(country: Country, town: str, title: str, *languages: str) -> Page:
    parent = Page.objects.get(pk=country.town_pages["fi"][town].pk)
    page = parent.add_child(instance=LocalPage(title=title, locale=parent.locale))
    for code in languages:
        translate(page, country.homes[code].locale, {"title": f"{title} {code}"})
    return page


@pytest.fixture
def pages(country: Country) -> dict[str, Page]:
    """Pages of Salo and Raahe: one outdated in Arabic, one by a machine, one draft, one missing."""
    found = {
        "outdated": write(country, "salo", "Satamaopas", "sv", "ar"),
        "machine": write(country, "salo", "Koneella", "ar"),
        "draft": write(country, "salo", "Luonnoksena"),
        "missing": write(country, "salo", "Puuttuva", "sv"),
        "raahe": write(country, "raahe", "Raahen sivu", "ar"),
    }
    translate(found["draft"], country.homes["ar"].locale, {"title": "x"}, publish=False)
    arabic = country.homes["ar"].locale
    PageText.objects.filter(page=found["outdated"].get_translation(arabic).pk).update(source_hash="older")
    PageText.objects.filter(page=found["machine"].get_translation(arabic).pk).update(machine_live=True)
    return found


def board(client: Client, query: str = "") -> str:
    response = client.get(BOARD + query)
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> set[str]:
    known = {"Satamaopas", "Koneella", "Luonnoksena", "Puuttuva", "Raahen sivu"}
    return {title for title in known if title in html}


def test_an_editor_sees_her_own_towns_only(pages: dict[str, Page], people: People) -> None:
    assert titles(board(as_(people, "editor-varsinais-suomi"))) == {
        "Satamaopas", "Koneella", "Luonnoksena", "Puuttuva",
    }  # fmt: skip
    assert titles(board(as_(people, "editor-oulu"))) == {"Raahen sivu"}


def test_the_team_sees_all(pages: dict[str, Page], people: People) -> None:
    assert len(titles(board(as_(people, "team")))) == 5


def test_a_translator_sees_what_is_shared_with_her(pages: dict[str, Page], people: People) -> None:
    html = board(as_(people, "translator-ar-salo"))
    assert titles(html) == {"Satamaopas", "Koneella", "Luonnoksena"}
    assert "svenska" not in html.split("<thead>")[1].split("</thead>")[0]


def test_a_researcher_has_no_board(country: Country, people: People) -> None:
    assert as_(people, "researcher").get(BOARD).status_code == 302
    assert BOARD not in as_(people, "researcher").get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("outdated", {"Satamaopas"}),
        ("machine_made", {"Koneella"}),
        ("in_translation", {"Luonnoksena"}),
        ("missing", {"Puuttuva"}),
        ("up_to_date", {"Raahen sivu"}),
    ],
)
def test_it_is_narrowed_by_state(pages: dict[str, Page], people: People, state: str, expected: set[str]) -> None:
    assert titles(board(as_(people, "team"), f"?language=ar&state={state}&kind=localpage")) == expected


def test_it_is_narrowed_by_town_kind_and_words(pages: dict[str, Page], people: People) -> None:
    team = as_(people, "team")
    assert titles(board(team, "?town=raahe")) == {"Raahen sivu"}
    assert titles(board(team, "?town=portal")) == set()
    assert titles(board(team, "?kind=eventpage")) == set()
    assert titles(board(team, "?q=kone")) == {"Koneella"}


def test_what_is_not_offered_is_not_missing(pages: dict[str, Page], country: Country, people: People) -> None:
    town = country.municipalities["salo"]
    town.offered_languages = ["fi", "sv", "en", "fi-simple"]
    town.save()
    team = as_(people, "team")
    assert titles(board(team, "?language=ar&state=missing&kind=localpage")) == set()
    assert "ei tarjolla" in board(team, "?q=Puuttuva")


@pytest.mark.parametrize("query", ["?town=%00&state=odd&language=xx&kind=zz&p=-1", "?q=" + "%00" * 5, "?p=99999&q=%27"])
def test_whatever_is_asked_is_no_fault(pages: dict[str, Page], people: People, query: str) -> None:
    board(as_(people, "editor-oulu"), query)


@pytest.mark.parametrize("name", ["team", "editor-varsinais-suomi"])
def test_it_costs_the_same_at_any_size(
    pages: dict[str, Page], country: Country, people: People, name: str, django_assert_max_num_queries: Any
) -> None:
    client = as_(people, name)
    board(client)
    with django_assert_max_num_queries(30) as small:
        board(client)
    for n in range(20):
        write(country, "salo", f"Lisää {n}", "sv")
    with django_assert_max_num_queries(len(small)):
        board(client)


def test_the_report_of_wagtail_localize_is_the_teams(country: Country, people: People) -> None:
    report = "/admin/localize/reports/translations/"
    assert as_(people, "team").get(report).status_code == 200
    assert as_(people, "editor-oulu").get(report).status_code == 404
    assert report not in as_(people, "editor-oulu").get("/admin/").content.decode()


def test_a_translator_finds_her_work_on_the_home_page(pages: dict[str, Page], people: People) -> None:
    html = as_(people, "translator-ar-salo").get("/admin/desk/shared_with_you/").content.decode()
    assert "Satamaopas ar" in html
    assert "Koneella ar" in html
    assert "Raahen sivu" not in html
    assert as_(people, "editor-oulu").get("/admin/desk/shared_with_you/").status_code == 404


def test_an_editor_finds_outdated_texts_on_the_home_page(pages: dict[str, Page], people: People) -> None:
    html = as_(people, "editor-varsinais-suomi").get("/admin/desk/translations/").content.decode()
    assert "Satamaopas ar" in html
    assert "Raahen sivu" not in html
    assert "Satamaopas ar" not in as_(people, "editor-oulu").get("/admin/desk/translations/").content.decode()
