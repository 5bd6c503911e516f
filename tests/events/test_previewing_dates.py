"""Before publishing, an editor sees which dates come of what she typed, which do not, and why."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from events.preview import preview
from events.schedule import Frequency, Rule, Schedule
from events.schedule_forms import ScheduleForm
from tests.events.conftest import Stage
from tests.people import People

WEEKLY = {
    "start_date": "24.3.2026",
    "start_time": "17.30",
    "frequency": "WEEKLY",
    "weekdays": "TU",
    "until": "28.4.2026",
}

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def _show(client: Client, **fields: object) -> str:
    return client.post(reverse("event_dates_preview"), WEEKLY | fields, headers=SCRIPT).content.decode()


@pytest.fixture
def editor(stage: Stage, client: Client) -> Client:
    client.force_login(People(stage.country)["contributor-salo"])
    return client


def test_dates_and_breaks_in_order(editor: Client) -> None:
    html = _show(editor, excluded_dates="6.4.2026–12.4.2026", added_dates="4.4.2026 12.00–14.00")
    assert html.count("<li") == 7
    assert html.count("data-skipped") == 1
    assert html.index("2026-04-04T12:00") < html.index("2026-04-07") < html.index("2026-04-14")


def test_public_holidays_are_named_and_left_out(editor: Client) -> None:
    without = _show(editor, weekdays="MO", until="30.4.2026")
    switched = _show(editor, weekdays="MO", until="30.4.2026", skip_holidays="on")
    assert "data-skipped" not in without
    assert switched.count("data-skipped") == 1  # Easter Monday, 6 April


def test_the_hour_that_does_not_exist_is_offered_at_four(editor: Client) -> None:
    html = _show(editor, start_date="27.3.2026", start_time="3.30", frequency="DAILY", until="", count="5")
    assert 'data-add-date="29.3.2026 4.00"' in html
    assert html.count("<li") == 6


def test_mistakes_are_explained_and_nothing_else_is_shown(editor: Client) -> None:
    for wrong in ({"until": ""}, {"start_time": "99"}, {"start_date": "29.3.2026", "start_time": "3.30"}):
        html = _show(editor, **wrong)
        assert "dates-preview-errors" in html
        assert "data-skipped" not in html


def test_a_script_gets_only_the_dates_and_a_stranger_nothing(editor: Client) -> None:
    url = reverse("event_dates_preview")
    assert "<html" not in _show(editor)
    assert "<html" in editor.post(url, WEEKLY).content.decode()
    assert Client().post(url, WEEKLY).status_code == 302


def test_months_without_the_day_are_skipped_and_their_last_day_is_offered() -> None:
    rule = Rule(Frequency.MONTHLY, month_days=(31,), until=date(2026, 6, 30))
    shown = preview(Schedule(date(2026, 1, 31), time(18), rule=rule))
    assert shown.short_months == 3
    assert [line.offer for line in shown.lines if line.offer] == ["28.2.2026", "30.4.2026", "30.6.2026"]


def test_a_change_whose_date_goes_is_shown_before_publishing() -> None:
    rule = Rule(Frequency.WEEKLY, weekdays=(4,), until=date(2026, 4, 10))
    shown = preview(Schedule(date(2026, 3, 27), time(18), rule=rule), ("2026-03-31T17:30", "2026-03-27T17:30"))
    assert [line.day for line in shown.lines if line.is_kept] == [date(2026, 3, 31)]


def test_the_switch_writes_holidays_among_the_breaks_and_takes_them_out_again() -> None:
    typed: dict[str, object] = WEEKLY | {"weekdays": ["MO"], "until": "30.4.2026"}
    on = ScheduleForm(typed | {"skip_holidays": "on", "excluded_dates": "13.4.2026"})
    assert on.is_valid(), on.errors
    assert on.cleaned_data["excluded_dates"] == ["2026-04-06", "2026-04-13"]
    off = ScheduleForm(typed | {"excluded_dates": "6.4.2026\n13.4.2026"}, initial={"skip_holidays": True})
    assert off.is_valid(), off.errors
    assert off.cleaned_data["excluded_dates"] == ["2026-04-13"]
    by_hand = ScheduleForm(typed | {"excluded_dates": "6.4.2026"})  # never had the switch
    assert by_hand.is_valid()
    assert by_hand.cleaned_data["excluded_dates"] == ["2026-04-06"]
