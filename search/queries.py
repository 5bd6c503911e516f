"""The one module that knows how search is done: PostgreSQL's text search with terms that we make ourselves.

A text and a query are cut into the same terms (`search.words`), each in its own language; PostgreSQL stores and matches
them and lends its Snowball stemmers. So the result is the same on every server, whatever its locale.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from wagtail.models import Page

from home.languages import fallback_chain
from search.lemmas import lemma
from search.models import SearchEntry, SearchWord
from search.words import STEMMERS, Forms, Pattern, folded, quoted, tsvector, words

PER_PAGE = 20
LONGEST_QUERY = 200
#: More words than this are cut: nobody types them, and each makes the query slower.
MOST_WORDS = 12
#: From how many letters on a word may be a typing error of another.
SHORTEST_CORRECTED = 4
_LONGEST_TEXT = 100_000
#: Depth in the tree of a microsite's home page: root, home page, district, municipality (architecture D3).
MICROSITE_DEPTH = 4


@dataclass(frozen=True)
class Texts:
    """What of a thing can be found, from the most to the least important."""

    title: str
    summary: str = ""
    body: str = ""
    place: str = ""

    @property
    def shown(self) -> str:
        """What excerpts are taken from."""
        return f"{self.summary}\n{self.body}".strip()[:_LONGEST_TEXT]

    @property
    def words(self) -> set[str]:
        """Every word in it."""
        return {word.text for text, _weight in self.weighted for word in words(text)}

    @property
    def weighted(self) -> list[tuple[str, str]]:
        """Each with its PostgreSQL weight."""
        return [(self.title, "A"), (self.summary, "B"), (self.body[:_LONGEST_TEXT], "C"), (self.place, "D")]


@dataclass(frozen=True)
class Match:
    """One thing found: the page whose text matches, an event's next date, and the languages it exists in."""

    page_id: int
    language: str
    is_own: bool
    text: str
    occurrence_id: int | None
    languages: list[str]


@dataclass(frozen=True)
class Query:
    """What was typed, understood in each language."""

    typed: list[str]
    forms: Mapping[str, list[Forms]]

    def patterns(self, language: str) -> list[Pattern]:
        """One pattern for each typed word that means something in the language."""
        return [Pattern.of(forms) for forms in self.forms[language]]


def understand(text: str, *, stems: bool = True) -> Query:
    """Cut a query into words and find their forms in every offered language. One query, none without `stems`."""
    typed = list(dict.fromkeys(word.text for word in words(text[:LONGEST_QUERY])))[:MOST_WORDS]
    found = forms_of(dict.fromkeys(settings.OFFERED_LANGUAGES, typed), stems=stems)
    forms: dict[str, list[Forms]] = {}
    for language in settings.OFFERED_LANGUAGES:
        all_forms = [found[language][word] for word in typed]
        forms[language] = [each for each in all_forms if each.stem] or all_forms  # without words like *and*
    return Query(typed, forms)


def find(
    query: Query, language: str, now: datetime, *, offset: int = 0, limit: int = PER_PAGE
) -> tuple[list[Match], int]:
    """What matches every word of the query, own language first, and how many there are. One query.

    A thing that matches in several languages is found once. Only pages that are live, not expired and not private now.
    """
    if not query.typed:
        return [], 0
    languages = list(dict.fromkeys([*fallback_chain(language), *settings.OFFERED_LANGUAGES]))
    languages = [code for code in languages if code in query.forms]
    loose = [_tsquery([[*p.exact], [*p.prefixes]] for p in query.patterns(code)) for code in languages]
    own = [_tsquery([[*p.own], []] for p in query.patterns(code)) for code in languages]
    in_title = [_tsquery(([[*p.own], []] for p in query.patterns(code)), weight=":A") for code in languages]
    asked: dict[str, Any] = {"languages": languages, "loose": loose, "own": own, "in_title": in_title, "now": now}
    asked |= {"limit": limit, "offset": offset, "microsite": MICROSITE_DEPTH * Page.steplen}
    with connection.cursor() as cursor:
        cursor.execute(_FIND, asked)
        rows = cursor.fetchall()
    matches = [Match(page, code, code == language, text, date, known) for page, code, text, date, known, _n in rows]
    return matches, rows[0][-1] if rows else 0


