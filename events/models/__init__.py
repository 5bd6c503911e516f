"""Topics, pages with words and facts, changes of single dates, and the read model that every list reads."""

from events.models.changes import Confirmation, FormerSchedule, HeadCount, OccurrenceChange
from events.models.facts import EventFacts
from events.models.ideas import ActivityIdeaPage, IdeaIndexPage
from events.models.pages import EventIndexPage, EventOrganiser, EventPage
from events.models.readmodel import Event, EventText, Occurrence, Tombstone
from events.models.topics import Topic, TopicText

__all__ = [
    "ActivityIdeaPage",
    "Confirmation",
    "Event",
    "EventFacts",
    "EventIndexPage",
    "EventOrganiser",
    "EventPage",
    "EventText",
    "FormerSchedule",
    "HeadCount",
    "IdeaIndexPage",
    "Occurrence",
    "OccurrenceChange",
    "Tombstone",
    "Topic",
    "TopicText",
]
