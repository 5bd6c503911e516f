"""Which activities end soon, where nothing happens next month, and which events nobody can find: on the home."""

from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine

from events.desk import next_month
from events.models import EventPage
from home.dates import HELSINKI
from municipalities.models import PageProblems
from tests.events.conftest import MakeEvent, Stage
from tests.municipalities.test_the_editors_home import as_, lists, titles
from tests.people import People

NOW = datetime(2026, 3, 10, 12, tzinfo=HELSINKI)


@pytest.fixture(autouse=True)
def in_march() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def weekly(make_event: MakeEvent, last: date, **fields: Any) -> EventPage:
    """Every Tuesday until a day."""
    return make_event(
        start_date=date(2026, 3, 3), start_time=time(17), end_time=time(18), frequency="WEEKLY", weekdays=["TU"],
        until=last, **fields,
    )  # fmt: skip


def test_a_series_whose_last_date_is_near_is_listed(make_event: MakeEvent, stage: Stage, people: People) -> None:
    weekly(make_event, date(2026, 3, 31), title="Soon over", slug="soon")
    weekly(make_event, date(2026, 5, 26), title="Goes on", slug="on")
    weekly(make_event, date(2026, 3, 3), title="Over", slug="over")
    shown = lists(as_(people, "editor-varsinais-suomi"))["ending-soon"]
    assert titles(shown) == ["Soon over"]
    assert shown["rows"][0]["row"].note.endswith("31.3.2026")
    assert titles(lists(as_(people, "editor-oulu"))["ending-soon"]) == []
    assert titles(lists(as_(people, "contributor-salo"))["ending-soon"]) == ["Soon over"]


def test_towns_without_an_activity_next_month_are_listed(make_event: MakeEvent, stage: Stage, people: People) -> None:
    weekly(make_event, date(2026, 4, 7))
    quiet = titles(lists(as_(people, "team"))["quiet-towns"])
    assert "Salo" not in quiet
    assert "quiet-towns" not in lists(as_(people, "contributor-salo"))


def test_a_town_whose_dates_are_over_before_next_month_is_quiet(
    make_event: MakeEvent, stage: Stage, people: People
) -> None:
    weekly(make_event, date(2026, 3, 31))
    assert "Salo" in titles(lists(as_(people, "team"))["quiet-towns"])


@pytest.mark.parametrize(
    ("today", "first", "after"),
    [
        (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1)),
        (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)),
        (date(2028, 1, 30), date(2028, 2, 1), date(2028, 3, 1)),
    ],
)
def test_the_next_month(today: date, first: date, after: date) -> None:
    assert next_month(today) == (first, after)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"place": None}, ["no_place"]),
        ({}, []),
        ({"place": None, "place_hidden": True}, []),
        ({"place": None, "attendance_mode": "online"}, []),
    ],
)
def test_an_event_that_nobody_can_find_is_named(
    make_event: MakeEvent, fields: dict[str, Any], found: list[str]
) -> None:
    page = weekly(make_event, date(2026, 5, 26), **fields)
    row = PageProblems.objects.filter(page_id=page.pk).first()
    assert [each["code"] for each in row.problems] == found if row else not found


def test_the_price_does_not_grow_with_the_activities(
    make_event: MakeEvent, stage: Stage, people: People, django_assert_max_num_queries: Any
) -> None:
    client = as_(people, "team")
    client.get("/admin/")
    for size in (1, 7):
        for n in range(size):
            weekly(make_event, date(2026, 3, 31), title=f"Soon {size} {n}", slug=f"soon-{size}-{n}")
        with django_assert_max_num_queries(65):
            client.get("/admin/")
