"""Editors see pages that are old or hard to read, confirm with one press what is still right, and mend the others."""

from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from PIL import Image as PillowImage
from wagtail.models import Page, PageLogEntry

from home.models import PortalImage
from home.translation import translate
from municipalities.models import Confirmation, LocalPage, PageProblems
from municipalities.upkeep import FRESH_FOR
from tests.cast import Country
from tests.municipalities.test_the_editors_home import as_, lists, titles
from tests.people import People

LONG_AGO = FRESH_FOR + timedelta(days=2)


def publish(country: Country, title: str, language: str = "fi", slug: str = "salo", body: Any = ()) -> LocalPage:
    parent = country.town_pages[language][slug]
    parent.refresh_from_db()
    page = LocalPage(title=title, slug=title.lower().replace(" ", "-"), locale=parent.locale, body=list(body))
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def age(page: Page, days: timedelta = LONG_AGO) -> None:
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - days)


def text(html: str) -> tuple[str, str]:
    return ("rich_text", html)


# --- old ----------------------------------------------------------------------------------------


def test_a_page_that_nobody_looked_at_for_half_a_year_is_asked_about(country: Country, people: People) -> None:
    old, new = publish(country, "Old"), publish(country, "New")
    age(old)
    age(new, FRESH_FOR - timedelta(days=1))
    assert titles(lists(as_(people, "editor-varsinais-suomi"))["old"]) == ["Old"]
    assert titles(lists(as_(people, "editor-oulu"))["old"]) == []
    assert "old" not in lists(as_(people, "contributor-salo"))


def test_one_press_says_that_it_is_still_right(country: Country, people: People) -> None:
    page = publish(country, "Old")
    age(page)
    client = as_(people, "editor-varsinais-suomi")
    action = lists(client)["old"]["rows"][0]["row"].action
    response = client.post(action.url, headers={"referer": "http://testserver/admin/?town=salo"})
    assert response["Location"] == "http://testserver/admin/?town=salo"
    assert titles(lists(client)["old"]) == []
    assert Confirmation.objects.get().confirmed_by == people["editor-varsinais-suomi"]
    assert PageLogEntry.objects.filter(page_id=page.pk, action="municipalities.page_confirmed").exists()


def test_a_confirmation_holds_for_half_a_year(country: Country, people: People) -> None:
    page = publish(country, "Old")
    age(page)
    day = timezone.localdate() - LONG_AGO
    Confirmation.objects.create(translation_key=page.translation_key, confirmed_on=day)
    assert titles(lists(as_(people, "editor-varsinais-suomi"))["old"]) == ["Old"]


def test_a_page_is_asked_about_once_not_in_every_language(country: Country, people: People) -> None:
    page = publish(country, "Old")
    age(page)
    age(translate(page, country.homes["ar"].locale, {"title": "[ar] Old"}))
    assert titles(lists(as_(people, "editor-varsinais-suomi"))["old"]) == ["Old"]


@pytest.mark.parametrize("name", ["editor-oulu", "contributor-raahe", "researcher"])
def test_nobody_confirms_pages_of_others(country: Country, people: People, name: str) -> None:
    page = publish(country, "Old")
    client = as_(people, name)
    answers = {client.post(reverse("confirm_page", args=[pk])).status_code for pk in (page.pk, 987654)}
    assert answers == {404}
    assert not Confirmation.objects.exists()


def test_confirming_is_a_post_and_leads_back_to_this_site_only(country: Country, people: People) -> None:
    url = reverse("confirm_page", args=[publish(country, "Old").pk])
    client = as_(people, "editor-varsinais-suomi")
    assert client.get(url).status_code == 405
    assert client.post(url, headers={"referer": "https://elsewhere.example/"})["Location"] == "/admin/"


# --- hard to read -------------------------------------------------------------------------------


def problems(page: Page) -> list[tuple[str, str]]:
    row = PageProblems.objects.filter(page_id=page.pk).first()
    return [(each["code"], each["quote"]) for each in row.problems] if row else []


@pytest.fixture
def image(settings: Any, tmp_path: Any) -> PortalImage:
    settings.MEDIA_ROOT = tmp_path
    picture = BytesIO()
    PillowImage.new("RGB", (8, 8)).save(picture, "PNG")
    return PortalImage.objects.create(title="Harbour", file=ContentFile(picture.getvalue(), "harbour.png"))


def test_what_is_published_is_checked(country: Country, people: People, image: PortalImage) -> None:
    page = publish(
        country,
        "Hard",
        body=[
            text('<h3>Deep</h3><p>Look <a href="/x">here</a></p>'),
            ("image", {"image": image, "caption": ""}),
        ],
    )
    assert problems(page) == [("heading_order", "Deep"), ("no_alternative_text", "Harbour"), ("unclear_link", "here")]
    shown = lists(as_(people, "editor-varsinais-suomi"))["hard-to-read"]
    assert titles(shown) == ["Hard"]
    assert "Deep" in shown["rows"][0]["row"].note
    assert titles(lists(as_(people, "editor-oulu"))["hard-to-read"]) == []


def test_what_was_mended_is_gone_from_the_list(country: Country) -> None:
    page = publish(country, "Hard", body=[text("<h3>Deep</h3>")])
    page.body = [text("<h2>Right</h2>")]
    page.save_revision().publish()
    assert problems(page) == []


def test_what_is_not_public_is_not_on_the_list(country: Country) -> None:
    page = publish(country, "Hard", body=[text("<h3>Deep</h3>")])
    page.unpublish()
    assert problems(page) == []


def test_an_alternative_text_of_a_language_that_stands_in_is_enough(country: Country, image: PortalImage) -> None:
    image.alternative_texts = {"fi": "Satama"}
    image.save()
    assert problems(publish(country, "Fine", "ar", body=[("image", {"image": image, "caption": ""})])) == []


def test_only_easy_finnish_has_a_longest_sentence(country: Country) -> None:
    long = text(f"<p>{' '.join(['sana'] * 16)}.</p>")
    assert problems(publish(country, "Plain", "fi", body=[long])) == []
    found = problems(publish(country, "Easy", "fi-simple", body=[long]))
    assert [code for code, _quote in found] == ["long_sentence"]
    assert found[0][1].endswith("…")


def test_all_pages_can_be_checked_again(country: Country, django_assert_max_num_queries: Any) -> None:
    hard = [publish(country, f"Hard {n}", body=[text("<h3>Deep</h3>")]) for n in range(3)]
    PageProblems.objects.all().delete()
    with django_assert_max_num_queries(20):
        call_command("check_pages", stdout=StringIO())
    assert {row.page_id for row in PageProblems.objects.all()} == {page.pk for page in hard}


# --- while somebody writes -------------------------------------------------------------------------


def test_the_editor_shows_what_the_checks_find_in_the_draft(country: Country, people: People) -> None:
    page = publish(country, "Draft", body=[text("<h2>One</h2><p>Words.</p>")])
    client, url = as_(people, "editor-varsinais-suomi"), reverse("wagtailadmin_pages:edit", args=[page.pk])
    with override("fi"):
        nothing, skipped = gettext("Nothing was found."), gettext("A heading skips a level")
    assert nothing in client.get(url).content.decode()
    page.body = [text("<h2>One</h2><h4>Skipped</h4>")]
    page.save_revision()
    assert f"{skipped}: <q>Skipped</q>" in client.get(url).content.decode()
