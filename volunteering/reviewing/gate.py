"""Whether words of a kind may be shown in a language. In Finnish, Swedish and English they always are."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache

from home.languages import Language, language_of
from volunteering.models.reviews import TextReview
from volunteering.reviewing.words import hash_of, words_of

#: What stands in for words that nobody has read, and is shown even while a changed word waits to be read again.
ALWAYS = ("fi", "sv", "en")
_ROWS = "volunteering.text_reviews"
_KEPT_SECONDS = 60


def languages_instead(language: str, *kinds: str) -> list[Language]:
    """The languages to show instead; none when all kinds may be shown in this one."""
    if language in ALWAYS or all(is_reviewed(kind, language) for kind in kinds):
        return []
    return [language_of(code) for code in ALWAYS]


def is_reviewed(kind: str, language: str) -> bool:
    """Whether a person has read the words as they are now; before anybody ticked anything, what the settings say.

    What is remembered for a minute costs no query.
    """
    kept: dict[tuple[str, str], tuple[bool, str]] | None = cache.get(_ROWS)
    if kept is None:
        kept = {place: (row.is_reviewed, row.words_hash) for place, row in latest_reviews().items()}
        cache.set(_ROWS, kept, _KEPT_SECONDS)
    if (kind, language) not in kept:
        return language in settings.REVIEWED_LANGUAGES
    ticked, words = kept[kind, language]
    return ticked and words == _present_hash(kind, language)


def latest_reviews() -> dict[tuple[str, str], TextReview]:
    """The row that counts, by kind and language."""
    rows = TextReview.objects.order_by("kind", "language", "-pk").distinct("kind", "language")
    return {(row.kind, row.language): row for row in rows.select_related("by")}


def tick(kind: str, language: str, *, reviewed: bool, words: Iterable[str], by: Any, now: datetime) -> TextReview:
    """Write down that somebody has read these words, or takes that back."""
    row = TextReview.objects.create(
        kind=kind, language=language, is_reviewed=reviewed, words_hash=hash_of(words), by=by, at=now
    )
    forget_reviews()
    return row


def forget_reviews() -> None:
    """Ask the database again."""
    cache.delete_many(
        [_ROWS, *(_hash_place(kind, language) for kind in TextReview.Kind.values for language in _codes())]
    )


def _present_hash(kind: str, language: str) -> str:
    return str(cache.get_or_set(_hash_place(kind, language), lambda: hash_of(words_of(kind, language)), _KEPT_SECONDS))


def _hash_place(kind: str, language: str) -> str:
    return f"{_ROWS}.{kind}.{language}"


def _codes() -> list[str]:
    return list(settings.OFFERED_LANGUAGES)
