"""Requests to other servers go only where they may, and no answer can hold us up."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from home.outbound import OutboundError, fetch, post_json

LOCAL = {"127.0.0.1"}


class Answers(BaseHTTPRequestHandler):
    """Answers what its path asks for."""

    def do_GET(self) -> None:
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/")
            self.end_headers()
            return
        self.send_response(503 if self.path == "/broken" else 200)
        self.end_headers()
        self.wfile.write(b"x" * 2000 if self.path == "/large" else b"hello")

    def do_POST(self) -> None:
        got = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"no json" if self.path == "/odd" else json.dumps({"got": got}).encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """A server on this machine."""
    httpd = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def test_a_configured_host_may_be_this_machine(server: str) -> None:
    assert fetch(f"{server}/", trusted_hosts=LOCAL) == b"hello"
    assert post_json(f"{server}/", {"a": 1}, trusted_hosts=LOCAL) == {"got": {"a": 1}}


@pytest.mark.parametrize("path", ["/redirect", "/broken"])
def test_only_a_plain_answer_counts(server: str, path: str) -> None:
    with pytest.raises(OutboundError) as raised:
        fetch(f"{server}{path}", trusted_hosts=LOCAL)
    assert raised.value.status in {302, 503}


def test_size_and_form_are_checked(server: str) -> None:
    with pytest.raises(OutboundError):
        fetch(f"{server}/large", trusted_hosts=LOCAL, size=1000)
    with pytest.raises(OutboundError):
        post_json(f"{server}/odd", {}, trusted_hosts=LOCAL)


def test_time_is_capped() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(OutboundError):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", trusted_hosts=LOCAL, seconds=0.2)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "file:///etc/passwd", "https://", "https://u:p@example.org/",
        "https://[::1", "gopher://127.0.0.1/", "https://example.org:99999999/", "",
    ],
)  # fmt: skip
def test_other_schemes_and_odd_addresses_are_refused(url: str) -> None:
    with pytest.raises(OutboundError):
        fetch(url)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1", "100.64.0.1",
     "224.0.0.1"],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
    rows = [public, (family, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: rows)
    with pytest.raises(OutboundError, match="not a public address"):
        fetch("https://rebound.example.org/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: rows)
    asked = []

    def connect(address: Any, timeout: Any = None) -> Any:
        asked.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(OutboundError):
        fetch("https://example.org/")
    assert asked == [("93.184.216.34", 443)]
