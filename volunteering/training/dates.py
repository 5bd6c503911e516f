"""The coming dates of training as visitors see them: when, where, in which language, what is left. Nobody's name."""

from datetime import datetime
from typing import Any

from home.languages import language_of
from municipalities.models import Municipality
from volunteering.models.training import TrainingSession

#: How many dates a page shows.
MOST = 12


def training_dates(municipality: Municipality | None, language: str, now: datetime) -> list[dict[str, Any]]:
    """Those that somebody of the town may come to, the next first; on the national page those of everywhere."""
    rows = TrainingSession.objects.upcoming(now)
    if municipality is not None:
        rows = rows.open_to(municipality)
    return [_line(row, municipality, language) for row in rows.with_numbers().with_words()[:MOST]]


def _line(row: Any, municipality: Municipality | None, language: str) -> dict[str, Any]:
    text = row.text_for(language)
    elsewhere = row.municipality_id is None or municipality is None
    return {
        "session": row,
        "title": text.title if text else "",
        "summary": text.summary if text else "",
        "text_language": language_of(text.language if text else language),
        "place": row.place_in_words(language),
        "area": row.area_in_words(language) if elsewhere else "",
        "language": language_of(row.language),
        "left": row.places_left,
        "is_full": row.is_full(),
    }
