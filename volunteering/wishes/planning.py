"""From wishes to the draft of an activity, in one step."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from wagtail.models import Page

from municipalities.drafting import draft_activity
from municipalities.models import Municipality
from volunteering.choices import Interest
from volunteering.models.wishes import Wish, WishQuerySet

#: What an activity is about (`events`) → by what was wished for. Unknown keys are left out of a draft.
TOPICS: dict[str, str] = {
    Interest.LANGUAGE_CAFE: "language",
    Interest.HOMEWORK: "homework",
    Interest.SPORT: "sport",
    Interest.FOOD: "food",
    Interest.CRAFTS: "crafts",
    Interest.NATURE: "nature",
    Interest.FAMILIES: "families",
    Interest.YOUTH: "social",
    Interest.WOMEN: "social",
    Interest.MEN: "social",
    Interest.DIGITAL: "everyday",
    Interest.WORK: "work",
}


@transaction.atomic
def plan_topic(town: Municipality, topic: str, *, language: str, by: Any, now: datetime) -> tuple[Page, int]:
    """A draft for everybody who wishes for the topic; the page, and how many wishes are planned with it.

    Raises `NotDraftedError` where the town has no list of activities in the language.
    """
    wishes = Wish.objects.waiting().filter(municipality=town).about(topic)
    page = _draft(town, [topic], f"wishes:{topic}", language, by)
    return page, _plan(wishes, page, now)


@transaction.atomic
def plan_wish(wish: Wish, *, language: str, by: Any, now: datetime) -> Page:
    """A draft for one wish. What was written is not copied: it may tell who wrote it."""
    page = _draft(wish.municipality, wish.topics, f"wish:{wish.reference}", language, by)
    _plan(Wish.objects.waiting().filter(pk=wish.pk), page, now)
    return page


def put_back(town: Municipality, activity_key: UUID, now: datetime) -> int:
    """Wishes whose activity came to nothing wait again; returns how many."""
    planned = Wish.objects.filter(municipality=town, activity_key=activity_key, status=Wish.Status.PLANNED)
    return planned.update(status=Wish.Status.NEW, activity_key=None, status_changed_at=now)


def close(wish: Wish, now: datetime) -> bool:
    """Say that nothing comes of a wish; False when it is no longer waiting."""
    waiting = Wish.objects.filter(pk=wish.pk, status=Wish.Status.NEW)
    return bool(waiting.update(status=Wish.Status.CLOSED, status_changed_at=now))


def _draft(town: Municipality, topics: list[str], origin: str, language: str, by: Any) -> Page:
    with override(language):
        named = [str(Interest(topic).label) for topic in topics if topic != Interest.OTHER]
        title = capfirst(", ".join(named)) or gettext("Wished for by newcomers")
    keys = tuple(TOPICS[topic] for topic in topics if topic in TOPICS)
    return draft_activity(town, language=language, title=title, topics=keys, wished=True, origin=origin, by=by)


def _plan(wishes: WishQuerySet, page: Page, now: datetime) -> int:
    """A draft that had been begun may be public by now."""
    status = Wish.Status.HAPPENED if page.live else Wish.Status.PLANNED
    return wishes.update(status=status, activity_key=page.translation_key, status_changed_at=now)
