"""An editor tells several towns at once what must not be missed; it comes and goes by itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Municipality, Notice, NoticeText
from tests.cast import Country
from tests.people import People, as_

Send = Callable[..., Notice]
NOON = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def send(country: Country) -> Send:
    """A notice that holds now, to the towns named or everywhere."""

    def send(*slugs: str, title: str = "The hall is closed", language: str = "en", **facts: Any) -> Notice:
        now = timezone.now()
        facts = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=1), **facts}
        notice = Notice.objects.create(is_everywhere=not slugs, **facts)
        notice.municipalities.set([country.municipalities[slug] for slug in slugs])
        NoticeText.objects.create(parent=notice, language=language, title=title, text="Come to the library.")
        return notice

    return send


def form(*towns: Municipality, texts: tuple[str, ...] = ("fi",), **changes: Any) -> dict[str, Any]:
    data = {
        "kind": "warning", "municipalities": [town.pk for town in towns], "starts_at": "2026-11-24 08:00",
        "ends_at": "2026-11-30 18:00", "page": "", "url": "", "texts-TOTAL_FORMS": str(len(texts)),
        "texts-INITIAL_FORMS": "0", "texts-MIN_NUM_FORMS": "1", "texts-MAX_NUM_FORMS": "1000", **changes,
    }  # fmt: skip
    for n, code in enumerate(texts):
        data |= {
            f"texts-{n}-language": code,
            f"texts-{n}-title": f"Title {code}",
            f"texts-{n}-text": "",
            f"texts-{n}-id": "",
        }
    return data


def test_it_is_shown_in_its_towns_and_nowhere_else(country: Country, client: Client, send: Send) -> None:
    send("salo", "raahe")
    for path, shown in (("/en/salo/", True), ("/en/raahe/", True), ("/en/kuusamo/", False), ("/en/", False)):
        assert ("The hall is closed" in client.get(path).content.decode()) is shown, path


def test_one_for_everybody_is_also_on_the_portal(country: Country, client: Client, send: Send) -> None:
    send()
    for path in ("/en/", "/en/kuusamo/", "/en/district-oulu/"):
        assert "The hall is closed" in client.get(path).content.decode(), path


def test_words_in_another_language_say_so(country: Country, client: Client, send: Send) -> None:
    send("salo")
    html = client.get("/ar/salo/").content.decode()
    box = html.split("The hall is closed")[0].rsplit("<div", 1)[1]
    assert 'lang="en" dir="ltr"' in box


def test_each_reader_gets_the_page_in_her_own_language(country: Country, client: Client, send: Send) -> None:
    send("salo", page=country.town_pages["fi"]["raahe"])
    assert 'href="/sv/raahe/"' in client.get("/sv/salo/").content.decode()


def test_an_emergency_comes_first(country: Country, client: Client, send: Send) -> None:
    send("salo", title="Good to know")
    send(title="Danger", kind="emergency")
    html = client.get("/en/salo/").content.decode()
    assert html.index("Danger") < html.index("Good to know")


def test_it_holds_from_its_start_until_its_end(send: Send) -> None:
    notice = send("salo", starts_at=NOON, ends_at=NOON + timedelta(hours=2))
    moments = {-1: [], 0: [notice], 60: [notice], 120: []}
    for minutes, holding in moments.items():
        assert list(Notice.objects.holding(NOON + timedelta(minutes=minutes))) == holding, minutes


def test_whoever_stores_pages_learns_when_they_grow_old(send: Send) -> None:
    send("salo", starts_at=NOON, ends_at=NOON + timedelta(hours=2))
    send("raahe", starts_at=NOON + timedelta(hours=1), ends_at=NOON + timedelta(hours=3))
    changes, moment = [], NOON - timedelta(hours=1)
    while after := Notice.objects.next_change(moment):
        changes.append((after - NOON) / timedelta(hours=1))
        moment = after
    assert changes == [0, 1, 2, 3]


def test_an_ended_one_is_gone_and_pages_stay_cacheable(country: Country, client: Client, send: Send) -> None:
    send("salo", ends_at=timezone.now() - timedelta(minutes=1), starts_at=timezone.now() - timedelta(days=1))
    response = client.get("/en/salo/")
    assert "The hall is closed" not in response.content.decode()
    send("salo")
    assert not client.get("/en/salo/").cookies


def test_the_number_of_notices_costs_no_query(country: Country, client: Client, send: Send) -> None:
    client.get("/en/salo/")
    with CaptureQueriesContext(connection) as none:
        client.get("/en/salo/")
    for n in range(4):
        send("salo", "raahe", title=f"Notice {n}", page=country.town_pages["fi"]["raahe"])
        send(title=f"Everywhere {n}")
    with CaptureQueriesContext(connection) as many:
        assert "Everywhere 3" in client.get("/en/salo/").content.decode()
    assert len(many) == len(none)


def test_an_editor_sends_one_to_several_of_her_towns(country: Country, people: People) -> None:
    raahe, kuusamo = country.municipalities["raahe"], country.municipalities["kuusamo"]
    response = as_(people, "editor-only-oulu").post(reverse("notice:add"), form(raahe, kuusamo, texts=("fi", "en")))
    assert response.status_code == 302, response.context["form"].errors
    notice = Notice.objects.get()
    assert set(notice.municipalities.all()) == {raahe, kuusamo}
    assert not notice.is_everywhere
    assert {text.language for text in notice.texts.all()} == {"fi", "en"}


def test_nobody_sends_one_to_a_town_of_others_or_to_all(country: Country, people: People) -> None:
    own, foreign = country.municipalities["raahe"], country.municipalities["salo"]
    client = as_(people, "editor-only-oulu")
    client.post(reverse("notice:add"), form(own, foreign))
    assert not Notice.objects.exists()
    client.post(reverse("notice:add"), form(own, is_everywhere="on"))
    assert not Notice.objects.get().is_everywhere


def test_one_that_reaches_other_districts_too_is_seen_and_not_changed(
    country: Country, people: People, send: Send
) -> None:
    own, shared, foreign = (
        send("raahe", title="Own"),
        send("raahe", "salo", title="Shared"),
        send("salo", title="Alien"),
    )
    client = as_(people, "editor-only-oulu")
    html = client.get(reverse("notice:index")).content.decode()
    assert "Own" in html
    assert "Shared" in html
    assert "Alien" not in html
    answers = [client.get(reverse("notice:edit", args=[n.pk])).status_code for n in (own, shared, foreign)]
    assert answers == [200, 404, 404]


def test_the_team_sends_one_to_the_whole_country(country: Country, people: People) -> None:
    client = as_(people, "team")
    client.post(reverse("notice:add"), form(is_everywhere="on", texts=("fi",)))
    assert not Notice.objects.exists(), "Swedish is missing"
    client.post(reverse("notice:add"), form(is_everywhere="on", texts=("fi", "sv")))
    assert Notice.objects.get().is_everywhere


@pytest.mark.parametrize(("status", "needed"), [(0, False), (1, True), (2, True), (3, True)])
def test_a_bilingual_town_needs_both_languages(country: Country, people: People, status: int, needed: bool) -> None:
    salo = country.municipalities["salo"]
    Municipality.objects.filter(pk=salo.pk).update(official_language_status=status)
    response = as_(people, "editor-varsinais-suomi").post(reverse("notice:add"), form(salo, texts=("fi",)))
    assert (response.status_code == 200) is needed
    if needed:
        assert "svenska" in str(response.context["form"].non_field_errors())


def test_it_needs_an_end_after_its_start(country: Country, people: People) -> None:
    salo, client = country.municipalities["salo"], as_(people, "editor-varsinais-suomi")
    assert client.post(reverse("notice:add"), form(salo, ends_at="2026-11-23 08:00")).status_code == 200
    assert client.post(reverse("notice:add"), form(salo, ends_at="")).status_code == 200
    assert not Notice.objects.exists()


def test_a_list_of_many_costs_the_same(people: People, send: Send) -> None:
    client = as_(people, "team")
    send("salo")
    client.get(reverse("notice:index"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("notice:index"))
    for n in range(6):
        send("raahe", "salo", title=f"Notice {n}")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("notice:index"))
    assert len(many) <= len(one)
