"""Somebody phones, and the coordinator finds her case; what she types is left behind nowhere."""

import logging
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.volunteering.conftest import Recruiting, make_registration
from volunteering.finding.terms import read_term
from volunteering.models import AccessLog, JoinRequest, PublicMessage, Registration

FIND = "/admin/signups/find/"


@pytest.fixture
def coordinator(recruiting: Recruiting) -> Client:
    client = Client()
    client.force_login(recruiting.coordinator_salo)
    return client


def found(response: Any) -> list[str]:
    return [row["case"].reference for row in response.context["rows"]]


@pytest.fixture
def maija(recruiting: Recruiting) -> Registration:
    return make_registration(
        recruiting.salo, full_name="Maija Ó Súilleabháin-Mäkinen", preferred_name="Maikki", email="Maija.M@example.org",
        phone="+358401234567", reference="YK-4HX7KM9P",
    )  # fmt: skip


@pytest.mark.parametrize(
    "term",
    [
        "mäkinen", "MAKINEN maija", "o suilleabhain", "Maikki", "maija.m@EXAMPLE.org", "040 123 4567",
        "+358 40 1234567", "0401234567", "1234567", "34567", "YK-4HX7KM9P", "yk – 4hx7km9p", "4hx7", "٠٤٠١٢٣٤٥٦٧",
    ],
)  # fmt: skip
def test_any_part_of_it_finds_the_case(coordinator: Client, maija: Registration, term: str) -> None:
    make_registration(maija.call, full_name="Joku Muu", email="", phone="+358501111111")
    assert found(coordinator.post(FIND, {"term": term})) == [maija.reference]


@pytest.mark.parametrize("term", ["Virtanen", "Maija Virtanen", "999999", "x@example.org", "%", "_", "***", "a", "12"])
def test_what_is_not_there_is_not_found(coordinator: Client, maija: Registration, term: str) -> None:
    response = coordinator.post(FIND, {"term": term})
    assert response.status_code == 200 and found(response) == []


@pytest.mark.parametrize("name", ["محمد", "ሰላም", "李"])
def test_names_of_every_script_are_found(coordinator: Client, recruiting: Recruiting, name: str) -> None:
    row = make_registration(recruiting.salo, full_name=name)
    assert found(coordinator.post(FIND, {"term": name})) == [row.reference]


def test_a_merged_reference_leads_to_the_one_that_remains(coordinator: Client, maija: Registration) -> None:
    Registration.objects.filter(pk=maija.pk).update(merged_references=["YK-MMMMMMMM"])
    assert found(coordinator.post(FIND, {"term": "yk-mmmmmmmm"})) == [maija.reference]


def test_only_ones_own_district_is_searched(recruiting: Recruiting, coordinator: Client, maija: Registration) -> None:
    foreign = make_registration(recruiting.raahe, full_name="Maija Pohjoinen")
    assert found(coordinator.post(FIND, {"term": "maija"})) == [maija.reference]
    assert found(coordinator.post(FIND, {"term": foreign.reference})) == []
    coordinator.force_login(recruiting.team)
    assert set(found(coordinator.post(FIND, {"term": "maija"}))) == {maija.reference, foreign.reference}
    coordinator.force_login(recruiting.editor)
    assert coordinator.post(FIND, {"term": "maija"}).status_code == 302


def test_pages_keep_the_term_out_of_the_address(recruiting: Recruiting, coordinator: Client) -> None:
    for _n in range(27):
        make_registration(recruiting.salo)
    response = coordinator.post(FIND, {"term": "virtanen"})
    html = response.content.decode()
    assert len(found(response)) == 25
    assert '<button class="button button-secondary button-small" type="submit" name="page" value="2">' in html
    assert "term=" not in html.split("<main", 1)[1]
    assert 'autocomplete="off"' in html and "no-store" in response["Cache-Control"]
    second = coordinator.post(FIND, {"term": "virtanen", "page": "2"})
    assert len(found(second)) == 2 and not set(found(second)) & set(found(response))
    assert len(found(coordinator.post(FIND, {"term": "virtanen", "page": "x"}))) == 25


def test_nothing_that_was_typed_is_left_behind(
    coordinator: Client, maija: Registration, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        coordinator.post(FIND, {"term": "suilleabhain"})
        assert coordinator.get(f"{FIND}?term=suilleabhain").context["rows"] == []
    kept = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not any("suilleabhain" in line.casefold() for line in kept if "?term" not in line)
    log = AccessLog.objects.latest("pk")
    assert (log.action, log.references, log.purpose) == ("list", [maija.reference], "search")


def test_the_list_itself_takes_no_term(coordinator: Client, maija: Registration) -> None:
    html = coordinator.get("/admin/signups/?q=nothing").content.decode()
    assert maija.reference in html and 'name="q"' not in html.split("<main", 1)[1]
    assert FIND in html


def test_newcomers_and_messages_are_found_too(recruiting: Recruiting, coordinator: Client) -> None:
    now = timezone.now()
    shared = {"municipality": recruiting.salo.municipality, "status_changed_at": now, "created_at": now}
    request = JoinRequest.objects.create(
        idempotency_key=uuid4(), language="ar", name_used="Zähra", reply_by="call", phone="+358409876543",
        contact_language="ar", who_comes="me", **shared,
    )  # fmt: skip
    message = PublicMessage.objects.create(
        idempotency_key=uuid4(), kind="partner", language="fi", organisation="Kirjasto", contact="050 555", **shared
    )
    for term in ("zahra", "040 987 6543", request.reference):
        assert found(coordinator.post(reverse("volunteering_join_requests:find"), {"term": term})) == [
            request.reference
        ]
    for term in ("kirjasto", message.reference):
        assert found(coordinator.post(reverse("volunteering_messages:find"), {"term": term})) == [message.reference]


@pytest.mark.parametrize(
    "term", ["", " ", "\x00", "a" * 1000, "' OR 1=1 --", "\\", "\ud800".encode("utf-8", "surrogatepass")]
)
def test_rubbish_is_no_crash(coordinator: Client, maija: Registration, term: Any) -> None:
    assert coordinator.post(FIND, {"term": term}).status_code in (200, 422)


def test_a_search_costs_the_same_however_many_there_are(
    recruiting: Recruiting, coordinator: Client, django_assert_max_num_queries: Any
) -> None:
    for number in (2, 20):
        for _n in range(number):
            make_registration(recruiting.salo)
        with django_assert_max_num_queries(22):
            coordinator.post(FIND, {"term": "virtanen"})


@given(st.text(max_size=100))
def test_every_term_can_be_read(typed: str) -> None:
    term = read_term(typed)
    assert term.digits.isascii()
    assert all(word.isprintable() and word.strip() for word in term.words)