def proposal(query: Query, language: str) -> str:
    """The query with each unknown word replaced by the most similar known one; "" when there is none. One query."""
    typed = [word for word in query.typed if len(word) >= SHORTEST_CORRECTED]
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR, [typed, [folded(word) for word in typed], language])
        similar = dict(cursor.fetchall())
    proposed = [similar.get(word, word) for word in query.typed]
    return " ".join(proposed) if proposed != query.typed else ""


@dataclass(frozen=True)
class Indexed:
    """A page whose words are to be found."""

    page_id: int
    language: str
    texts: Texts


def store(pages: Sequence[Indexed]) -> None:
    """Write the entries of pages. Three statements, however many pages."""
    vectors = _vectors(pages)
    entries = [
        SearchEntry(page_id=page.page_id, language=page.language, text=page.texts.shown, vector=vectors[page.page_id])
        for page in pages
    ]
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["page"], update_fields=["language", "text", "vector"]
    )
    known = {(page.language, word) for page in pages for word in page.texts.words if len(word) >= SHORTEST_CORRECTED}
    rows = [SearchWord(language=language, word=word, folded=folded(word)) for language, word in sorted(known)]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True)


def in_step(pages: Sequence[Indexed]) -> set[int]:
    """Those pages whose entry is what `store` would write. Two queries, however many pages."""
    vectors = _vectors(pages)
    columns: list[list[Any]] = [
        [page.page_id for page in pages],
        [page.language for page in pages],
        [page.texts.shown for page in pages],
        [vectors[page.page_id] for page in pages],
    ]
    sql = """SELECT page_id FROM search_searchentry entry
        JOIN unnest(%s::int[], %s::text[], %s::text[], %s::text[]) AS wanted(page_id, language, text, vector)
        USING (page_id, language, text) WHERE entry.vector = wanted.vector::tsvector"""
    with connection.cursor() as cursor:
        cursor.execute(sql, columns)
        return {page_id for (page_id,) in cursor}


def _vectors(pages: Sequence[Indexed]) -> dict[int, str]:
    """The tsvector literal of each page. One query, for the stems."""
    unique: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        unique[page.language] |= page.texts.words
    forms = forms_of(unique)
    return {page.page_id: tsvector(page.texts.weighted, forms[page.language]) for page in pages}


def forms_of(words_by_language: Mapping[str, Iterable[str]], *, stems: bool = True) -> dict[str, dict[str, Forms]]:
    """Base form and stem of words; the stem of a word that says nothing (*and*) is empty. One query with `stems`."""
    pairs = [(language, word) for language, group in words_by_language.items() for word in group]
    found = _stems(pairs) if stems else {}
    result: dict[str, dict[str, Forms]] = {language: {} for language in words_by_language}
    for language, word in pairs:
        result[language][word] = Forms(word, base_form(word, language), found.get((language, word), word))
    return result


