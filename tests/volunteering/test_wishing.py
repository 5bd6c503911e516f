"""A newcomer wishes for something to do in her town: with pictures, without an account, in her own language."""

from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client

from tests.volunteering.conftest import Recruiting, away, mail_texts
from tests.volunteering.wishing import HELPER, make_wish, send
from volunteering.choices import Interest
from volunteering.models import Wish
from volunteering.pictures import INTERESTS

BOARD = "/en/salo/wishes/"


def test_every_topic_has_a_picture_and_words(recruiting: Recruiting, client: Client) -> None:
    html = client.get(BOARD).content.decode()
    assert set(INTERESTS) == set(Interest.values)
    assert html.count('name="topics"') == len(Interest.values)
    assert html.count("<svg") > len(Interest.values)
    assert all(str(label) in html for label in Interest.labels if "'" not in str(label))


@pytest.mark.parametrize("language", project.OFFERED_LANGUAGES)
def test_the_board_is_there_in_every_language(recruiting: Recruiting, client: Client, language: str) -> None:
    response = client.get(f"/{language}/salo/wishes/")
    assert response.status_code == 200
    assert f'lang="{response.context["shell"].language.html_lang}"' in response.content.decode()


def test_a_wish_is_anonymous_and_nobody_is_mailed(recruiting: Recruiting, client: Client) -> None:
    response = send(client, "/ar/salo/wishes/", topics=["food", "sport"])
    assert (response.status_code, response["Location"]) == (303, "/ar/salo/wishes/received/")
    wish = Wish.objects.get()
    assert (wish.municipality.slug, wish.topics, wish.language, wish.status) == ("salo", ["food", "sport"], "ar", "new")
    assert (wish.would_help, wish.name_used, wish.phone, wish.quarantined) == (False, "", "", False)
    assert mail_texts() == []
    assert client.get(response["Location"]).status_code == 200


def test_somebody_who_would_help_is_heard_by_the_coordinator(recruiting: Recruiting, client: Client) -> None:
    response = send(client, BOARD, topics=["crafts"], text="Ompelen", **HELPER)
    thanks = client.get(response["Location"]).content.decode()
    assert "The coordinator will call you." in thanks
    wish = Wish.objects.get()
    assert (wish.name_used, wish.phone, wish.reply_by) == ("فاطمة", "+358401234567", "call")
    (notice,) = mail_texts()
    assert "To: coordinator-salo@example.org" in notice and wish.reference in notice
    assert not any(personal in notice for personal in ("فاطمة", "0401234567", "+358401234567", "Ompelen"))


def test_a_name_is_not_kept_of_somebody_who_does_not_tick(recruiting: Recruiting, client: Client) -> None:
    send(client, BOARD, topics=["food"], **{**HELPER, "would_help": ""})
    wish = Wish.objects.get()
    assert (wish.would_help, wish.name_used, wish.phone, wish.reply_by) == (False, "", "", "")


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "topics"),
        ({"topics": ["flying"]}, "topics"),
        ({"topics": ["food"], "text": "x" * 301}, "text"),
        ({"topics": ["food"], **HELPER, "phone": "no"}, "phone"),
        ({"topics": ["food"], **HELPER, "name_used": ""}, "name_used"),
        ({"topics": ["food"], **HELPER, "reply_by": ""}, "reply_by"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_lost(
    recruiting: Recruiting, client: Client, answers: dict[str, Any], field: str
) -> None:
    response = send(client, BOARD, **answers)
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error:" in html
    assert list(response.context["form"].errors) == [field]
    assert f'href="#id_{field}' in html
    if answers.get("name_used"):
        assert 'value="فاطمة"' in html
    assert not Wish.objects.exists()


def test_words_alone_are_a_wish_too(recruiting: Recruiting, client: Client) -> None:
    assert send(client, BOARD, text="Uimaan! 🏊 \x00").status_code in {303, 422}
    assert send(client, BOARD, text="Uimaan! 🏊").status_code == 303


def test_sending_twice_is_one_wish(recruiting: Recruiting, client: Client) -> None:
    stamp = client.get(BOARD).context["form"]["stamp"].value()
    for _click in range(2):
        assert client.post(BOARD, {"topics": ["food"], "stamp": stamp}).status_code == 303
    assert Wish.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"website": "http://spam"}, "hidden_field"),
        ({"stamp": "forged"}, "no_stamp"),
        ({"text": "http://a http://b"}, "links"),
    ],
)
def test_spam_waits_in_sight_and_gets_the_same_answer(
    recruiting: Recruiting, client: Client, answers: dict[str, str], reason: str
) -> None:
    response = send(client, BOARD, topics=["food"], **HELPER, **answers)
    assert response.status_code == 303
    assert Wish.objects.get().quarantine_reason == reason
    assert mail_texts() == []


