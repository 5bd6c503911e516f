"""Somebody else's program reads the activities: the API speaks Linked Events and is what its description says."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.linkedevents.openapi import description
from events.models import EventPage
from events.page_services import bury
from events.services import cancel_event, cancel_occurrence
from tests.cast import Country
from tests.events.conftest import HELSINKI, NOW, MakeEvent, Stage

ROOT = "/linkedevents/v1"
SINGLE: dict[str, Any] = {"frequency": "", "weekdays": [], "until": None}


def read(client: Client, path: str, status: int = 200) -> dict[str, Any]:
    response = client.get(f"{ROOT}{path}")
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    data: dict[str, Any] = json.loads(response.content)
    return data


def names(client: Client, query: str) -> list[str]:
    """The Finnish names of series and single events that a filter finds, sorted."""
    data = read(client, f"/event/?hide_recurring_children=true&{query}")["data"]
    return sorted(item["name"]["fi"] for item in data)


# --- a small reader of JSON Schema, as much as the description uses ---------------------------------


def faults(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """In what a value is not as its schema says."""
    if "$ref" in schema:
        return faults(value, description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]], at)
    if "anyOf" in schema:
        tried = [faults(value, each, at) for each in schema["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r} is not one of {schema['enum']}"]
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    types = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list, "null": type(None)}
    if type(value) not in [types[kind] for kind in kinds]:
        return [f"{at}: {value!r} is not {kinds}"]
    found = []
    if isinstance(value, list):
        for n, item in enumerate(value):
            found += faults(item, schema["items"], f"{at}[{n}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, item in value.items():
            more = schema.get("additionalProperties", {})
            if name in known:
                found += faults(item, known[name], f"{at}.{name}")
            elif more is False:
                found.append(f"{at}: {name} is not described")
            elif more:
                found += faults(item, more, f"{at}.{name}")
    return found


@pytest.fixture
def varied(make_event: MakeEvent, translate: Callable[..., EventPage], stage: Stage) -> dict[str, EventPage]:
    """Events that differ in all that can be asked for."""
    cafe = make_event(in_language=["fi", "ar"], audience_min_age=18)
    translate(cafe, "en", title="Language café", summary="Practise Finnish.")
    sport = make_event(
        slug="liikunta", title="Liikuntatunti", start_date=date(2026, 4, 2), end_time=None, topics=[stage.sport_topic],
        is_free=False, price=5, audience_min_age=7, audience_max_age=12, registration="phone",
        registration_phone="+358 00 000 0009", capacity=12, **SINGLE,
    )  # fmt: skip
    online = make_event(
        stage.raahe["fi"], slug="etana", title="Etäilta", place=None, attendance_mode="online", all_day=True,
        start_time=None, end_time=None, start_date=date(2026, 12, 6), online_url="https://video.example.org/x",
        organisers=[], topics=[], **SINGLE,
    )  # fmt: skip
    hidden = make_event(slug="suoja", title="Suojattu ilta", place_hidden=True, start_date=date(2026, 5, 4), **SINGLE)
    return {"cafe": cafe, "sport": sport, "online": online, "hidden": hidden}


# --- what it says ----------------------------------------------------------------------------------


def test_a_series_and_its_dates(varied: dict[str, EventPage], client: Client) -> None:
    page = varied["cafe"]
    event = read(client, f"/event/{page.translation_key}/")
    assert event["@context"] == "http://schema.org"
    assert event["@type"] == "Event/LinkedEvent"
    assert event["@id"].endswith(f"{ROOT}/event/{page.translation_key}/")
    assert event["name"] == {"fi": "Kielikahvila kirjastossa", "en": "Language café"}
    assert event["info_url"]["en"].endswith("/en/salo/events/kielikahvila/")
    assert event["super_event_type"] == "recurring"
    assert event["start_time"] == "2026-03-24T15:30:00Z"
    assert len(event["sub_events"]) == 10
    child = read(client, event["sub_events"][1]["@id"].partition(ROOT)[2])
    assert child["start_time"] == "2026-03-31T14:30:00Z"
    assert child["end_time"] == "2026-03-31T16:00:00Z"
    assert child["super_event"] == {"@id": event["@id"]}
    assert child["super_event_type"] is None
    assert event["location"]["@id"].endswith(f"{ROOT}/place/salo-library/")
    assert event["offers"] == [{"is_free": True, "price": None, "description": None, "info_url": None}]
    assert event["provider"]["en"] == "Finnish Red Cross, Salo parish"


def test_a_day_without_a_clock_time_is_a_date(varied: dict[str, EventPage], client: Client) -> None:
    event = read(client, f"/event/{varied['online'].translation_key}/")
    assert (event["start_time"], event["has_start_time"], event["end_time"]) == ("2026-12-06", False, None)
    sport = read(client, f"/event/{varied['sport'].translation_key}/")
    assert (sport["has_start_time"], sport["end_time"], sport["has_end_time"]) == (True, None, False)
    assert sport["remaining_attendee_capacity"] is None


def test_relations_are_written_out_on_demand(varied: dict[str, EventPage], client: Client) -> None:
    event = read(client, f"/event/{varied['cafe'].translation_key}/?include=location,keywords")
    assert event["location"]["name"] == {"fi": "Salon kirjasto", "sv": "Salo bibliotek", "en": "Salo library"}
    assert event["location"]["position"] == {"type": "Point", "coordinates": [23.13, 60.387]}
    assert event["keywords"][0]["name"]["sv"] == "Språk"


def test_a_hidden_place_is_nowhere(make_event: MakeEvent, client: Client) -> None:
    page = make_event(place_hidden=True, place_note="ovi B", online_url="https://video.example.org/secret")
    event = read(client, f"/event/{page.translation_key}/?include=location")
    assert event["location"] is None
    assert event["custom_data"]["place_hidden"] is True
    for path in ("/place/", "/event/?include=location", "/search/?q=kirjasto&type=place"):
        text = json.dumps(read(client, path))
        assert "Kirjastokatu" not in text
        assert "ovi B" not in text
        assert "secret" not in text
    read(client, "/place/salo-library/", 404)
    assert read(client, "/event/?location=salo-library")["data"] == []
    assert read(client, "/event/?bbox=22,60,24,61")["data"] == []


# --- what it finds ---------------------------------------------------------------------------------

CAFE, SPORT, ONLINE, HIDDEN = "Kielikahvila kirjastossa", "Liikuntatunti", "Etäilta", "Suojattu ilta"


FILTERS = {
    "": [CAFE, SPORT, ONLINE, HIDDEN],
    "start=2026-06-01": [ONLINE],
    "start=2026-12-06&end=2026-12-06": [ONLINE],
    "end=2026-03-24": [CAFE],
    "start=2026-03-24T19:00%2B02:00&end=2026-03-31T17:30": [],
    "start=now&end=2026-03-24T17:31": [CAFE],
    "start=today&end=today": [],
    "days=10": [CAFE, SPORT],
    "weekday=5": [SPORT],
    "weekday=1,3": [CAFE, ONLINE],
    "division=salo": [CAFE, SPORT, HIDDEN],
    "division=ocd-division/country:fi/kunta:raahe": [ONLINE],
    "division=Brahestad,734": [CAFE, SPORT, ONLINE, HIDDEN],
    "division=helsinki": [],
    "location=salo-library": [CAFE, SPORT],
    "bbox=23.0,60.0,23.5,60.5": [CAFE, SPORT],
    "bbox=24.0,60.0,25.0,60.5": [],
    "keyword=sport": [SPORT],
    "keyword=sport,language": [CAFE, SPORT, HIDDEN],
    "language=en": [CAFE],
    "language=ar": [CAFE],
    "in_language=ar": [CAFE],
    "in_language=en": [],
    "is_free=false": [SPORT],
    "internet_based=true": [ONLINE],
    "event_status=EventCancelled": [],
    "event_status=EventScheduled,EventPostponed": [CAFE, SPORT, ONLINE, HIDDEN],
    "super_event_type=recurring": [CAFE],
    "super_event_type=none": [SPORT, ONLINE, HIDDEN],
    "registration=true": [SPORT],
    "audience_min_age_lt=10": [SPORT],
    "audience_min_age_gt=10": [CAFE],
    "audience_max_age_lt=12": [SPORT],
    "last_modified_since=2026-03-23": [CAFE, SPORT, ONLINE, HIDDEN],
    "last_modified_since=2026-03-24": [],
    "text=liikunta": [SPORT],
    "text=practise finnish": [CAFE],
    "keyword=language&division=salo&in_language=ar&is_free=true": [CAFE],
}


def test_every_filter(varied: dict[str, EventPage], client: Client) -> None:
    found = {query: names(client, query) for query in FILTERS}  # one stage for all: setting it takes the time
    assert found == {query: sorted(wanted) for query, wanted in FILTERS.items()}


def test_single_dates_of_a_series_are_events_too(varied: dict[str, EventPage], client: Client) -> None:
    both = read(client, "/event/?super_event_type=recurring,none&keyword=language&in_language=ar&page_size=100")
    assert both["meta"]["count"] == 11
    only = read(client, "/event/?super_event_type=none&start=2026-03-31&end=2026-03-31")["data"]
    assert [item["start_time"] for item in only] == ["2026-03-31T14:30:00Z"]
    found = read(client, f"/event/?ids={only[0]['id']},{varied['sport'].translation_key}")["data"]
    assert {item["id"] for item in found} == {only[0]["id"], str(varied["sport"].translation_key)}


def test_a_cancelled_date_is_found_by_its_status(varied: dict[str, EventPage], client: Client) -> None:
    cancel_occurrence(varied["cafe"].translation_key, "2026-03-31T17:30", by=None, now=NOW)
    [child] = read(client, "/event/?event_status=EventCancelled")["data"]
    assert child["event_status"] == "EventCancelled"
    assert child["super_event"] is not None
    cancel_event(varied["sport"].translation_key, by=None, now=NOW, reason={"fi": "Sairaus"})
    [whole] = read(client, "/event/?event_status=EventCancelled&keyword=sport")["data"]
    assert whole["custom_data"]["reason"] == {"fi": "Sairaus"}


def test_order(varied: dict[str, EventPage], client: Client) -> None:
    def starts(sort: str) -> list[str]:
        items = read(client, f"/event/?hide_recurring_children=true&sort={sort}")["data"]
        return [item["start_time"] for item in items]

    assert starts("start_time") == sorted(starts("start_time"))
    assert starts("-start_time") == sorted(starts("start_time"), reverse=True)
    assert len(starts("-last_modified_time")) == len(starts("end_time")) == 4


def test_pages(varied: dict[str, EventPage], client: Client) -> None:
    first = read(client, "/event/?page_size=3&sort=start_time&text=kielikahvila")
    assert first["meta"]["count"] == 11
    assert first["meta"]["previous"] is None
    seen, following = [item["id"] for item in first["data"]], first["meta"]["next"]
    while following:
        page = read(client, following.partition(ROOT)[2])
        assert page["meta"]["previous"]
        seen += [item["id"] for item in page["data"]]
        following = page["meta"]["next"]
    assert len(seen) == len(set(seen)) == 11
    read(client, "/event/?page=99", 404)


def test_what_was_deleted_is_told_on_demand(varied: dict[str, EventPage], client: Client) -> None:
    uuid = varied["sport"].translation_key
    bury(varied["sport"])
    assert str(uuid) not in [item["id"] for item in read(client, "/event/")["data"]]
    [item] = read(client, f"/event/?show_deleted=true&ids={uuid}")["data"]
    assert (item["deleted"], item["name"]) == (True, None)
    assert read(client, f"/event/{uuid}/", 410)["deleted"] is True
    assert read(client, "/event/?show_deleted=true&last_modified_since=2030-01-01")["data"] == []


def test_a_paused_municipality_is_not_told(varied: dict[str, EventPage], country: Country, client: Client) -> None:
    raahe = country.municipalities["raahe"]
    raahe.state = "paused"
    raahe.save()
    assert "Etäilta" not in names(client, "")
    read(client, f"/event/{varied['online'].translation_key}/", 404)


def test_places_keywords_organisations_languages_and_search(varied: dict[str, EventPage], client: Client) -> None:
    assert [item["id"] for item in read(client, "/place/?division=salo&text=kirjasto")["data"]] == ["salo-library"]
    assert [item["id"] for item in read(client, "/keyword/?text=kieli")["data"]] == ["language"]
    assert [item["id"] for item in read(client, "/organization/?text=seurakunta")["data"]] == ["salo-parish"]
    assert read(client, "/organization/salo-parish/")["classification"] == "parish"
    assert read(client, "/language/prs/")["name"] == {"en": "Dari", "fa-AF": "دری"}
    assert read(client, "/search/?q=liikunta")["data"][0]["name"]["fi"] == SPORT
    assert read(client, "/search/?q=library&type=place")["data"][0]["id"] == "salo-library"
    read(client, "/search/", 400)


# --- how it behaves --------------------------------------------------------------------------------

BAD = {
    "page": "0", "page_size": "101", "format": "xml", "include": "everything", "start": "yesterday", "end": "31.3.2026",
    "days": "-1", "weekday": "8", "bbox": "1,2,3", "language": "xx", "in_language": "fi,,xx", "is_free": "maybe",
    "internet_based": "x", "event_status": "EventLost", "super_event_type": "umbrella", "hide_recurring_children": "x",
    "registration": "x", "audience_min_age_lt": "x", "audience_min_age_gt": "9999", "audience_max_age_lt": "x",
    "audience_max_age_gt": "-1", "last_modified_since": "2026-13-01", "show_deleted": "x", "text": "x" * 101,
    "ids": "abc", "sort": "colour", "division": ",", "location": "%00", "keyword": ",", "q": "%00", "type": "person",
}  # fmt: skip


def test_a_value_that_makes_no_sense_is_told(client: Client, db: None) -> None:
    for path, item in description()["paths"].items():
        if "{id}" in path:
            continue
        for parameter in item["get"]["parameters"]:
            name = parameter["name"]
            error = read(client, f"{path}?{name}={BAD[name]}", 400)
            assert name in error["parameters"], (path, name)
    assert "days" in read(client, "/event/?days=3&start=today", 400)["parameters"]


def test_an_unknown_parameter_is_ignored_with_a_warning(varied: dict[str, EventPage], client: Client) -> None:
    response = client.get(f'{ROOT}/event/?nocache=1&x"%0d%0aSet-Cookie:y=1')
    assert response.status_code == 200
    assert response["Warning"].startswith('299 - "Unknown parameters were ignored: nocache, x')
    assert "Set-Cookie" not in response
    assert "Warning" not in client.get(f"{ROOT}/event/?is_free=true&format=json")


def test_it_is_read_only_and_kept_for_a_minute(varied: dict[str, EventPage], client: Client) -> None:
    assert client.post(f"{ROOT}/event/").status_code == 405
    response = client.get(f"{ROOT}/event/")
    assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    again = client.get(f"{ROOT}/event/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        cancel_occurrence(varied["cafe"].translation_key, "2026-03-31T17:30", by=None, now=datetime.now(HELSINKI))
        assert client.get(f"{ROOT}/event/", headers={"If-None-Match": response["ETag"]}).status_code == 200


def test_the_answers_are_what_the_description_says(varied: dict[str, EventPage], client: Client, stage: Stage) -> None:
    bury(varied["hidden"])
    found = read(client, "/openapi.json")
    assert found["openapi"] == "3.1.0"
    assert found["info"]["license"]["name"] == "CC BY 4.0"
    items = {"event": varied["cafe"].translation_key, "place": "salo-library", "keyword": "language",
             "organization": "salo-parish", "language": "ar"}  # fmt: skip
    needed = {"/search/": "q=kielikahvila&"}
    for path, item in found["paths"].items():
        operation = item["get"]
        address = path.replace("{id}", str(items.get(path.split("/")[1], "")))
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        queries = [f"{p['name']}={p['example']}" for p in operation["parameters"] if p["in"] == "query"]
        for query in ["", *queries]:
            response = client.get(f"{ROOT}{address}?{needed.get(path, '')}{query}")
            assert response.status_code == 200, (path, query, response.content)
            assert faults(response.json(), schema, path) == []
            assert "Warning" not in response, (path, query)
    error = found["paths"]["/event/"]["get"]["responses"]["400"]["content"]["application/json"]["schema"]
    assert faults(read(client, "/event/?is_free=x", 400), error) == []
    gone = found["paths"]["/event/{id}/"]["get"]["responses"]["410"]["content"]["application/json"]["schema"]
    assert faults(read(client, f"/event/{varied['hidden'].translation_key}/", 410), gone) == []


def test_the_small_reader_of_schemas_finds_faults() -> None:
    event = description()["components"]["schemas"]["Event"]
    assert faults({"id": 1}, event)
    assert faults({"detail": "x", "more": 1}, {"$ref": "#/components/schemas/Error"}) == [": more is not described"]


@pytest.mark.parametrize("size", [3, 30])
def test_it_costs_the_same_for_many(
    make_event: MakeEvent, client: Client, django_assert_max_num_queries: Any, size: int
) -> None:
    for n in range(size):
        make_event(slug=f"e{n}")
    with django_assert_max_num_queries(8):
        read(client, "/event/?page_size=100&include=location,keywords&hide_recurring_children=true")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from([*BAD, "unknown"]), st.one_of(st.text(max_size=12), st.sampled_from([*BAD.values(), "1", "fi"]))
    )
)
def test_nothing_typed_makes_it_fail(client: Client, db: None, query: dict[str, str]) -> None:
    for path in ("/event/", "/place/", "/search/"):
        assert client.get(f"{ROOT}{path}", query).status_code in (200, 400, 404)


@pytest.mark.parametrize("key", ["x", "0" * 36, "00000000-0000-4000-8000-000000000000-2026", "%00", "é" * 300])
def test_an_unknown_address_is_told_in_json(client: Client, db: None, key: str) -> None:
    for resource in ("event", "place", "keyword", "organization", "language"):
        read(client, f"/{resource}/{key}/", 404)
    read(client, "/nothing/", 404)


def test_people_read_what_it_is(client: Client, db: None) -> None:
    response = client.get("/linkedevents/", headers={"Accept-Language": "sv"})
    assert response["Location"] == "/sv/open-data/"
    response = client.get("/en/open-data/")
    assert response.status_code == 200
    assert "Creative Commons Attribution 4.0" in response.content.decode()
    assert "/linkedevents/v1/openapi.json" in response.content.decode()
