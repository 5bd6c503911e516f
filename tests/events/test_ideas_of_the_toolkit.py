"""Ideas for activities in the toolkit: found by keyword, read in every language, copied into a draft of one's town."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from events.models import ActivityIdeaPage, EventIndexPage, EventPage, IdeaIndexPage
from home.models import ContentPage, HomePage, Keyword, KeywordText
from home.translation import translate
from municipalities.models import LocalPage, MunicipalityPage
from tests.cast import Country
from tests.events.conftest import Stage
from tests.people import People, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def toolkit(country: Country) -> IdeaIndexPage:
    """The toolkit in Finnish and Swedish."""
    home = country.homes["fi"]
    page = IdeaIndexPage(title="Työkalut", slug="toolkit", locale=home.locale)
    home.refresh_from_db()
    home.add_child(instance=page)
    translate(page, country.homes["sv"].locale, {"title": "Verktyg"})
    return page


def keyword(slug: str, **labels: str) -> Keyword:
    made = Keyword.objects.create(slug=slug, name=slug)
    for language, label in labels.items():
        KeywordText.objects.create(parent=made, language=language, label=label)
    return made


def idea(toolkit: IdeaIndexPage, slug: str, *keywords: Keyword, **fields: Any) -> ActivityIdeaPage:
    values = {"title": slug.capitalize(), "summary": f"Sanoja: {slug}.", "minutes": 90, "fewest": 4, "most": 12}
    page = ActivityIdeaPage(slug=slug, locale=toolkit.locale, **(values | fields))
    page.keywords.set(keywords)
    toolkit.refresh_from_db()
    toolkit.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def cooking(toolkit: IdeaIndexPage) -> ActivityIdeaPage:
    """An idea with everything, in Finnish and Swedish."""
    topic = None
    page = idea(
        toolkit, "cooking", keyword("food", fi="ruoka", en="food"), topic=topic, title="Kokataan yhdessä",
        needs="<ul><li>keittiö</li></ul>", steps=[("step", {"title": "Valitkaa ruoka", "text": "Yhdessä."})],
        tips="<p>Varatkaa aikaa.</p>", safety="<p>Kysykää allergioista.</p>", invitation="<p>Tule kokkaamaan!</p>",
    )  # fmt: skip
    swedish = toolkit.get_translations().first().locale
    translate(page, swedish, {"title": "Vi lagar mat", "summary": "Mat.", "invitation": "<p>Kom och laga!</p>"})
    return page


# --- reading ---------------------------------------------------------------------------------------


def test_an_idea_says_what_how_long_and_for_how_many(cooking: ActivityIdeaPage, client: Client) -> None:
    html = client.get("/en/toolkit/cooking/").content.decode()
    for words in (
        "1 h 30 min", "4–12</bdi> people", "What you need", "keittiö", "Valitkaa ruoka", "Varatkaa aikaa.",
        "Kysykää allergioista.", "Tule kokkaamaan!", '../?keyword=food">food</a>',
        f"/ideas/{cooking.translation_key}/copy/",
    ):  # fmt: skip
        assert words in html, words


def test_the_facts_of_a_translation_are_those_of_its_source(cooking: ActivityIdeaPage) -> None:
    swedish = cooking.get_translations().get().specific
    assert swedish.minutes == 90
    older_draft = swedish.save_revision()
    cooking.minutes = 120
    cooking.save_revision().publish()
    assert cooking.get_translations().get().specific.minutes == 120
    older_draft.publish()
    assert cooking.get_translations().get().specific.minutes == 120


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", {"cooking", "ski"}), ("?keyword=food", {"cooking"}), ("?keyword=winter", {"ski"}),
     ("?keyword=nothing&keyword=winter", {"ski"}), ("?other=1", {"cooking", "ski"})],
)  # fmt: skip
def test_the_list_is_filtered_by_keyword(
    cooking: ActivityIdeaPage, toolkit: IdeaIndexPage, client: Client, query: str, shown: set[str]
) -> None:
    idea(toolkit, "ski", keyword("winter", fi="talvi"))
    html = client.get(f"/sv/toolkit/{query}").content.decode()
    assert {slug for slug in ("cooking", "ski") if f'href="/sv/toolkit/{slug}/"' in html} == shown


@pytest.mark.parametrize("bad", ["nothing", "%00", "%27%22%3Cb%3E", "a" * 3000, "%ed%a0%80"])
def test_an_unknown_keyword_is_named_and_shows_all(cooking: ActivityIdeaPage, client: Client, bad: str) -> None:
    response = client.get(f"/en/toolkit/?keyword={bad}")
    assert response.status_code == 200
    html = response.content.decode()
    assert "No idea has the keyword" in html
    assert "/en/toolkit/cooking/" in html
    assert "<b>" not in html.split("No idea has")[1][:80]


def test_a_translation_is_found_by_the_keywords_of_its_source(cooking: ActivityIdeaPage, client: Client) -> None:
    cooking.keywords.set([keyword("evening", fi="ilta", sv="kväll")])
    cooking.save_revision().publish()
    html = client.get("/sv/toolkit/?keyword=evening").content.decode()
    assert "Vi lagar mat" in html
    assert "kväll" in html
    assert "keyword=food" not in html


def test_drafts_and_private_ideas_are_not_listed(toolkit: IdeaIndexPage, client: Client) -> None:
    hidden, private = idea(toolkit, "hidden"), idea(toolkit, "private")
    hidden.unpublish()
    private.view_restrictions.create(restriction_type="login")
    html = client.get("/fi/toolkit/").content.decode()
    assert "/fi/toolkit/hidden/" not in html
    assert "/fi/toolkit/private/" not in html
    assert client.get("/en/toolkit/?keyword=x").status_code == 200


def test_an_empty_toolkit_says_so(toolkit: IdeaIndexPage, client: Client) -> None:
    assert "No ideas have been written yet." in client.get("/en/toolkit/").content.decode()


def test_the_list_costs_the_same_with_many_ideas(
    toolkit: IdeaIndexPage, client: Client, django_assert_max_num_queries: Any
) -> None:
    words = [keyword(f"word-{n}", fi=f"sana {n}") for n in range(4)]
    for n in range(12):
        idea(toolkit, f"idea-{n}", words[n % 4])
    client.get("/fi/toolkit/")
    with django_assert_max_num_queries(12) as few:
        client.get("/fi/toolkit/")
    for n in range(12, 24):
        idea(toolkit, f"idea-{n}", *words)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/fi/toolkit/")


# --- where it may live -----------------------------------------------------------------------------


def test_ideas_live_in_the_toolkit_and_the_toolkit_below_the_home_page() -> None:
    assert IdeaIndexPage.can_exist_under(HomePage())
    assert ActivityIdeaPage.can_exist_under(IdeaIndexPage())
    others: list[Page] = [ContentPage(), MunicipalityPage(), LocalPage(), EventIndexPage(), ActivityIdeaPage()]
    for parent in others:
        assert not IdeaIndexPage.can_exist_under(parent), parent
        assert not ActivityIdeaPage.can_exist_under(parent), parent
    assert not ActivityIdeaPage.can_exist_under(HomePage())


# --- copying ---------------------------------------------------------------------------------------


@pytest.fixture
def copy_url(cooking: ActivityIdeaPage, stage: Stage) -> str:
    """Where the idea is copied; Salo has lists in Finnish and Swedish, Raahe in Finnish."""
    assert stage.salo["fi"]
    assert stage.salo["sv"]
    assert stage.raahe["fi"]
    return f"/admin/events/ideas/{cooking.translation_key}/copy/"


def test_a_contributor_makes_a_draft_and_submits_it(copy_url: str, people: People, stage: Stage) -> None:
    browser = as_(people, "contributor-salo")
    asked = browser.get(copy_url)
    assert asked.status_code == 200
    assert not EventPage.objects.exists()
    town = stage.country.municipalities["salo"]
    answer = browser.post(copy_url, {"town": town.pk, "language": "sv"})
    page = EventPage.objects.get()
    assert answer["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert (page.title, page.summary, page.body) == ("Vi lagar mat", "Mat.", "<p>Kom och laga!</p>")
    assert (page.locale.language_code, page.source_language, page.live) == ("sv", "sv", False)
    assert page.get_parent().pk == stage.salo["sv"].pk
    form = browser.get(answer["Location"])
    assert form.status_code == 200
    assert "action-submit" in form.content.decode()


def test_the_list_of_activities_leads_to_the_ideas(copy_url: str, people: People, stage: Stage) -> None:
    here, other = stage.salo["sv"].pk, stage.salo["sv"].get_parent().pk
    browser = as_(people, "contributor-salo")
    assert 'href="/sv/toolkit/"' in browser.get(f"/admin/pages/{here}/").content.decode()
    assert 'href="/fi/toolkit/"' not in browser.get(f"/admin/pages/{here}/").content.decode()
    assert browser.get(f"/admin/pages/{other}/").status_code == 200


def test_the_same_idea_twice_is_one_draft(copy_url: str, people: People, stage: Stage) -> None:
    browser, town = as_(people, "contributor-salo"), stage.country.municipalities["salo"]
    first = browser.post(copy_url, {"town": town.pk, "language": "fi"})
    again = browser.post(copy_url, {"town": town.pk, "language": "sv"})
    assert first["Location"] == again["Location"]
    assert EventPage.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"language": "fi"},
        {"language": "fi", "town": "raahe"},
        {"language": "ar", "town": "salo"},
        {"language": "xx\0", "town": "salo"},
    ],
)
def test_another_town_or_language_is_refused(copy_url: str, people: People, stage: Stage, data: dict[str, str]) -> None:
    towns = stage.country.municipalities
    sent = data | ({"town": towns[data["town"]].pk} if "town" in data else {})
    assert as_(people, "contributor-salo").post(copy_url, sent).status_code == 200
    assert not EventPage.objects.exists()


def test_a_language_without_a_list_names_those_with_one(copy_url: str, people: People, stage: Stage) -> None:
    town = stage.country.municipalities["raahe"]
    html = as_(people, "editor-oulu").post(copy_url, {"town": town.pk, "language": "sv"}).content.decode()
    assert "suomi" in html
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("name", ["researcher", "translator-ar"])
def test_those_who_write_nowhere_find_nothing(copy_url: str, people: People, name: str) -> None:
    assert as_(people, name).get(copy_url).status_code in {302, 404}


def test_visitors_are_asked_to_sign_in(copy_url: str, client: Client) -> None:
    assert client.get(copy_url).status_code == 302


def test_an_idea_that_is_not_public_cannot_be_copied(copy_url: str, cooking: ActivityIdeaPage, people: People) -> None:
    for page in (cooking, *cooking.get_translations()):
        page.unpublish()
    assert as_(people, "editor-oulu").get(copy_url).status_code == 404
