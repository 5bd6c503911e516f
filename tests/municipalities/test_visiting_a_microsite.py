"""A visitor opens a municipality: this week first, a person to call, what its state means; in few queries."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from django.test import Client

from home.models import ContentPage
from municipalities import sections
from municipalities.models import (
    Contact,
    ContactsPage,
    ContactText,
    District,
    LocalPage,
    Municipality,
    MunicipalityIndexPage,
)
from municipalities.models.pages import split_at_week_end
from municipalities.sections import Section, register_section
from tests.cast import Country


def add_contacts(town: Municipality, number: int) -> None:
    for n in range(number):
        contact = Contact.objects.create(
            key=f"{town.slug}-contact-{n}", municipality=town, telephone=f"+358 00 000 000{n}", languages=["fi", "ar"]
        )
        for code, role in (("fi", "Koordinaattori"), ("en", "Coordinator")):
            ContactText.objects.create(parent=contact, language=code, role=f"{role} {n}", helps_with="…")


def add_local_pages(country: Country, language: str, slug: str, number: int) -> None:
    parent = country.town_pages[language][slug]
    for n in range(number):
        page = LocalPage(title=f"Local {n}", slug=f"local-{n}", locale=parent.locale, show_in_menus=True)
        parent.add_child(instance=page)


def html_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_welcome_uses_the_stored_form_of_the_name(country: Country, client: Client) -> None:
    heading = html_of(client, "/fi/raahe/").split("<h1>")[1].split("</h1>")[0]
    assert "Raaheen" in heading
    assert "Brahestad" in html_of(client, "/sv/raahe/").split("<h1>")[1].split("</h1>")[0]


def test_a_person_to_call_in_the_visitors_language(country: Country, client: Client) -> None:
    add_contacts(country.municipalities["salo"], 1)
    html = html_of(client, "/ar/salo/")
    assert 'href="tel:+358000000000"' in html
    assert "Coordinator 0" in html  # English stands in for a missing Arabic text
    assert 'lang="en" dir="ltr"' in html
    assert "العربية" in html


def test_what_happens_comes_before_everything_else(
    country: Country, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Row:
        title, url, summary, language = "Language café", "/x/", "", country.homes["fi"].text_language

    def teasers(self: LocalPage, request: Any, now: datetime, limit: int) -> list[Any]:
        assert limit > 0
        return [Row]

    monkeypatch.setattr(LocalPage, "shown_on_parent", True)
    monkeypatch.setattr(LocalPage, "teasers", teasers)
    add_local_pages(country, "fi", "salo", 1)
    add_contacts(country.municipalities["salo"], 1)
    html = html_of(client, "/fi/salo/").split("<main")[1].split("page-body")[1]
    assert html.index("Language café") < html.index("Koordinaattori 0")


@pytest.mark.parametrize("state", ["preparing", "paused", "ended"])
def test_a_town_without_activities_says_so_and_whom_to_ask(country: Country, client: Client, state: str) -> None:
    Municipality.objects.filter(slug="salo").update(state=state)
    page = country.town_pages["fi"]["salo"]
    page.state_note = "Ask again in spring."
    page.save_revision().publish()
    html = html_of(client, "/fi/salo/")
    assert "Ask again in spring." in html
    assert 'href="/fi/district-varsinais-suomi/"' in html


def test_the_menu_is_the_microsites_own(country: Country, client: Client) -> None:
    add_local_pages(country, "fi", "salo", 1)
    home = country.homes["fi"]
    home.add_child(instance=ContentPage(title="Portal page", slug="portal", locale=home.locale, show_in_menus=True))
    html = html_of(client, "/fi/salo/local-0/")
    assert 'href="/fi/salo/local-0/" aria-current="page"' in html
    assert "Portal page" not in html


def test_contacts_are_listed_with_their_districts(country: Country, client: Client) -> None:
    salo = country.town_pages["fi"]["salo"]
    salo.add_child(instance=ContactsPage(title="Yhteystiedot", slug="contacts", locale=salo.locale))
    add_contacts(country.municipalities["salo"], 2)
    add_contacts(country.municipalities["raahe"], 1)
    of_district = Contact.objects.create(key="district", district=country.districts["varsinais-suomi"])
    ContactText.objects.create(parent=of_district, language="fi", role="Piirin työntekijä")
    html = html_of(client, "/fi/salo/contacts/")
    assert html.index("Koordinaattori 0") < html.index("Koordinaattori 1") < html.index("Piirin työntekijä")
    assert html.count("Koordinaattori 0") == 1


def test_every_place_is_a_link_in_the_list_and_on_the_map(country: Country, client: Client) -> None:
    home = country.homes["sv"]
    home.add_child(instance=MunicipalityIndexPage(title="Orter", slug="places", locale=home.locale))
    Municipality.objects.filter(slug="kuusamo").update(state="paused")
    html = html_of(client, "/sv/places/")
    assert html.count('href="/sv/raahe/"') == 2
    assert "Brahestad" in html
    assert "Oulu" in html or "Uleåborg" in html


def test_a_district_has_its_towns_and_what_apps_add(
    country: Country, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Calls:
        template: ClassVar = "home/includes/listing.html"

    def calls(district: District, language: str) -> Section | None:
        return Section(Calls.template, f"Calls of {district.key}") if district.key == "oulu" else None

    monkeypatch.setattr(sections, "_makers", {})
    register_section("calls", calls, order=10)
    html = html_of(client, "/fi/district-oulu/")
    assert 'href="/fi/raahe/"' in html
    assert 'href="/fi/salo/"' not in html
    assert "Calls of oulu" in html
    assert "Calls of" not in html_of(client, "/fi/district-varsinais-suomi/")


@pytest.mark.parametrize(
    "path", ["/fi/salo/", "/fi/salo/contacts/", "/fi/salo/local-0/", "/fi/district-oulu/", "/fi/places/"]
)
def test_pages_cost_at_most_eight_queries_at_any_size(
    country: Country, client: Client, django_assert_max_num_queries: Any, path: str
) -> None:
    salo, home = country.town_pages["fi"]["salo"], country.homes["fi"]
    salo.add_child(instance=ContactsPage(title="Yhteystiedot", slug="contacts", locale=salo.locale))
    home.add_child(instance=MunicipalityIndexPage(title="Paikkakunnat", slug="places", locale=home.locale))
    add_local_pages(country, "fi", "salo", 2)
    client.get(path)  # content types are known from here on
    with django_assert_max_num_queries(8) as few:
        html_of(client, path)
    add_contacts(country.municipalities["salo"], 8)
    for n in range(2, 9):
        page = LocalPage(title=f"Local {n}", slug=f"local-{n}", locale=salo.locale, show_in_menus=True)
        salo.add_child(instance=page)
    with django_assert_max_num_queries(len(few)):
        html_of(client, path)


def test_this_week_ends_on_sunday() -> None:
    rows = [SimpleNamespace(day=date(2026, 11, day)) for day in (24, 29, 30)]
    this_week, later = split_at_week_end(rows, date(2026, 11, 24))
    assert [row.day.day for row in this_week] == [24, 29]
    assert [row.day.day for row in later] == [30]
