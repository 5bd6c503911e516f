"""A visitor narrows a list down: every filter, alone and together, typed badly, and how many a choice would leave."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from events.counts import CAP, Count, count_choices
from events.filters import FACETS, KEYS, Filters, known_values, known_values_with
from events.models import Event, EventPage, Occurrence
from tests.events.conftest import NOW, MakeEvent, Stage

PORTAL = "/en/events/"
KNOWN = known_values_with(frozenset({"language", "sport"}), frozenset({"salo", "raahe"}))


def _once(day: date = date(2026, 3, 25), **changes: Any) -> dict[str, Any]:
    return {"frequency": "", "weekdays": [], "until": None, "start_date": day} | changes


@pytest.fixture
def found(client: Client) -> Callable[[str], set[str]]:
    """The slugs of what a query string finds, by the filter itself and on the page."""

    def find(query: str) -> set[str]:
        filters = Filters.read(query, known_values(None))
        slugs = {row.event.path.split("/")[-2] for row in filters.upcoming(None, NOW).select_related("event")}
        html = client.get(f"{PORTAL}?{query}").content.decode()
        shown = {slug for slug in Event.objects.values_list("path", flat=True) if f"/en/{slug}" in html}
        assert {path.split("/")[-2] for path in shown} == slugs
        return slugs

    return find


# --- each filter ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "changes"),
    [
        ("speaks=ar", {"in_language": ["ar"]}),
        ("speaks=ar", {"interpreting": ["ar"]}),
        ("speaks=prs", {"interpreting": ["fa"]}),
        ("speaks=fi-simple", {"easy_language": True}),
        ("for=women", {"audience": ["women"]}),
        ("for=all", {"audience": []}),
        ("free=1", {"is_free": True}),
        ("childcare=1", {"child_care": "on_site"}),
        ("childcare=1", {"child_care": "welcome"}),
        ("mode=online", {"attendance_mode": "online", "place": None}),
        ("mode=online", {"attendance_mode": "mixed"}),
        ("mode=onsite", {"attendance_mode": "mixed"}),
        ("signup=yes", {"registration": "phone", "registration_phone": "+358 00 000 0009"}),
        ("from=2026-04-10", {"start_date": date(2026, 4, 12)}),
        ("from=10.4.2026", {"start_date": date(2026, 4, 10)}),
        ("to=2026-03-24", {"start_date": date(2026, 3, 24)}),
        ("from=2026-04-10&to=12.4.2026", {"start_date": date(2026, 4, 12)}),
        ("q=UINTI", {"title": "Naisten uintivuoro"}),
        ("q=vettä+kaikille", {"summary": "Lämmintä vettä kaikille."}),
        ("when=tomorrow&when=weekend", {"start_date": date(2026, 3, 28)}),
    ],
)
def test_a_filter_finds_what_it_names_and_nothing_else(
    make_event: MakeEvent, found: Callable[[str], set[str]], query: str, changes: dict[str, Any]
) -> None:
    other = {"is_free": False, "audience": ["men"], "in_language": ["fi"]}
    if "onsite" in query:
        other |= {"attendance_mode": "online", "place": None}
    make_event(slug="muu", **_once(), **other)
    make_event(slug="haluttu", **(other | _once() | changes))
    assert found(query) == {"haluttu"}


@pytest.mark.parametrize("access", ["step_free", "accessible_toilet", "lift"])
def test_access_is_that_of_the_place(
    make_event: MakeEvent, stage: Stage, found: Callable[[str], set[str]], access: str
) -> None:
    stage.library.step_free = False
    setattr(stage.library, access, True)
    stage.library.save()
    make_event(slug="kirjasto", **_once())
    make_event(slug="muualla", place=None, attendance_mode="online", **_once())
    assert found(f"access={access}") == {"kirjasto"}


def test_a_hidden_place_has_no_access_to_filter_by(make_event: MakeEvent, found: Callable[[str], set[str]]) -> None:
    make_event(place_hidden=True, registration="phone", registration_phone="+358 00 000 0009", **_once())
    assert found("access=step_free") == set()


def test_a_date_that_differs_from_its_series_is_found_by_what_holds_on_it(
    make_event: MakeEvent, found: Callable[[str], set[str]]
) -> None:
    """Odd weeks Finnish, even weeks Swedish."""
    make_event(in_language=["fi", "sv"], alternates="languages")
    swedish = Filters.read("speaks=sv", KNOWN).upcoming(None, NOW)
    assert {row.first_day.isocalendar().week % 2 for row in swedish} == {0}
    assert found("speaks=sv") == {"kielikahvila"}


def test_repeated_keys_are_or_and_different_keys_are_and(
    make_event: MakeEvent, stage: Stage, found: Callable[[str], set[str]]
) -> None:
    make_event(slug="a", audience=["women"], in_language=["ar"], **_once())
    make_event(slug="b", audience=["men"], in_language=["ar"], **_once())
    make_event(stage.raahe["fi"], slug="c", audience=["women"], in_language=["so"], **_once())
    assert found("for=women") == {"a", "c"}
    assert found("for=women&for=men") == {"a", "b", "c"}
    assert found("for=women&for=men&speaks=ar") == {"a", "b"}
    assert found("for=women&muni=raahe&speaks=ar&speaks=so") == {"c"}


# --- typed badly ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("when=yesterday", "when"), ("from=31.2.2026", "from"), ("to=soon", "to"), ("muni=atlantis", "muni"),
        ("speaks=klingon", "speaks"), ("for=cats", "for"), ("topic=fishing", "topic"), ("free=maybe", "free"),
        ("access=rocket", "access"), ("mode=telepathy", "mode"), ("childcare=2", "childcare"), ("signup=x", "signup"),
        ("sort=random", "sort"), ("from=2026-04-02&to=2026-04-01", "to"),
    ],
)  # fmt: skip
def test_a_bad_value_is_left_out_and_reported_beside_its_field(
    make_event: MakeEvent, client: Client, query: str, key: str
) -> None:
    make_event()
    filters = Filters.read(query, KNOWN)
    assert key in filters.problems
    assert key not in filters.active
    response = client.get(f"{PORTAL}?{query}")
    assert response.status_code == 200
    assert b"kielikahvila" in response.content
    if key != "sort":
        assert b"field-error" in response.content


def test_the_town_is_no_filter_on_the_list_of_one_town(make_event: MakeEvent, client: Client) -> None:
    make_event()
    html = client.get("/en/salo/events/?muni=raahe").content.decode()
    assert "kielikahvila" in html
    assert "field-error" not in html


@given(st.text(max_size=60), st.sampled_from([*KEYS, "sort", "page", "x"]))
def test_whatever_is_typed_is_read(value: str, key: str) -> None:
    filters = Filters.read(urlencode({key: value}, errors="replace"), KNOWN)
    assert Filters.read(filters.query(), KNOWN).chosen == filters.chosen


@given(
    st.fixed_dictionaries({key: st.lists(st.sampled_from(sorted(KNOWN[key])), max_size=3) for key in ("when", *FACETS)})
)
def test_an_address_says_the_same_when_it_is_written_again(values: dict[str, list[str]]) -> None:
    filters = Filters.read(urlencode(values, doseq=True), KNOWN)
    assert not filters.problems
    assert {key: set(each) for key, each in filters.chosen.items()} == {k: set(v) for k, v in values.items() if v}
    assert Filters.read(filters.query(), KNOWN) == filters


# --- counts --------------------------------------------------------------------------------------


def test_every_count_is_what_the_choice_would_leave(make_event: MakeEvent, stage: Stage) -> None:
    """For each choice, alone and with other filters chosen, the count is the number of dates that the filter finds."""
    make_event(slug="a", audience=["women", "families"], in_language=["ar", "fi"], child_care="welcome")
    make_event(slug="b", topics=[stage.sport_topic], is_free=False, price="3", **_once(date(2026, 3, 24)))
    make_event(stage.raahe["fi"], slug="c", in_language=["sv"], frequency="DAILY", weekdays=[], until=date(2026, 4, 2))
    listed = Occurrence.objects.in_listed_municipalities().upcoming(NOW)
    known = known_values(None)
    for query in (
        "",
        "topic=language",
        "muni=salo&free=1",
        "when=week&for=women&speaks=ar",
        "q=kielikahvila&to=2026-04-07",
    ):
        filters = Filters.read(query, known)
        counts = count_choices(filters, listed, NOW.date())
        assert counts.total == Count(filters.upcoming(None, NOW).count())
        for key in ("when", *FACETS):
            for value in known[key]:
                alone = Filters.read(filters.query(**{key: value}), known)
                assert counts.choice(key, value).number == alone.upcoming(None, NOW).count(), (query, key, value)
        for key in filters.active:
            rest = Filters.read(filters.query(**{key + "_" if key == "from" else key: None}), known)
            assert counts.without(key).number == rest.upcoming(None, NOW).count(), (query, key)


def test_beyond_a_limit_nobody_counts_on() -> None:
    assert str(Count(CAP, is_capped=True)) == "2000+"
    assert str(Count(7)) == "7"


# --- the page ------------------------------------------------------------------------------------


def test_what_is_chosen_can_be_taken_away_one_by_one(make_event: MakeEvent, client: Client) -> None:
    make_event(in_language=["ar"], child_care="welcome")
    html = client.get(f"{PORTAL}?speaks=ar&childcare=1&q=kielikahvila").content.decode()
    for rest in ("?childcare=1&amp;q=kielikahvila", "?speaks=ar&amp;q=kielikahvila", "?speaks=ar&amp;childcare=1"):
        assert f'href="{rest}"' in html, rest
    assert 'value="ar" checked' in html


def test_everything_chosen_survives_the_form_and_the_next_page(make_event: MakeEvent, client: Client) -> None:
    make_event(frequency="DAILY", weekdays=[], until=date(2026, 5, 20), in_language=["ar"])
    html = client.get(f"{PORTAL}?speaks=ar&when=month&when=next7&from=2026-03-24").content.decode()
    assert html.count('type="hidden" name="when"') + html.count('name="when" value="month" checked') >= 1
    html = client.get(f"{PORTAL}?speaks=ar&from=2026-03-24").content.decode()
    assert "?from=2026-03-24&amp;speaks=ar&amp;page=2" in html
    assert '/ar/events/?speaks=ar&amp;from=2026-03-24"' in html  # the same in another language


def test_an_empty_list_says_which_filter_to_drop_the_most_rewarding_first(
    make_event: MakeEvent, stage: Stage, client: Client
) -> None:
    make_event()  # ten dates, Finnish
    make_event(slug="yksi", in_language=["ar"], topics=[stage.sport_topic], **_once(date(2026, 3, 24)))
    html = client.get(f"{PORTAL}?speaks=ar&topic=language").content.decode().partition('class="empty"')[2]
    assert html.index('href="?topic=language"') < html.index('href="?speaks=ar"')
    assert "(10)" in html
    assert "(1)" in html


def test_postponed_dates_come_last_and_have_no_false_day(
    make_event: MakeEvent, client: Client, translate: Callable[..., EventPage]
) -> None:
    make_event(slug="lykatty", **_once(date(2026, 3, 24)))
    make_event(slug="nayttely", **_once(date(2026, 3, 20), end_date=date(2026, 4, 20)))
    make_event(slug="myohemmin", **_once(date(2026, 5, 24)))
    postponed = Occurrence.objects.get(event__path__contains="lykatty")
    postponed.status, postponed.has_date, postponed.group = "postponed", False, Occurrence.Group.POSTPONED
    postponed.listed_until = NOW + timedelta(days=9000)
    postponed.save()
    html = client.get(PORTAL).content.decode()
    assert html.index("/myohemmin/") < html.index("/nayttely/") < html.index("/lykatty/")
    assert "Postponed" in html
