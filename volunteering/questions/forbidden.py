"""What is never asked (volunteering.md §2), known by its words in Finnish, Swedish and English. Pure."""

import re
from enum import Enum

from django.utils.translation import gettext_lazy as _


class Matter(Enum):
    """A matter that no form asks about."""

    IDENTITY_CODE = "identity_code"
    BIRTH_DATE = "birth_date"
    ORIGIN = "origin"
    STATUS = "status"
    RELIGION = "religion"
    GENDER = "gender"
    OCCUPATION = "occupation"
    PHOTO = "photo"
    CRIME = "crime"
    HEALTH = "health"
    POLITICS = "politics"


NAMES = {
    Matter.IDENTITY_CODE: _("an identity code"),
    Matter.BIRTH_DATE: _("a birth date or an exact age"),
    Matter.ORIGIN: _("nationality or origin"),
    Matter.STATUS: _("a residence permit or status"),
    Matter.RELIGION: _("religion"),
    Matter.GENDER: _("gender or sexuality"),
    Matter.OCCUPATION: _("an occupation"),
    Matter.PHOTO: _("a photo"),
    Matter.CRIME: _("crimes or a criminal record"),
    Matter.HEALTH: _("health"),
    Matter.POLITICS: _("political views or a trade union"),
}
#: Beginnings of words; `|` at the end of one means the whole word.
_STEMS = {
    Matter.IDENTITY_CODE: "henkilötunnu hetu| hetusi sosiaaliturvatunnu personbeteckning personnummer ssn|",
    Matter.BIRTH_DATE: "syntymäai syntymävuo syntymäpäiväsi syntynyt födelsedatum födelseår birthdate ikäsi| ikä|",
    Matter.ORIGIN: "kansalaisuu kansallisuu etni synnyinmaa kotimaa medborgarskap nationalit ursprung hemland citizen",
    Matter.STATUS: "oleskelulu turvapaikka pakolaisstatu uppehållstillstånd asyl| asylum viisumi visum|",
    Matter.RELIGION: "uskonto uskonno uskontu religio trosamfund",
    Matter.GENDER: "sukupuol seksuaali kön| könet| sexuell sexual gender",
    Matter.OCCUPATION: "ammatti| ammattisi ammatissa yrke| yrket| occupation",
    Matter.CRIME: "rikos rikok rikolli brott| brottslig straffregister criminal crime",
    Matter.HEALTH: "tervey sairau sairast diagno lääkity vamma| vammasi hälsa hälso sjukdom medicin| "
    "health| illness disease medication disabilit pregnan raskaana raskau gravid",
    Matter.POLITICS: "poliitti puolueen ammattiliit politisk fackförening political",
}  # fmt: skip
_PHRASES = {
    Matter.IDENTITY_CODE: ["identity code", "social security", "passport number", "passin numero"],
    Matter.BIRTH_DATE: [
        "date of birth", "year of birth", "were you born", "your birthday", "how old are you", "kuinka vanha",
        "minkä ikäi", "hur gammal", "är du född",
    ],
    Matter.ORIGIN: ["mistä maasta", "which country do you come", "country of origin", "från vilket land", "ethnic"],
    Matter.STATUS: ["residence permit", "residence status", "a visa"],
    Matter.RELIGION: ["kirkkoon kuulu", "do you believe in", "tror du på"],
    Matter.PHOTO: ["valokuvasi", "kuva sinusta", "foto på dig", "bild på dig", "photo of you", "picture of you"],
    Matter.CRIME: ["police record"],
    Matter.POLITICS: ["trade union"],
}  # fmt: skip


def forbidden_matter(text: str) -> Matter | None:
    """The matter that a question must not ask about; None when nothing looks like one."""
    plain = " ".join(text.casefold().split())
    for matter, pattern in _PATTERNS.items():
        if pattern.search(plain):
            return matter
    return None


def _pattern(matter: Matter) -> re.Pattern[str]:
    stems = [re.escape(stem).replace(r"\|", r"\b") for stem in _STEMS.get(matter, "").split()]
    phrases = [re.escape(phrase) for phrase in _PHRASES.get(matter, [])]
    return re.compile(r"\b(?:" + "|".join([*stems, *phrases]) + ")")


_PATTERNS = {matter: _pattern(matter) for matter in Matter}
