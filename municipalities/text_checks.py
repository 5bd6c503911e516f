"""What makes a text hard to read or to hear, found in its words alone. Pure: knows neither pages nor the database.

A text is a list of pieces in their order, each plain or HTML as the editor stores it.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

#: Easy Finnish: more words than these in one sentence are hard to follow.
LONGEST_EASY_SENTENCE = 15
#: Words that say nothing about where a link leads, for somebody who hears a list of links.
UNCLEAR_LINKS = {
    "here", "click here", "read more", "more", "link", "this link", "tästä", "täältä", "tässä", "klikkaa tästä",
    "lue lisää", "lisää", "linkki", "här", "klicka här", "läs mer", "mer", "länk", "هنا", "اضغط هنا",
}  # fmt: skip

_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Seven digits or more, grouped as telephone numbers are; a year or a price is shorter, and a date has dots.
_TELEPHONE = re.compile(r"(?<![\w.])\+?\d(?:[\s()-]?\d){6,}(?![\w.]?\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def skipped_headings(pieces: Sequence[str]) -> list[str]:
    """Headings that come a level too deep: an `h3` where no `h2` was. The page's title is level 1."""
    skipped, level = [], 1
    for piece in pieces:
        for found in _HEADING.finditer(piece):
            if int(found[1]) > level + 1:
                skipped.append(_words(found[2]))
            level = int(found[1])
    return skipped


def unclear_links(pieces: Sequence[str]) -> list[str]:
    """The words of links that do not say where they lead."""
    words = [_words(found[1]) for piece in pieces for found in _LINK.finditer(piece)]
    return [each for each in words if each.rstrip(" .:»›→").casefold() in UNCLEAR_LINKS]


def long_sentences(pieces: Sequence[str], longest: int = LONGEST_EASY_SENTENCE) -> list[str]:
    """Sentences of more words than `longest`."""
    return [sentence for sentence in sentences(pieces) if len(_WORD.findall(sentence)) > longest]


def contact_details(pieces: Sequence[str]) -> list[str]:
    """E-mail addresses and telephone numbers."""
    return [found[0] for piece in pieces for each in (_EMAIL, _TELEPHONE) for found in each.finditer(plain(piece))]


def sentences(pieces: Sequence[str]) -> Iterator[str]:
    """The sentences of all pieces; a paragraph, an item and a heading end one too."""
    for piece in pieces:
        for sentence in _SENTENCE_END.split(plain(piece)):
            if sentence.strip():
                yield sentence.strip()


def plain(html: str) -> str:
    """The words of a piece, with a line for each paragraph."""
    return unescape(_TAG.sub("", _BLOCK_END.sub("\n", html))) if "<" in html else html


def _words(inside: str) -> str:
    """What is written inside a tag."""
    return unescape(_TAG.sub("", inside)).strip()
