"""What a first visit weighs, compressed: the byte budgets of docs/design.md."""

import csv
import gzip
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from municipalities.choices import DistrictChoice, PlaceChoice
from tests.cast import Country

KILOBYTE = 1024
TOWNS = Path("portal/demo/content/municipalities.csv")
ACCENTS = ("spruce", "lingonberry", "cloudberry", "birch", "night", "heather")


def weight(html: str) -> int:
    """The bytes that travel."""
    return len(gzip.compress(html.encode(), 9))


def fifteen_towns(language: str) -> list[DistrictChoice]:
    """The chooser with all towns of the pilot, whatever the cast of the tests is."""
    districts: dict[str, DistrictChoice] = {}
    with TOWNS.open(encoding="utf-8") as file:
        for n, row in enumerate(csv.DictReader(file)):
            name, url = row["name_ar" if language == "ar" else "name_fi"], f"/{language}/{row['slug']}/"
            place = PlaceChoice(
                name, url, row["code"], ACCENTS[n % 6], float(row["lat"]), float(row["lon"]), state_word=""
            )
            key = row["district_key"]
            districts.setdefault(key, DistrictChoice(key)).places.append(place)
    return list(districts.values())


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_the_home_page_with_the_choice_of_fifteen_towns(country: Country, client: Client, language: str) -> None:
    chooser = render_to_string("municipalities/includes/place_chooser.html", {"teasers": fifteen_towns(language)})
    page = client.get(f"/{language}/").content.decode()
    assert chooser.count("place-tile") == chooser.count("map-place") == 15
    assert weight(page + chooser) <= 12 * KILOBYTE


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_a_microsite(country: Country, client: Client, language: str) -> None:
    assert weight(client.get(f"/{language}/salo/").content.decode()) <= 12 * KILOBYTE


def test_a_page_that_is_not_there(country: Country, client: Client) -> None:
    assert weight(client.get("/ar/there-is-no-such-page/").content.decode()) <= 6 * KILOBYTE


def test_a_page_asks_for_one_style_sheet_one_icon_and_nothing_else(country: Country, client: Client) -> None:
    page = client.get("/fi/").content.decode()
    assert page.count('rel="stylesheet"') == 1
    assert page.count("<script") == page.count('<script type="application/ld+json"')  # data, which nothing runs
    assert "<iframe" not in page
