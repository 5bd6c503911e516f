"""An experience is written by those who had it, approved by the district, and gathered by theme in the guide."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from home.models import ContentPage, HomePage
from home.translation import translate
from municipalities.models import (
    DistrictPage,
    ExperiencePage,
    GuidePage,
    LocalPage,
    Municipality,
    MunicipalityIndexPage,
    MunicipalityPage,
)
from municipalities.workflow import ensure_workflow
from tests.cast import Country
from tests.people import People, as_

pytestmark = pytest.mark.django_db


def tell(
    country: Country, town: str, slug: str, language: str = "fi", *, live: bool = True, **fields: Any
) -> ExperiencePage:
    """An experience of a municipality, published unless told otherwise."""
    parent = country.town_pages[language][town]
    parent.refresh_from_db()
    values = {
        "title": slug.capitalize(), "summary": f"Opittua: {slug}.", "theme": "activities",
        "tellers": ["newcomers", "sponsors"],
        "told_on": date(2026, 3, 1), "tried": "<p>Kahvila kirjastossa.</p>", "worked": "<p>Sama päivä.</p>",
        "would_change": "<p>Lapsille oma tila.</p>",
    }  # fmt: skip
    page = ExperiencePage(slug=slug, locale=parent.locale, live=False, **(values | fields))
    parent.add_child(instance=page)
    if live:
        page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def guide(country: Country) -> GuidePage:
    """The national guide with words before one chapter, in Finnish and English."""
    home = country.homes["fi"]
    home.refresh_from_db()
    page = GuidePage(
        title="Opas", slug="guide", locale=home.locale, introduction="<p>Näin opas syntyi.</p>",
        chapters=[("chapter", {"theme": "training", "text": "<p>Valmennus kannattaa.</p>"})],
    )  # fmt: skip
    home.add_child(instance=page)
    page.save_revision().publish()
    translate(page, country.homes["en"].locale, {"title": "Guide", "introduction": "<p>How it began.</p>"})
    return page


# --- writing ---------------------------------------------------------------------------------------


def test_a_contributor_submits_and_the_district_approves(country: Country, people: People, client: Client) -> None:
    ensure_workflow()
    parent = country.town_pages["fi"]["salo"]
    writer, editor = as_(people, "contributor-salo"), as_(people, "editor-varsinais-suomi")
    words = {"tried": "Kahvila.", "with_whom": "", "worked": "Kahvi.", "would_change": "Aika."}
    form = {
        "title": "Kahvila", "slug": "kahvila", "summary": "Opittua.", "theme": "languages", "tellers": ["newcomers"],
        "told_on": "2026-03-01", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "action-submit": "1",
        **{name: rich_text(text) for name, text in words.items()},
    }  # fmt: skip
    answer = writer.post(f"/admin/pages/add/municipalities/experiencepage/{parent.pk}/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    page = ExperiencePage.objects.get()
    assert not page.live
    assert page.tellers == ["newcomers"]
    task = WorkflowState.objects.get().current_task_state
    editor.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]), {})
    page.refresh_from_db()
    assert page.live
    assert "Kahvila" in client.get("/fi/salo/kahvila/").content.decode()


def rich_text(text: str) -> str:
    """A paragraph as Draftail sends it."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block] if text else [], "entityMap": {}})


def test_the_facts_are_the_same_in_every_language(country: Country) -> None:
    page = tell(country, "salo", "kahvila")
    swedish = translate(page, country.homes["sv"].locale, {"title": "Kafé"})
    page.theme, page.told_on = "wellbeing", date(2026, 4, 1)
    page.save_revision().publish()
    swedish = ExperiencePage.objects.get(pk=swedish.pk)
    assert (swedish.theme, swedish.told_on) == ("wellbeing", date(2026, 4, 1))
    swedish.theme = "roles"
    swedish.save_revision().publish()
    assert ExperiencePage.objects.get(pk=swedish.pk).theme == "wellbeing"


def test_it_belongs_to_the_municipality_where_it_stands(country: Country) -> None:
    page = tell(country, "salo", "kahvila")
    assert page.municipality == country.municipalities["salo"]
    target = country.town_pages["fi"]["raahe"]
    target.refresh_from_db()
    page.move(target, pos="last-child")
    assert ExperiencePage.objects.get().municipality == country.municipalities["raahe"]


def test_experiences_live_in_microsites_and_the_guide_below_the_home_page() -> None:
    assert ExperiencePage.can_exist_under(MunicipalityPage())
    assert GuidePage.can_exist_under(HomePage())
    others: list[Page] = [
        ContentPage(),
        DistrictPage(),
        LocalPage(),
        MunicipalityIndexPage(),
        GuidePage(),
        ExperiencePage(),
    ]
    for parent in others:
        assert not ExperiencePage.can_exist_under(parent), parent
        assert not GuidePage.can_exist_under(parent), parent
    assert not ExperiencePage.can_exist_under(HomePage())
    assert not GuidePage.can_exist_under(MunicipalityPage())


# --- reading ---------------------------------------------------------------------------------------


