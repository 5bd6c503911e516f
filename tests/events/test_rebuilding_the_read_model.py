"""The read model can be made anew from the pages, changes nothing when it is in step, and drift is an alert."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from events.models import Event, EventPage, EventText, Occurrence
from events.services import cancel_occurrence
from municipalities.models import PlaceText
from tests.events.conftest import NOW, MakeEvent, Stage


def _run(*arguments: str) -> str:
    out = StringIO()
    call_command("rebuild_events", *arguments, stdout=out)
    return out.getvalue()


def _rows() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Event, EventText, Occurrence)]


def test_in_step_it_changes_nothing(make_event: MakeEvent, translate: Callable[..., EventPage]) -> None:
    page = make_event()
    translate(page, "sv", title="Språkkafé")
    cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW, reason={"fi": "Remontti"})
    before = _rows()
    _run()
    _run("--check")
    assert _rows() == before


def test_drift_is_named_and_mended(make_event: MakeEvent) -> None:
    make_event()
    Occurrence.objects.order_by("pk").first().delete()
    EventText.objects.update(title="Wrong")
    with pytest.raises(CommandError, match="1 of 1 events are out of step"):
        _run("--check")
    with override("en"):
        assert "salo/events/kielikahvila/: words of an event, date of an event" in _run()
    _run("--check")


def test_what_is_not_public_any_more_is_found(make_event: MakeEvent) -> None:
    page = make_event()
    EventPage.objects.filter(pk=page.pk).update(live=False)
    with pytest.raises(CommandError):
        _run("--check")
    _run()
    assert not Event.objects.exists()


def test_a_lost_read_model_comes_back_with_its_cancelled_dates(make_event: MakeEvent) -> None:
    page = make_event()
    cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW)
    Event.objects.all().delete()
    _run()
    assert Occurrence.objects.get(recurrence_id="2026-03-31T17:30").status == "cancelled"


def test_new_words_of_a_place_reach_the_lists_at_once(make_event: MakeEvent, stage: Stage) -> None:
    make_event()
    text = PlaceText.objects.get(parent=stage.library, language="fi")
    text.name = "Uusi kirjasto"
    text.save()
    assert Event.objects.get().place_name("fi") == "Uusi kirjasto"
    _run("--check")


def test_cancelled_dates_survive_unpublishing_and_older_drafts(make_event: MakeEvent) -> None:
    page = make_event()
    older = page.latest_revision
    cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW)
    page.unpublish()
    older.publish()
    assert Occurrence.objects.get(recurrence_id="2026-03-31T17:30").status == "cancelled"
