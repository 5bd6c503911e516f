"""What the search page shows: from what was typed to hits with titles, addresses and excerpts."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from events.models import Occurrence
from home.languages import Language, fallback_chain, language_of
from home.shell import shell_of
from municipalities.models import MunicipalityPage
from search import queries
from search.excerpts import excerpt
from search.words import Forms, index_terms


@dataclass(frozen=True)
class Hit:
    """One thing found, as it is shown."""

    title: str
    url: str
    excerpt: SafeString
    language: Language
    is_own: bool
    place: str
    #: An event's next date; cancelled only when all that are to come are.
    occurrence: Occurrence | None


@dataclass(frozen=True)
class Results:
    """The hits of one page of results. `corrected` is what was searched instead of what was typed."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    corrected: str = ""

    @property
    def own(self) -> list[Hit]:
        """Hits in the language asked for."""
        return [hit for hit in self.hits if hit.is_own]

    @property
    def others(self) -> list[Hit]:
        """Hits in other languages."""
        return [hit for hit in self.hits if not hit.is_own]


def search(request: HttpRequest, text: str, now: datetime, *, page: int = 1, literal: bool = False) -> Results:
    """Search what was typed; when nothing is found, and not `literal`, the most similar words that are."""
    language = shell_of(request).language.code
    query = queries.understand(text)
    corrected = ""
    offset = (page - 1) * queries.PER_PAGE
    matches, total = queries.find(query, language, now, offset=offset)
    if not matches and page == 1 and not literal and (proposed := queries.proposal(query, language)):
        second = queries.understand(proposed, stems=False)  # words as texts have them
        matches, total = queries.find(second, language, now)
        if matches:
            query, corrected = second, proposed
    return Results(_hits(request, query, matches, language), total, corrected)


def _hits(request: HttpRequest, query: queries.Query, matches: list[queries.Match], language: str) -> list[Hit]:
    pages = Page.objects.select_related("locale").in_bulk([match.page_id for match in matches])
    places = _places(list(pages.values()), language)
    occurrences = _occurrences(matches)
    return [
        Hit(
            title=pages[match.page_id].title,
            url=_url(request, pages[match.page_id], match, language),
            excerpt=_marked(query, match),
            language=language_of(match.language),
            is_own=match.is_own,
            place=places.get(match.page_id, ""),
            occurrence=occurrences.get(match.occurrence_id),
        )
        for match in matches
        if match.page_id in pages
    ]


def _occurrences(matches: list[queries.Match]) -> dict[int | None, Occurrence]:
    """The next dates of the events found. One query, none without events."""
    wanted = [match.occurrence_id for match in matches if match.occurrence_id]
    return {date.pk: date for date in Occurrence.objects.filter(pk__in=wanted)} if wanted else {}


def _url(request: HttpRequest, page: Page, match: queries.Match, language: str) -> str:
    """In the language asked for, unless another text than the one found would be shown there."""
    shown = next((code for code in fallback_chain(language) if code in match.languages), "")
    return shell_of(request).url_of(page, language if shown == match.language else match.language)


def _places(pages: list[Page], language: str) -> dict[int, str]:
    """The name of the municipality each page belongs to. One query."""
    paths = {page.path[:end] for page in pages for end in range(Page.steplen, len(page.path) + 1, Page.steplen)}
    towns = MunicipalityPage.objects.filter(path__in=paths).select_related("municipality")
    names = {town.path: town.municipality.name(language) for town in towns}
    return {page.pk: name for page in pages for path, name in names.items() if page.path.startswith(path)}


def _marked(query: queries.Query, match: queries.Match) -> SafeString:
    """The excerpt as HTML: every piece is escaped, the words found are in `<mark>`."""

    def terms_of(word: str) -> set[str]:
        return index_terms(Forms(word, queries.base_form(word, match.language), ""))

    pieces = excerpt(match.text, query.patterns(match.language), terms_of)
    return format_html_join("", "{}{}{}", ((MARK[marked], piece, END[marked]) for piece, marked in pieces))


MARK = {True: SafeString("<mark>"), False: SafeString("")}
END = {True: SafeString("</mark>"), False: SafeString("")}
