"""The gettext catalogues: compiled in Python, so that neither the demo nor the tests need gettext, and kept complete.

`make messages` extracts new strings and compiles; `make check` calls `drift` where gettext is installed.

Somali, Dari, Tigrinya and Kurmanji have no catalogue in Django: without a compiled one of ours Django would not accept
the language at all, and send its readers to another one.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PROJECT = Path(__file__).resolve().parent.parent
EXTRACT = ["makemessages", "--all", "--add-location", "file", "--no-wrap", "--no-obsolete"]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
#: Files whose strings only staff read. A language in which nobody uses the admin may leave them out; they then read as
#: in the default language.
STAFF_MODULES = (
    r"admin_forms|apps|bilingual|blocks|borrowed_words|bulk_views|checks|closing|date_actions|date_forms|desk\w*|editing|entry_views|image_forms"
    r"|explorer|handover|invitations?|keeping|machine_translation|mail_words|menus|moving_views|opening\w*|panels|page_checks|people\w*"
    r"|message_views|permissions|pilot\w*|protected|seasons|staff_questions|template\w*|translation_\w+|undoing|upkeep|viewsets|wagtail_hooks|workflow"
)
STAFF_ONLY = re.compile(
    rf"(^|/)({STAFF_MODULES})\.py$"
    r"|(^|/)(home|municipalities)/forms\.py$|/(case|merge)_views\.py$|(municipalities|volunteering)/models/pages\.py$"
    r"|/models/(changes|experiences|figures|goals|groups|ideas|keywords|notices|questions|roles|schedules|sponsors)\.py$"
    r"|/models/(topics|training)\.py$|events/idea_views\.py$|municipalities/(experience_forms|states)\.py$"
    r"|volunteering/(finding|sponsors|training|writing)/(?!own)|volunteering/questions/(admin_\w+|forbidden)\.py$"
    r"|volunteering/wishes/(board_views|case_views|desk)\.py$|volunteering/filters\.py$"
    r"|/templates/.*admin/|/municipalities/(invitation|mail)/|/templates/volunteering/mail/"
)
NOT_SOURCE = {".git", ".venv", "var", "tests", "docs", "node_modules"}


def compile_stale(project: Path = PROJECT) -> list[Path]:
    """Compile every catalogue of the project that is newer than its compiled form. Returns what was compiled."""
    return [compiled for source in sources(project) if (compiled := _compile_if_stale(source))]


def sources(project: Path = PROJECT) -> list[Path]:
    """The project's catalogues."""
    return sorted(project.glob("locale/*/LC_MESSAGES/*.po"))


def _compile_if_stale(source: Path) -> Path | None:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return None
    unfinished = target.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return target


def extract(project: Path = PROJECT) -> None:
    """Bring the catalogues up to date with the source, with gettext's programs. Raises when they fail."""
    ignored = [f"--ignore={name}" for name in sorted(NOT_SOURCE)]
    # The command touches no database; naming one keeps manage.py from starting its own.
    environment = {**os.environ, "DATABASE_URL": os.environ.get("DATABASE_URL") or "postgresql:///unused"}
    command = [sys.executable, "manage.py", *EXTRACT, *ignored]
    subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)


def drift(project: Path = PROJECT) -> list[str]:
    """How the catalogues differ from the source, in words; empty when they are fresh. Needs gettext."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(project, copy, ignore=shutil.ignore_patterns(*NOT_SOURCE))
        extract(copy)
        differences = []
        for committed, fresh in zip(sources(project), sources(copy), strict=True):
            before, after = _messages(committed), _messages(fresh)
            language = committed.parts[-3]
            differences += [f"{language}: missing {message!r}" for message in sorted(after - before)]
            differences += [f"{language}: not used any more {message!r}" for message in sorted(before - after)]
    return differences


def placeholders(text: str) -> set[str]:
    """The names that a text expects, written %(name)s or {name}."""
    return {old or new for old, new in PLACEHOLDER.findall(text)}


def untranslated(source: Path, *, for_staff: bool) -> list[str]:
    """The strings that a catalogue lacks, of those that its readers see: visitors, and staff where asked for."""
    entries = [entry for entry in polib.pofile(str(source)) if not entry.translated()]
    return [entry.msgid for entry in entries if for_staff or is_for_visitors(entry)]


def is_for_visitors(entry: polib.POEntry) -> bool:
    """Whether a string is used anywhere but in files that only staff see."""
    return not all(STAFF_ONLY.search(file) for file, _line in entry.occurrences)


def is_gettext_installed() -> bool:
    """Whether the programs that extract strings are there."""
    return all(shutil.which(program) for program in ("xgettext", "msgmerge", "msguniq", "msgattrib"))


def _messages(catalogue: Path) -> set[tuple[str, str, str]]:
    entries = polib.pofile(str(catalogue))
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}


def main(arguments: list[str]) -> int:
    """`python -m portal.catalogues compile|update|check`."""
    if arguments == ["compile"]:
        compile_stale()
    elif arguments == ["update"]:
        if not is_gettext_installed():
            return _fail("Extracting strings needs gettext: apt install gettext")
        extract()
        compile_stale()
    elif arguments == ["check"]:
        if not is_gettext_installed():
            message = "The catalogues were not compared with the source: gettext is not installed."
            return _fail(message) if os.environ.get("CI") else _say(message)
        if differences := drift():
            return _fail("\n".join([*differences, "`make messages` brings the catalogues up to date."]))
    else:
        return _fail(f"Usage: {main.__doc__}")
    return 0


def _say(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 0


def _fail(message: str) -> int:
    _say(message)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
