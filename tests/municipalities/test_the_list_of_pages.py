"""The admin's list of pages says where each page belongs, in which language it is, and where its translation stands."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.translation import translate
from municipalities.explorer import describe_pages, language_and_state, where_it_is
from municipalities.models import LocalPage
from tests.cast import Country
from tests.people import People, as_


def write(country: Country, n: int) -> LocalPage:
    parent = country.town_pages["fi"]["salo"]
    parent.refresh_from_db()
    page = parent.add_child(instance=LocalPage(title=f"Page {n}", slug=f"page-{n}", locale=parent.locale))
    translate(page, country.homes["ar"].locale, {"title": f"[ar] Page {n}"})
    return page


def cells(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_it_shows_place_language_and_state(country: Country, people: People) -> None:
    write(country, 1)
    client = as_(people, "editor-varsinais-suomi")
    finnish = cells(client, reverse("wagtailadmin_explore", args=[country.town_pages["fi"]["salo"].pk]))
    assert "<td > Salo </td>".replace(" ", "") in finnish.replace(" ", "")
    assert "<td>suomi</td>" in finnish.replace(" ", "")
    arabic = cells(client, reverse("wagtailadmin_explore", args=[country.town_pages["ar"]["salo"].pk]))
    assert "<td>العربية·" in arabic.replace(" ", "")
    districts = cells(as_(people, "team"), reverse("wagtailadmin_explore", args=[country.homes["fi"].pk]))
    assert "Oulun piiri" in districts


def test_the_columns_cost_no_query_however_many_pages(
    country: Country, people: People, rf: Any, django_assert_num_queries: Any
) -> None:
    for n in range(3):
        write(country, n)
    parent = country.town_pages["ar"]["salo"]
    pages = Page.objects.child_of(parent).prefetch_related("locale").specific()
    listed = list(describe_pages(parent, pages, rf.get("/admin/")))
    assert len(listed) == 3
    with django_assert_num_queries(0):
        assert {where_it_is(page) for page in listed} == {"Salo"}
        assert all(language_and_state(page).startswith("العربية · ") for page in listed)
