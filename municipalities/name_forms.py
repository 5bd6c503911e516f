"""Suggestions for the inflected forms of a place name, for somebody who knows them to check; never used unseen.

Pure. Finnish place names inflect irregularly (*Salossa* but *Loimaalla*, *Uusikaupunki* but *Uudessakaupungissa*;
domain.md §8), so a form is suggested only where a rule of thumb is usually right, and nothing otherwise.
"""

from dataclasses import dataclass

#: Ends of names that take the outer local cases, with the stem that the endings are put to.
_OUTER = {
    "joki": "joe",
    "mäki": "mäe",
    "järvi": "järve",
    "vesi": "vede",
    "koski": "koske",
    "niemi": "nieme",
    "vaara": "vaara",
}
_VOWELS = "aeiouyäö"
#: Consonants that may change before an ending (*Helsinki*, *Helsingissä*): nothing is suggested.
_GRADATING = "kpt"


@dataclass(frozen=True)
class NameForms:
    """Genitive, "in" and "to" of a name; empty where there is nothing to suggest."""

    genitive: str = ""
    inside: str = ""
    to: str = ""


def suggest_finnish(name: str) -> NameForms:
    """`Salo` → `Salon`, `Salossa`, `Saloon`; `Seinäjoki` → `Seinäjoen`, `Seinäjoella`, `Seinäjoelle`."""
    a = _harmony(name)
    if name.lower().startswith("uusi"):  # its first part inflects as well: Uudessakaupungissa
        return NameForms()
    for end, stem in _OUTER.items():
        if name.lower().endswith(end):
            whole = name[: -len(end)] + stem
            return NameForms(f"{whole}n", f"{whole}ll{_harmony(end)}", f"{whole}lle")
    if name.endswith("nen"):
        stem = name[:-3] + "se"
        return NameForms(f"{stem}n", f"{name[:-3]}sess{a}", f"{stem}en")
    if len(name) < 3 or " " in name or name[-1] not in _VOWELS or name[-1] in "ei" or _may_gradate(name):
        return NameForms()
    long = name[-2] in _VOWELS
    to = f"{name}h{name[-1]}n" if long and name[-2] == name[-1] else f"{name}{name[-1]}n"
    return NameForms(f"{name}n", f"{name}ss{a}", to)


def suggest_swedish(name: str) -> str:
    """`i Salo`; most islands take *på*, which only somebody who knows can say."""
    return f"i {name}"


def _harmony(name: str) -> str:
    """`a` or `ä`, as the last vowel that is not neutral says: *Salossa*, *Närpiössä*, *Uudessakaarlepyyssä*."""
    decisive = [letter for letter in name.lower() if letter in "aouäöy"]
    return "a" if decisive and decisive[-1] in "aou" else "ä"


def _may_gradate(name: str) -> bool:
    """Whether a k, p or t stands at the border of the last syllable."""
    return name[-2] in _GRADATING
