"""Search engines read the page of an event: schema.org in JSON-LD, only where the text is the page's own."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client

from events.models import EventPage
from events.services import cancel_event, cancel_occurrence, move_occurrence
from tests.cast import Country
from tests.events.conftest import HELSINKI, NOW, MakeEvent, Stage

EVENT = "/fi/salo/events/kielikahvila/"


def graph(client: Client, url: str) -> dict[str, dict[str, Any]]:
    """What a page says, by type."""
    response = client.get(url)
    assert response.status_code == 200
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    things = [thing for block in blocks for thing in json.loads(block)["@graph"]]
    return {thing["@type"] if isinstance(thing["@type"], str) else thing["@type"][0]: thing for thing in things}


def test_an_event_says_when_where_by_whom_and_for_what_price(make_event: MakeEvent, client: Client) -> None:
    page = make_event(audience=["children"], audience_min_age=7, audience_max_age=12, interpreting=["prs"])
    event = graph(client, EVENT)["Event"]
    assert event["name"] == "Kielikahvila kirjastossa"
    assert event["startDate"] == "2026-03-24T17:30+02:00"
    assert event["endDate"] == "2026-03-24T19:00+02:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    [place] = event["location"]
    assert place["address"]["streetAddress"] == "Kirjastokatu 1"
    assert place["geo"]["latitude"] == 60.387
    assert [row["name"] for row in event["organizer"]] == ["SPR", "Salon seurakunta"]
    assert event["isAccessibleForFree"] is True
    assert event["offers"]["price"] == "0"
    assert event["inLanguage"] == ["fi"]
    assert event["typicalAgeRange"] == "7-12"
    assert event["@id"].endswith(f"/linkedevents/v1/event/{page.translation_key}/")
    assert event["eventSchedule"]["byDay"] == ["https://schema.org/Tuesday"]
    assert event["subEvent"][1]["startDate"] == "2026-03-31T17:30+03:00"


def test_one_date_is_an_event_of_its_own_within_the_series(make_event: MakeEvent, client: Client) -> None:
    make_event()
    event = graph(client, f"{EVENT}2026-03-31/")["Event"]
    assert event["startDate"] == "2026-03-31T17:30+03:00"
    assert event["superEvent"]["url"].endswith(EVENT)
    assert event["url"].endswith(f"{EVENT}2026-03-31/")
    told = client.get("/" + event["@id"].partition("//")[2].partition("/")[2]).json()
    assert told["@id"] == event["@id"]
    assert "subEvent" not in event


def test_a_cancelled_and_a_moved_date_say_so(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    start = datetime(2026, 4, 8, 18, tzinfo=HELSINKI)
    cancel_occurrence(page.translation_key, "2026-03-31T17:30", by=None, now=NOW)
    move_occurrence(
        page.translation_key, "2026-04-07T17:30", start=start, end=start + timedelta(hours=1), by=None, now=NOW
    )
    assert graph(client, f"{EVENT}2026-03-31/")["Event"]["eventStatus"].endswith("EventCancelled")
    moved = graph(client, f"{EVENT}2026-04-07/")["Event"]
    assert moved["eventStatus"].endswith("EventRescheduled")
    assert moved["startDate"] == "2026-04-08T18:00+03:00"
    assert moved["previousStartDate"] == "2026-04-07T17:30+03:00"
    cancel_event(page.translation_key, by=None, now=NOW, reason={"fi": "Ohjaaja sairastui."})
    assert graph(client, EVENT)["Event"]["eventStatus"].endswith("EventCancelled")


def test_days_without_a_clock_time_and_no_end(make_event: MakeEvent, client: Client) -> None:
    single = {"frequency": "", "weekdays": [], "until": None}
    make_event(slug="a", all_day=True, start_time=None, end_time=None, end_date=date(2026, 3, 26), **single)
    event = graph(client, "/fi/salo/events/a/")["Event"]
    assert (event["startDate"], event["endDate"]) == ("2026-03-24", "2026-03-26")
    make_event(slug="b", end_time=None, **single)
    assert "endDate" not in graph(client, "/fi/salo/events/b/")["Event"]


def test_a_hidden_place_is_not_told(make_event: MakeEvent, client: Client) -> None:
    make_event(place_hidden=True, online_url="https://video.example.org/secret", attendance_mode="mixed")
    event = graph(client, EVENT)["Event"]
    assert event["location"] == [
        {
            "@type": "Place",
            "name": "Salo",
            "address": {"@type": "PostalAddress", "addressLocality": "Salo", "addressCountry": "FI"},
        }
    ]
    assert "video.example.org" not in client.get(EVENT).content.decode()


def test_a_text_that_stands_in_for_another_says_nothing(
    make_event: MakeEvent, translate: Callable[..., EventPage], client: Client
) -> None:
    page = make_event()
    assert graph(client, "/en/salo/events/kielikahvila/") == {}
    translate(page, "en", title="Language café")
    assert graph(client, "/en/salo/events/kielikahvila/")["Event"]["name"] == "Language café"


def test_hostile_words_stay_words(make_event: MakeEvent, client: Client) -> None:
    title = '</script><script>alert(1)</script> & "<!--'
    make_event(title=title)
    assert graph(client, EVENT)["Event"]["name"] == title
    assert "<script>alert" not in client.get(EVENT).content.decode()


def test_pages_say_where_they_are_and_the_home_page_how_to_search(
    make_event: MakeEvent, stage: Stage, country: Country, client: Client
) -> None:
    make_event()
    crumbs = graph(client, EVENT)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in crumbs] == [1, 2, 3, 4]
    assert crumbs[1]["item"].endswith("/fi/salo/")
    assert crumbs[-1] == {"@type": "ListItem", "position": 4, "name": "Kielikahvila kirjastossa"}
    site = graph(client, "/ar/")["WebSite"]
    assert site["potentialAction"]["target"]["urlTemplate"].endswith("/ar/search/?q={search_term_string}")
    assert site["inLanguage"] == "ar"
