"""An editor publishes an event: lists, pages and all languages know it at once, and only what is public."""

import pytest
from django.test import Client

from events import projection
from events.models import Event, EventPage, Occurrence
from events.services import cancel_occurrence, undo_change
from tests.events.conftest import NOW, MakeEvent, Stage


def test_a_weekly_event_is_listed_shown_and_one_date_cancelled(
    make_event: MakeEvent, stage: Stage, client: Client
) -> None:
    page = make_event()
    for url in ("/fi/salo/events/", "/fi/events/"):
        html = client.get(url).content.decode()
        assert "Kielikahvila kirjastossa" in html
        assert "Salon kirjasto" in html
    html = client.get("/fi/salo/events/kielikahvila/").content.decode()
    assert "31.3.2026" in html
    change = cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW, reason={"fi": "Remontti"})
    html = client.get("/fi/salo/events/").content.decode()
    assert 'data-status="cancelled"' in html
    assert "Remontti" in html
    undo_change(change, by=None, now=NOW)
    assert 'data-status="cancelled"' not in client.get("/fi/salo/events/").content.decode()


def test_a_failing_projection_takes_the_publishing_back(make_event: MakeEvent, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_event(live=False)

    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(projection, "build", fail)
    with pytest.raises(RuntimeError):
        page.latest_revision.publish()
    assert not EventPage.objects.get(pk=page.pk).live
    assert not Event.objects.exists()


def test_a_draft_reaches_nothing_public(make_event: MakeEvent, client: Client) -> None:
    make_event(live=False, title="KANARIALINTU")
    assert not Event.objects.exists()
    assert "KANARIALINTU" not in client.get("/fi/salo/events/").content.decode()
    assert client.get("/fi/salo/events/kielikahvila/").status_code == 404


def test_a_draft_of_a_published_event_changes_nothing_public(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    page.title = "KANARIALINTU"
    page.save_revision()
    assert "KANARIALINTU" not in client.get("/fi/salo/events/").content.decode()
    assert Occurrence.objects.filter(event=page.translation_key).count() == 10
