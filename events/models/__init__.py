"""Topics, pages with words and facts, changes of single dates, and the read model that every list reads."""

from events.models.changes import OccurrenceChange
from events.models.facts import EventFacts
from events.models.pages import EventIndexPage, EventOrganiser, EventPage
from events.models.readmodel import Event, EventText, Occurrence, Tombstone
from events.models.topics import Topic, TopicText

__all__ = [
    "Event",
    "EventFacts",
    "EventIndexPage",
    "EventOrganiser",
    "EventPage",
    "EventText",
    "Occurrence",
    "OccurrenceChange",
    "Tombstone",
    "Topic",
    "TopicText",
]
