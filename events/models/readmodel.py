"""The read model: what is public, language-neutral. Every list, feed and search hit reads these tables and no page.

Written only by `events.projection`, in the transaction of what changed it; `rebuild_events` can make it anew.
A hidden place is not in it at all.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from events.models.facts import EventFacts
from events.querysets import EventQuerySet, OccurrenceQuerySet
from home.languages import fallback_chain, language_of


@dataclass(frozen=True)
class Said:
    """A word with the language it is in; `attributes` say which, where it is not the one asked for."""

    text: str
    language: str
    asked: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def attributes(self) -> SafeString:
        """For an element around the word: ` lang="fi" dir="ltr"`; empty in the language asked for."""
        if not self.text or self.language == self.asked:
            return SafeString("")
        language = language_of(self.language)
        return format_html(' lang="{}" dir="{}"', language.html_lang, language.dir)


def said(by_language: dict[str, Any], language: str, majority: str = "fi") -> Said:
    """A word out of a mapping by language: in the language, or in the first that stands in for it."""
    for code in [*fallback_chain(language, majority=majority), *by_language]:
        if by_language.get(code):
            return Said(str(by_language[code]), code, language)
    return Said("", language, language)


def pick(by_language: dict[str, Any], language: str, majority: str = "fi") -> str:
    """The same without saying which language it is in."""
    return said(by_language, language, majority).text


class Event(EventFacts):
    """A published event: the facts of its source page, and names of what they refer to in every language."""

    class Status(models.TextChoices):
        """Linked Events' words; iCalendar: CONFIRMED, CONFIRMED, TENTATIVE, CANCELLED."""

        SCHEDULED = "EventScheduled", _("scheduled")
        RESCHEDULED = "EventRescheduled", _("rescheduled")
        POSTPONED = "EventPostponed", _("postponed")
        CANCELLED = "EventCancelled", _("cancelled")

    uuid = models.UUIDField(primary_key=True, editable=False)
    municipality = models.ForeignKey(
        "municipalities.Municipality", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    source_language = models.CharField(max_length=12)
    path = models.CharField(max_length=500, help_text="Without the language: salo/events/language-cafe/")
    status = models.CharField(max_length=20, choices=Status, default=Status.SCHEDULED)
    reason = models.JSONField(default=dict, blank=True)
    previous_start = models.DateTimeField(null=True, blank=True, help_text="Of a rescheduled or postponed event.")
    is_series = models.BooleanField(default=False, help_text="Has, or once had, more than one date.")
    topic_keys = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    #: Names and addresses by language, so that no list needs another query; see `events.projection`.
    named = models.JSONField(default=dict, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("published event")
        verbose_name_plural = _("published events")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "uuid"], name="events_by_municipality"),
            GinIndex(fields=["topic_keys"], name="events_by_topic"),
        ]

    def __str__(self) -> str:
        return self.path

    def text_for(self, language: str) -> "EventText | None":
        """The words in the language or in the first that stands in for it; prefetch `texts`."""
        by_language = {text.language: text for text in self.texts.all()}
        for code in fallback_chain(language, majority=self.source_language):
            if code in by_language:
                return by_language[code]
        return next(iter(by_language.values()), None)

    def place_name(self, language: str) -> str:
        """The name of the place; empty when it has none or is hidden."""
        return self.said_place(language).text

    def said_place(self, language: str) -> Said:
        """The same with the language it is in."""
        return self.said_of((self.named.get("place") or {}).get("names") or {}, language)

    def said_of(self, by_language: dict[str, Any], language: str) -> Said:
        """A word with the language it is in."""
        return said(by_language, language, self.source_language)

    def words_of(self, by_language: dict[str, Any], language: str) -> str:
        """A word in the language, or in the first that stands in for it."""
        return pick(by_language, language, self.source_language)

    def url(self, language: str) -> str:
        """The address in a language."""
        return f"/{language}/{self.path}"


class Occurrence(models.Model):
    """One date of a published event."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("on")
        MOVED = "moved", _("moved")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class Group(models.IntegerChoices):
        """The parts of a list, in this order."""

        DATED = 0, _("by day")
        ONGOING = 1, _("going on for longer")
        POSTPONED = 2, _("postponed")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="occurrences")
    #: The event's; here too, so that lists ask one table.
    municipality = models.ForeignKey(
        "municipalities.Municipality", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recurrence_id = models.CharField(max_length=16)
    slug = models.CharField(
        max_length=15, default="", help_text="In addresses: its original day, with the time where the day has two."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Counted from 0 within the event.")
    start = models.DateTimeField()
    end = models.DateTimeField(null=True, blank=True)
    all_day = models.BooleanField(default=False)
    first_day = models.DateField(help_text="In Helsinki.")
    last_day = models.DateField(help_text="In Helsinki.")
    listed_until = models.DateTimeField(help_text="When it leaves lists of what is to come.")
    is_long = models.BooleanField(default=False, help_text="More than 7 days.")
    unlisted_from = models.DateTimeField(
        null=True, blank=True, help_text="When lists stop showing it because nobody has confirmed it; its page stays."
    )
    has_date = models.BooleanField(
        default=True, help_text="False while it is postponed: listed last, without a date; `start` is the original one."
    )
    is_kept = models.BooleanField(
        default=False,
        help_text="No longer named by the rule; kept because it was moved, cancelled or annotated.",
    )
    group = models.PositiveSmallIntegerField(choices=Group, default=Group.DATED)
    facets = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text="The filters that find it: topic=language."
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED)
    previous_start = models.DateTimeField(null=True, blank=True)
    note = models.JSONField(default=dict, blank=True)
    reason = models.JSONField(default=dict, blank=True)
    in_language = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    audience = ArrayField(models.CharField(max_length=10), default=list, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        ordering: ClassVar = ["start", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "recurrence_id"], name="events_one_occurrence"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=models.F("start")), name="events_occurrence_ends_after_start"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["group", "start", "listed_until"], name="events_listed"),
            models.Index(fields=["municipality", "group", "start", "listed_until"], name="events_listed_in_town"),
            GinIndex(fields=["facets"], name="events_by_facet"),
            models.Index(
                fields=["start"], condition=Q(last_day__gt=models.F("first_day")), name="events_of_several_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.recurrence_id}"


class EventText(models.Model):
    """The words of a published event in one language: a row for each live page."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    page_id = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=160, blank=True)
    place_note = models.CharField(max_length=250, blank=True)
    price_note = models.CharField(max_length=160, blank=True)
    themes = ArrayField(models.CharField(max_length=160), default=list, blank=True)

    class Meta:
        verbose_name = _("words of an event")
        verbose_name_plural = _("words of events")
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "language"], name="events_one_text")]
        # As `icontains` asks: a word anywhere in it.
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="events_by_title"),
            GinIndex(OpClass(Upper("summary"), name="gin_trgm_ops"), name="events_by_summary"),
        ]

    def __str__(self) -> str:
        return self.title


class Tombstone(models.Model):
    """Where a published event was before it was deleted: its address answers 410."""

    path = models.CharField(max_length=500, unique=True, help_text="Without the language.")
    uuid = models.UUIDField()
    deleted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("deleted event")
        verbose_name_plural = _("deleted events")

    def __str__(self) -> str:
        return self.path
