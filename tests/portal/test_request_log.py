"""The logs are JSON, belong to requests, and hold nothing personal."""

import json
import logging
import sys

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from portal.request_log import JsonFormatter, RequestLogMiddleware, request_id, without_secrets

TOKEN = "Zk3v9QxT7bLm2RcW8sYp4N"  # noqa: S105


def answer(request: HttpRequest) -> HttpResponse:
    logging.getLogger("portal.test").warning("while answering")
    return HttpResponse("fine")


def formatted(record: logging.LogRecord) -> dict[str, object]:
    entry: dict[str, object] = json.loads(JsonFormatter().format(record))
    return entry


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(JsonFormatter())
    return caplog


def entries(lines: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.text.splitlines()]


def test_everything_logged_during_a_request_carries_its_number(
    rf: RequestFactory, lines: pytest.LogCaptureFixture
) -> None:
    response = RequestLogMiddleware(answer)(rf.get("/fi/"))
    number = response.headers["X-Request-ID"]
    assert len(number) == 32
    assert [entry["request_id"] for entry in entries(lines)] == [number, number]
    assert request_id.get() == ""


def test_the_number_of_the_web_server_in_front_is_kept(rf: RequestFactory) -> None:
    request = rf.get("/fi/", headers={"X-Request-ID": "abcdef0123456789"})
    assert RequestLogMiddleware(answer)(request).headers["X-Request-ID"] == "abcdef0123456789"


@pytest.mark.parametrize("number", ["", "short", "x" * 65, 'a"b{}cdefgh', "abcdefgh\nforged line"])
def test_a_number_that_could_forge_a_line_is_replaced(rf: RequestFactory, number: str) -> None:
    request = rf.get("/fi/", headers={"X-Request-ID": number})
    assert RequestLogMiddleware(answer)(request).headers["X-Request-ID"] != number


def test_query_strings_and_addresses_are_never_logged(rf: RequestFactory, lines: pytest.LogCaptureFixture) -> None:
    RequestLogMiddleware(answer)(rf.get("/admin/sign-ups/?q=aino.virtanen", REMOTE_ADDR="203.0.113.9"))
    assert "aino" not in lines.text
    assert "203.0.113.9" not in lines.text
    assert entries(lines)[-1]["path"] == "/admin/sign-ups/"


def test_health_checks_are_not_logged(client: Client, lines: pytest.LogCaptureFixture) -> None:
    client.get("/healthz")
    assert "healthz" not in lines.text


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/fi/salo/events/language-cafe/", "/fi/salo/events/language-cafe/"),
        ("/fi/salo/events/language-cafe/2026-03-31T1730/", "/fi/salo/events/language-cafe/2026-03-31T1730/"),
        (f"/fi/own/{TOKEN}/", "/fi/own/…/"),
        ("/accounts/password/reset/key/5-cz1abc-8d2f4b1c9e/", "/accounts/password/reset/key/…/"),
    ],
)
def test_a_key_in_a_path_is_not_logged(path: str, logged: str) -> None:
    assert without_secrets(path) == logged


def test_messages_of_django_follow_the_same_rule(lines: pytest.LogCaptureFixture) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", f"/fi/own/{TOKEN}/?mail=a@example.org")
    assert entries(lines)[-1]["message"] == "Not Found: /fi/own/…/"


def test_a_row_quoted_by_the_database_is_cut_out_of_a_traceback() -> None:
    quoted = "Key (email)=({}@example.org) already exists.".format("aino")
    try:
        raise ValueError(f"duplicate key\nDETAIL:  {quoted}")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, sys.exc_info())
    traceback = str(formatted(record)["traceback"])
    assert "duplicate key" in traceback
    assert "aino@" not in traceback
