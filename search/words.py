"""From text to words to search terms. Pure: no Django.

A term is what is compared: the folded word (*narpio*), its base form and its stem. Terms that begin with `=` are the
word and base form with their own letters, so that *Närpiö* typed rightly is ranked before other words that fold alike.
Terms that begin with `<` are written backwards, so that a prefix match finds the last part of a compound: *kurssi* in
*kielikurssi*.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

#: Snowball dictionaries that PostgreSQL brings; a language without one is matched by word and prefix.
STEMMERS = {
    "fi": "finnish_stem",
    "fi-simple": "finnish_stem",
    "sv": "swedish_stem",
    "en": "english_stem",
    "ar": "arabic_stem",
    "ru": "russian_stem",
    "fr": "french_stem",
    "es": "spanish_stem",
}
#: From how many letters on a word also means what begins or ends with it.
PART = 4
_LONGEST = 100

#: Letters and digits; marks on a letter stay with it.
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f\u064b-\u065f\u0670]*)+")
_VOWEL_SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "ı": "i"}
    # Arabic and Persian keyboards write the same letters differently.
    | {"ى": "ي", "ی": "ي", "ئ": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ؤ": "و", "ٱ": "ا"}
)


@dataclass(frozen=True)
class Word:
    """One word of a text, in lower case, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Forms:
    """What one word can also be written as: its base form and its Snowball stem."""

    word: str
    lemma: str
    stem: str

    @property
    def own(self) -> set[str]:
        """With their own letters."""
        return {self.word, self.lemma}

    @property
    def loose(self) -> set[str]:
        """Folded."""
        return {folded(form) for form in (self.word, self.lemma, self.stem) if form}


def words(text: str) -> list[Word]:
    """The words of a text; whatever is neither letter nor digit separates them."""
    found = (Word(_plain(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))
    return [word for word in found if word.text]


def folded(word: str) -> str:
    """Without marks on letters and with one letter for each that is written in several ways."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))[:_LONGEST]


def index_terms(forms: Forms) -> set[str]:
    """Everything under which a word of a text can be found."""
    loose = forms.loose
    return loose | {f"={form}" for form in forms.own} | {f"<{form[::-1]}" for form in loose if len(form) > PART}


@dataclass(frozen=True)
class Pattern:
    """What one typed word matches: `exact` terms, and terms that begin with one of `prefixes`."""

    own: frozenset[str]
    exact: frozenset[str]
    prefixes: frozenset[str]

    @classmethod
    def of(cls, forms: Forms) -> "Pattern":
        long = {form for form in forms.loose if len(form) >= PART}
        prefixes = {folded(forms.word)} & long | {f"<{form[::-1]}" for form in long}
        return cls(frozenset(f"={form}" for form in forms.own), frozenset(forms.loose), frozenset(prefixes))

    def matches(self, terms: set[str]) -> bool:
        """Whether a word with these terms is found."""
        return not terms.isdisjoint(self.exact) or any(t.startswith(p) for t in terms for p in self.prefixes)


def tsvector(text_by_weight: list[tuple[str, str]], forms: Mapping[str, Forms]) -> str:
    """The literal of a PostgreSQL tsvector; each text comes with its weight, `A` for the most important."""
    places: dict[str, list[str]] = {}
    position = 0
    for text, weight in text_by_weight:
        for word in words(text):
            position = min(position + 1, 16_383)  # PostgreSQL's last position
            for term in index_terms(forms[word.text]):
                places.setdefault(term, []).append(f"{position}{weight}")
    return " ".join(f"{quoted(term)}:{','.join(found[:255])}" for term, found in sorted(places.items()))


def quoted(term: str) -> str:
    """A term as PostgreSQL reads it in a tsvector or tsquery literal."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", _VOWEL_SIGNS.sub("", word)).lower()[:_LONGEST]
