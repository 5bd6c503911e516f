"""A draft of an activity, made of an idea or of wishes: complete in words, empty in facts, never public by itself."""

from typing import Any

import pytest
from django.test import Client

from events.models import Event, EventPage
from events.seasons import copy_to_town
from municipalities.drafting import NotDraftedError, draft_activity, languages_of_drafts
from municipalities.models import Municipality
from tests.events.conftest import MakeEvent, Stage
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


def test_a_draft_can_be_edited_and_looked_at_before_it_has_a_day(salo: Municipality, people: People) -> None:
    page = draft(salo, people)
    preview = page.make_preview_request()
    assert preview.status_code == 200
    assert "Jokainen tuo juureksen." in preview.content.decode()
    assert as_(people, "contributor-salo").get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize("below", [False, True])
def test_a_draft_without_a_day_is_not_published_in_bulk(
    salo: Municipality, stage: Stage, people: People, below: bool
) -> None:
    page = draft(salo, people)
    chosen = stage.salo["fi"] if below else page
    editor = as_(people, "editor-varsinais-suomi")
    answer = editor.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={chosen.pk}", {"include_descendants": "on"} if below else {}
    )
    assert answer.status_code == 302
    assert not EventPage.objects.get(pk=page.pk).live
    assert page.title in editor.get(answer["Location"]).content.decode()


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


def test_an_activity_that_was_wished_for_says_so(make_event: MakeEvent, client: Client) -> None:
    make_event(wished=True, planned_together="with")
    make_event(slug="other", title="Muu")
    words = "You wished – now it happens"
    assert words in client.get("/en/salo/events/kielikahvila/").content.decode()
    assert words in client.get("/en/salo/events/kielikahvila/2026-03-31/").content.decode()
    assert words not in client.get("/en/salo/events/other/").content.decode()
    rows = client.get("/en/salo/events/").content.decode()
    assert rows.count(words) == 1
    assert rows.count("Planned together") == 1
    custom = [
        row["custom_data"] for row in client.get("/linkedevents/v1/event/?super_event_type=recurring").json()["data"]
    ]
    assert sorted(each["wished"] for each in custom) == [False, True]


def test_a_copy_in_another_town_was_not_wished_for_there(make_event: MakeEvent, stage: Stage, people: People) -> None:
    assert stage.raahe["fi"]
    made = copy_to_town(make_event(wished=True), stage.country.municipalities["raahe"], by=people["team"])
    assert not made.wished