def test_an_experience_says_what_who_and_when(country: Country, guide: GuidePage, client: Client) -> None:
    tell(country, "salo", "kahvila", with_whom="<p>Viisi kummia.</p>")
    html = client.get("/en/salo/kahvila/").content.decode()
    for words in (
        "What we tried", "Kahvila kirjastossa.", "With whom", "Viisi kummia.", "What worked", "What we would change",
        "Lapsille oma tila.", "Newcomers, community sponsors", 'href="/en/guide/#activities"',
    ):  # fmt: skip
        assert words in html, words


def test_a_microsite_lists_what_was_learned_there(country: Country, client: Client) -> None:
    assert "What we have learned here" not in client.get("/en/salo/").content.decode()
    tell(country, "salo", "cafe", "en")
    tell(country, "raahe", "other", "en")
    html = client.get("/en/salo/").content.decode()
    assert "What we have learned here" in html
    assert 'href="/en/salo/cafe/"' in html
    assert "/en/raahe/other/" not in html


def test_the_guide_gathers_by_theme_each_once(country: Country, guide: GuidePage, client: Client) -> None:
    cafe = tell(country, "salo", "kahvila", theme="languages")
    translate(cafe, country.homes["en"].locale, {"title": "Café in English"})
    tell(country, "raahe", "ryhma", theme="roles", title="Ryhmä")
    html = client.get("/en/guide/").content.decode()
    contents = html[html.index('id="guide-contents"') :]
    assert contents.index('href="#roles"') < contents.index('href="#training"') < contents.index('href="#languages"')
    assert 'href="#wellbeing"' not in html
    assert html.count("Café in English") == 1
    assert "Kahvila" not in html
    assert '<h3 lang="fi" dir="ltr"><a class="card-link" href="/en/raahe/ryhma/">Ryhmä</a></h3>' in html
    assert "Valmennus kannattaa." in html
    assert "How it began." in html


def test_the_guide_of_one_municipality(country: Country, guide: GuidePage, client: Client) -> None:
    tell(country, "salo", "kahvila")
    tell(country, "raahe", "ryhma")
    html = client.get("/fi/guide/?muni=raahe").content.decode()
    assert "/fi/raahe/ryhma/" in html
    assert "/fi/salo/kahvila/" not in html
    assert "Valmennus kannattaa." not in html


@pytest.mark.parametrize("bad", ["nowhere", "%00", "%27%22%3Cb%3E", "a" * 3000, "%ed%a0%80"])
@pytest.mark.parametrize("path", ["", "print/"])
def test_an_unknown_municipality_shows_all(
    country: Country, guide: GuidePage, client: Client, path: str, bad: str
) -> None:
    tell(country, "salo", "kahvila")
    response = client.get(f"/en/guide/{path}?muni={bad}")
    assert response.status_code == 200
    assert "Kahvila" in response.content.decode()


def test_on_paper_everything_is_on_one_page(country: Country, guide: GuidePage, client: Client) -> None:
    tell(country, "salo", "kahvila", theme="welcome")
    tell(country, "raahe", "ryhma", theme="roles", would_change="<p>Pienempi ryhmä.</p>")
    html = client.get("/en/guide/print/").content.decode()
    for words in (
        "Lapsille oma tila.",
        "Pienempi ryhmä.",
        "Valmennus kannattaa.",
        "As of",
        "/en/guide/",
        "Raahe",
        "noindex",
    ):
        assert words in html, words
    assert html.count("<h1") == 1


def test_only_what_is_public_is_in_the_guide(country: Country, guide: GuidePage, client: Client) -> None:
    tell(country, "salo", "draft", live=False)
    tell(country, "salo", "private").view_restrictions.create(restriction_type="login")
    assert "Draft" not in client.get("/fi/guide/").content.decode()
    assert "/fi/salo/private/" not in client.get("/fi/guide/print/").content.decode()


def test_experiences_of_a_municipality_that_has_ended_stay(country: Country, guide: GuidePage, client: Client) -> None:
    tell(country, "salo", "kahvila")
    Municipality.objects.filter(slug="salo").update(state=Municipality.State.ENDED)
    assert "/fi/salo/kahvila/" in client.get("/fi/guide/").content.decode()
    assert "/fi/salo/kahvila/" in client.get("/fi/salo/").content.decode()
    assert client.get("/fi/salo/kahvila/").status_code == 200


def test_a_guide_without_experiences_says_so(country: Country, guide: GuidePage, client: Client) -> None:
    for page in (guide, *(each.specific for each in guide.get_translations())):
        page.chapters = []
        page.save_revision().publish()
    assert "No experience has been told yet." in client.get("/en/guide/").content.decode()


def test_the_guide_costs_the_same_with_many_experiences(
    country: Country, guide: GuidePage, client: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(3):
        tell(country, "salo", f"first-{n}")
    for path in ("/en/guide/", "/en/guide/print/", "/fi/salo/"):
        client.get(path)
    counts = {}
    for path, most in (("/en/guide/", 11), ("/en/guide/print/", 11), ("/fi/salo/", 12)):
        with django_assert_max_num_queries(most) as seen:
            client.get(path)
        counts[path] = len(seen)
    for town in ("raahe", "kuusamo", "salo"):
        for n in range(4):
            page = tell(country, town, f"more-{n}", theme="roles")
            translate(page, country.homes["en"].locale, {"title": f"More {n}"})
    for path, count in counts.items():
        with django_assert_max_num_queries(count):
            client.get(path)
