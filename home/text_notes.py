"""What a visitor is told of a translation: that a machine made it, or that it is older than its source."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from home.languages import Language, language_of
from home.models.translations import text_facts


@dataclass(frozen=True)
class TextNote:
    """One sentence above the text; `source` is the page that it was translated from."""

    is_machine_made: bool
    is_outdated: bool
    source: Page
    language: Language


def note_of(page: Page, texts: Iterable[Page]) -> TextNote | None:
    """The note above a page's text; `texts` are the page in all its languages, with their records.

    None for a source, for a translation that says what its source says, and where the source is not public.
    """
    by_key = {text.pk: text for text in texts}
    record = getattr(by_key.get(page.pk), "text_record", None)
    source = by_key.get(record.source_id) if record is not None else None
    if record is None or source is None or not source.live:
        return None
    of_source = getattr(source, "text_record", None)
    facts = text_facts(by_key[page.pk], of_source.text_hash if of_source is not None else "")
    if not facts.is_outdated and not facts.is_machine_made:
        return None
    return TextNote(facts.is_machine_made, facts.is_outdated, source, language_of(source.locale.language_code))


def is_machine_made(page: Page) -> bool:
    """Whether a machine wrote the public words; the record is selected with the page."""
    record = getattr(page, "text_record", None)
    return record is not None and record.machine_live
