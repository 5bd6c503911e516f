"""In a bilingual municipality home and contacts go live in Finnish and Swedish together; activities need not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from municipalities.models import ContactsPage, Municipality, MunicipalityPage
from municipalities.opening import open_municipality
from municipalities.workflow import ensure_workflow
from tests.cast import Country
from tests.people import People


@pytest.fixture
def narpio(country: Country) -> Municipality:
    """A bilingual town whose pages wait as drafts, the Swedish ones first."""
    town = Municipality.objects.create(
        code="545", slug="narpio", name_fi="Närpiö", name_sv="Närpes", name_en="Närpes", fi_genitive="Närpiön",
        fi_in="Närpiössä", fi_to="Närpiöön", sv_in="i Närpes", official_language_status=3, latitude=62.47,
        longitude=21.34, district=country.districts["oulu"], offered_languages=["sv", "fi", "en"],
    )  # fmt: skip
    open_municipality(town, ["sv", "fi", "en"], live=False)
    return town


def home(town: Municipality, language: str) -> MunicipalityPage:
    return MunicipalityPage.objects.get(municipality=town, locale__language_code=language)


def editor(people: People) -> Client:
    client = Client()
    client.force_login(people["editor-oulu"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def form(page: Page, **changes: Any) -> dict[str, Any]:
    return {
        "title": page.title, "slug": page.slug, "summary": "Kom med", "state_note": "", "body-count": "0",
        "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "go_live_at": "", "expire_at": "", "action-publish": "yes", **changes,
    }  # fmt: skip


def copied(town: Municipality) -> None:
    """The Finnish draft has still the Swedish words: nobody has translated it."""
    swedish, finnish = home(town, "sv"), home(town, "fi").get_latest_revision_as_object()
    finnish.summary, finnish.body = swedish.summary, swedish.body
    finnish.save_revision()


def test_both_go_live_together(narpio: Municipality, people: People) -> None:
    page = home(narpio, "sv")
    response = editor(people).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page))
    assert response.status_code == 302, response.context["form"].errors
    assert home(narpio, "sv").live
    assert home(narpio, "fi").live
    assert not home(narpio, "en").live
    assert "Närpiössä" in home(narpio, "fi").summary


def test_without_the_other_language_nothing_goes_live_and_nothing_is_lost(narpio: Municipality, people: People) -> None:
    copied(narpio)
    page, client = home(narpio, "sv"), editor(people)
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page))
    assert response.status_code == 200
    assert "suomi" in str(response.context["form"].non_field_errors())
    assert "Kom med" in response.content.decode()
    assert not home(narpio, "sv").live
    data = form(page)
    del data["action-publish"]
    assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302
    assert home(narpio, "sv").get_latest_revision_as_object().summary == "Kom med"


def test_the_editor_is_told_before_she_begins(narpio: Municipality, people: People) -> None:
    url, client = reverse("wagtailadmin_pages:edit", args=[home(narpio, "sv").pk]), editor(people)
    assert "also publishes" in client.get(url, headers={"accept-language": "en"}).content.decode()
    copied(narpio)
    html = client.get(url, headers={"accept-language": "en"}).content.decode()
    assert "This municipality is bilingual" in html


def test_a_later_draft_goes_with_the_next_publication(narpio: Municipality) -> None:
    for code in ("sv", "fi"):
        home(narpio, code).save_revision().publish()
    finnish = home(narpio, "fi")
    finnish.summary = "Uusi tiivistelmä"
    finnish.save_revision()
    swedish = home(narpio, "sv")
    swedish.summary = "Ny sammanfattning"
    swedish.save_revision().publish()
    assert home(narpio, "fi").summary == "Uusi tiivistelmä"
    assert not home(narpio, "fi").has_unpublished_changes


@pytest.mark.parametrize(("status", "gated"), [(0, False), (1, True), (2, True), (3, True)])
def test_the_language_status_decides(narpio: Municipality, people: People, status: int, gated: bool) -> None:
    copied(narpio)
    Municipality.objects.filter(pk=narpio.pk).update(official_language_status=status)
    page = home(narpio, "sv")
    response = editor(people).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page))
    assert (response.status_code == 200) is gated


def test_contacts_are_gated_and_other_pages_are_not(narpio: Municipality) -> None:
    for code in ("sv", "fi"):
        home(narpio, code).save_revision().publish()
    contacts = ContactsPage.objects.descendant_of(home(narpio, "sv")).get()
    contacts.save_revision().publish()
    assert ContactsPage.objects.descendant_of(home(narpio, "fi")).get().live
    weeks = home(narpio, "sv").get_children().get(slug="first-weeks").specific
    weeks.save_revision().publish()
    assert not home(narpio, "fi").get_children().get(slug="first-weeks").live


def test_it_is_not_approved_or_published_in_bulk_either(narpio: Municipality, people: People) -> None:
    copied(narpio)
    page = home(narpio, "sv")
    task = ensure_workflow().start(page, people["contributor-raahe"]).current_task_state.task.specific
    assert [name for name, _label, _form in task.get_actions(page, people["editor-oulu"])] == ["reject"]
    editor(people).post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    assert not home(narpio, "sv").live
