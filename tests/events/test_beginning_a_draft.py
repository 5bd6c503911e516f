"""A draft of an activity, made of an idea or of wishes: complete in words, empty in facts, never public by itself."""

from typing import Any

import pytest
from django.test import Client

from events.models import Event, EventPage
from municipalities.drafting import NotDraftedError, draft_activity, languages_of_drafts
from municipalities.models import Municipality
from tests.events.conftest import Stage
from tests.people import People, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def salo(stage: Stage) -> Municipality:
    """A municipality with lists of activities in Finnish and Swedish."""
    assert stage.salo["fi"] and stage.salo["sv"]
    return stage.country.municipalities["salo"]


def draft(town: Municipality, people: People, **changes: Any) -> EventPage:
    values = {
        "language": "fi",
        "title": "Keittoilta",
        "summary": "Keitetään yhdessä.",
        "body": "<p>Jokainen tuo juureksen.</p>",
        "by": people["contributor-salo"],
    }
    page = draft_activity(town, **(values | changes))
    assert isinstance(page, EventPage)
    return page


def test_a_draft_is_a_source_page_in_the_list_of_the_language(salo: Municipality, stage: Stage, people: People) -> None:
    page = draft(salo, people, language="sv", topics=("sport", "unknown"))
    assert page.get_parent().pk == stage.salo["sv"].pk
    assert (page.locale.language_code, page.source_language, page.is_source) == ("sv", "sv", True)
    assert [topic.key for topic in page.topics.all()] == ["sport"]
    assert page.owner == people["contributor-salo"]


def test_a_draft_is_not_public(salo: Municipality, people: People, client: Client) -> None:
    page = draft(salo, people)
    assert not page.live
    assert not Event.objects.exists()
    assert client.get(f"/fi/salo/events/{page.slug}/").status_code == 404


def test_a_draft_can_be_edited_before_it_has_a_day(salo: Municipality, people: People) -> None:
    page = draft(salo, people)
    assert as_(people, "contributor-salo").get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_the_same_thing_begun_twice_is_one_draft(salo: Municipality, people: People) -> None:
    first = draft(salo, people, origin="idea:1", wished=True)
    again = draft(salo, people, origin="idea:1", language="sv", title="Soppkväll", by=people["editor-varsinais-suomi"])
    assert again.pk == first.pk
    assert again.title == "Keittoilta"
    assert draft(salo, people, origin="idea:2").pk != first.pk


def test_after_it_was_published_a_new_one_is_begun(salo: Municipality, people: People) -> None:
    first = draft(salo, people, origin="idea:1")
    first.is_free = True
    first.save_revision().publish()
    again = draft(salo, people, origin="idea:1")
    assert again.pk != first.pk
    assert again.slug == "keittoilta-2"


def test_without_an_origin_each_is_new(salo: Municipality, people: People) -> None:
    assert draft(salo, people).pk != draft(salo, people).pk


def test_an_address_is_free_in_every_language(salo: Municipality, people: People) -> None:
    draft(salo, people, language="sv", title="Kaffe")
    assert draft(salo, people, title="Kaffe").slug == "kaffe-2"


@pytest.mark.parametrize("title", ["قهوة", "!!!"])
def test_a_title_without_an_address_form_gets_a_plain_one(salo: Municipality, people: People, title: str) -> None:
    page = draft(salo, people, title=title)
    assert (page.slug, page.title) == ("activity", title)


def test_words_from_outside_are_cut_and_cleaned(salo: Municipality, people: People) -> None:
    page = draft(
        salo,
        people,
        title="\0 kahvi  " + "pitkä " * 60,
        summary="sana " * 100,
        body='<p onclick="x()">Hei</p><script>alert(1)</script>',
    )
    assert page.title.startswith("kahvi pitkä")
    assert page.title.endswith("pitkä…")
    assert len(page.title) <= 120
    assert len(page.summary) <= 160
    assert page.body == "<p>Hei</p>"


def test_a_language_without_a_list_is_refused(salo: Municipality, people: People) -> None:
    with pytest.raises(NotDraftedError):
        draft(salo, people, language="ar")
    assert languages_of_drafts(salo) == ["fi", "sv"]


def test_a_draft_says_that_it_was_wished_for_once_it_is_public(salo: Municipality, people: People) -> None:
    page = draft(salo, people, wished=True)
    assert page.wished
    assert "wished" in page.facts()
