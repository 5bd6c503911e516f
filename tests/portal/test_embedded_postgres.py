"""The database that comes along starts, survives accidents, and says what it does."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal import embedded_postgres
from portal.embedded_postgres import EmbeddedPostgresError, ensure_running, location, stop
from portal.embedded_postgres.location import LONGEST_SOCKET_PATH


@pytest.fixture(scope="module")
def project() -> Iterator[Path]:
    """A folder with a running server, shared by these tests because each one costs a second."""
    folder = Path(tempfile.mkdtemp(prefix="portal-test-"))
    folder.chmod(0o755)
    ensure_running(folder, say=lambda message: None)
    yield folder
    embedded_postgres.remove(folder, say=lambda message: None)
    shutil.rmtree(folder)


@pytest.fixture
def said() -> list[str]:
    return []


def query(project: Path, sql: str) -> object:
    place = location(project)
    with psycopg.connect(host=str(place.socket_folder), user="portal", dbname="portal", autocommit=True) as connection:
        cursor = connection.execute(sql)  # type: ignore[arg-type]
        return cursor.fetchone()[0] if cursor.description else None  # type: ignore[index]


def server_pid(project: Path) -> int:
    return int((location(project).data / "postmaster.pid").read_text().splitlines()[0])


def test_it_offers_what_the_project_needs(project: Path) -> None:
    available = "SELECT count(*) FROM pg_available_extensions WHERE name IN ('unaccent', 'pg_trgm', 'btree_gist')"
    assert query(project, available) == 3
    assert query(project, "SELECT upper('äöж')") == "ÄÖЖ"
    query(project, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
    assert query(project, "SELECT cardinality(show_trgm('العربية'))") == 8


def test_nobody_else_can_reach_it(project: Path) -> None:
    place = location(project)
    assert query(project, "SHOW listen_addresses") == ""
    assert place.socket_folder.stat().st_mode & 0o077 == 0
    assert place.home.stat().st_mode & 0o077 == 0


def test_the_settings_name_the_running_server(project: Path) -> None:
    parameters = embedded_postgres.connection_parameters(project)
    with psycopg.connect(host=parameters["HOST"], user=parameters["USER"], dbname=parameters["NAME"]) as connection:
        assert connection.info.server_version >= 180000


def test_a_running_server_is_left_alone_without_a_word(project: Path, said: list[str]) -> None:
    before = server_pid(project)
    ensure_running(project, said.append)
    assert server_pid(project) == before
    assert said == []


def test_a_killed_server_comes_back_with_its_data(project: Path, said: list[str]) -> None:
    query(project, "CREATE TABLE kept AS SELECT 42 AS answer; CHECKPOINT")
    os.kill(server_pid(project), signal.SIGKILL)
    ensure_running(project, said.append)
    assert query(project, "SELECT answer FROM kept") == 42


def test_a_lock_file_whose_number_belongs_to_somebody_else_is_not_believed(project: Path, said: list[str]) -> None:
    stop(project, said.append)
    place = location(project)
    lock_file = place.data / "postmaster.pid"
    lock_file.write_text(f"{os.getpid()}\n{place.data}\n1\n5432\n{place.socket_folder}\n\n0 0\n")
    ensure_running(project, said.append)
    assert any("not shut down properly" in message for message in said)
    assert server_pid(project) != os.getpid()


def test_a_database_that_was_removed_by_hand_is_made_anew(project: Path, said: list[str]) -> None:
    lost = server_pid(project)
    shutil.rmtree(project / "var")
    ensure_running(project, said.append)
    assert any("still runs" in message for message in said)
    assert server_pid(project) != lost
    assert query(project, "SELECT 1") == 1


def test_two_processes_at_once_start_one_server(project: Path, said: list[str]) -> None:
    stop(project, said.append)
    code = (
        f"from pathlib import Path; from portal import embedded_postgres as e; e.ensure_running(Path({str(project)!r}))"
    )
    both = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert query(project, "SELECT 1") == 1


def test_an_interrupted_first_run_is_mended(tmp_path: Path, said: list[str]) -> None:
    project = tmp_path / "project"
    place = location(project)
    # What initdb leaves when it is killed; pytest's folders are closed to root's `nobody`, where it would lie outside.
    for home in (place.home, place.socket_folder):
        (home / "data.unfinished").mkdir(parents=True, mode=0o700)
        (home / "unpacking").mkdir()
    try:
        ensure_running(project, said.append)
        assert any("interrupted" in message for message in said)
        assert query(project, "SELECT 1") == 1
    finally:
        embedded_postgres.remove(project, said.append)
    assert not place.socket_folder.exists()
    assert not location(project).pointer.exists()


def test_a_cluster_of_another_version_is_kept_aside(project: Path, said: list[str]) -> None:
    stop(project, said.append)
    place = location(project)
    (place.data / "PG_VERSION").write_text("17\n")
    ensure_running(project, said.append)
    assert any("PostgreSQL 17" in message for message in said)
    assert len(list(place.home.glob("data-17-*"))) == 1
    assert query(project, "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_a_folder_that_only_root_may_enter_gets_its_server_elsewhere(tmp_path: Path, said: list[str]) -> None:
    project = tmp_path / "private"
    project.mkdir(mode=0o700)
    try:
        ensure_running(project, said.append)
        assert any("cannot enter" in message for message in said)
        assert location(project).home == location(project).socket_folder
        assert query(project, "SELECT 1") == 1
    finally:
        embedded_postgres.remove(project, said.append)


def test_a_folder_of_somebody_else_in_the_temporary_folder_is_refused(tmp_path: Path) -> None:
    place = location(tmp_path)
    place.socket_folder.symlink_to(tmp_path)
    try:
        with pytest.raises(EmbeddedPostgresError, match="belongs to somebody else"):
            ensure_running(tmp_path)
    finally:
        place.socket_folder.unlink()


def test_a_copied_folder_does_not_use_the_server_of_its_original(project: Path, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    shutil.copy(location(project).pointer, tmp_path / "var")
    assert location(tmp_path).socket_folder != location(project).socket_folder


def test_a_socket_path_always_fits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 80)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    assert len(os.fsencode(location(tmp_path).socket)) <= LONGEST_SOCKET_PATH


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({}, True),
        ({"DJANGO_SETTINGS_MODULE": "portal.settings.dev"}, True),
        ({"DATABASE_URL": "postgresql:///portal"}, False),
        ({"DJANGO_SETTINGS_MODULE": "portal.settings.production"}, False),
    ],
)
def test_it_is_wanted_only_where_no_database_is_named(environ: dict[str, str], wanted: bool) -> None:
    assert embedded_postgres.is_wanted(environ) is wanted
