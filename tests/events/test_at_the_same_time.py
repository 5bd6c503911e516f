"""Two people act on one event at the same moment: whoever is second waits, and the read model says what both did."""

import threading
from collections.abc import Callable
from datetime import time

import pytest
from django.db import close_old_connections, connection, transaction

from events import projection, services
from events.models import Event, EventPage, Occurrence, Tombstone
from events.page_services import move_event
from tests.events.conftest import NOW, MakeEvent, Stage

DATE = "2026-03-31T17:30"
Act = Callable[[EventPage], None]


def _publish(page: EventPage) -> None:
    page.title, page.end_time = "Uusi nimi", time(20)
    page.save_revision().publish()


def _cancel(page: EventPage) -> None:
    services.cancel_occurrence(page.translation_key, DATE, by=None, now=NOW)


def _annotate(page: EventPage) -> None:
    services.annotate_occurrence(page.translation_key, DATE, note={"fi": "Pullaa"}, by=None, now=NOW)


def _confirm(page: EventPage) -> None:
    services.confirm(page.translation_key, by=None, now=NOW)


def _together(first: Act, second: Act, page: EventPage) -> list[BaseException]:
    """The second begins while the first has done its work but not yet committed it."""
    done, errors = threading.Event(), []

    def run(act: Act, *, is_first: bool) -> None:
        try:
            if not is_first:
                done.wait(10)
            own = EventPage.objects.get(pk=page.pk)
            with transaction.atomic():
                act(own)
                if is_first:
                    done.set()
                    threading.Event().wait(0.2)  # time for the other to come as far as it can
        except BaseException as error:  # for the test to look at
            errors.append(error)
        finally:
            done.set()
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(act,), kwargs={"is_first": act is first}) for act in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return errors


def _is_in_step(page: EventPage) -> bool:
    wanted = projection.build(EventPage.objects.select_related("locale").get(pk=page.pk))
    if wanted is None:
        return not Event.objects.filter(pk=page.translation_key).exists()
    return projection.differences(wanted) == []


@pytest.mark.django_db(transaction=True)
def test_whoever_is_second_sees_what_the_first_did(make_event: MakeEvent, stage: Stage) -> None:
    def move(page: EventPage) -> None:
        move_event(page, stage.raahe["fi"])

    def unpublish(page: EventPage) -> None:
        page.unpublish()

    assert stage.raahe["fi"]
    pairs = [(_publish, _cancel), (_cancel, _publish), (_cancel, _annotate), (_confirm, _publish), (move, _cancel),
             (_cancel, move), (unpublish, _publish)]  # fmt: skip
    for number, (first, second) in enumerate(pairs):
        page = make_event(slug=f"kahvila-{number}")
        errors = _together(first, second, page)
        case = (first.__name__, second.__name__)
        assert not errors, case
        assert _is_in_step(page), case
        dates = Occurrence.objects.filter(event_id=page.translation_key, recurrence_id=DATE)
        if _cancel in (first, second):
            assert dates.get().status == "cancelled", case
        if move in (first, second):
            assert dates.get().event.path.startswith("raahe/"), case

    page = make_event(slug="poistettava")
    _together(lambda page: page.delete(), _cancel, page)
    assert not Event.objects.filter(pk=page.translation_key).exists()
    assert Tombstone.objects.filter(path="salo/events/poistettava/").exists()
