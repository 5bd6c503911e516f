"""A district editor keeps the places, contacts and organisations of her municipalities, and nobody else's."""

from typing import Any

import pytest
from django.urls import reverse

from municipalities.models import Contact, ContactText, Municipality, Organisation, Place, PlaceText
from tests.cast import Country
from tests.people import People, as_

OBJECT_VIEWS = ["edit", "delete", "history", "history_results", "usage", "inspect"]


@pytest.fixture
def places(country: Country) -> dict[str, Place]:
    """A place of each town, and a national one."""
    made = {}
    for slug in ("salo", "raahe", ""):
        town = country.municipalities[slug] if slug else None
        place = Place.objects.create(key=f"{slug or 'national'}-library", municipality=town)
        PlaceText.objects.create(parent=place, language="fi", name=f"Library of {slug or 'all'}")
        made[slug or "national"] = place
    return made


def place_form(town: Municipality | None, **changes: Any) -> dict[str, Any]:
    return {
        "municipality": town.pk if town else "", "kind": "library", "street_address": "", "postal_code": "",
        "address_locality": "", "latitude": "", "longitude": "", "step_free": "unknown", "accessible_toilet": "unknown",
        "lift": "unknown", "telephone": "", "texts-TOTAL_FORMS": "1", "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "1", "texts-MAX_NUM_FORMS": "1000", "texts-0-language": "fi",
        "texts-0-name": "Kirjasto", "texts-0-arrival": "", "texts-0-id": "", **changes,
    }  # fmt: skip


def test_the_list_shows_ones_own_and_the_national_ones(places: dict[str, Place], people: People) -> None:
    html = as_(people, "editor-only-oulu").get(reverse("place:index")).content.decode()
    assert "Library of raahe" in html
    assert "Library of all" in html
    assert "Library of salo" not in html


@pytest.mark.parametrize("view", OBJECT_VIEWS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_place_and_a_missing_one_answer_identically(
    places: dict[str, Place], people: People, view: str, method: str
) -> None:
    client = as_(people, "editor-only-oulu")
    answers = []
    for pk in (places["salo"].pk, 999_999):
        response = getattr(client, method)(reverse(f"place:{view}", args=[pk]))
        answers.append((response.status_code, response.content.decode().replace(f"/{pk}/", "/ID/")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert Place.objects.filter(pk=places["salo"].pk).exists()


def test_a_national_place_can_be_looked_at_and_not_changed(places: dict[str, Place], people: People) -> None:
    client, pk = as_(people, "editor-only-oulu"), places["national"].pk
    assert client.get(reverse("place:inspect", args=[pk])).status_code == 200
    assert client.get(reverse("place:edit", args=[pk])).status_code == 404
    assert client.post(reverse("place:delete", args=[pk])).status_code == 404
    assert as_(people, "team").get(reverse("place:edit", args=[pk])).status_code == 200


def test_an_editor_adds_a_place_to_her_own_municipality_only(country: Country, people: People) -> None:
    client = as_(people, "editor-only-oulu")
    raahe, salo = country.municipalities["raahe"], country.municipalities["salo"]
    client.post(reverse("place:add"), place_form(raahe))
    assert Place.objects.get().key == "raahe-kirjasto"
    client.post(reverse("place:add"), place_form(raahe))
    assert Place.objects.filter(key="raahe-kirjasto-2").exists()
    for foreign in (salo, None):
        assert client.post(reverse("place:add"), place_form(foreign)).status_code == 200
    assert Place.objects.count() == 2


def test_a_place_cannot_be_given_away(places: dict[str, Place], country: Country, people: People) -> None:
    place = places["raahe"]
    form = place_form(
        country.municipalities["salo"], **{"texts-INITIAL_FORMS": "1", "texts-0-id": str(place.texts.get().pk)}
    )
    as_(people, "editor-only-oulu").post(reverse("place:edit", args=[place.pk]), form)
    place.refresh_from_db()
    assert place.municipality == country.municipalities["raahe"]


def test_contacts_offer_languages_by_name(country: Country, people: People) -> None:
    client = as_(people, "editor-only-oulu")
    form = {
        "municipality": country.municipalities["raahe"].pk, "district": "", "telephone": "+358 00 000 0001",
        "email": "",
        "languages": ["fi", "ar"], "sort_order": "0", "texts-TOTAL_FORMS": "1", "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "1", "texts-MAX_NUM_FORMS": "1000", "texts-0-language": "fi",
        "texts-0-role": "Koordinaattori", "texts-0-helps_with": "", "texts-0-hours": "", "texts-0-id": "",
    }  # fmt: skip
    client.post(reverse("contact:add"), form)
    assert Contact.objects.get().languages == ["fi", "ar"]


def test_a_districts_own_contact_belongs_to_its_editors(country: Country, people: People) -> None:
    contact = Contact.objects.create(key="oulu", district=country.districts["oulu"])
    ContactText.objects.create(parent=contact, language="fi", role="Piirin työntekijä")
    url = reverse("contact:edit", args=[contact.pk])
    assert as_(people, "editor-oulu").get(url).status_code == 200
    assert as_(people, "editor-varsinais-suomi").get(url).status_code == 404


def test_only_the_team_says_who_is_a_partner_of_the_whole_pilot(country: Country, people: People) -> None:
    organisation = Organisation.objects.create(
        key="raahe-parish", kind="parish", municipality=country.municipalities["raahe"]
    )
    form = {
        "kind": "parish", "municipality": country.municipalities["raahe"].pk, "district": "", "url": "",
        "is_pilot_partner": "on", "logo": "", "logo_permission_on": "", "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0", "texts-MIN_NUM_FORMS": "1", "texts-MAX_NUM_FORMS": "1000", "texts-0-language": "fi",
        "texts-0-name": "Seurakunta", "texts-0-id": "",
    }  # fmt: skip
    url = reverse("organisation:edit", args=[organisation.pk])
    for name, partner in (("editor-oulu", False), ("team", True)):
        as_(people, name).post(url, form)
        organisation.texts.all().delete()
        organisation.refresh_from_db()
        assert organisation.is_pilot_partner is partner


def test_two_texts_in_one_language_are_an_error_not_a_fault(country: Country, people: People) -> None:
    form = place_form(
        country.municipalities["raahe"],
        **{"texts-TOTAL_FORMS": "2", "texts-1-language": "fi", "texts-1-name": "Toinen", "texts-1-arrival": ""},
    )
    response = as_(people, "editor-oulu").post(reverse("place:add"), form)
    assert response.status_code == 200
    assert not Place.objects.exists()


@pytest.mark.parametrize("name", ["contributor-raahe", "translator-ar", "researcher"])
def test_others_have_no_lists(places: dict[str, Place], people: People, name: str) -> None:
    client = as_(people, name)
    assert "Library" not in client.get(reverse("place:index"), follow=True).content.decode()
    assert client.get(reverse("place:edit", args=[places["raahe"].pk])).status_code == 404


def test_facts_of_municipalities_are_the_teams(country: Country, people: People) -> None:
    salo = country.municipalities["salo"]
    for view, args in (("index", []), ("edit", [salo.pk]), ("add", [])):
        url = reverse(f"municipality:{view}", args=args)
        assert as_(people, "team").get(url).status_code == 200
        assert as_(people, "editor-varsinais-suomi").get(url).status_code != 200
