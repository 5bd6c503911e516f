"""People join and leave districts, municipalities move between them: what they may follows with the next request."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.models import Collection

from home.models import PortalImage
from municipalities import accounts, opening
from municipalities.models import District, LocalPage, Municipality
from municipalities.permissions import coordinators_of
from municipalities.rights import collection_name, generate_rights
from tests.cast import Country
from tests.people import People, as_
from volunteering.models import PrivacyNotice, Registration
from volunteering.opening import ensure_recruitment


def editing(client: Client, page: Any) -> int:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code


def test_a_second_district_and_leaving_one_hold_in_a_live_session(country: Country, people: People) -> None:
    editor, client = people["editor-oulu"], as_(people, "editor-oulu")
    salo, raahe = country.town_pages["ar"]["salo"], country.town_pages["ar"]["raahe"]
    assert (editing(client, raahe), editing(client, salo)) == (200, 404)
    accounts.make_editor(editor, country.districts["varsinais-suomi"])
    assert (editing(client, raahe), editing(client, salo)) == (200, 200)
    editor.groups.remove(Group.objects.get(name="Editors: oulu"))
    assert (editing(client, raahe), editing(client, salo)) == (404, 200)


def test_losing_the_last_role_or_the_account_ends_a_live_session(country: Country, people: People) -> None:
    contributor, client = people["contributor-salo"], as_(people, "contributor-salo")
    assert client.get("/admin/").status_code == 200
    contributor.groups.clear()
    assert client.get("/admin/").status_code == 302
    client = as_(people, "editor-oulu")
    people["editor-oulu"].is_active = False
    people["editor-oulu"].save()
    assert client.get("/admin/").status_code == 302


@pytest.fixture
def raahe(country: Country) -> Municipality:
    """A municipality with a page and an image, about to move to another district."""
    town = country.municipalities["raahe"]
    for language in ("fi", "ar"):
        parent = country.town_pages[language]["raahe"]
        parent.add_child(instance=LocalPage(title="First weeks", slug="first-weeks", locale=parent.locale))
    return town


@pytest.mark.parametrize("language", ["fi", "sv", "ar"])
def test_pages_move_with_the_municipality_in_every_language(
    raahe: Municipality, country: Country, people: People, language: str, client: Client
) -> None:
    page = country.town_pages[language]["raahe"]
    address = page.get_url()
    old, new = as_(people, "editor-oulu"), as_(people, "editor-varsinais-suomi")
    writer = as_(people, "contributor-raahe")
    assert (editing(old, page), editing(new, page), editing(writer, page)) == (200, 404, 200)
    opening.move_municipality(raahe, country.districts["varsinais-suomi"])
    assert (editing(old, page), editing(new, page), editing(writer, page)) == (404, 200, 200)
    page.refresh_from_db()
    assert page.get_url() == address
    assert client.get(address).status_code == 200


def test_files_move_with_the_municipality(
    raahe: Municipality, country: Country, people: People, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = BytesIO()
    PillowImage.new("RGB", (8, 8)).save(picture, "PNG")
    collection = Collection.objects.get(name=collection_name(raahe))
    image = PortalImage.objects.create(
        title="Harbour", file=ContentFile(picture.getvalue(), "harbour.png"), collection=collection
    )
    url = reverse("wagtailimages:edit", args=[image.pk])
    old, new = as_(people, "editor-oulu"), as_(people, "editor-varsinais-suomi")
    assert (old.get(url).status_code, new.get(url).status_code) == (200, 404)
    opening.move_municipality(raahe, country.districts["varsinais-suomi"])
    assert (old.get(url).status_code, new.get(url).status_code) == (404, 200)


def test_sign_ups_move_with_the_municipality(raahe: Municipality, country: Country, people: People) -> None:
    now = timezone.now()
    registration = Registration.objects.create(
        call=ensure_recruitment(raahe, ["fi"]), municipality=raahe, idempotency_key=uuid4(), language="fi",
        full_name="Maija Malli", email="maija@example.org", contact_language="fi", wants="group", is_adult=True,
        status="new",
        status_changed_at=now, created_at=now, privacy_notice=PrivacyNotice.objects.current(), privacy_language="fi",
        privacy_read_at=now,
    )  # fmt: skip
    url = reverse("volunteering_registrations:case", args=[registration.reference])
    old, new = as_(people, "editor-oulu"), as_(people, "editor-varsinais-suomi")
    assert (old.get(url).status_code, new.get(url).status_code) == (200, 404)
    opening.move_municipality(raahe, country.districts["varsinais-suomi"])
    assert (old.get(url).status_code, new.get(url).status_code) == (404, 200)
    assert people["editor-varsinais-suomi"] in coordinators_of(Municipality.objects.get(pk=raahe.pk).district)


def test_a_move_that_fails_leaves_everything(raahe: Municipality, country: Country) -> None:
    """The new district lacks its page in one language: nothing has moved in any."""
    country.district_pages["ar"]["varsinais-suomi"].delete()
    before = {code: pages["raahe"].path for code, pages in country.town_pages.items()}
    with pytest.raises(opening.NoDistrictPageError):
        opening.move_municipality(raahe, country.districts["varsinais-suomi"])
    raahe.refresh_from_db()
    assert raahe.district == country.districts["oulu"]
    for code, pages in country.town_pages.items():
        pages["raahe"].refresh_from_db()
        assert pages["raahe"].path == before[code]


def test_the_team_moves_a_municipality_after_reading_what_changes(
    raahe: Municipality, country: Country, people: People
) -> None:
    people["editor-oulu"], people["editor-varsinais-suomi"]
    client, url = as_(people, "team"), reverse("municipality:move", args=[raahe.pk])
    future = country.districts["varsinais-suomi"]
    assert client.get(url).status_code == 200
    html = client.post(url, {"district": future.pk}).content.decode()
    assert "editor-oulu" in html
    assert "editor-varsinais-suomi" in html
    raahe.refresh_from_db()
    assert raahe.district == country.districts["oulu"]
    response = client.post(url, {"district": future.pk, "confirmed": future.pk})
    assert response.status_code == 302
    raahe.refresh_from_db()
    assert raahe.district == future
    for pages in country.town_pages.values():
        pages["raahe"].refresh_from_db()
        assert pages["raahe"].get_parent().specific.district == future


def test_a_confirmation_for_another_district_is_none(raahe: Municipality, country: Country, people: People) -> None:
    url = reverse("municipality:move", args=[raahe.pk])
    future = country.districts["varsinais-suomi"]
    for confirmed in ("yes", country.districts["oulu"].pk):
        as_(people, "team").post(url, {"district": future.pk, "confirmed": confirmed})
    assert as_(people, "team").post(url, {"district": country.districts["oulu"].pk}).status_code == 422
    raahe.refresh_from_db()
    assert raahe.district == country.districts["oulu"]


def test_a_district_without_a_page_in_a_language_is_said_before_anything_moves(
    raahe: Municipality, country: Country, people: People
) -> None:
    future = country.districts["varsinais-suomi"]
    country.district_pages["ar"]["varsinais-suomi"].delete()
    url = reverse("municipality:move", args=[raahe.pk])
    response = as_(people, "team").post(url, {"district": future.pk, "confirmed": future.pk})
    assert response.status_code == 422
    assert "العربية" in response.content.decode()


@pytest.mark.parametrize("name", ["editor-oulu", "contributor-raahe"])
def test_only_the_team_moves_municipalities(raahe: Municipality, country: Country, people: People, name: str) -> None:
    for pk in (raahe.pk, country.municipalities["salo"].pk, 987654):
        url = reverse("municipality:move", args=[pk])
        client = as_(people, name)
        future = country.districts["varsinais-suomi"].pk
        assert client.get(url).status_code == 404
        assert client.post(url, {"district": future, "confirmed": future}).status_code == 404


def test_no_municipality_moves_in_one_language_only(raahe: Municipality, country: Country, people: People) -> None:
    page, elsewhere = country.town_pages["fi"]["raahe"], country.district_pages["fi"]["varsinais-suomi"]
    client = as_(people, "team")
    response = client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk]))
    assert response["Location"] == reverse("municipality:move", args=[raahe.pk])
    client.post(f"/admin/bulk/wagtailcore/page/move/?id={page.pk}", {"chooser": elsewhere.pk})
    page.refresh_from_db()
    assert page.get_parent().specific.district == country.districts["oulu"]


def test_a_deleted_municipality_leaves_no_group(country: Country, people: People) -> None:
    people["translator-ar-salo"], people["contributor-salo"]
    salo = country.municipalities["salo"]
    for pages in country.town_pages.values():
        pages["salo"].delete()
    salo.delete()
    assert not Group.objects.filter(name__contains="salo").exists()


def test_a_deleted_district_leaves_no_group(db: None) -> None:
    district = District.objects.create(key="uusi", name_fi="Uusi", name_sv="Ny", name_en="New")
    generate_rights(district)
    assert Group.objects.filter(name="Editors: uusi").exists()
    district.delete()
    assert not Group.objects.filter(name__endswith=": uusi").exists()


def test_a_language_that_comes_later_brings_its_translators_their_pages(country: Country, people: People) -> None:
    country.town_pages["ar"]["salo"].delete()
    client = as_(people, "translator-ar-salo")  # asked before there is anything to translate
    assert client.get("/admin/").status_code == 200
    opening.open_municipality(country.municipalities["salo"], ["fi", "ar"])
    page = country.municipalities["salo"].pages.get(locale__language_code="ar")
    assert editing(client, page) == 200
    assert not page.permissions_for_user(people["translator-ar-salo"]).can_publish()
