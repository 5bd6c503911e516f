"""The team opens a municipality: its pages in each language, what other apps add, its groups; twice is once."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from municipalities import opening
from municipalities.models import District, Municipality, MunicipalityPage
from municipalities.opening import Opening, move_municipality, open_municipality
from tests.cast import Country
from tests.people import People


@pytest.fixture
def kokkola(country: Country) -> Municipality:
    district = District.objects.create(
        key="lansi-suomi", name_fi="Länsi-Suomen piiri", name_sv="Västra Finlands distrikt", name_en="Western Finland"
    )
    return Municipality.objects.create(
        code="272", slug="kokkola", name_fi="Kokkola", name_sv="Karleby", name_en="Kokkola", fi_genitive="Kokkolan",
        fi_in="Kokkolassa", fi_to="Kokkolaan", sv_in="i Karleby", official_language_status=3, district=district,
        offered_languages=["sv", "fi", "en"], latitude=63.838, longitude=23.13, state="active",
    )  # fmt: skip


def test_its_pages_appear_in_each_language_the_majority_language_first(kokkola: Municipality, client: Client) -> None:
    opened = open_municipality(kokkola, ["fi", "sv", "en"])
    assert opened.source_language == "sv"
    assert opened.source_page.title == "Karleby"
    assert {page.translation_key for page in opened.pages.values()} == {opened.source_page.translation_key}
    for address in (
        "/fi/kokkola/",
        "/sv/kokkola/",
        "/en/kokkola/",
        "/fi/kokkola/contacts/",
        "/fi/district-lansi-suomi/",
    ):
        assert client.get(address).status_code == 200, address
    assert "Karleby" in client.get("/sv/kokkola/").content.decode()


def test_opening_twice_changes_nothing(kokkola: Municipality) -> None:
    open_municipality(kokkola, ["fi", "sv"])
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    open_municipality(kokkola, ["fi", "sv"])
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_language_can_be_added_later(kokkola: Municipality, client: Client) -> None:
    open_municipality(kokkola, ["fi", "sv"])
    open_municipality(kokkola, ["fi", "sv", "ar"])
    assert client.get("/ar/kokkola/contacts/").status_code == 200


def test_its_editors_have_it_in_every_language(kokkola: Municipality) -> None:
    opened = open_municipality(kokkola, ["fi", "sv", "ar"])
    editors = Group.objects.get(name="Editors: lansi-suomi")
    pages = set(GroupPagePermission.objects.filter(group=editors).values_list("page_id", flat=True))
    assert pages == {page.get_parent().pk for page in opened.pages.values()}


def test_other_apps_add_their_parts_in_order(kokkola: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_steps", {})
    calls: list[str] = []

    def second(opened: Opening) -> None:
        calls.append(f"second {opened.municipality.slug}")

    def first(opened: Opening) -> None:
        calls.append(f"first {opened.source_language}")

    opening.register_step("second", second, order=20)
    opening.register_step("first", first, order=10)
    open_municipality(kokkola, ["fi", "sv"])
    assert calls == ["first sv", "second kokkola"]


def test_moving_to_another_district_keeps_the_addresses_and_moves_the_rights(
    country: Country, people: People, client: Client
) -> None:
    salo, oulu = country.municipalities["salo"], country.districts["oulu"]
    move_municipality(salo, oulu)
    for language in country.homes:
        page = MunicipalityPage.objects.get(municipality=salo, locale__language_code=language)
        assert page.permissions_for_user(people["editor-oulu"]).can_publish()
        assert not page.permissions_for_user(people["editor-varsinais-suomi"]).can_edit()
        assert page.permissions_for_user(people["contributor-salo"]).can_edit()
        assert client.get(f"/{language}/salo/").status_code == 200
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_command_says_what_it_made_and_what_it_lacks(
    kokkola: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("open_municipality", "kokkola")
    assert "/sv/kokkola/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="uk"):
        call_command("open_municipality", "kokkola", "uk")
    with pytest.raises(CommandError, match="atlantis"):
        call_command("open_municipality", "atlantis")
