"""Make the virtual environment `.venv` from a lock file: `environment.py requirements-demo.txt`.

Does nothing when that was done before, mends what an interrupted run left, and says what it does.
Standard library only: this runs before anything is installed.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
# A lock file that contains another one: what is installed from the left serves the right as well.
CONTAINED = {"requirements-dev.txt": "requirements-demo.txt", "requirements-demo.txt": "requirements.txt"}


def fingerprint(project: Path, lock: str) -> dict[str, str]:
    """What must be unchanged for an environment to be still good: the locks' content and where they were installed."""
    found = {"folder": str(project)}
    name: str | None = lock
    while name:
        found[name] = hashlib.sha256((project / name).read_bytes()).hexdigest()
        name = CONTAINED.get(name)
    return found


def read_stamp(environment: Path) -> dict[str, str]:
    """The fingerprint of the last finished installation; empty when there is none."""
    try:
        stamp = json.loads((environment / "installed.json").read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_complete(environment: Path, wanted: dict[str, str]) -> bool:
    """Whether a finished installation contains what is wanted."""
    return wanted.items() <= read_stamp(environment).items()


def works(environment: Path) -> bool:
    """Whether the environment's Python runs and has pip: neither is sure after an interruption or a system upgrade."""
    try:
        return (
            subprocess.run([environment / "bin" / "python", "-m", "pip", "--version"], capture_output=True).returncode
            == 0
        )
    except OSError:
        return False


def count_packages(lock: Path) -> int:
    """How many packages a lock file names."""
    return sum("==" in line and not line.startswith((" ", "#")) for line in lock.read_text().splitlines())


def prepare(lock: str) -> int:
    """Bring `.venv` to what the lock file says. Returns an exit code."""
    if ENVIRONMENT.is_symlink():
        return 0  # Somebody's own environment: theirs to keep up to date.
    wanted = fingerprint(PROJECT, lock)
    if is_complete(ENVIRONMENT, wanted):
        return 0
    with only_one_at_a_time() as inherited:
        if is_complete(ENVIRONMENT, wanted):
            return 0  # another process did it meanwhile
        return make_complete(lock, wanted, inherited)


def make_complete(lock: str, wanted: dict[str, str], inherited: int) -> int:
    """Create or mend the environment, install, and stamp it last."""
    if ENVIRONMENT.exists():
        stamp = read_stamp(ENVIRONMENT)
        moved = stamp.get("folder", str(PROJECT)) != str(PROJECT)
        if moved or not works(ENVIRONMENT):
            say("The virtual environment .venv is incomplete or was moved; making it anew.")
            shutil.rmtree(ENVIRONMENT)
        elif stamp:
            say(f"Bringing .venv up to date with {lock}.")
        else:
            say("An earlier installation did not finish; going on with it.")
    if not ENVIRONMENT.exists():
        say(f"Creating the virtual environment .venv with Python {sys.version.partition(' ')[0]} …")
        venv.create(ENVIRONMENT, with_pip=True, symlinks=True)
    (ENVIRONMENT / "installed.json").unlink(missing_ok=True)
    if not install(PROJECT / lock, inherited):
        return 1
    (ENVIRONMENT / "installed.json").write_text(json.dumps(wanted, indent=2))
    return 0


@contextmanager
def only_one_at_a_time() -> Iterator[int]:
    """Wait until nobody else installs here. pip inherits the lock, since it may outlive a killed `make`."""
    (PROJECT / "var").mkdir(exist_ok=True)
    with (PROJECT / "var" / "environment.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another process is installing into .venv; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def install(lock: Path, inherited: int) -> bool:
    """Install with pip, showing a count instead of pip's many lines, and those only when it fails."""
    total, collected, started = count_packages(lock), 0, time.monotonic()
    say(f"Installing {total} packages from {lock.name} (a minute or two the first time) …")
    command = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    lines: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, pass_fds=[inherited]
    ) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                collected += 1
                if collected % 20 == 0:
                    say(f"  {collected} of {total}")
            elif line.startswith("Installing collected packages"):
                say("  all fetched; unpacking …")
    if pip.returncode:
        sys.stderr.write("".join(lines[-25:]))
        say("The packages could not be installed (see above). Run the same command again to go on from here.")
        return False
    say(f"Installed in {time.monotonic() - started:.0f} seconds.")
    return True


def say(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    os.umask(0o022)  # A server that runs as another user must be able to read what is installed here.
    try:
        sys.exit(prepare(sys.argv[1]))
    except KeyboardInterrupt:
        say("\nInterrupted. Run the same command again to go on from here.")
        sys.exit(130)
