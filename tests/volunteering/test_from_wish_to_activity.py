"""An editor turns wishes into the draft of an activity in one step, and when it is public, those who wished see it."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from events.models import EventPage
from municipalities.models import Municipality
from tests.events.conftest import Stage
from tests.events.conftest import stage as stage
from tests.people import People, as_
from tests.volunteering.wishing import make_wish
from volunteering.choices import Interest
from volunteering.models import Wish
from volunteering.wishes.planning import TOPICS

pytestmark = pytest.mark.django_db
WHO = "editor-varsinais-suomi"


@pytest.fixture
def salo(stage: Stage) -> Municipality:
    assert stage.salo["fi"] and stage.salo["sv"]
    return stage.country.municipalities["salo"]


def board(town: Municipality) -> str:
    return f"/admin/wishes/{town.pk}/"


def begin(people: People, town: Municipality, who: str = WHO, **form: str) -> EventPage:
    """Press the button; returns the draft one is led to."""
    response = as_(people, who).post(board(town), {"action": "topic", "topic": "food", "language": "fi"} | form)
    assert response.status_code == 302 and "/edit/" in response["Location"], response["Location"]
    return EventPage.objects.get(pk=int(response["Location"].split("/")[-3]))


def test_all_who_wish_for_a_topic_are_planned_with_one_draft(salo: Municipality, people: People) -> None:
    wished = [make_wish(salo, "food"), make_wish(salo, "food", "sport")]
    others = [make_wish(salo, "sport"), make_wish(salo, "food", quarantined=True)]
    page = begin(people, salo)
    assert (page.live, page.wished, page.owner, page.locale.language_code) == (False, True, people[WHO], "fi")
    for wish in wished:
        wish.refresh_from_db()
        assert (wish.status, wish.activity_key) == ("planned", page.translation_key)
    for wish in others:
        wish.refresh_from_db()
        assert wish.status == "new"


def test_the_draft_is_written_in_the_language_that_was_chosen(salo: Municipality, people: People) -> None:
    assert begin(people, salo, language="sv").locale.language_code == "sv"
    assert begin(people, salo, topic="sport", language="tlh").locale.language_code == "fi"


def test_pressing_twice_leads_to_the_same_draft(salo: Municipality, people: People) -> None:
    make_wish(salo, "food")
    first = begin(people, salo)
    later = make_wish(salo, "food")
    assert begin(people, salo) == first
    later.refresh_from_db()
    assert later.activity_key == first.translation_key


def test_one_wish_becomes_a_draft_without_its_words(salo: Municipality, people: People) -> None:
    wish = make_wish(salo, "crafts", text="Soita Fatimalle 040 1234567")
    page = begin(people, salo, action="wish", reference=wish.reference)
    assert "Fatima" not in str(page.__dict__)
    wish.refresh_from_db()
    assert (wish.status, wish.activity_key) == ("planned", page.translation_key)


def test_every_topic_can_become_an_activity(salo: Municipality, people: People) -> None:
    assert set(TOPICS) == set(Interest.values) - {Interest.OTHER}
    assert begin(people, salo, topic="other").title


def test_when_it_is_published_the_wishers_see_it(salo: Municipality, people: People, client: Client) -> None:
    wish = make_wish(salo, "food")
    page = begin(people, salo)
    assert f"/events/{page.slug}/" not in client.get("/en/salo/wishes/").content.decode()
    page.title, page.start_date, page.is_free = "Keittoilta", date(2030, 1, 2), True
    page.save_revision().publish()
    wish.refresh_from_db()
    assert wish.status == "happened"
    html = client.get("/en/salo/wishes/").content.decode()
    assert "You wished – now it happens" in html
    assert f'href="/en/salo/events/{page.slug}/"' in html and '<span lang="fi"' in html
    EventPage.objects.get(pk=page.pk).unpublish()
    assert "Keittoilta" not in client.get("/en/salo/wishes/").content.decode()


def test_publishing_anything_else_changes_no_wish(salo: Municipality, people: People, stage: Stage) -> None:
    wish = make_wish(salo, "food")
    begin(people, salo)
    stage.salo["fi"].save_revision().publish()
    wish.refresh_from_db()
    assert wish.status == "planned"


def test_wishes_wait_again_when_the_draft_is_thrown_away(salo: Municipality, people: People) -> None:
    wish = make_wish(salo, "food")
    page = begin(people, salo)
    key = str(page.translation_key)
    Page.objects.get(pk=page.pk).delete()
    client = as_(people, WHO)
    assert key in client.get(board(salo)).content.decode()
    client.post(board(salo), {"action": "back", "key": key})
    wish.refresh_from_db()
    assert (wish.status, wish.activity_key) == ("new", None)


def test_a_wish_can_be_closed(salo: Municipality, people: People) -> None:
    wish = make_wish(salo, "food", text="Raha")
    client = as_(people, WHO)
    assert "Raha" in client.get(board(salo)).content.decode()
    client.post(board(salo), {"action": "close", "reference": wish.reference})
    wish.refresh_from_db()
    assert wish.status == "closed"
    assert "Raha" not in client.get(board(salo)).content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"action": "nothing"},
        {"action": "topic", "topic": "flying"},
        {"action": "wish", "reference": "TO-\x00"},
        {"action": "back", "key": "not-a-key"},
        {"action": "close"},
    ],
)
def test_nonsense_changes_nothing_and_breaks_nothing(salo: Municipality, people: People, form: dict[str, str]) -> None:
    make_wish(salo, "food")
    assert as_(people, WHO).post(board(salo), form).status_code == 302
    assert Wish.objects.waiting().count() == 1
    assert not EventPage.objects.exists()


def test_a_town_without_a_list_of_activities_says_so(people: People, stage: Stage) -> None:
    kuusamo = stage.country.municipalities["kuusamo"]
    response = as_(people, "team").post(board(kuusamo), {"action": "topic", "topic": "food"}, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == board(kuusamo)


def test_the_home_says_where_wishes_wait(salo: Municipality, people: People) -> None:
    make_wish(salo, "food", now=timezone.now())
    url = f'href="/admin/wishes/{salo.pk}/"'
    assert url in as_(people, WHO).get("/admin/").content.decode()
    assert url not in as_(people, "editor-oulu").get("/admin/").content.decode()
