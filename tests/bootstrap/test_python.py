"""The bootstrap finds a Python that is new enough, and says clearly when there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bootstrap" / "python.sh"
TOO_OLD = "#!/bin/sh\nexit 3\n"
BROKEN_SHIM = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"
WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; *) echo python3.13;; esac\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder that is the whole path, apart from the shell itself."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "home").mkdir()
    return folder


def add(path: Path, name: str, script: str = "") -> None:
    (path / name).write_text(script or f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (path / name).chmod(0o755)


def find(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(path), "HOME": str(path.parent / "home"), **environment}
    command = ["/bin/sh", str(SCRIPT), "-c", "import sys; print(sys.version_info[:2])"]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_commands_that_are_old_or_only_fail_are_passed_over(path: Path) -> None:
    add(path, "python3.14", BROKEN_SHIM)
    add(path, "python3.13", TOO_OLD)
    add(path, "python3")
    assert find(path).stdout.strip() == str(sys.version_info[:2])


def test_pyenv_is_looked_at_last(path: Path) -> None:
    add(path, "python3", TOO_OLD)
    version = path.parent / "home" / ".pyenv" / "versions" / "3.13.0" / "bin"
    version.mkdir(parents=True)
    add(version, "python3")
    assert find(path).returncode == 0


def test_one_can_name_a_python(path: Path) -> None:
    assert find(path, PYTHON=sys.executable).returncode == 0


def test_without_any_it_says_what_to_install(path: Path) -> None:
    add(path, "python3", TOO_OLD)
    result = find(path)
    assert result.returncode == 1
    assert "Python 3.12 or newer is needed" in result.stderr


def test_a_python_without_its_venv_module_is_named_with_the_package_to_install(path: Path) -> None:
    add(path, "python3.13", WITHOUT_VENV)
    result = find(path)
    assert result.returncode == 1
    assert "apt install python3.13-venv" in result.stderr


def test_the_script_needs_nothing_but_a_posix_shell() -> None:
    assert subprocess.run(["/bin/sh", "-n", str(SCRIPT)], env=dict(os.environ)).returncode == 0
