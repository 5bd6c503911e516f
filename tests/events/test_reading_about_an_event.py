"""A newcomer reads about an activity, and about one date of it: what is first, each state, what is nowhere."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from events.models import Event, EventPage
from events.services import annotate_occurrence, cancel_event, cancel_occurrence, move_occurrence, postpone_event
from tests.events.conftest import HELSINKI, NOW, MakeEvent, Stage

EVENT = "/en/salo/events/kielikahvila/"


def _once(day: date, **changes: Any) -> dict[str, Any]:
    return {"frequency": "", "weekdays": [], "until": None, "start_date": day} | changes


@pytest.fixture
def read(client: Client) -> Callable[..., str]:
    def open_page(url: str = EVENT, status: int = 200) -> str:
        response = client.get(url)
        assert response.status_code == status, url
        return response.content.decode()

    return open_page


# --- what is first -------------------------------------------------------------------------------


def test_when_where_for_whom_and_how_come_before_the_text(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event(registration="phone", registration_phone="+358 00 000 0009")
    html = read().partition('class="next-date"')[2]
    parts = ["Next time", "Salo library", "For adults", "No childcare", "suomi", "Free of charge", "+358 00 000 0009"]
    places = [html.index(part) for part in [*parts, "Tule juttelemaan", "No religious programme"]]
    assert places == sorted(places)


def test_the_way_there_needs_no_third_party_before_a_tap(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event()
    html = read("/ar/salo/events/kielikahvila/")
    assert 'href="https://www.openstreetmap.org/?mlat=60.387' in html
    assert 'href="geo:60.387,23.13?q=60.387,23.13"' in html
    card = html.partition('class="address-card"')[2].partition("</details>")[0]
    assert '<p lang="fi" dir="ltr">Salon kirjasto<br>Kirjastokatu 1' in card  # what a driver can read
    assert not [part for part in ('src="http', "<iframe", "<script src=") if part in html]


def test_a_name_in_another_language_carries_it(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event()
    html = read("/ar/salo/events/kielikahvila/")
    assert '<bdi lang="en" dir="ltr">Salo library</bdi>' in html
    assert '<bdi lang="en" dir="ltr">Coordinator</bdi>' in html
    assert "<bdi>Salo library</bdi>" in read()


def test_it_can_be_shared_without_javascript(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event()
    html = read(f"{EVENT}2026-03-31/")
    assert "https://wa.me/?text=Kielikahvila" in html
    assert (
        "https://t.me/share/url?url=http%3A%2F%2Ftestserver%2Fen%2Fsalo%2Fevents%2Fkielikahvila%2F2026-03-31%2F" in html
    )
    assert 'href="mailto:?subject=Kielikahvila' in html
    assert "testserver/e/" in html


@pytest.mark.parametrize(
    ("planned", "words"),
    [("no", "Planned by the organisers"), ("with", "take part in planning"), ("by", "plan and lead")],
)
def test_it_says_whether_newcomers_planned_it(
    make_event: MakeEvent, read: Callable[..., str], planned: str, words: str
) -> None:
    make_event(planned_together=planned)
    assert words in read()


# --- states --------------------------------------------------------------------------------------


def test_a_cancelled_date_has_its_page_and_names_the_next_one(make_event: MakeEvent, read: Callable[..., str]) -> None:
    page = make_event()
    cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW, reason={"en": "The house is closed."})
    html = read(f"{EVENT}2026-03-31/")
    shown = html.partition('class="next-date"')[2].partition("</dl>")[0]
    assert "Cancelled" in shown
    assert "<s>" in shown
    assert "The house is closed." in shown
    assert f'href="{EVENT}2026-03-24/"' in shown
    assert "2026-03-31T17:30" not in read().partition("Next time")[2].partition("</strong>")[0]


def test_a_moved_date_shows_the_old_time_and_keeps_its_address(make_event: MakeEvent, read: Callable[..., str]) -> None:
    page = make_event()
    start = datetime(2026, 4, 2, 18, tzinfo=HELSINKI)
    move_occurrence(page.translation_key, "2026-03-31T17:30", start=start, end=None, by=None, now=NOW)
    shown = read(f"{EVENT}2026-03-31/").partition('class="next-date"')[2].partition("</div>")[0]
    assert "New time" in shown
    assert "2 April 2026" in shown
    assert "31 March 2026" in shown.partition("<s>")[2]


def test_a_note_is_on_the_page_of_its_date_only(make_event: MakeEvent, read: Callable[..., str]) -> None:
    page = make_event()
    annotate_occurrence(page.translation_key, "2026-03-31T17:30", note={"en": "Bring a book."}, by=None, now=NOW)
    assert "Bring a book." in read(f"{EVENT}2026-03-31/")
    assert "Bring a book." not in read(f"{EVENT}2026-04-07/")


def test_a_whole_event_that_is_cancelled_or_postponed_says_so(make_event: MakeEvent, read: Callable[..., str]) -> None:
    page = make_event()
    postpone_event(page.translation_key, by=None, now=NOW)
    assert "A new date will be told here" in read()
    cancel_event(page.translation_key, by=None, now=NOW, reason={"en": "No leader."})
    html = read()
    assert "No leader." in html
    assert "How to take part" not in html


def test_what_nobody_has_confirmed_asks_to_call_first(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event()
    Event.objects.update(last_confirmed_on=date(2026, 1, 1))
    assert "Please call before you go" in read()
    Event.objects.update(last_confirmed_on=date(2026, 3, 20))
    assert "Please call before you go" not in read()


def test_what_is_over_stays_and_shows_earlier_dates(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event()
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        html = read()
        assert "Earlier dates" in html
        assert f'href="{EVENT}2026-03-24/"' in html.partition("Earlier dates")[2]
        assert "This date is over" in read(f"{EVENT}2026-03-24/")


# --- addresses of dates --------------------------------------------------------------------------


def test_a_date_that_never_was_is_a_404_that_helps(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event()
    html = read(f"{EVENT}2026-04-01/", status=404)
    assert "There is no such date" in html
    assert f'href="{EVENT}2026-03-31/"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_two_dates_on_one_day_have_the_time_in_their_address(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event(added_dates=["2026-03-31T12:00/14:00"])
    html = read()
    assert f'href="{EVENT}2026-03-31T1200/"' in html
    assert f'href="{EVENT}2026-03-31T1730/"' in html
    assert f'href="{EVENT}2026-04-07/"' in html
    assert "12:00" in read(f"{EVENT}2026-03-31T1200/").partition('class="next-date"')[2].partition("</strong>")[0]
    assert "17:30" in read(f"{EVENT}2026-03-31T1730/").partition('class="next-date"')[2].partition("</strong>")[0]


def test_a_date_leads_to_its_neighbours_and_to_all_of_them(make_event: MakeEvent, read: Callable[..., str]) -> None:
    make_event()
    html = read(f"{EVENT}2026-03-31/")
    assert f'href="{EVENT}2026-03-24/" rel="prev"' in html
    assert f'href="{EVENT}2026-04-07/" rel="next"' in html
    assert f'href="{EVENT}"' in html


def test_later_dates_of_a_split_series_lead_to_the_one_that_took_over(
    make_event: MakeEvent, client: Client, read: Callable[..., str]
) -> None:
    old = make_event(until=date(2026, 3, 31))
    make_event(
        slug="uusi", start_date=date(2026, 4, 7), related_to=old.translation_key, relation="following",
        takes_over_from=date(2026, 4, 7),
    )  # fmt: skip
    response = client.get(f"{EVENT}2026-04-14/")
    assert response.status_code == 302
    assert response["Location"] == "/en/salo/events/uusi/2026-04-14/"
    read(f"{EVENT}2026-04-02/", status=404)
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        assert 'href="/en/salo/events/uusi/"' in read()


def test_each_date_is_its_own_page_for_search_engines_until_a_year_after(
    make_event: MakeEvent, read: Callable[..., str]
) -> None:
    make_event()
    url = "/fi/salo/events/kielikahvila/"
    html = read(f"{url}2026-03-31T1730/")
    assert f'rel="canonical" href="http://testserver{url}2026-03-31/"' in html
    assert "31.3.2026" in html.partition("<title>")[2].partition("</title>")[0]
    assert '<meta name="robots"' not in html
    with time_machine.travel(NOW + timedelta(days=380), tick=False):
        assert '<meta name="robots" content="noindex">' in read(f"{url}2026-03-31/")
        assert '<meta name="robots"' not in read(url)  # its last date is not that long ago
        assert f"{url}</loc>" in read("/sitemap-fi.xml")
    with time_machine.travel(NOW + timedelta(days=500), tick=False):
        assert '<meta name="robots" content="noindex">' in read(url)
        assert f"{url}</loc>" not in read("/sitemap-fi.xml")


def test_a_translation_of_one_date_has_its_own_words(
    make_event: MakeEvent, translate: Callable[..., EventPage], read: Callable[..., str]
) -> None:
    translate(make_event(), "sv", title="Språkkafé", summary="Vi övar finska.")
    html = read("/sv/salo/events/kielikahvila/2026-03-31/")
    assert "Språkkafé" in html
    assert 'hreflang="fi" href="http://testserver/fi/salo/events/kielikahvila/2026-03-31/"' in html


# --- hidden places -------------------------------------------------------------------------------


def test_a_hidden_place_is_on_no_view_of_the_list_and_no_page_of_a_date(
    make_event: MakeEvent, stage: Stage, client: Client
) -> None:
    stage.library.street_address = "KANARIALINTUKATU 7"
    stage.library.latitude = 61.987654
    stage.library.save()
    stage.library.texts.update(name="KANARIALINTULA", arrival="KANARIALINNUN ovi")
    make_event(
        place_hidden=True, registration="phone", registration_phone="+358 00 000 0009", place_note="KANARIALINTU",
        departure_place=stage.library, accessibility_note="KANARIALINNUN ramppi",
    )  # fmt: skip
    for tail in ("", "2026/03/", "past/", "print/", "?access=step_free", "?q=kanarialintu", "kielikahvila/",
                 "kielikahvila/2026-03-31/", "kielikahvila/2026-04-01/"):  # fmt: skip
        html = client.get(f"/en/salo/events/{tail}").content.decode()
        assert "KANARIALIN" not in html, tail
        assert "61.98" not in html
        assert "geo:" not in html


# --- cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [2, 60])
def test_no_page_of_an_event_costs_more_than_eight_queries(
    make_event: MakeEvent, client: Client, django_assert_max_num_queries: Any, weeks: int
) -> None:
    make_event(until=date(2026, 3, 24) + timedelta(weeks=weeks))
    client.get("/fi/")
    for tail in ("", "2026-03-31/"):
        with django_assert_max_num_queries(8):
            assert client.get(f"/fi/salo/events/kielikahvila/{tail}").status_code == 200