def test_a_whole_class_may_wish_from_one_address(recruiting: Recruiting) -> None:
    for _pupil in range(30):
        send(Client(), BOARD, topics=["sport"])
    assert Wish.objects.working().count() == 30


def test_a_flood_is_refused_kindly_and_keeps_what_was_typed(recruiting: Recruiting, client: Client, settings) -> None:
    settings.ROOM_REFUSED_ABOVE = 0
    response = send(client, BOARD, topics=["food"], text="Leivotaan")
    assert response.status_code == 429 and int(response["Retry-After"]) > 0
    assert "Leivotaan" in response.content.decode()
    assert not Wish.objects.exists()


def test_the_form_is_never_stored_or_found(recruiting: Recruiting, client: Client) -> None:
    for response in (client.get(BOARD), send(client, BOARD), client.get(f"{BOARD}received/")):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_a_database_away_keeps_the_wish_in_sight(recruiting: Recruiting, client: Client, monkeypatch) -> None:
    monkeypatch.setattr("volunteering.wishes.views.receive_wish", away)
    response = send(client, BOARD, topics=["food"], text="Leivotaan")
    assert response.status_code == 503
    assert "Leivotaan" in response.content.decode()


@pytest.mark.parametrize("state", ["paused", "ended"])
def test_where_nothing_happens_the_answer_is_kind(recruiting: Recruiting, client: Client, state: str) -> None:
    town = recruiting.country.municipalities["salo"]
    town.state = state
    town.save()
    response = client.post(BOARD, {"topics": ["food"]})
    assert response.status_code == 200
    assert "/en/district-varsinais-suomi/" in response.content.decode()
    assert not Wish.objects.exists()


@pytest.mark.parametrize("town", ["nowhere", "sa-lo", "x" * 300])
def test_a_town_that_is_not_there_has_no_board(recruiting: Recruiting, client: Client, town: str) -> None:
    assert client.get(f"/en/{town}/wishes/").status_code == 404


def test_a_microsite_that_is_not_online_has_none_either(recruiting: Recruiting, client: Client) -> None:
    for pages in recruiting.country.town_pages.values():
        pages["salo"].unpublish()
    assert client.get(BOARD).status_code == 404


def test_the_page_costs_the_same_with_many_wishes(
    recruiting: Recruiting, client: Client, django_assert_max_num_queries
) -> None:
    client.get(BOARD)
    for number in (0, 40):
        for _wish in range(number):
            make_wish(recruiting.country.municipalities["salo"], "food")
        with django_assert_max_num_queries(10):
            client.get(BOARD)


@pytest.mark.parametrize(
    ("state", "invited"),
    [("active", True), ("continues", True), ("preparing", True), ("paused", False), ("ended", False)],
)
def test_the_home_page_of_the_microsite_leads_there_while_somebody_reads(
    recruiting: Recruiting, client: Client, state: str, invited: bool
) -> None:
    town = recruiting.country.municipalities["salo"]
    town.state = state
    town.save()
    assert (BOARD in client.get("/en/salo/").content.decode()) == invited
