"""Words per language for small language-neutral things: a place, a contact, a topic, an organisation.

Such a thing is one row with its facts; its words are one row per language, edited in the same form (architecture D9).
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.languages import LANGUAGES_BY_CODE, fallback_chain


def language_choices() -> list[tuple[str, str]]:
    """Every language the system knows: stable, so that offering one more needs no migration."""
    return [(code, language.endonym) for code, language in LANGUAGES_BY_CODE.items()]


class LanguageText(models.Model):
    """Abstract: the words of one thing in one language. The concrete class adds `parent` (related name `texts`)."""

    language = models.CharField(_("language"), max_length=12, choices=language_choices)

    class Meta:
        abstract = True


class WordsMixin:
    """For a model whose words live in `texts`; prefetch `texts` and every answer costs no query."""

    texts: Any
    _words: dict[str, Any] | None = None

    def text_for(self, language: str, majority: str = "fi") -> Any | None:
        """The text row of the language, or of the first that stands in for it; None when there is no text."""
        by_language = self._words or {text.language: text for text in self.texts.all()}
        for code in fallback_chain(language, majority=majority):
            if code in by_language:
                return by_language[code]
        return next(iter(by_language.values()), None)


def things_with_words(texts: Iterable[Any]) -> list[Any]:
    """The things that text rows belong to, each with its words, in the order of the rows.

    Rows fetched with `select_related("parent")` make it one query where a prefetch would be two.
    """
    things: dict[int, Any] = {}
    for text in texts:
        thing = things.setdefault(text.parent_id, text.parent)
        thing._words = {**(thing._words or {}), text.language: text}
    return list(things.values())
