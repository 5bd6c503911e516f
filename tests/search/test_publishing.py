"""What may be found follows the pages at once: published, changed, hidden, moved, deleted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.translation import translate
from search.models import SearchEntry
from tests.cast import Country
from tests.search.test_searching import titles

WritePage = Callable[..., Page]
WORD = "kanarialintu"


def test_a_draft_is_not_found_until_it_is_published(write_page: WritePage, client: Client) -> None:
    page = write_page(WORD, live=False)
    assert titles(client, WORD) == []
    page.save_revision().publish()
    assert titles(client, WORD) == [WORD]


def test_a_draft_of_a_live_page_changes_nothing(write_page: WritePage, client: Client) -> None:
    page = write_page("Tavallinen otsikko")
    page.title = WORD
    revision = page.save_revision()
    assert titles(client, WORD, literal="1") == []
    assert titles(client, "tavallinen") == ["Tavallinen otsikko"]
    revision.publish()
    assert titles(client, WORD) == [WORD]
    assert titles(client, "tavallinen", literal="1") == []


def test_an_unpublished_page_is_not_found(write_page: WritePage, client: Client) -> None:
    page = write_page(WORD)
    page.unpublish()
    assert titles(client, WORD) == []
    assert not SearchEntry.objects.filter(pk=page.pk).exists()


def test_hiding_a_page_behind_the_model_hides_it_from_search_too(write_page: WritePage, client: Client) -> None:
    page = write_page(WORD)
    Page.objects.filter(pk=page.pk).update(live=False)
    assert titles(client, WORD) == []


def test_a_deleted_page_is_not_found(write_page: WritePage, client: Client) -> None:
    write_page(WORD).delete()
    assert titles(client, WORD) == []


def test_an_expired_page_is_not_found_even_before_it_is_unpublished(write_page: WritePage, client: Client) -> None:
    write_page(WORD, expire_at=timezone.now() - timedelta(minutes=1))
    assert titles(client, WORD) == []


def test_private_pages_are_not_found_nor_what_is_below_them(write_page: WritePage, client: Client) -> None:
    page = write_page(WORD)
    below = page.add_child(instance=type(page)(title=f"{WORD} alempana", locale=page.locale))
    assert len(titles(client, WORD)) == 2
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert titles(client, WORD) == []
    restriction.delete()
    PageViewRestriction.objects.create(page=below, restriction_type=PageViewRestriction.LOGIN)
    assert titles(client, WORD) == [WORD]


def test_a_page_that_got_another_slug_is_found_at_its_new_address(write_page: WritePage, client: Client) -> None:
    page = write_page(WORD, slug="vanha")
    page.slug = "uusi"
    page.save_revision().publish()
    found = client.get("/fi/search/", {"q": WORD}).content.decode()
    assert 'href="/fi/uusi/"' in found
    assert 'href="/fi/vanha/"' not in found


def test_a_moved_page_is_found_with_the_name_of_its_new_municipality(
    local_page: WritePage, country: Country, client: Client
) -> None:
    page = local_page(WORD, "salo")
    page.move(Page.objects.get(pk=country.town_pages["fi"]["raahe"].pk), pos="last-child")
    assert titles(client, f"{WORD} raahe") == [WORD]
    assert titles(client, f"{WORD} salo", literal="1") == []


def test_a_translation_is_found_in_its_language(write_page: WritePage, country: Country, client: Client) -> None:
    page = write_page("Suomeksi")
    translate(page, country.homes["sv"].locale, {"title": "Kanariefågel"})
    assert titles(client, "kanariefågel", "sv") == ["Kanariefågel"]


def test_the_rebuilt_index_is_the_same(write_page: WritePage, country: Country) -> None:
    write_page(WORD, "Jotain.")
    write_page("Something", language="en")
    call_command("rebuild_search", check=True, verbosity=0)
    before = list(SearchEntry.objects.order_by("pk").values())
    call_command("rebuild_search", verbosity=0)
    assert list(SearchEntry.objects.order_by("pk").values()) == before


def test_a_difference_is_reported(write_page: WritePage) -> None:
    page = write_page(WORD)
    SearchEntry.objects.filter(pk=page.pk).delete()
    with pytest.raises(CommandError, match=f"1 pages are not in step.*{page.pk}"):
        call_command("rebuild_search", check=True)


def test_a_text_in_a_language_that_the_municipality_does_not_offer_is_not_found(
    local_page: WritePage, country: Country, client: Client
) -> None:
    local_page(WORD, "salo")
    salo = country.municipalities["salo"]
    type(salo).objects.filter(pk=salo.pk).update(offered_languages=["sv", "en"])
    assert titles(client, WORD) == []
