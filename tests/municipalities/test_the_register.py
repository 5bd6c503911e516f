"""Every municipality of Finland can be chosen; its facts and name forms are suggestions that somebody checks."""

from collections import Counter

import pytest
from django.utils.text import slugify

from municipalities.name_forms import NameForms, suggest_finnish
from municipalities.register import registered_municipalities


def test_all_of_finland_is_there_once() -> None:
    towns = registered_municipalities().values()
    assert len(towns) == 309
    assert len({town.slug for town in towns}) == 309
    assert all(len(code) == 3 and code.isdigit() for code in registered_municipalities())


def test_the_languages_are_those_of_the_decree() -> None:
    statuses = Counter(town.language_status for town in registered_municipalities().values())
    assert statuses == {0: 260, 1: 18, 2: 16, 3: 15}


def test_only_aland_has_no_county() -> None:
    without = [town for town in registered_municipalities().values() if not town.county_fi]
    assert {town.language_status for town in without} == {2}
    assert len(without) == 16


def test_slugs_are_ascii_and_names_in_the_order_of_the_alphabet() -> None:
    towns = list(registered_municipalities().values())
    assert all(town.slug == slugify(town.slug) for town in towns)
    assert registered_municipalities()["992"].slug == "aanekoski"
    assert [towns[0].name_fi, towns[-1].name_fi] == ["Akaa", "Äänekoski"]


def test_a_swedish_town_goes_by_its_swedish_name() -> None:
    assert registered_municipalities()["598"].majority_name == "Jakobstad"
    assert registered_municipalities()["905"].majority_name == "Vaasa"


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Salo", NameForms("Salon", "Salossa", "Saloon")),
        ("Somero", NameForms("Someron", "Somerossa", "Someroon")),
        ("Seinäjoki", NameForms("Seinäjoen", "Seinäjoella", "Seinäjoelle")),
        ("Riihimäki", NameForms("Riihimäen", "Riihimäellä", "Riihimäelle")),
        ("Nurmijärvi", NameForms("Nurmijärven", "Nurmijärvellä", "Nurmijärvelle")),
        ("Ikaalinen", NameForms("Ikaalisen", "Ikaalisessa", "Ikaaliseen")),
        ("Loimaa", NameForms("Loimaan", "Loimaassa", "Loimaahan")),
        ("Helsinki", NameForms()),
        ("Kruunupyy", NameForms("Kruunupyyn", "Kruunupyyssä", "Kruunupyyhyn")),
        ("Uusikaupunki", NameForms()),
        ("Raahe", NameForms()),
    ],
)
def test_a_form_is_suggested_only_where_a_rule_is_usually_right(name: str, forms: NameForms) -> None:
    assert suggest_finnish(name) == forms