def _stems(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What Snowball makes of (language, word)."""
    stemmed = [(language, word) for language, word in pairs if language in STEMMERS]
    columns: list[list[Any]] = [
        [language for language, _w in stemmed],
        [STEMMERS[code] for code, _w in stemmed],
        [w for _c, w in stemmed],
    ]
    sql = """SELECT language, word, ts_lexize(stemmer::regdictionary, word)
        FROM unnest(%s::text[], %s::text[], %s::text[]) AS asked(language, stemmer, word)"""
    with connection.cursor() as cursor:
        cursor.execute(sql, columns)
        return {(language, word): "".join(found[:1]) for language, word, found in cursor if found is not None}


def base_form(word: str, language: str) -> str:
    """The base form of a word; the word itself in languages without a dictionary."""
    return lemma(word, "fi" if language == "fi-simple" else language, settings.VAR_DIR / "lemmas")


def _tsquery(patterns: Any, *, weight: str = "") -> str:
    """Every pattern must match, by any of its terms or of its beginnings; `:A` asks for the title only."""
    alternatives = (
        [f"{quoted(term)}{weight}" for term in sorted(exact)] + [f"{quoted(p)}:*" for p in sorted(prefixes)]
        for exact, prefixes in patterns
    )
    return " & ".join(f"({' | '.join(each)})" for each in alternatives)


#: Whether a page may be shown is asked of the page; whether an event is to come, of the read model of the events.
_FIND = """
WITH asked AS (
    SELECT language, loose::tsquery, own::tsquery, in_title::tsquery, preference
    FROM unnest(%(languages)s::text[], %(loose)s::text[], %(own)s::text[], %(in_title)s::text[])
    WITH ORDINALITY AS q(language, loose, own, in_title, preference)
), hits AS (
    SELECT DISTINCT ON (page.translation_key)
        entry.page_id, entry.language, entry.text, page.translation_key, preference, upcoming.id AS occurrence_id,
        (
            ts_rank(vector, loose, 1) + 2 * ts_rank(vector, own, 1)
            -- the shorter a title with all the words, the more it is about them
            + CASE WHEN vector @@ in_title THEN 2.0 / cardinality(string_to_array(page.title, ' ')) ELSE 0 END
        ) * CASE WHEN upcoming.on THEN 2 ELSE 1 END AS rank
    FROM asked
    JOIN search_searchentry entry ON entry.language = asked.language AND entry.vector @@ asked.loose
    JOIN wagtailcore_page page ON page.id = entry.page_id
    LEFT JOIN events_eventpage event_page ON event_page.page_ptr_id = page.id
    LEFT JOIN events_eventtext event_text ON event_text.page_id = page.id
    LEFT JOIN LATERAL (
        SELECT occurrence.id, occurrence.status <> 'cancelled' AS on
        FROM events_occurrence occurrence
        JOIN events_event event ON event.uuid = occurrence.event_id
        LEFT JOIN municipalities_municipality municipality ON municipality.id = event.municipality_id
        WHERE occurrence.event_id = event_text.event_id AND occurrence.listed_until > %(now)s
        AND (municipality.state IS NULL OR municipality.state IN ('active', 'continues'))
        ORDER BY occurrence.status = 'cancelled', greatest(occurrence.start, %(now)s), occurrence.start
        LIMIT 1
    ) upcoming ON true
    WHERE page.live AND NOT page.expired AND (page.expire_at IS NULL OR page.expire_at > %(now)s)
    AND (event_page.page_ptr_id IS NULL OR upcoming.id IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM municipalities_municipalitypage microsite
        JOIN wagtailcore_page home ON home.id = microsite.page_ptr_id
        JOIN municipalities_municipality municipality ON municipality.id = microsite.municipality_id
        WHERE home.path = left(page.path, %(microsite)s) AND entry.language <> ALL(municipality.offered_languages)
    )
    AND NOT EXISTS (
        SELECT FROM wagtailcore_pageviewrestriction restriction
        JOIN wagtailcore_page private ON private.id = restriction.page_id
        WHERE starts_with(page.path, private.path)
    )
    ORDER BY page.translation_key, preference
)
SELECT page_id, language, text, occurrence_id,
    (SELECT array_agg(other.language) FROM search_searchentry other JOIN wagtailcore_page p ON p.id = other.page_id
     WHERE p.translation_key = hits.translation_key AND p.live),
    count(*) OVER ()
FROM hits
ORDER BY preference > 1, rank DESC, page_id
LIMIT %(limit)s OFFSET %(offset)s
"""

_SIMILAR = """
SELECT asked.typed, best.word
FROM unnest(%s::text[], %s::text[]) AS asked(typed, folded)
CROSS JOIN LATERAL (
    SELECT word FROM search_searchword known
    WHERE known.folded %% asked.folded
    ORDER BY similarity(known.folded, asked.folded) DESC, language <> %s, word
    LIMIT 1
) best
"""
