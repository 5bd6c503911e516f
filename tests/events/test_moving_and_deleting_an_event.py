"""An editor moves, renames, unpublishes or deletes an event: all languages follow, and addresses answer honestly."""

from collections.abc import Callable

from django.test import Client
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageViewRestriction

from events.models import Event, EventPage
from events.page_services import move_event
from tests.events.conftest import MakeEvent, Stage

Translate = Callable[..., EventPage]


def test_moving_the_source_moves_all_languages(
    make_event: MakeEvent, translate: Translate, stage: Stage, client: Client
) -> None:
    page = make_event()
    swedish = translate(page, "sv", title="Språkkafé")
    assert stage.raahe["sv"]
    move_event(page, stage.raahe["fi"])
    swedish.refresh_from_db()
    assert swedish.get_parent().pk == stage.raahe["sv"].pk
    assert client.get("/sv/raahe/events/kielikahvila/").status_code == 200
    event = Event.objects.get(pk=page.translation_key)
    assert (event.path, event.municipality) == ("raahe/events/kielikahvila/", stage.country.municipalities["raahe"])
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_list_missing_in_a_language_is_made_for_the_moved_event(
    make_event: MakeEvent, translate: Translate, stage: Stage
) -> None:
    page = make_event()
    swedish = translate(page, "sv")
    move_event(page, stage.raahe["fi"])
    swedish.refresh_from_db()
    assert swedish.get_parent().translation_key == stage.raahe["fi"].translation_key
    assert swedish.get_parent().locale.language_code == "sv"


def test_a_new_slug_holds_for_all_languages_even_out_of_an_old_draft(
    make_event: MakeEvent, translate: Translate, client: Client
) -> None:
    page = make_event()
    swedish = translate(page, "sv")
    old_draft = swedish.save_revision()
    page.slug = "puhetta"
    page.save_revision().publish()
    assert client.get("/sv/salo/events/puhetta/").status_code == 200
    old_draft.publish()
    assert client.get("/sv/salo/events/puhetta/").status_code == 200
    assert Event.objects.get().path == "salo/events/puhetta/"


def test_a_renamed_municipality_renames_its_events(
    make_event: MakeEvent, stage: Stage, client: Client, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    make_event()
    salo = stage.country.town_pages["fi"]["salo"]
    salo.refresh_from_db()
    salo.slug = "uusi-salo"
    with django_capture_on_commit_callbacks(execute=True):
        salo.save()
    assert Event.objects.get().path == "uusi-salo/events/kielikahvila/"


def test_unpublishing_the_source_takes_all_languages_off(
    make_event: MakeEvent, translate: Translate, client: Client
) -> None:
    page = make_event()
    swedish = translate(page, "sv")
    UnpublishPageAction(page).execute(skip_permission_checks=True)
    swedish.refresh_from_db()
    assert not swedish.live
    assert not Event.objects.exists()
    for language in ("fi", "sv", "en"):
        assert client.get(f"/{language}/salo/events/kielikahvila/").status_code == 404


def test_unpublishing_a_translation_leaves_the_event(
    make_event: MakeEvent, translate: Translate, client: Client
) -> None:
    swedish = translate(make_event(), "sv", title="Språkkafé")
    UnpublishPageAction(swedish).execute(skip_permission_checks=True)
    response = client.get("/sv/salo/events/kielikahvila/")
    assert response.status_code == 200
    assert "Språkkafé" not in response.content.decode()


def test_a_translation_published_before_its_source_is_not_public(
    make_event: MakeEvent, translate: Translate, client: Client
) -> None:
    translate(make_event(live=False), "sv", title="KANARIALINTU")
    assert client.get("/sv/salo/events/kielikahvila/").status_code == 404
    assert "KANARIALINTU" not in client.get("/sv/salo/events/").content.decode()


def test_a_deleted_event_answers_410_in_every_language(
    make_event: MakeEvent, translate: Translate, client: Client
) -> None:
    page = make_event()
    translate(page, "sv")
    page.delete()
    assert not EventPage.objects.exists()
    for tail in ("", "2026-03-31/"):
        for language in ("fi", "sv", "ar"):
            assert client.get(f"/{language}/salo/events/kielikahvila/{tail}").status_code == 410
    assert client.get("/fi/salo/events/kielikahvila.ics").status_code == 410
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_deleted_draft_never_was(make_event: MakeEvent, client: Client) -> None:
    make_event(live=False).delete()
    assert client.get("/fi/salo/events/kielikahvila/").status_code == 404


def test_a_new_event_may_take_the_address_of_a_deleted_one(make_event: MakeEvent, client: Client) -> None:
    make_event().delete()
    make_event()
    assert client.get("/fi/salo/events/kielikahvila/").status_code == 200


def test_deleting_a_whole_microsite_deletes_its_events_in_all_languages(
    make_event: MakeEvent, translate: Translate, stage: Stage, client: Client
) -> None:
    translate(make_event(), "sv")
    Page.objects.get(pk=stage.salo["fi"].pk).specific.delete()
    assert not EventPage.objects.exists()
    assert not Event.objects.exists()
    assert client.get("/sv/salo/events/kielikahvila/").status_code == 410


def test_a_page_closed_to_the_public_leaves_the_lists(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not Event.objects.exists()
    restriction.delete()
    assert Event.objects.exists()


def test_a_copy_is_an_event_of_its_own(make_event: MakeEvent, translate: Translate, stage: Stage) -> None:
    swedish = translate(make_event(), "sv")
    copy = swedish.copy(update_attrs={"slug": "kopia"}, keep_live=True)
    assert copy.is_source
    assert Event.objects.filter(pk=copy.translation_key).exists()
