"""One date in a list: words in the language they exist in, everything else in the language asked for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from events.models.readmodel import Event, EventText, Occurrence, Said
from events.querysets import OccurrenceQuerySet
from home.dates import helsinki
from home.languages import Language, language_of
from municipalities.models import Municipality


def moment_of(request: HttpRequest) -> datetime:
    """The "now" of a request."""
    return getattr(request, "now", None) or timezone.now()


def language_now() -> str:
    """The language asked for."""
    return get_language() or "fi"


@dataclass(frozen=True)
class EventTeaser:
    """One date in a list: words in the language they exist in, everything else in the language asked for."""

    occurrence: Occurrence
    language: Language
    now: datetime
    #: Whether the list is of one municipality, whose name then goes without saying.
    is_local: bool = False
    #: Whether an earlier row tells of the same event, so that this one can be short.
    is_repeat: bool = False

    @property
    def event(self) -> Event:
        return self.occurrence.event

    @property
    def text(self) -> EventText | None:
        return self.event.text_for(self.language.code)

    @property
    def text_language(self) -> Language:
        return language_of(self.text.language) if self.text else self.language

    @property
    def is_fallback(self) -> bool:
        return self.text_language.code != self.language.code

    @property
    def title(self) -> str:
        return self.text.title if self.text else ""

    @property
    def summary(self) -> str:
        return self.text.summary if self.text else ""

    @property
    def url(self) -> str:
        """The page of this date where there are several, else of the event."""
        address = self.event.url(self.language.code)
        return f"{address}{self.occurrence.slug}/" if self.event.is_series else address

    @property
    def day(self) -> date:
        """The day it is listed on: its first day to come; of what is over, its first day."""
        today = helsinki(self.now).date()
        is_running = self.occurrence.first_day < today <= self.occurrence.last_day
        return today if is_running else self.occurrence.first_day

    @property
    def is_today(self) -> bool:
        return self.day == helsinki(self.now).date()

    @property
    def is_tomorrow(self) -> bool:
        return self.day == helsinki(self.now).date() + timedelta(days=1)

    @property
    def place(self) -> Said:
        return self.event.said_place(self.language.code)

    @property
    def municipality(self) -> str:
        """The name of the municipality, where the list is of several."""
        town = None if self.is_local else self.event.municipality
        return town.name(self.language.code) if town else ""

    @property
    def audience(self) -> list[str]:
        return audience_labels(self.occurrence.audience)

    @property
    def theme(self) -> str:
        text, position = self.text, self.occurrence.position
        return text.themes[position] if text and position < len(text.themes) else ""

    @property
    def reason(self) -> str:
        return self.event.words_of(self.occurrence.reason or self.event.reason, self.language.code)

    @property
    def note(self) -> str:
        return self.event.words_of(self.occurrence.note, self.language.code)


def audience_labels(keys: list[str]) -> list[str]:
    """For whom, in the language asked for."""
    labels = dict(Event.Audience.choices)
    return [str(labels[key]) for key in keys if key in labels]


_WORDS = ("language", "title", "summary", "themes")


def with_words(dates: OccurrenceQuerySet) -> list[Occurrence]:
    """The dates with event, municipality and the words that rows show, in one query."""
    words = JSONObject(**{name: name for name in _WORDS})
    texts = EventText.objects.filter(event=OuterRef("event_id")).values_list(words)
    rows = list(dates.select_related("event", "event__municipality").annotate(words=ArraySubquery(texts)))
    for row in rows:
        row.event._prefetched_objects_cache = {"texts": [EventText(**text) for text in row.words]}
    return rows


def upcoming_for(municipality: Municipality | None, now: datetime, limit: int) -> list[Occurrence]:
    """The next dates of a municipality, or of the country; none while its activities are not listed."""
    dates = Occurrence.objects.of(municipality).in_listed_municipalities().upcoming(now)
    return with_words(dates[: max(0, limit)])


def upcoming_teasers(municipality: Municipality | None, now: datetime, limit: int) -> list[EventTeaser]:
    """The same as rows of a list in the language asked for."""
    language = language_of(language_now())
    is_local = municipality is not None
    return [EventTeaser(date, language, now, is_local) for date in upcoming_for(municipality, now, limit)]
