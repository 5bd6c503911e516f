"""The part of a text around the words that were found. Pure."""

from collections.abc import Callable, Sequence

from search.words import Pattern, Word, words

LENGTH = 220
#: How much of the excerpt stands before the first word found.
_BEFORE = 60

#: A piece of an excerpt and whether it is to be marked.
Piece = tuple[str, bool]


def excerpt(text: str, patterns: Sequence[Pattern], terms_of: Callable[[str], set[str]]) -> list[Piece]:
    """The window of the text with the most different words found; its beginning when there is none."""
    found = [(word, hits) for word in words(text) if (hits := _hits(word, patterns, terms_of))]
    start = _best_start(text, found)
    end = _to_space(text, start + LENGTH)
    pieces: list[Piece] = [("… ", False)] if start else []
    place = start
    for word, _hits_of_word in found:
        if start <= word.start and word.end <= end:
            pieces += [(text[place : word.start], False), (text[word.start : word.end], True)]
            place = word.end
    pieces.append((text[place:end] + (" …" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]


def _hits(word: Word, patterns: Sequence[Pattern], terms_of: Callable[[str], set[str]]) -> set[int]:
    terms = terms_of(word.text)
    return {n for n, pattern in enumerate(patterns) if pattern.matches(terms)}


def _best_start(text: str, found: list[tuple[Word, set[int]]]) -> int:
    best, most = 0, 0
    for word, _first in found:
        start = max(0, word.start - _BEFORE)
        inside: set[int] = set()
        for other, hits in found:
            if start <= other.start < start + LENGTH:
                inside |= hits
        if len(inside) > most:
            best, most = start, len(inside)
    return text.find(" ", best) + 1 if best and " " in text[best : best + _BEFORE] else best


def _to_space(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", 0, end)
    return space if space > end - 40 else end
