"""Postponing, moving, splitting, rewriting: what people know is kept, and nothing is dropped or shown twice."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from events import seasons, services
from events.models import Event, EventPage, Occurrence, OccurrenceChange
from events.seasons import NewTimes
from tests.events.conftest import HELSINKI, NOW, MakeEvent, Stage

DATE = "2026-03-31T17:30"
BY = {"by": None, "now": NOW}
Translate = Callable[..., EventPage]


def _at(day: str, clock: str = "17:30") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HELSINKI)


def _days(uuid: object) -> list[str]:
    rows = Occurrence.objects.filter(event_id=uuid).order_by("start")
    return [f"{row.start.astimezone(HELSINKI):%Y-%m-%d %H:%M} {row.status}" for row in rows]


def _publish(page: EventPage, **facts: object) -> None:
    for name, value in facts.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


# --- the past is what it was ---------------------------------------------------------------------


def test_dates_that_were_held_stay_when_the_rule_is_rewritten(make_event: MakeEvent) -> None:
    page = make_event()
    with time_machine.travel(NOW + timedelta(days=10), tick=False):  # Thursday 2 April: two Tuesdays were held
        _publish(page, weekdays=["FR"], start_time=time(16), end_time=time(17))
    assert _days(page.translation_key)[:4] == [
        "2026-03-24 17:30 scheduled",
        "2026-03-31 17:30 scheduled",
        "2026-04-03 16:00 scheduled",
        "2026-04-10 16:00 scheduled",
    ]


def test_reverting_to_an_old_revision_rewrites_no_past_either(make_event: MakeEvent) -> None:
    page = make_event()
    older = page.latest_revision
    with time_machine.travel(NOW + timedelta(days=10), tick=False):
        _publish(page, weekdays=["FR"])
    with time_machine.travel(NOW + timedelta(days=12), tick=False):  # Saturday: one Friday was held
        older.publish()
    assert [line[:10] for line in _days(page.translation_key)][:4] == [
        "2026-03-24", "2026-03-31", "2026-04-03", "2026-04-07",
    ]  # fmt: skip


def test_an_unpublished_event_remembers_too(make_event: MakeEvent) -> None:
    page = make_event()
    page.unpublish()
    with time_machine.travel(NOW + timedelta(days=10), tick=False):
        _publish(page, weekdays=["FR"])
    assert _days(page.translation_key)[0].startswith("2026-03-24")


def test_a_cancelled_day_stays_cancelled_when_the_series_begins_at_another_time(make_event: MakeEvent) -> None:
    page = make_event()
    services.cancel_occurrence(page.translation_key, DATE, **BY)
    _publish(page, start_time=time(18), end_time=time(19))
    lines = _days(page.translation_key)
    assert "2026-03-31 18:00 cancelled" in lines
    assert len([line for line in lines if line.startswith("2026-03-31")]) == 1


@pytest.mark.parametrize("kind", ["cancel", "move", "note"])
def test_a_change_whose_date_is_gone_is_kept_and_marked(make_event: MakeEvent, kind: str) -> None:
    page = make_event()
    uuid = page.translation_key
    if kind == "cancel":
        services.cancel_occurrence(uuid, DATE, **BY)
    elif kind == "move":
        services.move_occurrence(uuid, DATE, start=_at("2026-04-01"), end=None, **BY)
    else:
        services.annotate_occurrence(uuid, DATE, note={"fi": "Pullaa"}, **BY)
    _publish(page, weekdays=["FR"])
    kept = Occurrence.objects.get(is_kept=True)
    assert kept.recurrence_id == DATE
    assert kept.end is None or kept.end.astimezone(HELSINKI).time() == time(19)
    services.undo_change(OccurrenceChange.objects.get(), **BY)
    assert not Occurrence.objects.filter(is_kept=True).exists()


def test_a_note_does_not_bring_back_a_day_that_became_a_break(make_event: MakeEvent) -> None:
    page = make_event()
    services.annotate_occurrence(page.translation_key, DATE, note={"fi": "Pullaa"}, **BY)
    _publish(page, excluded_dates=["2026-03-31"])
    assert not Occurrence.objects.filter(recurrence_id=DATE).exists()


# --- status --------------------------------------------------------------------------------------


def test_moving_the_start_of_a_public_event_reschedules_it(make_event: MakeEvent) -> None:
    page = make_event(frequency="", weekdays=[], until=None)
    _publish(page, start_date=date(2026, 3, 28))
    event = Event.objects.get()
    assert (event.status, event.previous_start) == ("EventRescheduled", _at("2026-03-24"))
    assert event.sequence == 1
    _publish(page, title="Uusi nimi")
    assert Event.objects.get().sequence == 1


def test_moving_its_only_date_reschedules_it_too(make_event: MakeEvent) -> None:
    page = make_event(frequency="", weekdays=[], until=None)
    services.move_occurrence(
        page.translation_key, "2026-03-24T17:30", start=_at("2026-03-28"), end=_at("2026-03-28", "19:00"), **BY
    )
    event = Event.objects.get()
    assert (event.status, event.previous_start) == ("EventRescheduled", _at("2026-03-24"))


def test_moving_one_date_of_a_series_leaves_the_series_scheduled(make_event: MakeEvent) -> None:
    page = make_event()
    services.move_occurrence(page.translation_key, DATE, start=_at("2026-04-01"), end=None, **BY)
    assert Event.objects.get().status == "EventScheduled"


def test_clearing_the_start_postpones_it_and_it_is_listed_last(
    make_event: MakeEvent, stage: Stage, client: Client
) -> None:
    page = make_event(frequency="", weekdays=[], until=None)
    make_event(slug="toinen", start_date=date(2026, 5, 1), frequency="", weekdays=[], until=None)
    _publish(page, start_date=None)
    event = Event.objects.get(pk=page.translation_key)
    assert (event.status, event.previous_start) == ("EventPostponed", _at("2026-03-24"))
    listed = list(Occurrence.objects.of(None).upcoming(NOW + timedelta(days=30)))
    assert [row.event.path for row in listed] == ["salo/events/toinen/", "salo/events/kielikahvila/"]
    assert not listed[-1].has_date
    assert client.get("/fi/salo/events/kielikahvila/").status_code == 200
    _publish(page, start_date=date(2026, 4, 20))
    event.refresh_from_db()
    assert (event.status, event.previous_start) == ("EventRescheduled", _at("2026-03-24"))


def test_a_postponed_series_is_one_line_without_a_date(make_event: MakeEvent) -> None:
    page = make_event()
    change = services.postpone_event(page.translation_key, by=None, now=NOW + timedelta(days=2), reason={"fi": "?"})
    assert Event.objects.get().status == "EventPostponed"
    assert _days(page.translation_key) == ["2026-03-24 17:30 scheduled", "2026-03-31 17:30 postponed"]
    services.undo_change(change, **BY)
    assert len(_days(page.translation_key)) == 10


def test_a_draft_without_a_first_day_is_not_postponed(make_event: MakeEvent) -> None:
    make_event(start_date=None, frequency="", weekdays=[], until=None)
    assert not Event.objects.exists()


def test_cancelling_all_leaves_what_was_held(make_event: MakeEvent) -> None:
    page = make_event()
    services.cancel_event(page.translation_key, by=None, now=NOW + timedelta(days=2), reason={"fi": "Remontti"})
    statuses = [line.split()[-1] for line in _days(page.translation_key)]
    assert statuses == ["scheduled"] + ["cancelled"] * 9


def test_cancelling_this_and_all_that_follow(make_event: MakeEvent) -> None:
    page = make_event()
    change = services.cancel_occurrence(page.translation_key, DATE, and_following=True, **BY)
    assert [line.split()[-1] for line in _days(page.translation_key)] == ["scheduled"] + ["cancelled"] * 9
    assert Event.objects.get().status == "EventScheduled"
    services.undo_change(change, **BY)
    assert not Occurrence.objects.filter(status="cancelled").exists()


def test_a_postponed_date_gets_a_new_time(make_event: MakeEvent) -> None:
    page = make_event()
    services.postpone_occurrence(page.translation_key, DATE, **BY)
    assert not Occurrence.objects.get(recurrence_id=DATE).has_date
    services.move_occurrence(page.translation_key, DATE, start=_at("2026-04-01"), end=None, **BY)
    row = Occurrence.objects.get(recurrence_id=DATE)
    assert (row.status, row.has_date, row.start) == ("moved", True, _at("2026-04-01"))


def test_one_date_can_be_for_others_and_in_another_language(make_event: MakeEvent) -> None:
    page = make_event()
    services.annotate_occurrence(
        page.translation_key, DATE, note={}, audience=["women"], in_language=["ar", "fi"], **BY
    )
    row = Occurrence.objects.get(recurrence_id=DATE)
    assert (row.audience, row.in_language) == (["women"], ["ar", "fi"])
    assert Event.objects.get().sequence == 0
    with pytest.raises(ValidationError):
        services.annotate_occurrence(page.translation_key, DATE, note={"fi": ""}, **BY)


def test_every_cancelling_and_moving_counts_one(make_event: MakeEvent) -> None:
    page = make_event()
    uuid = page.translation_key
    seen = []
    services.cancel_occurrence(uuid, DATE, **BY)
    seen.append(Event.objects.get().sequence)
    services.cancel_occurrence(uuid, DATE, reason={"fi": "Remontti"}, **BY)  # words only
    seen.append(Event.objects.get().sequence)
    for clock in ("18:00", "18:30"):
        services.move_occurrence(uuid, "2026-04-07T17:30", start=_at("2026-04-08", clock), end=None, **BY)
        seen.append(Event.objects.get().sequence)
    assert seen == [1, 1, 2, 3]


# --- splitting and going on ----------------------------------------------------------------------


def test_splitting_shows_no_date_twice_and_loses_none(make_event: MakeEvent, translate: Translate) -> None:
    page = make_event()
    translate(page, "sv", title="Språkkafé")
    services.cancel_occurrence(page.translation_key, "2026-04-28T17:30", **BY)
    made = seasons.split_series(
        page, "2026-04-21T17:30", NewTimes(date(2026, 4, 22), time(18), time(19, 30)), **BY
    )  # from Wednesday the 22nd on
    old, new = _days(page.translation_key), _days(made.translation_key)
    assert old[-1] == "2026-04-14 17:30 scheduled"
    assert new[:2] == ["2026-04-22 18:00 scheduled", "2026-04-28 17:30 cancelled"]
    assert len(old) == 4
    follower = Event.objects.get(pk=made.translation_key)
    assert (follower.related_to, follower.relation) == (page.translation_key, "following")
    assert {text.language for text in follower.texts.all()} == {"fi", "sv"}
    assert Event.objects.get(pk=page.translation_key).until == date(2026, 4, 20)
    assert Event.objects.get(pk=page.translation_key).sequence == 2
    assert Event.objects.taking_over(page.translation_key, date(2026, 5, 5)).get() == follower
    assert not Event.objects.taking_over(page.translation_key, date(2026, 4, 14)).exists()


def test_an_old_revision_does_not_bring_split_dates_back(make_event: MakeEvent) -> None:
    page = make_event()
    older = page.latest_revision
    seasons.split_series(page, "2026-04-21T17:30", NewTimes(date(2026, 4, 21)), **BY)
    older.publish()
    days = [line[:10] for line in (line for event in Event.objects.all() for line in _days(event.pk))]
    assert len(days) == len(set(days)) == 10


def test_themes_go_with_their_dates_when_a_series_is_split(make_event: MakeEvent) -> None:
    page = make_event(themes="Yksi\nKaksi\nKolme\nNeljä\nViisi\nKuusi")
    made = seasons.split_series(page, "2026-04-21T17:30", NewTimes(date(2026, 4, 21)), **BY)
    assert made.themes == "Viisi\nKuusi"


@pytest.mark.parametrize("name", ["2026-03-24T17:30", "2026-04-22T17:30", "nonsense"])
def test_what_cannot_be_split(make_event: MakeEvent, name: str) -> None:
    page = make_event()
    with pytest.raises(ValidationError):
        seasons.split_series(page, name, NewTimes(date(2026, 4, 21)), **BY)
    assert Event.objects.count() == 1


def test_a_new_season_in_one_action(make_event: MakeEvent, translate: Translate, client: Client) -> None:
    page = make_event(excluded_dates=["2026-04-07"], is_full=True)
    translate(page, "sv", title="Språkkafé")
    proposed = seasons.next_season(page, NOW.date())
    assert (proposed.first_day, proposed.until) == (date(2027, 3, 23), date(2027, 5, 25))
    times = NewTimes(date(2026, 9, 1), time(17, 30), time(19), date(2026, 12, 8))
    made = seasons.new_season(page, times, publish=True, **BY)
    event = Event.objects.get(pk=made.translation_key)
    assert (event.relation, event.related_to, event.is_full) == ("season", page.translation_key, False)
    assert _days(event.pk)[0] == "2026-09-01 17:30 scheduled"
    assert len(_days(event.pk)) == 15
    assert client.get(f"/sv/{event.path}").status_code == 200
    assert len(_days(page.translation_key)) == 9  # the old one stays as it was


def test_a_new_season_begins_after_the_old_one(make_event: MakeEvent) -> None:
    page = make_event()
    with pytest.raises(ValidationError):
        seasons.new_season(page, NewTimes(date(2026, 5, 26), until=date(2026, 6, 30)), publish=True, **BY)


def test_a_copy_in_another_municipality_is_a_draft_without_what_is_local(
    make_event: MakeEvent, translate: Translate, stage: Stage
) -> None:
    page = make_event()
    translate(page, "sv", title="Språkkafé")
    assert stage.raahe["fi"]
    assert stage.raahe["sv"]
    made = seasons.copy_to_town(page, stage.country.municipalities["raahe"], by=None)
    assert (made.live, made.place_id, made.contact_id) == (False, None, None)
    assert made.get_parent().pk == stage.raahe["fi"].pk
    [swedish] = made.translations
    assert (swedish.title, swedish.live) == ("Språkkafé", False)
    assert Event.objects.count() == 1
