"""The toolkit's list of ideas: each in the language asked for, filtered by keyword out of the address alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.languages import Language, best_language, fallback_chain, language_of
from home.models import PageKeyword
from home.routing import address

if TYPE_CHECKING:
    from events.models.ideas import ActivityIdeaPage

#: Of what somebody typed into the address, so much is repeated.
_REPEATED = 40


@dataclass(frozen=True)
class IdeaCard:
    """An idea in the list: words in the language they exist in, facts, and the keys of its keywords."""

    page: "ActivityIdeaPage"
    url: str
    language: Language
    #: Keys of keywords with their labels.
    keywords: Mapping[str, str]


@dataclass(frozen=True)
class KeywordChoice:
    """A keyword with which the list can be filtered, and how many ideas it leaves."""

    key: str
    label: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class IdeaList:
    """The ideas that carry a keyword, or all of them."""

    cards: Sequence[IdeaCard]
    #: The keywords in the address; the first known one counts.
    asked: Sequence[str]

    @cached_property
    def chosen(self) -> str:
        """The key of the keyword chosen; "" where none is, or none that exists here."""
        known = {key for card in self.cards for key in card.keywords}
        return next((key for key in self.asked if key in known), "")

    @property
    def unknown(self) -> str:
        """What was asked for and does not exist, to be said beside the filter."""
        return self.asked[0][:_REPEATED] if self.asked and self.asked[0] and not self.chosen else ""

    @property
    def shown(self) -> list[IdeaCard]:
        """The ideas that match; all where nothing is chosen."""
        return [card for card in self.cards if not self.chosen or self.chosen in card.keywords]

    @cached_property
    def choices(self) -> list[KeywordChoice]:
        """Every keyword that leaves anything, by its label."""
        counts = Counter(key for card in self.cards for key in card.keywords)
        labels = {key: label for card in self.cards for key, label in card.keywords.items()}
        choices = [
            KeywordChoice(key, labels[key], count, key == self.chosen, urlencode({"keyword": key}))
            for key, count in counts.items()
        ]
        return sorted(choices, key=lambda choice: choice.label.casefold())


def cards_of(pages: "PageQuerySet", request: HttpRequest, language: str) -> list[IdeaCard]:
    """One card for each idea, in the order in which they stand in the toolkit; two queries.

    The pages are those of all languages, the oldest of each idea first: that one, its source, has the keywords.
    """
    by_idea: dict[UUID, list[ActivityIdeaPage]] = {}
    for page in pages:
        by_idea.setdefault(page.translation_key, []).append(page)
    words = _keywords([texts[0].pk for texts in by_idea.values()], language)
    cards = []
    for texts in sorted(by_idea.values(), key=lambda texts: texts[0].path):
        page = best_of(texts, language)
        url = address(page, request, language)
        cards.append(IdeaCard(page, url, language_of(page.locale.language_code), words.get(texts[0].pk, {})))
    return cards


def best_of(texts: "Sequence[ActivityIdeaPage]", language: str) -> "ActivityIdeaPage":
    """The text in the language, or in the first that stands in for it."""
    by_language = {page.locale.language_code: page for page in texts}
    return by_language[best_language(by_language, language)]


def keywords_of(page: "ActivityIdeaPage", language: str) -> list[tuple[str, str]]:
    """Keys and labels of an idea's keywords: those of its source, whichever language the page is in. One query."""
    source = Page.objects.filter(translation_key=page.translation_key).order_by("pk").values("pk")[:1]
    found = next(iter(_keywords(source, language).values()), {})
    return sorted(found.items(), key=lambda item: item[1].casefold())


def _keywords(page_ids: Any, language: str) -> dict[int, dict[str, str]]:
    """For each page its keywords: keys with labels in the language, or in the first that stands in for it."""
    rows = PageKeyword.objects.filter(content_object__in=page_ids).values_list(
        "content_object_id", "tag__slug", "tag__texts__language", "tag__texts__label"
    )
    labels: dict[tuple[int, str], dict[str, str]] = {}
    for page_id, key, code, label in rows:
        labels.setdefault((page_id, key), {})[code] = label
    chain = fallback_chain(language)
    found: dict[int, dict[str, str]] = {}
    for (page_id, key), words in labels.items():
        found.setdefault(page_id, {})[key] = next((words[code] for code in chain if words.get(code)), key)
    return found
