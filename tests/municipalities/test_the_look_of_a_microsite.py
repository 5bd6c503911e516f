"""A microsite has its own accent, coat of arms and footer contacts; what it has not, it takes from what is nearest."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as PillowImage

from home.models import PortalImage
from home.stripes import ACCENTS
from municipalities.models import LocalPage, Municipality
from municipalities.models.regions import Accent
from tests.cast import Country


def body_accent(client: Client, path: str) -> str:
    return client.get(path).content.decode().split('data-accent="')[1].split('"')[0]


def change(country: Country, *, district: dict[str, Any], town: dict[str, Any]) -> None:
    salo = country.municipalities["salo"]
    for row, values in ((salo.district, district), (salo, town)):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def add_local_page(country: Country) -> None:
    parent = country.town_pages["en"]["salo"]
    parent.add_child(instance=LocalPage(title="Weeks", slug="weeks", locale=parent.locale))


@pytest.mark.parametrize(
    ("own", "of_the_district", "seen"),
    [("heather", "night", "heather"), ("heather", "", "heather"), ("", "night", "night"), ("", "", "spruce")],
    ids=["set", "self", "ancestor", "none"],
)
def test_the_accent_is_the_nearest(country: Country, client: Client, own: str, of_the_district: str, seen: str) -> None:
    change(country, district={"accent": of_the_district}, town={"accent": own})
    add_local_page(country)
    assert body_accent(client, "/en/salo/") == seen
    assert body_accent(client, "/en/salo/weeks/") == seen
    assert body_accent(client, "/en/") == "spruce"


def test_every_accent_is_one_of_the_checked_set() -> None:
    assert set(Accent.values) == set(ACCENTS)


def test_no_other_colour_can_be_chosen(country: Country) -> None:
    salo = country.municipalities["salo"]
    salo.accent = "#ff0000"
    with pytest.raises(ValidationError):
        salo.full_clean()


@pytest.mark.parametrize(
    ("own", "of_the_district", "seen"),
    [("+358 00 1", "+358 00 2", "+358 00 1"), ("", "+358 00 2", "+358 00 2"), ("", "", "")],
    ids=["self", "ancestor", "none"],
)
def test_the_footer_has_the_nearest_contact(
    country: Country, client: Client, own: str, of_the_district: str, seen: str
) -> None:
    change(country, district={"telephone": of_the_district}, town={"telephone": own})
    add_local_page(country)
    for path in ("/en/salo/", "/en/salo/weeks/"):
        footer = client.get(path).content.decode().split("<footer")[1]
        assert footer.count("tel:") == bool(seen)
        assert seen in footer
    assert "tel:" not in client.get("/en/").content.decode().split("<footer")[1]


@pytest.fixture
def arms(db: None, settings: Any, tmp_path: Any) -> PortalImage:
    settings.MEDIA_ROOT = tmp_path
    picture = BytesIO()
    PillowImage.new("RGB", (200, 240)).save(picture, "PNG")
    return PortalImage.objects.create(title="Arms of Salo", file=ContentFile(picture.getvalue(), "arms.png"))


def test_a_coat_of_arms_needs_the_date_of_its_permission(country: Country, client: Client, arms: PortalImage) -> None:
    salo = country.municipalities["salo"]
    salo.coat_of_arms = arms
    with pytest.raises(ValidationError, match="permitted"):
        salo.full_clean()
    salo.coat_of_arms_permission_on = date(2026, 11, 1)
    salo.full_clean()
    salo.save()
    assert "Coat of arms: Salo" in client.get("/en/salo/").content.decode()
    assert "Coat of arms" not in client.get("/en/raahe/").content.decode()


def test_a_coat_of_arms_costs_one_query_at_most(country: Country, client: Client, arms: PortalImage) -> None:
    client.get("/en/salo/")
    with CaptureQueriesContext(connection) as without:
        client.get("/en/salo/")
    Municipality.objects.filter(slug="salo").update(coat_of_arms=arms, coat_of_arms_permission_on=date(2026, 11, 1))
    client.get("/en/salo/")
    with CaptureQueriesContext(connection) as with_arms:
        client.get("/en/salo/")
    assert len(with_arms) <= len(without) + 1


@pytest.mark.parametrize(
    ("status", "names"), [(0, "Raahe"), (1, "Raahe – Brahestad"), (2, "Brahestad – Raahe"), (3, "Brahestad – Raahe")]
)
def test_the_name_of_the_majority_stands_first(country: Country, client: Client, status: int, names: str) -> None:
    raahe = country.municipalities["raahe"]
    Municipality.objects.filter(pk=raahe.pk).update(official_language_status=status)
    raahe.refresh_from_db()
    assert str(raahe) == names
    if status:
        assert names in client.get("/en/raahe/").content.decode()
