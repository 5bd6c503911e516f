"""The team reads words about worries, privacy and consent, ticks them, and a changed word loses its tick."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.volunteering.conftest import Applicant, Recruiting
from volunteering.models import TextReview
from volunteering.reviewing import words as words_module
from volunteering.reviewing.gate import forget_reviews, is_reviewed, languages_instead
from volunteering.reviewing.words import hash_of, words_of

Kind = TextReview.Kind


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    forget_reviews()
    yield
    forget_reviews()


@pytest.fixture
def team(recruiting: Recruiting) -> Client:
    client = Client()
    client.force_login(recruiting.team)
    return client


def tick(client: Client, kind: str, language: str, action: str = "reviewed") -> Any:
    url = reverse("volunteering_reviews:review", args=[kind, language])
    return client.post(url, {"action": action, "words": hash_of(words_of(kind, language))})


def worry_form_is_shown(language: str) -> bool:
    return "<textarea" in Client().get(f"/{language}/worry/").content.decode()


def test_a_ticked_language_gets_the_form_and_who_and_when_are_kept(recruiting: Recruiting, team: Client) -> None:
    assert not worry_form_is_shown("ar")
    assert tick(team, "worry", "ar").status_code == 302
    assert worry_form_is_shown("ar")
    row = TextReview.objects.get()
    assert (row.kind, row.language, row.is_reviewed, row.by) == ("worry", "ar", True, recruiting.team)
    assert str(recruiting.team) in team.get(reverse("volunteering_reviews:index")).content.decode()


def test_each_kind_has_its_own_tick(recruiting: Recruiting, team: Client) -> None:
    tick(team, "worry", "ar")
    assert not languages_instead("ar", Kind.WORRY)
    assert [language.code for language in languages_instead("ar", Kind.PRIVACY, Kind.NEWSLETTER)] == ["fi", "sv", "en"]


def test_a_changed_word_takes_the_tick_away(
    recruiting: Recruiting, team: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(team, "newsletter", "ar")
    assert is_reviewed("newsletter", "ar")
    monkeypatch.setitem(words_module._WORDS, Kind.NEWSLETTER, lambda language: ["Other words"])
    forget_reviews()
    assert not is_reviewed("newsletter", "ar")


def test_a_tick_is_taken_back(recruiting: Recruiting, team: Client) -> None:
    tick(team, "worry", "ar")
    tick(team, "worry", "ar", "taken_back")
    assert not worry_form_is_shown("ar")
    assert TextReview.objects.count() == 2


def test_words_that_changed_while_somebody_read_them_are_not_ticked(recruiting: Recruiting, team: Client) -> None:
    url = reverse("volunteering_reviews:review", args=["worry", "ar"])
    assert team.post(url, {"action": "reviewed", "words": "0" * 64})["Location"] == url
    assert not TextReview.objects.exists()


def test_until_somebody_ticks_the_settings_count(recruiting: Recruiting, settings: Any) -> None:
    settings.REVIEWED_LANGUAGES = ["fi", "sv", "en", "ar"]
    assert worry_form_is_shown("ar") and not worry_form_is_shown("fi-simple")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_languages_that_stand_in_are_always_there(recruiting: Recruiting, team: Client, language: str) -> None:
    tick(team, "worry", language, "taken_back")
    assert worry_form_is_shown(language)


def test_the_check_and_the_other_forms_show_what_was_read(recruiting: Recruiting, team: Client) -> None:
    applicant = Applicant("/ar/salo/join/")
    applicant.answer()
    for page in (applicant.get("check"), Client().get("/ar/partner/"), Client().get("/ar/feedback/")):
        assert 'href="/sv/privacy/"' in page.content.decode()
    for kind in Kind.values:
        tick(team, kind, "ar")
    for page in (applicant.get("check"), Client().get("/ar/partner/"), Client().get("/ar/feedback/")):
        assert 'href="/sv/privacy/"' not in page.content.decode()


def test_only_the_team_ticks(recruiting: Recruiting) -> None:
    for user in (recruiting.coordinator_salo, recruiting.editor):
        client = Client()
        client.force_login(user)
        assert tick(client, "worry", "ar").status_code == 404
    assert not TextReview.objects.exists()


@pytest.mark.parametrize("place", ["nothing/ar", "worry/xx"])
def test_what_does_not_exist(team: Client, place: str) -> None:
    assert team.get(f"/admin/reviewed-texts/{place}/").status_code == 404


def test_forms_cost_nothing_more(recruiting: Recruiting, django_assert_num_queries: Any, team: Client) -> None:
    tick(team, "worry", "ar")
    is_reviewed("worry", "ar")
    with django_assert_num_queries(0):
        assert is_reviewed("worry", "ar") and not languages_instead("ar", Kind.WORRY)


@pytest.mark.parametrize("kind", Kind.values)
def test_there_are_words_of_every_kind(recruiting: Recruiting, team: Client, kind: str) -> None:
    assert words_of(kind, "ar") and words_of(kind, "en")
    html = team.get(reverse("volunteering_reviews:review", args=[kind, "ar"])).content.decode()
    assert 'dir="rtl"' in html
