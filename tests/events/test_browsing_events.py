"""A visitor looks for something to do: by day, topic and town, in her language, from an address that she can share."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from events.listing import PAGE_SIZE
from events.models import Event, EventPage, EventText, Occurrence
from events.periods import PRESETS, period
from events.services import cancel_occurrence
from tests.events.conftest import HELSINKI, NOW, MakeEvent, Stage

SALO, PORTAL = "/fi/salo/events/", "/fi/events/"


def _html(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    html: str = response.content.decode()
    return html


def _once(day: date, **changes: Any) -> dict[str, Any]:
    return {"frequency": "", "weekdays": [], "until": None, "start_date": day} | changes


# --- what is listed ------------------------------------------------------------------------------


def test_a_municipality_lists_its_own_and_the_portal_the_whole_country(
    make_event: MakeEvent, stage: Stage, client: Client
) -> None:
    make_event(title="Salon kahvila")
    make_event(stage.raahe["fi"], title="Raahen kahvila")
    make_event(stage.portal["fi"], title="Infoilta verkossa", attendance_mode="online")
    html = _html(client, SALO)
    assert "Salon kahvila" in html
    assert "Raahen kahvila" not in html
    html = _html(client, PORTAL)
    assert all(title in html for title in ("Salon kahvila", "Raahen kahvila", "Infoilta verkossa"))


@pytest.mark.parametrize("state", ["preparing", "paused", "ended"])
def test_a_town_without_activities_lists_none_and_says_why(
    make_event: MakeEvent, stage: Stage, client: Client, state: str
) -> None:
    make_event()
    town = stage.country.municipalities["salo"]
    town.state = state
    town.save()
    for url in (SALO, PORTAL):
        assert "Kielikahvila kirjastossa" not in _html(client, url)
    assert client.get("/fi/salo/events/kielikahvila/").status_code == 200  # pages stay readable


def test_days_are_headings_and_a_running_event_stays_until_it_ends(make_event: MakeEvent, client: Client) -> None:
    make_event(**_once(date(2026, 3, 23), start_time=time(10), end_time=time(13)))
    assert "Tänään" in _html(client, SALO) or "Today" in _html(client, SALO)
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        assert "Kielikahvila kirjastossa" not in _html(client, SALO)


def test_an_exhibition_never_sits_on_top_of_the_list(make_event: MakeEvent, client: Client) -> None:
    make_event(title="Näyttely", slug="nayttely", **_once(date(2026, 3, 20), end_date=date(2026, 4, 20)))
    make_event()
    html = _html(client, SALO)
    assert html.index("Kielikahvila kirjastossa") < html.index("Näyttely")


def test_a_cancelled_date_is_struck_through_and_said_in_words(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    cancel_occurrence(page.translation_key, "2026-03-24T17:30", by=None, now=NOW)
    html = _html(client, "/en/salo/events/?when=tomorrow")
    assert 'data-status="cancelled"' in html
    assert "Cancelled" in html


def test_an_ended_event_leaves_the_lists_and_keeps_its_page(make_event: MakeEvent, client: Client) -> None:
    make_event(**_once(date(2026, 3, 1)))
    assert "Kielikahvila kirjastossa" not in _html(client, SALO)
    assert "This activity has ended" in _html(client, "/en/salo/events/kielikahvila/")


# --- filters -------------------------------------------------------------------------------------

PERIODS = {
    "today": ("2026-03-23", "2026-03-23"),
    "tomorrow": ("2026-03-24", "2026-03-24"),
    "weekend": ("2026-03-28", "2026-03-29"),
    "week": ("2026-03-23", "2026-03-29"),
    "next7": ("2026-03-23", "2026-03-29"),
    "month": ("2026-03-23", "2026-03-31"),
}


@pytest.mark.parametrize("preset", PERIODS)
def test_named_periods_on_a_monday(preset: str) -> None:
    assert tuple(day.isoformat() for day in period(preset, NOW.date())) == PERIODS[preset]


def test_on_saturday_and_sunday_the_weekend_is_this_one() -> None:
    assert period("weekend", date(2026, 3, 28)) == (date(2026, 3, 28), date(2026, 3, 29))
    assert period("weekend", date(2026, 3, 29)) == (date(2026, 3, 29), date(2026, 3, 29))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from(PRESETS))
def test_a_period_starts_today_or_later(today: date, preset: str) -> None:
    first, last = period(preset, today)
    assert today <= first <= last


def test_the_day_filter_matches_what_goes_on_during_it(make_event: MakeEvent, client: Client) -> None:
    make_event(**_once(date(2026, 3, 23), end_date=date(2026, 3, 25)))
    for when in ("today", "tomorrow", "week"):
        assert "Kielikahvila kirjastossa" in _html(client, f"{SALO}?when={when}")
    assert "Kielikahvila kirjastossa" not in _html(client, f"{SALO}?when=weekend")


def test_topics_and_towns_are_or_within_and_and_between(make_event: MakeEvent, stage: Stage, client: Client) -> None:
    make_event(title="KIELI")
    make_event(title="LIIKUNTA", slug="liikunta", topics=[stage.sport_topic])
    make_event(stage.raahe["fi"], title="RAAHE", topics=[stage.sport_topic])

    def found(query: str) -> set[str]:
        html = _html(client, f"{PORTAL}?{query}")
        return {title for title in ("KIELI", "LIIKUNTA", "RAAHE") if title in html}

    assert found("topic=sport") == {"LIIKUNTA", "RAAHE"}
    assert found("topic=sport&topic=language") == {"KIELI", "LIIKUNTA", "RAAHE"}
    assert found("topic=sport&muni=salo") == {"LIIKUNTA"}
    assert found("muni=salo&muni=raahe") == {"KIELI", "LIIKUNTA", "RAAHE"}


def test_unknown_keys_are_ignored_and_bad_values_reported(make_event: MakeEvent, client: Client) -> None:
    make_event()
    html = _html(client, f"/en{SALO[3:]}?utm_source=x&when=yesterday&topic=fishing")
    assert "Kielikahvila kirjastossa" in html
    assert "yesterday" in html
    assert "fishing" in html


def test_an_empty_list_says_which_filter_to_drop_and_how_many_that_leaves(
    make_event: MakeEvent, client: Client
) -> None:
    make_event()
    html = _html(client, f"/en{SALO[3:]}?when=today&topic=language")
    assert "Try fewer filters" in html
    assert 'href="?topic=language"' in html
    assert "(10)" in html


HOSTILE = [
    "when=%00", "topic=%00&muni=%00", "when=" + "x" * 5000, "page=-1", "page=0", "page=%F0%9F%98%80", "page=1e9",
    "topic='%3B--", "muni=%3Cscript%3E", "&&==&", "when=today&when=%ED%A0%80", "topic=" + "&topic=".join("abc" * 300),
    "page=" + "9" * 400,
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", [SALO, PORTAL])
def test_whatever_is_typed_it_never_fails(make_event: MakeEvent, client: Client, path: str, query: str) -> None:
    make_event()
    html = _html(client, f"{path}?{query}")
    assert "<script>" not in html.lower().replace("<script type", "")


@pytest.mark.parametrize("tail", ["9999-99-99/", "2026-02-30/", "2026-03-31T9999/", "2026-04-01/", "x/", "ics/x/"])
def test_dates_that_are_none_are_404(make_event: MakeEvent, client: Client, tail: str) -> None:
    make_event()
    assert client.get(f"{SALO}kielikahvila/{tail}").status_code == 404


def test_pages_of_twenty_and_a_way_back_from_beyond_the_end(make_event: MakeEvent, client: Client) -> None:
    make_event(frequency="DAILY", weekdays=[], until=date(2026, 4, 20))
    assert _html(client, SALO).count('class="event-row"') == PAGE_SIZE
    assert 'href="?when=month&amp;page=2"' not in _html(client, SALO)
    assert "?page=2" in _html(client, SALO)
    assert _html(client, f"{SALO}?page=2").count('class="event-row"') == 28 - PAGE_SIZE
    assert 'href="?"' in _html(client, f"{SALO}?page=3", status=404)


def test_a_filter_survives_turning_the_page(make_event: MakeEvent, client: Client) -> None:
    make_event(frequency="DAILY", weekdays=[], until=date(2026, 4, 20))
    assert "?topic=language&amp;page=2" in _html(client, f"{SALO}?topic=language")


# --- languages -----------------------------------------------------------------------------------


def test_words_in_finnish_but_facts_in_the_language_asked_for(make_event: MakeEvent, client: Client) -> None:
    make_event()
    html = _html(client, "/ar/salo/events/kielikahvila/")
    assert '<html lang="ar" dir="rtl">' in html
    assert 'lang="fi" dir="ltr">Kielikahvila kirjastossa' in html
    assert "الثلاثاء" in html  # the day, in Arabic
    assert '<time datetime="2026-03-24T17:30+02:00">17:30</time>' in html
    assert client.get("/ar/salo/events/kielikahvila/")["X-Robots-Tag"] == "noindex"


def test_a_row_marks_words_in_another_language(make_event: MakeEvent, stage: Stage, client: Client) -> None:
    make_event()
    assert stage.salo["ar"]
    html = _html(client, "/ar/salo/events/")
    assert '<a href="/ar/salo/events/kielikahvila/2026-03-24/" lang="fi" dir="ltr">Kielikahvila kirjastossa</a>' in html
    assert 'dir="ltr"><time datetime="2026-03-24T17:30+02:00">17:30</time>' in html


def test_a_translation_shows_its_own_words(
    make_event: MakeEvent, translate: Callable[..., EventPage], client: Client
) -> None:
    translate(make_event(), "sv", title="Språkkafé", summary="Vi övar finska.")
    html = _html(client, "/sv/salo/events/")
    assert "Språkkafé" in html
    assert "Salo bibliotek" in html
    assert "Kielikahvila" not in html


# --- the page ------------------------------------------------------------------------------------


def test_the_page_answers_every_question(make_event: MakeEvent, stage: Stage, client: Client) -> None:
    make_event(
        is_free=False, price="2.50", planned_together="with", serves_food=True, child_care="on_site",
        interpreting=["ar"], registration="phone", registration_phone="+358 00 000 0009", religious_content="optional",
    )  # fmt: skip
    html = _html(client, "/en/salo/events/kielikahvila/")
    for words in (
        "Salo library", "Kirjastokatu 1", "openstreetmap.org", "For adults", "Childcare available", "العربية", "2.50 €",
        "You can choose not to take part", "Step-free", "+358 00 000 0009", "Finnish Red Cross", "Salo parish",
        "Newcomers take part in planning", "Coordinator", "/en/salo/events/kielikahvila.ics", "On Tuesdays",
    ):  # fmt: skip
        assert words in html, words
    assert html.count("<h1") == 1


def test_a_date_has_a_page_of_its_own(make_event: MakeEvent, client: Client) -> None:
    make_event()
    html = _html(client, "/en/salo/events/kielikahvila/2026-03-31/")
    assert "Tue" in html
    assert "2026-03-31T17:30+03:00" in html


def test_online_events_say_whose_time_it_is(make_event: MakeEvent, client: Client) -> None:
    make_event(attendance_mode="online", place=None)
    html = _html(client, "/en/salo/events/kielikahvila/")
    assert "Finnish time (UTC+2)" in html
    assert "Finnish time (UTC+3)" in html


def test_a_preview_shows_the_draft_and_writes_nothing(make_event: MakeEvent) -> None:
    page = make_event(live=False)
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "24.3.2026" in response.content.decode()
    assert not Event.objects.exists()


def test_the_list_itself_can_be_previewed(make_event: MakeEvent, stage: Stage) -> None:
    make_event()
    assert stage.salo["fi"].make_preview_request().status_code == 200


# --- hidden places -------------------------------------------------------------------------------


def test_a_hidden_place_appears_nowhere(
    make_event: MakeEvent, translate: Callable[..., EventPage], stage: Stage, client: Client
) -> None:
    stage.library.street_address = "KANARIALINTUKATU 7"
    stage.library.latitude = 61.987654
    stage.library.save()
    stage.library.texts.update(name="KANARIALINTULA", arrival="KANARIALINNUN ovi")
    page = make_event(
        place_hidden=True, registration="phone", registration_phone="+358 00 000 0009", place_note="KANARIALINTU",
        departure_place=stage.library, accessibility_note="KANARIALINNUN ramppi",
    )  # fmt: skip
    swedish = translate(page, "sv", place_note="KANARIALINTU")
    swedish.place_hidden = False  # a translation's own facts are never read
    swedish.save_revision().publish()
    for language in ("fi", "sv", "en", "ar"):
        for tail in ("salo/", "salo/events/", "salo/events/kielikahvila/", "salo/events/kielikahvila/2026-03-31/",
                     "events/", "salo/events/kielikahvila.ics", f"search/?q={quote('KANARIALINTU')}"):  # fmt: skip
            html = client.get(f"/{language}/{tail}").content.decode()
            assert "KANARIALIN" not in html.replace("q=KANARIALINTU", "").replace('value="KANARIALINTU"', "") or (
                "search" in tail and "kielikahvila" not in html
            ), tail
            assert "61.987654" not in html
    stored = [str(list(model.objects.values())) for model in (Event, EventText, Occurrence)]
    assert not any("KANARIALIN" in rows or "61.98" in rows for rows in stored)


# --- cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [SALO, PORTAL, "/ar/salo/events/", f"{SALO}?when=month&topic=language"])
@pytest.mark.parametrize("size", [3, 300])
def test_a_list_costs_at_most_nine_queries_at_any_size(
    make_event: MakeEvent, stage: Stage, client: Client, django_assert_max_num_queries: Any, path: str, size: int
) -> None:
    assert stage.salo["ar"]
    for number in range(max(1, size // 30)):
        make_event(
            slug=f"tapahtuma-{number}", frequency="DAILY", weekdays=[], until=None, count=min(size, 30),
            start_date=date(2026, 3, 24),
        )  # fmt: skip
    assert Occurrence.objects.count() == size
    client.get("/fi/")  # the root paths are cached from here on
    with django_assert_max_num_queries(9):
        assert client.get(path).status_code == 200


def test_an_event_costs_at_most_eight_queries(
    make_event: MakeEvent, client: Client, django_assert_max_num_queries: Any
) -> None:
    make_event()
    client.get("/fi/")
    for url in ("/fi/salo/events/kielikahvila/", "/fi/salo/events/kielikahvila/2026-03-31/"):
        with django_assert_max_num_queries(8):
            assert client.get(url).status_code == 200


def test_now_is_helsinki_even_late_in_the_evening(make_event: MakeEvent, client: Client) -> None:
    make_event(**_once(date(2026, 3, 24)))
    with time_machine.travel(datetime(2026, 3, 24, 0, 30, tzinfo=HELSINKI), tick=False):  # still the 23rd in UTC
        assert "Kielikahvila kirjastossa" in _html(client, f"{SALO}?when=today")
