"""All municipalities of Finland, out of the project's own file: what a form for opening one begins with.

Pure. What is known and what is not stands at the top of `data/municipalities.tsv`.
"""

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class RegisteredMunicipality:
    """A municipality of the country, whether the project is there or not."""

    code: str
    name_fi: str
    name_sv: str
    language_status: int
    county_fi: str
    county_sv: str

    @property
    def slug(self) -> str:
        """The ASCII form of the Finnish name: part of addresses."""
        return ascii_slug(self.name_fi)

    @property
    def majority_name(self) -> str:
        """The name in the majority's language, which other languages than Finnish and Swedish take over."""
        return self.name_sv if self.language_status in {2, 3} else self.name_fi


@cache
def registered_municipalities() -> dict[str, RegisteredMunicipality]:
    """Every municipality by its code, in the order of the Finnish alphabet."""
    counties = {row["key"]: row for row in _rows("counties")}
    nothing = {"name_fi": "", "name_sv": ""}
    found = [
        RegisteredMunicipality(
            row["code"],
            row["name_fi"],
            row["name_sv"],
            int(row["status"]),
            counties.get(row["county"], nothing)["name_fi"],
            counties.get(row["county"], nothing)["name_sv"],
        )
        for row in _rows("municipalities")
    ]
    return {town.code: town for town in sorted(found, key=lambda town: _alphabetical(town.name_fi))}


def ascii_slug(name: str) -> str:
    """`Äänekoski` → `aanekoski`, `Koski Tl` → `koski-tl`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def _rows(name: str) -> list[dict[str, str]]:
    lines = (_DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def _alphabetical(name: str) -> str:
    """Finnish order: å, ä and ö after z."""
    return name.lower().translate({ord("å"): "{", ord("ä"): "|", ord("ö"): "}"})
