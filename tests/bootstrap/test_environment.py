"""The virtual environment is made once, made again when something changed, and mended after an interruption."""

import json
from pathlib import Path

import pytest

from bootstrap import environment

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("requirements.txt", "requirements-demo.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text(f"# {name}\npackage==1.0 \\\n    --hash=sha256:00\n")
    (tmp_path / ".venv").mkdir()
    return tmp_path


def finish(project: Path, lock: str) -> None:
    stamp = environment.fingerprint(project, lock)
    (project / ".venv" / "installed.json").write_text(json.dumps(stamp))


def is_complete(project: Path, lock: str) -> bool:
    return environment.is_complete(project / ".venv", environment.fingerprint(project, lock))


def test_a_finished_installation_is_not_repeated(project: Path) -> None:
    finish(project, "requirements-demo.txt")
    assert is_complete(project, "requirements-demo.txt")


def test_what_the_tests_need_serves_the_demo_but_not_the_other_way_round(project: Path) -> None:
    finish(project, "requirements-dev.txt")
    assert is_complete(project, "requirements-demo.txt")
    finish(project, "requirements-demo.txt")
    assert not is_complete(project, "requirements-dev.txt")


def test_a_changed_lock_file_is_installed_again(project: Path) -> None:
    finish(project, "requirements-demo.txt")
    (project / "requirements-demo.txt").write_text("package==2.0\n")
    assert not is_complete(project, "requirements-demo.txt")


def test_a_moved_folder_gets_a_new_environment(project: Path, tmp_path: Path) -> None:
    finish(project, "requirements-demo.txt")
    moved = tmp_path.rename(tmp_path.with_name("moved"))
    assert not is_complete(moved, "requirements-demo.txt")


@pytest.mark.parametrize("stamp", ["", "{", "[]", "null"])
def test_a_half_written_stamp_counts_as_none(project: Path, stamp: str) -> None:
    (project / ".venv" / "installed.json").write_text(stamp)
    assert environment.read_stamp(project / ".venv") == {}
    assert not is_complete(project, "requirements-demo.txt")


def test_half_an_environment_does_not_work(project: Path) -> None:
    assert not environment.works(project / ".venv")


def pins(name: str) -> set[str]:
    lines = (PROJECT / name).read_text().splitlines()
    return {line.split()[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}


def test_each_lock_file_contains_the_smaller_one() -> None:
    for larger, smaller in environment.CONTAINED.items():
        assert pins(smaller) <= pins(larger)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-demo.txt", "requirements-dev.txt"])
def test_lock_files_have_hashes_and_name_no_package_index(name: str) -> None:
    text = (PROJECT / name).read_text()
    assert environment.count_packages(PROJECT / name) == len(pins(name)) > 50
    assert "://" not in text
    assert "index-url" not in text
    assert text.count("--hash=sha256:") >= len(pins(name))
