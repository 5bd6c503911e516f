"""Reads the demo content: facts from tables, texts from TOML, all invented except the facts of the pilot.

The files are the project's own; nothing here touches the database.
"""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
#: The text languages of the demo, source first.
LANGUAGES = ["fi", "sv", "en", "fi-simple", "ar"]


@cache
def table(name: str) -> list[dict[str, str]]:
    """Rows of `name.csv` or `name.tsv`, by column name."""
    path = next(CONTENT / f"{name}{suffix}" for suffix in (".csv", ".tsv") if (CONTENT / f"{name}{suffix}").exists())
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


@cache
def document(name: str) -> dict[str, Any]:
    """One TOML file, by its path below the content folder without the suffix."""
    with (CONTENT / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def names_in(folder: str) -> list[str]:
    """The documents of a folder, sorted."""
    return sorted(path.stem for path in (CONTENT / folder).glob("*.toml"))


def in_each_language(texts: dict[str, Any]) -> dict[str, Any]:
    """The entries of a table that are texts in a language of the demo."""
    return {code: texts[code] for code in LANGUAGES if code in texts}
