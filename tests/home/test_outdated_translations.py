"""A translation is outdated when the words of its source have changed, and for no other reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import ContentPage, PageText
from home.models.translations import page_state
from home.translation import translate
from home.translation_records import mark_checked, translation_saved
from home.translation_states import State
from municipalities.models import LocalPage
from tests.cast import Country
from tests.people import People


def body(text: str) -> list[dict[str, object]]:
    return [{"type": "rich_text", "value": f"<p>{text}</p>", "id": "11111111-1111-4111-8111-111111111111"}]


@pytest.fixture(params=["synced", "simple"])
def source(request: pytest.FixtureRequest, country: Country) -> Page:
    """A page of the portal (synced) or of Salo (simple), with a Swedish translation."""
    home, town = country.homes["fi"], country.town_pages["fi"]["salo"]
    if request.param == "synced":
        page = home.add_child(instance=ContentPage(title="Talvi", body=body("Kylmä."), slug="w", locale=home.locale))
    else:
        page = town.add_child(instance=LocalPage(title="Talvi", body=body("Kylmä."), slug="w", locale=town.locale))
    translate(page, country.homes["sv"].locale, {"title": "Vinter", "body": body("Kallt.")})
    return page


def state(source: Page, language: str = "sv") -> State:
    now = PageText.objects.get(page=source.pk).text_hash
    pages = Page.objects.select_related("text_record").filter(translation_key=source.translation_key)
    return page_state(pages.filter(locale__language_code=language).first(), now)


def say(page: Page, *, is_minor: bool = False, **words: object) -> None:
    """Write words into the page and publish them."""
    page = page.specific_class.objects.get(pk=page.pk)
    for field, value in words.items():
        setattr(page, field, value)
    revision = page.save_revision()
    translation_saved(page, is_minor=is_minor)
    revision.publish()


def swedish(source: Page) -> Page:
    return source.get_translations().get(locale__language_code="sv").specific


def test_a_translation_is_up_to_date_when_it_is_published(source: Page) -> None:
    assert state(source) is State.UP_TO_DATE
    assert state(source, "fi") is State.SOURCE
    assert state(source, "ar") is State.MISSING
    assert PageText.objects.get(page=swedish(source).pk).source_hash


def test_changed_words_of_the_source_outdate_it(source: Page) -> None:
    say(source, title="Talvi ja lumi")
    assert state(source) is State.OUTDATED
    say(source, title="Talvi")
    assert state(source) is State.UP_TO_DATE  # the words are those it was made from


def test_a_draft_of_the_source_outdates_nothing(source: Page) -> None:
    source.title = "Luonnos"
    source.save_revision()
    assert state(source) is State.UP_TO_DATE


@pytest.mark.parametrize("words", [{}, {"icon": "snow"}, {"slug": "winter"}, {"search_description": ""}])
def test_what_is_no_word_outdates_nothing(source: Page, words: dict[str, object]) -> None:
    say(source, **words)
    assert state(source) is State.UP_TO_DATE


def test_a_new_id_of_a_block_outdates_nothing(source: Page) -> None:
    say(source, body=[{"type": "rich_text", "value": "<p>Kylmä.</p>", "id": "22222222-2222-4222-8222-222222222222"}])
    assert state(source) is State.UP_TO_DATE
    say(source, body=body("Kuuma."))
    assert state(source) is State.OUTDATED


def test_a_minor_change_outdates_nothing_and_mends_nothing(source: Page) -> None:
    say(source, is_minor=True, title="Talvi.")
    assert state(source) is State.UP_TO_DATE
    say(source, title="Kesä")
    say(source, is_minor=True, title="Kesä.")
    assert state(source) is State.OUTDATED


def test_checking_brings_it_up_to_date(source: Page, people: People) -> None:
    say(source, title="Kesä")
    mark_checked(swedish(source), people["team"])
    assert state(source) is State.UP_TO_DATE
    say(source, title="Syksy")
    assert state(source) is State.OUTDATED


def test_a_simple_translation_published_again_is_up_to_date(country: Country) -> None:
    town = country.town_pages["fi"]["salo"]
    page = town.add_child(instance=LocalPage(title="Talvi", slug="w", locale=town.locale))
    translate(page, country.homes["sv"].locale, {"title": "Vinter"})
    say(page, title="Kesä")
    say(swedish(page), is_minor=True, title="Vintern")  # only a spelling mistake
    assert state(page) is State.OUTDATED
    say(swedish(page), title="Sommar")
    assert state(page) is State.UP_TO_DATE
    assert (
        PageText.objects.get(page=swedish(page).pk).source_revision == LocalPage.objects.get(pk=page.pk).live_revision
    )


def test_a_draft_from_before_the_change_does_not_bring_it_up_to_date(country: Country) -> None:
    town = country.town_pages["fi"]["salo"]
    page = town.add_child(instance=LocalPage(title="Talvi", slug="w", locale=town.locale))
    translation = translate(page, country.homes["sv"].locale, {"title": "Vinter"})
    revision = translation.save_revision()
    translation_saved(translation)
    say(page, title="Kesä")
    revision.publish()  # approved only now
    assert state(page) is State.OUTDATED


def test_a_synced_translation_is_outdated_until_its_strings_are_fetched_anew(
    country: Country, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    home = country.homes["fi"]
    page = home.add_child(instance=ContentPage(title="Talvi", slug="w", locale=home.locale))
    translate(page, country.homes["sv"].locale, {"title": "Vinter"})
    say(page, title="Kesä")
    record = Translation.objects.get(source__object_id=page.translation_key)
    with django_capture_on_commit_callbacks(execute=True):
        record.save_target(publish=True)
    assert state(page) is State.OUTDATED
    TranslationSource.objects.get(object_id=page.translation_key).update_from_db()
    record.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        record.save_target(publish=True)
    assert state(page) is State.UP_TO_DATE


def test_a_draft_translation_is_in_translation(country: Country) -> None:
    town = country.town_pages["fi"]["salo"]
    page = town.add_child(instance=LocalPage(title="Talvi", slug="w", locale=town.locale))
    translate(page, country.homes["ar"].locale, {"title": "شتاء"}, publish=False)
    assert state(page, "ar") is State.IN_TRANSLATION


def test_the_records_can_be_made_anew(source: Page) -> None:
    say(source, title="Kesä")
    of_source = PageText.objects.filter(source=None, page__translation_key=source.translation_key)
    before = list(of_source.values())
    call_command("rebuild_texts")
    assert list(of_source.values()) == before
    assert state(source) is State.OUTDATED
    PageText.objects.all().delete()
    call_command("rebuild_texts")
    assert state(source) is State.UP_TO_DATE


def test_a_translation_whose_source_is_gone_stands_for_itself(source: Page) -> None:
    translation = swedish(source)
    Page.objects.get(pk=source.pk).delete()
    assert state(translation) is State.SOURCE
