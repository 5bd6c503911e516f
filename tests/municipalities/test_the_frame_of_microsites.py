"""Districts and municipalities are opened, moved and ended by the project team; editors fill them."""

import pytest
from django.urls import reverse

from municipalities.models import MunicipalityPage
from tests.cast import Country
from tests.people import People, as_


@pytest.mark.parametrize("action", ["delete", "unpublish"])
@pytest.mark.parametrize(("name", "stays"), [("editor-oulu", True), ("contributor-raahe", True), ("team", False)])
def test_a_microsite_is_not_taken_away(country: Country, people: People, action: str, name: str, stays: bool) -> None:
    page = country.town_pages["ar"]["raahe"]
    as_(people, name).post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))
    assert MunicipalityPage.objects.filter(pk=page.pk, live=True).exists() is stays


def test_nor_in_bulk(country: Country, people: People) -> None:
    page = country.town_pages["fi"]["raahe"]
    for action in ("delete", "unpublish"):
        as_(people, "editor-oulu").post(f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}")
    assert MunicipalityPage.objects.filter(pk=page.pk, live=True).exists()


def test_an_editor_does_not_open_a_municipality(country: Country, people: People) -> None:
    parent = country.district_pages["fi"]["oulu"]
    url = reverse("wagtailadmin_pages:add", args=["municipalities", "municipalitypage", parent.pk])
    assert as_(people, "editor-oulu").get(url).status_code != 200
    assert as_(people, "team").get(url).status_code == 200


def test_an_editor_does_not_turn_a_microsite_into_another_towns(country: Country, people: People) -> None:
    page, salo = country.town_pages["fi"]["raahe"], country.municipalities["salo"]
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {
        "title": "Raahe", "slug": "raahe", "summary": "", "state_note": "", "municipality": salo.pk, "body-count": "0",
        "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "go_live_at": "", "expire_at": "", "action-publish": "yes",
    }  # fmt: skip
    as_(people, "editor-oulu").post(url, form)
    page.refresh_from_db()
    assert page.municipality == country.municipalities["raahe"]
