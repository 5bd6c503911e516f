"""`make demo` says clearly what is in its way, and cleans up after one that was killed."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import demo_server, processes
from portal.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from portal.demo_server import Child, DemoError


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(demo_server, "STATE", tmp_path / "demo.json")
    monkeypatch.setattr(demo_server, "LOGS", tmp_path)
    return tmp_path / "demo.json"


def pretend(name: str) -> subprocess.Popen[bytes]:
    """A process that looks like one of the demo's."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", name])
    while name not in processes.command_line(process.pid):  # it is not itself yet
        time.sleep(0.01)
    return process


def test_a_busy_port_is_refused_with_its_owner_and_a_way_on(busy_port: int) -> None:
    with pytest.raises(DemoError) as caught:
        demo_server.refuse_busy_port(busy_port)
    assert f"PORT={busy_port + 1} make demo" in str(caught.value)
    if Path("/proc/net/tcp").exists():
        assert f"process {os.getpid()}" in str(caught.value)


def test_a_free_port_is_fine(busy_port: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    demo_server.refuse_busy_port(port)


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("8001", 8001), ("65535", 65535)])
def test_the_port_is_taken_from_the_environment(text: str, port: int) -> None:
    assert demo_server.wanted_port(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", "80 01", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(DemoError, match="PORT must be a number"):
        demo_server.wanted_port(text)


def test_a_second_demo_in_the_same_folder_is_refused(state: Path) -> None:
    running = pretend("portal.demo_server")
    state.write_text(json.dumps([running.pid]))
    try:
        with pytest.raises(DemoError, match="runs in this folder already"):
            demo_server.end_leftovers()
    finally:
        running.kill()
        running.wait()


def test_what_a_killed_demo_left_is_ended(state: Path) -> None:
    left = pretend("portal.wsgi")
    stranger = pretend("something else")
    state.write_text(json.dumps([999_999_999, left.pid, stranger.pid]))
    try:
        demo_server.end_leftovers()
        assert left.wait(10) != 0
        assert stranger.poll() is None
        assert not state.exists()
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("content", ["", "{", "null", '"x"', "[null]"])
def test_a_damaged_note_of_processes_counts_as_none(state: Path, content: str) -> None:
    state.write_text(content)
    assert demo_server.recorded_processes() == []


def test_a_child_that_ends_is_started_again(state: Path) -> None:
    child = Child("worker", [sys.executable, "-c", "raise SystemExit(3)"])
    child.start()
    first = child.process
    assert first is not None
    assert first.wait(20) == 3
    child.restart_if_ended()
    assert child.process is not first
    child.stop()


def test_a_child_that_ends_again_and_again_ends_the_demo_with_its_last_words(state: Path) -> None:
    child = Child("worker", [sys.executable, "-c", "raise SystemExit('no database')"])
    child.start()
    child.starts *= demo_server.MOST_RESTARTS + 1
    assert child.process is not None
    child.process.wait(20)
    with pytest.raises(DemoError, match="no database"):
        child.restart_if_ended()


def test_the_welcome_names_every_account() -> None:
    text = demo_server.welcome(8001)
    assert "http://127.0.0.1:8001/admin/" in text
    assert DEMO_PASSWORD in text
    assert all(account in text for account in DEMO_ACCOUNTS)


def test_an_ended_process_has_no_command_line() -> None:
    process = pretend("short")
    assert "short" in processes.command_line(process.pid)
    process.kill()
    process.wait()
    assert processes.command_line(process.pid) == ""
