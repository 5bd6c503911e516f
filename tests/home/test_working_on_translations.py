"""An editor and a translator bring a page into other languages; wagtail-localize's known defects do no harm (D9)."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page, WorkflowState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from events.models import EventIndexPage, EventOrganiser, EventPage, Topic
from home.models import ContentPage, Keyword, PageKeyword, PageText
from home.translation import translate
from home.translation_actions import hand_in, start
from home.translation_records import translation_of
from municipalities.models import LocalPage, MunicipalityPage, Organisation
from tests.cast import Country
from tests.people import People, as_


@pytest.fixture
def local(country: Country) -> LocalPage:
    """A page of Salo: simple mode."""
    town = country.town_pages["fi"]["salo"]
    return town.add_child(instance=LocalPage(title="Talvi", slug="winter", locale=town.locale))


@pytest.fixture
def core(country: Country) -> ContentPage:
    """A page of the portal: synced mode."""
    home = country.homes["fi"]
    body = [{"type": "rich_text", "value": "<p>Kylmä.</p>"}]
    return home.add_child(instance=ContentPage(title="Talvi", slug="winter", body=body, locale=home.locale))


def arabic(country: Country) -> Locale:
    return country.homes["ar"].locale


def write_strings(page: Page, words: str = "ar") -> None:
    """Type a translation for every string, as the translation editor stores it."""
    translation = translation_of(page)
    assert translation is not None
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=translation.target_locale,
            defaults={"data": f"{words} {segment.string.data}"},
        )


# --- beginning -----------------------------------------------------------------------------------


def test_an_editor_begins_a_translation_and_gets_the_draft(local: LocalPage, people: People) -> None:
    response = as_(people, "editor-varsinais-suomi").post(f"/admin/languages/{local.pk}/start/ar/")
    draft = local.get_translations().get(locale__language_code="ar")
    assert response["Location"] == f"/admin/pages/{draft.pk}/edit/"
    assert (draft.live, draft.slug, draft.title) == (False, "winter", "Talvi")
    assert not Translation.objects.get(source__object_id=local.translation_key).enabled


def test_it_begins_with_what_the_source_says_now(local: LocalPage, country: Country, people: People) -> None:
    start(local, country.homes["sv"].locale, people["team"])
    local.refresh_from_db()
    local.title = "Talvi ja lumi"
    local.save_revision().publish()
    assert start(local, arabic(country), people["team"]).title == "Talvi ja lumi"


def test_a_source_that_is_a_draft_can_be_translated(local: LocalPage, country: Country, people: People) -> None:
    local.unpublish()
    local.refresh_from_db()
    local.title = "Luonnos"
    local.save_revision()
    local.refresh_from_db()
    assert start(local, arabic(country), people["team"]).title == "Luonnos"


def test_the_page_above_comes_first(local: LocalPage, country: Country, people: People) -> None:
    below = local.add_child(instance=LocalPage(title="Alla", slug="below", locale=local.locale))
    with pytest.raises(ValidationError, match="Talvi"):
        start(below, arabic(country), people["team"])
    editor = as_(people, "editor-varsinais-suomi")
    assert editor.post(f"/admin/languages/{below.pk}/start/ar/").status_code == 302
    assert 'value="start"' not in editor.get(f"/admin/languages/{below.pk}/").content.decode()


@pytest.mark.parametrize("name", ["editor-oulu", "translator-ar-salo", "researcher", "contributor-raahe"])
def test_nobody_else_begins_one(local: LocalPage, people: People, name: str) -> None:
    response = as_(people, name).post(f"/admin/languages/{local.pk}/start/sv/")
    assert response.status_code in {302, 404}
    assert not local.get_translations().filter(locale__language_code="sv").exists()


# --- what happens to facts, tags and children ----------------------------------------------------


def test_topics_and_organisers_of_an_event_survive(country: Country, people: People) -> None:
    town = country.town_pages["fi"]["salo"]
    index = town.add_child(instance=EventIndexPage(title="Tapahtumat", slug="events", locale=town.locale))
    translate(index, arabic(country), {"title": "فعاليات"})
    event = EventPage(title="Kahvila", slug="cafe", start_date="2030-01-07", is_free=True, locale=town.locale)
    index.add_child(instance=event)
    topic = Topic.objects.create(key="language")
    organisation = Organisation.objects.create(key="club", kind="association")
    event.topics = [topic]
    event.organisers = [EventOrganiser(organisation=organisation)]
    event.save_revision().publish()
    event.refresh_from_db()
    rows = list(EventOrganiser.objects.filter(page=event).values_list("pk", flat=True))
    draft = start(event, arabic(country), people["team"]).specific
    draft.title = "مقهى"
    draft.save_revision().publish()
    draft.refresh_from_db()
    assert draft.source.pk == event.pk
    assert [t.key for t in draft.source.topics.all()] == ["language"]
    assert list(EventOrganiser.objects.filter(page=event).values_list("pk", flat=True)) == rows


def test_keywords_of_a_synced_page_follow_its_source(core: ContentPage, country: Country, people: People) -> None:
    first, second = (Keyword.objects.create(name=name, slug=name) for name in ("snow", "ice"))
    core.keywords.add(first)
    core.save()
    english = start(core, country.homes["en"].locale, people["team"]).specific
    assert [k.name for k in english.keywords.all()] == ["snow"]
    core.keywords.add(second)
    core.save()
    TranslationSource.objects.get(object_id=core.translation_key).update_from_db()
    write_strings(english)
    translation = translation_of(english)
    assert translation is not None
    translation.save_target(publish=False)
    latest = ContentPage.objects.get(pk=english.pk).get_latest_revision_as_object()
    assert sorted(k.name for k in latest.keywords.all()) == ["ice", "snow"]
    assert PageKeyword.objects.filter(content_object=core.pk).count() == 2


def test_publishing_repairs_the_number_of_children(
    core: ContentPage, country: Country, people: People, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True  # with it upstream #773 broke the tree
    child = core.add_child(instance=ContentPage(title="Alla", slug="below", locale=core.locale))
    child.add_child(instance=ContentPage(title="Syvällä", slug="deep", locale=core.locale))
    locale = country.homes["en"].locale
    with django_capture_on_commit_callbacks(execute=True):
        response = as_(people, "team").post(
            f"/admin/localize/submit/page/{core.pk}/", {"locales": [locale.pk], "include_subtree": "on"}
        )
    assert response.status_code == 302
    assert Page.objects.filter(locale=locale, slug="deep").exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_no_tree_is_synchronised(country: Country) -> None:
    home = country.homes["fi"]
    page = home.add_child(instance=ContentPage(title="Uusi", slug="new", locale=home.locale))
    page.save_revision().publish()
    assert not Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).exists()


# --- synced pages and the workflow ---------------------------------------------------------------


def test_a_translator_hands_a_synced_translation_in(core: ContentPage, country: Country, people: People) -> None:
    page = start(core, arabic(country), people["team"])
    translator = as_(people, "translator-ar")
    assert translator.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    translator.post(f"/admin/languages/{page.pk}/do/", {"action": "hand_in"})
    assert not WorkflowState.objects.exists()  # nothing is translated yet
    write_strings(page)
    assert 'value="hand_in"' in translator.get(f"/admin/languages/{page.pk}/").content.decode()
    translator.post(f"/admin/languages/{page.pk}/do/", {"action": "hand_in"})
    page.refresh_from_db()
    assert not page.live
    state = page.current_workflow_state
    assert state.requested_by == people["translator-ar"]
    state.current_task_state.approve(user=people["team"])
    page.refresh_from_db()
    assert page.live
    assert page.title == "ar Talvi"
    record = PageText.objects.get(page=page.pk)
    assert record.source_hash == PageText.objects.get(page=core.pk).text_hash


def test_handing_in_leaves_the_public_text_as_it_was(core: ContentPage, country: Country, people: People) -> None:
    body = [{"type": "rich_text", "value": "<p>برد.</p>", "id": core.body.raw_data[0]["id"]}]
    page = translate(core, arabic(country), {"title": "شتاء", "body": body})
    write_strings(page)
    hand_in(page, people["translator-ar"])
    page = ContentPage.objects.get(pk=page.pk)
    assert (page.title, page.live, page.has_unpublished_changes) == ("شتاء", True, True)


def test_a_text_in_two_languages_is_not_published(
    core: ContentPage, country: Country, people: People, django_capture_on_commit_callbacks: Any
) -> None:
    page = start(core, country.homes["en"].locale, people["team"])
    team = as_(people, "team")
    with django_capture_on_commit_callbacks(execute=True):
        team.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})
    page.refresh_from_db()
    assert not page.live
    write_strings(page, "en")
    with django_capture_on_commit_callbacks(execute=True):
        team.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})
    page.refresh_from_db()
    assert page.live


def test_a_translator_cannot_publish_one(
    core: ContentPage, country: Country, people: People, django_capture_on_commit_callbacks: Any
) -> None:
    page = start(core, arabic(country), people["team"])
    write_strings(page)
    with django_capture_on_commit_callbacks(execute=True):
        as_(people, "translator-ar").post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})
    page.refresh_from_db()
    assert not page.live


def test_new_words_are_fetched_and_nothing_is_published(core: ContentPage, country: Country, people: People) -> None:
    page = start(core, arabic(country), people["team"])
    write_strings(page)
    core.refresh_from_db()
    core.title = "Kesä"
    core.save_revision().publish()
    as_(people, "team").post(f"/admin/languages/{page.pk}/do/", {"action": "fetch"})
    translation = translation_of(page)
    assert translation is not None
    assert translation.source.stringsegment_set.filter(string__data="Kesä").exists()
    page.refresh_from_db()
    assert not page.live


# --- guards on wagtail-localize's own views ------------------------------------------------------


@pytest.mark.parametrize("name", ["editor-oulu", "contributor-salo", "translator-ar-salo", "researcher"])
def test_submitting_asks_for_the_right_to_the_page(
    local: LocalPage, country: Country, people: People, name: str
) -> None:
    client = as_(people, name)
    response = client.post(f"/admin/localize/submit/page/{local.pk}/", {"locales": [arabic(country).pk]})
    assert response.status_code in {302, 403, 404}
    assert not local.get_translations().exists()


def test_an_editor_submits_only_where_the_page_above_is_translated(
    local: LocalPage, country: Country, people: People
) -> None:
    MunicipalityPage.objects.get(locale=arabic(country), municipality__slug="salo").delete()
    editor = as_(people, "editor-varsinais-suomi")
    editor.post(f"/admin/localize/submit/page/{local.pk}/", {"locales": [arabic(country).pk]})
    assert not local.get_translations().exists()
    swedish = country.homes["sv"].locale
    assert editor.post(f"/admin/localize/submit/page/{local.pk}/", {"locales": [swedish.pk]}).status_code == 302
    assert local.get_translations().get().locale == swedish


def test_updating_never_publishes(core: ContentPage, country: Country, people: People) -> None:
    body = [{"type": "rich_text", "value": "<p>Cold.</p>", "id": core.body.raw_data[0]["id"]}]
    page = translate(core, country.homes["en"].locale, {"title": "Winter", "body": body})
    core.refresh_from_db()
    core.title = "Kesä"
    core.save_revision().publish()
    source = TranslationSource.objects.get(object_id=core.translation_key)
    before = page.live_revision_id
    response = as_(people, "team").post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
    assert response.status_code == 302
    assert ContentPage.objects.get(pk=page.pk).live_revision_id == before
    source.refresh_from_db()
    assert json.loads(source.content_json)["title"] == "Kesä"


@pytest.mark.parametrize("name", ["editor-varsinais-suomi", "contributor-salo", "translator-ar"])
def test_updating_asks_for_the_right_to_every_translation(
    core: ContentPage, country: Country, people: People, name: str
) -> None:
    page = start(core, country.homes["en"].locale, people["team"])
    source = TranslationSource.objects.get(object_id=core.translation_key)
    before = source.last_updated_at
    as_(people, name).post(f"/admin/localize/update/{source.pk}/")
    source.refresh_from_db()
    assert source.last_updated_at == before
    assert not page.live


def test_a_simple_page_never_becomes_synced_or_an_alias(local: LocalPage, country: Country, people: People) -> None:
    page = translate(local, arabic(country), {"title": "شتاء"})
    editor = as_(people, "editor-varsinais-suomi")
    html = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "localize-restart-translation" not in html
    assert "localize-convert-to-alias" not in html
    for action in ("localize-restart-translation", "localize-convert-to-alias"):
        assert editor.post(f"/admin/pages/{page.pk}/edit/", {action: "1"}).status_code in {302, 403}
    assert editor.post(f"/admin/localize/page/{page.pk}/convert_to_alias/").status_code == 404
    page.refresh_from_db()
    assert page.alias_of_id is None
    assert not Translation.objects.get(source__object_id=local.translation_key).enabled


# --- the tab in the page's editor ----------------------------------------------------------------


def test_the_editor_sees_what_has_changed_and_can_say_it_is_still_right(
    local: LocalPage, country: Country, people: People
) -> None:
    local.save_revision().publish()
    page = translate(local, arabic(country), {"title": "شتاء"})
    local.refresh_from_db()
    local.title = "Kesä"
    local.save_revision().publish()
    translator = as_(people, "translator-ar-salo")
    html = translator.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "<del>Talvi</del>" in html
    assert "<ins>Kesä</ins>" in html
    translator.post(f"/admin/languages/{page.pk}/do/", {"action": "check"})
    assert "<del>Talvi</del>" not in translator.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_a_minor_change_is_ticked_in_the_form(local: LocalPage, country: Country, people: People) -> None:
    page = translate(local, arabic(country), {"title": "شتاء"})
    editor = as_(people, "editor-varsinais-suomi")
    form = {
        "title": "Talvi!", "slug": "winter", "body-count": "0", "minor_change": "on", "action-publish": "yes",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", "summary": "", "official_source": "", "icon": "", "keywords": "",
    }  # fmt: skip
    assert editor.post(f"/admin/pages/{local.pk}/edit/", form).status_code == 302
    local.refresh_from_db()
    assert local.title == "Talvi!"
    record = PageText.objects.get(page=page.pk)
    assert record.source_hash == PageText.objects.get(page=local.pk).text_hash
    del form["minor_change"]
    editor.post(f"/admin/pages/{local.pk}/edit/", {**form, "title": "Kesä"})
    record.refresh_from_db()
    assert record.source_hash != PageText.objects.get(page=local.pk).text_hash


def test_a_preview_changes_nothing(local: LocalPage, country: Country, people: People) -> None:
    page = translate(local, arabic(country), {"title": "شتاء"})
    local.title = "Kesä"
    local.save_revision().publish()
    form = {"title": "شتاء", "slug": "winter", "body-count": "0", "minor_change": "on", "summary": "", "icon": ""}
    comments = {f"comments-{key}": "0" for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    before = PageText.objects.filter(page=page.pk).values().get()
    editor = as_(people, "editor-varsinais-suomi")
    assert editor.post(f"/admin/pages/{page.pk}/edit/preview/", form | comments).json()["is_valid"]
    assert editor.get(f"/admin/pages/{page.pk}/edit/preview/").status_code == 200
    assert PageText.objects.filter(page=page.pk).values().get() == before


def test_a_translation_keeps_the_slug_of_its_source(local: LocalPage, country: Country, people: People) -> None:
    page = translate(local, arabic(country), {"title": "شتاء"})
    html = as_(people, "translator-ar-salo").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    slug = html[html.index('name="slug"') :]
    assert "disabled" in slug[: slug.index(">")]
