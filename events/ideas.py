"""The toolkit's list of ideas: each in the language asked for, filtered by keyword out of the address alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from home.languages import Language, fallback_chain, language_of
from home.models import KeywordText, PageKeyword
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
    keywords: frozenset[str]


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
    language: str

    @cached_property
    def chosen(self) -> str:
        """The key of the keyword chosen; "" where none is, or none that exists here."""
        known = frozenset().union(*(card.keywords for card in self.cards))
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
        counts: dict[str, int] = {}
        for card in self.cards:
            for key in card.keywords:
                counts[key] = counts.get(key, 0) + 1
        labels = labels_of(counts, self.language)
        choices = [
            KeywordChoice(key, labels[key], count, key == self.chosen, urlencode({"keyword": key}))
            for key, count in counts.items()
        ]
        return sorted(choices, key=lambda choice: choice.label.casefold())


def cards_of(pages: "QuerySet[ActivityIdeaPage]", request: HttpRequest, language: str) -> list[IdeaCard]:
    """One card for each idea, in the order in which they stand in the toolkit; two queries.

    The pages are those of all languages, the oldest of each idea first: that one, its source, has the keywords.
    """
    by_idea: dict[UUID, list[ActivityIdeaPage]] = {}
    for page in pages:
        by_idea.setdefault(page.translation_key, []).append(page)
    keys = _keys_by_page([texts[0].pk for texts in by_idea.values()])
    cards = []
    for texts in sorted(by_idea.values(), key=lambda texts: texts[0].path):
        page = best_of(texts, language)
        url = address(page, request, language)
        cards.append(IdeaCard(page, url, language_of(page.locale.language_code), keys.get(texts[0].pk, frozenset())))
    return cards


def best_of(texts: "Sequence[ActivityIdeaPage]", language: str) -> "ActivityIdeaPage":
    """The text in the language, or in the first that stands in for it."""
    by_language = {page.locale.language_code: page for page in texts}
    return next((by_language[code] for code in fallback_chain(language) if code in by_language), texts[0])


def keywords_of(page: "ActivityIdeaPage", language: str) -> list[tuple[str, str]]:
    """The keywords of an idea as key and label; those of its source, whichever language the page is in."""
    source = type(page).objects.filter(translation_key=page.translation_key).order_by("pk").first() or page
    labels = labels_of([tag.slug for tag in source.keywords.all()], language)
    return sorted(labels.items(), key=lambda item: item[1].casefold())


def labels_of(keys: Iterable[str], language: str) -> dict[str, str]:
    """Labels of keywords in the language, or in the first that stands in for it; one query."""
    found: dict[str, dict[str, str]] = {key: {} for key in keys}
    for text in KeywordText.objects.filter(parent__slug__in=found).select_related("parent"):
        found[text.parent.slug][text.language] = text.label
    chain = fallback_chain(language)
    return {key: next((words[code] for code in chain if code in words), key) for key, words in found.items()}


def _keys_by_page(page_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    keys: dict[int, set[str]] = {}
    for page_id, key in PageKeyword.objects.filter(content_object__in=list(page_ids)).values_list(
        "content_object_id", "tag__slug"
    ):
        keys.setdefault(page_id, set()).add(key)
    return {page_id: frozenset(found) for page_id, found in keys.items()}
