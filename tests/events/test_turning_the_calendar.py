"""A visitor looks at a month, at what is over, and takes the list along on paper; each with the filters of the list."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from events.models import EventPage, Occurrence
from events.month import Month
from events.services import cancel_occurrence
from tests.events.conftest import NOW, MakeEvent, Stage

MARCH, MAY = "/en/salo/events/2026/03/", "/en/salo/events/2026/05/"


def _once(day: date, **changes: Any) -> dict[str, Any]:
    return {"frequency": "", "weekdays": [], "until": None, "start_date": day} | changes


def _cell(html: str, day: str) -> str:
    return html.partition(f'<time datetime="{day}">')[2].partition("</td>")[0]


# --- the month -----------------------------------------------------------------------------------


def test_a_month_is_a_table_of_weeks_from_monday(make_event: MakeEvent, client: Client) -> None:
    make_event()
    html = client.get(MARCH).content.decode()
    assert "March 2026" in html
    assert html.count('<th scope="row">') == 6  # weeks 9 to 14
    assert html.index("Monday</th>") < html.index("Sunday</th>")
    assert "Kielikahvila" in _cell(html, "2026-03-24")
    assert 'href="/en/salo/events/kielikahvila/2026-03-31/"' in _cell(html, "2026-03-31")
    assert "Kielikahvila" not in _cell(html, "2026-03-25")


def test_what_lasts_several_days_is_on_each_of_them_and_an_exhibition_below(
    make_event: MakeEvent, client: Client
) -> None:
    make_event(title="LEIRI", slug="leiri", **_once(date(2026, 4, 30), end_date=date(2026, 5, 2)))
    make_event(title="NAYTTELY", slug="nayttely", **_once(date(2026, 4, 1), end_date=date(2026, 5, 20)))
    html = client.get(MAY).content.decode()
    assert all("LEIRI" in _cell(html, day) for day in ("2026-05-01", "2026-05-02"))
    assert "LEIRI" not in _cell(html, "2026-05-03")
    assert "NAYTTELY" not in html.partition("</table>")[0]
    assert "NAYTTELY" in html.partition("</table>")[2]


def test_a_full_day_leads_to_its_list(make_event: MakeEvent, client: Client) -> None:
    for number in range(6):
        make_event(slug=f"t-{number}", **_once(date(2026, 5, 5)))
    html = client.get(f"{MAY}?topic=language").content.decode()
    assert '/en/salo/events/?from=2026-05-05&amp;to=2026-05-05&amp;topic=language">2 more' in html


def test_a_cancelled_date_is_said_in_words_in_its_cell(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    cancel_occurrence(page.translation_key, "2026-03-24T17:30", by=None, now=NOW)
    cell = _cell(client.get(MARCH).content.decode(), "2026-03-24")
    assert "<s>" in cell
    assert "Cancelled" in cell


def test_a_month_keeps_the_filters_and_knows_what_is_over(make_event: MakeEvent, stage: Stage, client: Client) -> None:
    make_event(title="KIELI", slug="kieli", **_once(date(2026, 3, 2)))
    make_event(title="LIIKUNTA", slug="liikunta", topics=[stage.sport_topic], **_once(date(2026, 3, 3)))
    html = client.get(f"{MARCH}?topic=sport&when=today").content.decode()
    assert "LIIKUNTA" in html
    assert "KIELI" not in html
    assert '/2026/04/?topic=sport"' in html


@pytest.mark.parametrize("tail", ["2026/00/", "2026/13/", "2026/3/", "1999/01/", "2090/01/", "2026/", "20260/01/"])
def test_months_that_are_none_or_too_far_are_404(make_event: MakeEvent, client: Client, tail: str) -> None:
    make_event()
    assert client.get(f"/en/salo/events/{tail}").status_code == 404


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_the_weeks_of_a_month_hold_each_of_its_days_once(day: date) -> None:
    month = Month(day.replace(day=1))
    days = [each for week in month.weeks for each in week]
    assert [each for each in days if each.month == day.month] == month.days
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in month.weeks)
    assert month.previous < month.first < month.next


# --- what is over --------------------------------------------------------------------------------


def test_what_is_over_comes_latest_first(make_event: MakeEvent, client: Client) -> None:
    make_event(title="TAMMI", slug="tammi", **_once(date(2026, 1, 7)))
    make_event(title="HELMI", slug="helmi", **_once(date(2026, 2, 4)))
    make_event(title="TULEVA", slug="tuleva", **_once(date(2026, 3, 24)))
    html = client.get("/en/salo/events/past/").content.decode()
    assert html.index("HELMI") < html.index("TAMMI")
    assert "TULEVA" not in html
    html = client.get("/en/salo/events/past/?to=31.1.2026&when=today").content.decode()
    assert "HELMI" not in html
    assert "TAMMI" in html
    assert client.get("/en/salo/events/past/?page=9").status_code == 404


# --- paper ---------------------------------------------------------------------------------------


def test_paper_has_all_dates_and_a_way_back(make_event: MakeEvent, client: Client) -> None:
    make_event(frequency="DAILY", weekdays=[], until=date(2026, 5, 20))
    html = client.get("/en/salo/events/print/?topic=language").content.decode()
    assert html.count("Kielikahvila kirjastossa") == Occurrence.objects.count() > 20
    assert "qr-code" in html
    assert "/en/salo/events/?topic=language" in html


def test_views_are_for_people_and_the_list_is_for_search_engines(make_event: MakeEvent, client: Client) -> None:
    make_event()
    for tail in ("past/", "print/", "2026/03/"):
        html = client.get(f"/fi/salo/events/{tail}").content.decode()
        assert '<meta name="robots" content="noindex">' in html
        assert f'/fi/salo/events/{tail}"' in html.partition('rel="canonical"')[2][:120]
    assert '<meta name="robots"' not in client.get("/fi/salo/events/").content.decode()


# --- cost ----------------------------------------------------------------------------------------

PATHS = [
    "salo/events/past/", "events/past/", "salo/events/2026/04/", "events/2026/04/", "events/print/",
]  # fmt: skip


@pytest.mark.parametrize("size", [3, 150])
def test_every_view_costs_at_most_nine_queries_at_any_size(
    make_event: MakeEvent, stage: Stage, client: Client, django_assert_max_num_queries: Any, size: int
) -> None:
    assert stage.portal["ar"]
    for number in range(max(1, size // 30)):
        make_event(
            slug=f"t-{number}", frequency="DAILY", weekdays=[], until=None, count=min(size, 30),
            start_date=date(2026, 3, 1) + timedelta(days=15 * number),
        )  # fmt: skip
    client.get("/fi/")
    for path in PATHS:
        with django_assert_max_num_queries(9):
            assert client.get(f"/fi/{path}").status_code == 200, path


def test_a_translation_of_the_list_shows_its_own_words(
    make_event: MakeEvent, translate: Callable[..., EventPage], client: Client
) -> None:
    translate(make_event(), "sv", title="Språkkafé")
    for tail in ("2026/03/", "print/"):
        assert "Språkkafé" in client.get(f"/sv/salo/events/{tail}").content.decode()
