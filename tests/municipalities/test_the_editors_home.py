"""The editor's home shows what waits for whom, few rows of each list, at a constant price."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext, override

from municipalities.models import LocalPage
from municipalities.workflow import ensure_workflow
from tests.cast import Country
from tests.people import People, as_

HOME = "/admin/"


def lists(client: Client, url: str = HOME) -> dict[str, dict[str, Any]]:
    """The lists of the home as the template gets them, by name."""
    for context in client.get(url).context:
        if "lists" in context:
            return {each["name"]: each for each in context["lists"]}
    return {}


def titles(shown: dict[str, Any]) -> list[str]:
    return [each["row"].title for each in shown["rows"]]


def write(country: Country, slug: str, title: str, language: str = "fi", **fields: Any) -> LocalPage:
    parent = country.town_pages[language][slug]
    parent.refresh_from_db()
    name = title.lower().replace(" ", "-")
    return parent.add_child(instance=LocalPage(title=title, slug=name, locale=parent.locale, **fields))


def submit(people: People, page: LocalPage, by: str) -> None:
    page.save_revision(user=people[by])
    ensure_workflow().start(page, people[by])


def test_what_is_submitted_waits_for_the_editor_and_shows_to_the_writer(country: Country, people: People) -> None:
    submit(people, write(country, "salo", "First weeks"), "contributor-salo")
    submit(people, write(country, "salo", "Ensiviikot", "ar"), "contributor-salo")
    assert titles(lists(as_(people, "editor-varsinais-suomi"))["waiting"]) == ["First weeks", "Ensiviikot"]
    assert titles(lists(as_(people, "contributor-salo"))["submitted"]) == ["Ensiviikot", "First weeks"]
    assert "waiting" not in lists(as_(people, "contributor-salo"))
    assert titles(lists(as_(people, "editor-oulu"))["waiting"]) == []
    assert lists(as_(people, "team"))["waiting"]["count"] == 2


def test_a_page_sent_back_says_so_to_the_writer(country: Country, people: People) -> None:
    page = write(country, "salo", "First weeks")
    submit(people, page, "contributor-salo")
    state = page.current_workflow_state
    state.current_task_state.task.specific.on_action(
        state.current_task_state, people["editor-varsinais-suomi"], "reject", comment="Why?"
    )
    shown = lists(as_(people, "contributor-salo"))["submitted"]
    with override("fi"):
        assert shown["rows"][0]["row"].note == gettext("Changes are asked for: open it to read the comment")
    assert titles(lists(as_(people, "editor-varsinais-suomi"))["waiting"]) == []


def test_drafts_are_ones_own_and_neither_public_nor_submitted(country: Country, people: People) -> None:
    begun, submitted = write(country, "salo", "Begun", live=False), write(country, "salo", "Submitted", live=False)
    begun.save_revision(user=people["contributor-salo"])
    submit(people, submitted, "contributor-salo")
    write(country, "salo", "Of another", live=False).save_revision(user=people["editor-varsinais-suomi"])
    assert titles(lists(as_(people, "contributor-salo"))["drafts"]) == ["Begun"]


def test_an_empty_list_says_so(people: People) -> None:
    client = as_(people, "editor-oulu")
    html = client.get(HOME).content.decode()
    for shown in lists(client).values():
        assert not shown["rows"]
        assert escape(shown["worklist"].empty) in html


def test_a_long_list_shows_five_its_number_and_leads_to_all(country: Country, people: People) -> None:
    for n in range(7):
        submit(people, write(country, "salo", f"Page {n}"), "contributor-salo")
    client = as_(people, "editor-varsinais-suomi")
    shown = lists(client)["waiting"]
    assert (len(shown["rows"]), shown["count"]) == (5, 7)
    html = client.get(shown["more_url"]).content.decode()
    assert all(f"Page {n}" in html for n in range(7))


def test_the_lists_can_be_narrowed_to_one_of_ones_municipalities(country: Country, people: People) -> None:
    for slug in ("kuusamo", "raahe"):
        submit(people, write(country, slug, f"In {slug}"), f"contributor-{slug}")
    client = as_(people, "editor-oulu")
    assert titles(lists(client, f"{HOME}?town=raahe")["waiting"]) == ["In raahe"]
    url = reverse("desk_list", args=["waiting"])
    assert "In kuusamo" not in client.get(f"{url}?town=raahe").content.decode()
    for unknown in ("salo", "nowhere", "%00"):
        assert client.get(f"{HOME}?town={unknown}").status_code == 404


@pytest.mark.parametrize("name", ["nothing", "waiting"])
def test_a_list_that_is_not_for_one_and_a_missing_one_answer_identically(people: People, name: str) -> None:
    assert as_(people, "contributor-salo").get(reverse("desk_list", args=[name])).status_code == 404


def test_the_price_does_not_grow_with_what_waits(
    country: Country, people: People, django_assert_max_num_queries: Any
) -> None:
    client = as_(people, "editor-oulu")
    client.get(HOME)
    for size in (1, 12):
        for n in range(size):
            submit(people, write(country, "raahe", f"Page {size} {n}"), "contributor-raahe")
        with django_assert_max_num_queries(60):
            client.get(HOME)
