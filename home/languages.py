"""The languages of the site: tags, direction, names, and who stands in for whom.

Pure: imports no Django. The table is `visitors.md` §2; a language is *offered* when the settings name it.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language: `code` is the URL prefix and the Django and Wagtail language code."""

    code: str
    html_lang: str
    dir: str
    hreflang: str | None
    babel: str
    endonym: str
    english: str


_TABLE = [
    Language("fi", "fi", "ltr", "fi", "fi", "suomi", "Finnish"),
    Language("sv", "sv", "ltr", "sv", "sv_FI", "svenska", "Swedish"),
    Language("en", "en", "ltr", "en", "en_GB", "English", "English"),
    Language("fi-simple", "fi-simple", "ltr", None, "fi", "Selkosuomi", "Easy Finnish"),
    Language("ar", "ar", "rtl", "ar", "ar", "العربية", "Arabic"),
    Language("prs", "fa-AF", "rtl", "fa-AF", "fa_AF", "دری", "Dari"),
    Language("fa", "fa", "rtl", "fa", "fa", "فارسی", "Persian"),
    Language("uk", "uk", "ltr", "uk", "uk", "українська", "Ukrainian"),
    Language("ru", "ru", "ltr", "ru", "ru", "русский", "Russian"),
    Language("so", "so", "ltr", "so", "so", "Soomaali", "Somali"),
    Language("sw", "sw", "ltr", "sw", "sw", "Kiswahili", "Swahili"),
    Language("fr", "fr", "ltr", "fr", "fr", "français", "French"),
    Language("es", "es", "ltr", "es", "es", "español", "Spanish"),
    Language("ti", "ti", "ltr", "ti", "ti", "ትግርኛ", "Tigrinya"),
    Language("ckb", "ckb", "rtl", "ku-Arab", "ckb", "کوردی (سۆرانی)", "Sorani Kurdish"),
    Language("kmr", "kmr", "ltr", "ku-Latn", "ku", "Kurdî (Kurmancî)", "Kurmanji Kurdish"),
]

LANGUAGES_BY_CODE = {language.code: language for language in _TABLE}

#: Sister languages that stand in for each other; never uk→ru, kmr↔ckb, ti→ar (`visitors.md` §2).
_SISTERS = {"prs": "fa", "fa": "prs", "fi-simple": "fi"}


def language_of(code: str) -> Language:
    """The language of a code of ours; an unknown code is treated as itself, left to right."""
    return LANGUAGES_BY_CODE.get(code) or Language(code, code, "ltr", code, code, code, code)


def fallback_chain(requested: str, *, majority: str = "fi", national: Iterable[str] = ("fi", "sv")) -> list[str]:
    """The languages to try for a text, best first (`visitors.md` §2).

    The visitor's other accepted languages are left out: pages are served from one cache for all.
    """
    chain = [requested, _SISTERS.get(requested, ""), "en", "fi-simple", majority, *national]
    return list(dict.fromkeys(code for code in chain if code))


def best_language(available: Iterable[str], requested: str, *, majority: str = "fi") -> str:
    """Which of the languages that a text exists in is read: by the chain, else the first of them; "" of none."""
    there = list(available)
    return next((code for code in [*fallback_chain(requested, majority=majority), *there] if code in there), "")
