"""How many wish for what in a municipality, and who may see a small number."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func, QuerySet

from municipalities.figures.hiding import SMALL
from municipalities.models import Municipality
from municipalities.permissions import (
    municipalities_contributed_by,
    municipalities_coordinated_by,
    municipalities_edited_by,
)
from volunteering.choices import Interest
from volunteering.models.wishes import Wish

#: Fewer people than these are told to the district and the team alone: the rule of all figures.
FEWEST = SMALL


@dataclass(frozen=True)
class TopicCount:
    """The wishes for one topic; None is a number that is not told: too small, or one would be derived from it."""

    code: str
    label: Any
    waiting: int | None
    all: int | None


def topic_counts(town: Municipality, *, small_too: bool) -> list[TopicCount]:
    """All topics, the most wished for first. One query. A wish for two things counts for both."""
    wishes = Wish.objects.working().filter(municipality=town).exclude(status=Wish.Status.CLOSED)
    rows = wishes.annotate(topic=Func(F("topics"), function="unnest")).values_list("topic", "status")
    waiting: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for topic, status, number in rows.annotate(number=Count("pk")).order_by():
        every[topic] += number
        if status == Wish.Status.NEW:
            waiting[topic] += number

    def told(number: int) -> int | None:
        return number if small_too or number >= FEWEST else None

    counts = [
        TopicCount(code, label, told(waiting[code]), every[code] if small_too else None)
        for code, label in Interest.choices
    ]
    return sorted(counts, key=lambda count: (-(count.waiting or 0), -(count.all or 0)))


def sees_small_numbers(user: Any, town: Municipality) -> bool:
    """The district's editors and coordinators, and the team; not those who write for one municipality."""
    return small_numbers_seen_by(user).filter(pk=town.pk).exists()


def small_numbers_seen_by(user: Any) -> QuerySet[Municipality]:
    """Where the user sees every number."""
    return municipalities_edited_by(user) | municipalities_coordinated_by(user)


def writes_activities(user: Any, town: Municipality) -> bool:
    """Whether somebody can begin an activity there."""
    return municipalities_contributed_by(user).filter(pk=town.pk).exists()
