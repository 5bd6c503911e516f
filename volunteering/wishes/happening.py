"""From a wish to an activity: what was made of wishes, and what visitors see of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from home.languages import Language, best_language, language_of
from home.routing import address
from municipalities.models import Municipality
from volunteering.models.wishes import Wish

#: For how long after its publishing the page of wishes tells of an activity.
TOLD = timedelta(days=365)
MOST = 6


@dataclass(frozen=True)
class Happening:
    """An activity that was wished for and can be read about; `language` is that of its title."""

    title: str
    url: str
    language: Language


def happenings(town: Municipality, language: str, now: datetime) -> list[Happening]:
    """What happens because somebody wished for it, the newest first. Two queries."""
    told = Wish.objects.filter(municipality=town, status=Wish.Status.HAPPENED, status_changed_at__gt=now - TOLD)
    newest = (
        told.filter(activity_key__isnull=False)
        .order_by("-status_changed_at")
        .values_list("activity_key", flat=True)[: MOST * 20]
    )
    keys: list[UUID] = list(dict.fromkeys(newest))[:MOST]
    pages = Page.objects.live().public().filter(translation_key__in=keys).select_related("locale")
    by_key: dict[UUID, dict[str, Page]] = {}
    for page in pages:
        by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
    found = (_best(by_key[key], language, town.majority_language) for key in keys if key in by_key)
    return [
        Happening(page.title, address(page, None, language), language_of(page.locale.language_code)) for page in found
    ]


def now_it_happens(sender: Any, instance: Page, **kwargs: Any) -> None:
    """When an activity that was made of wishes is published, the wishes come true."""
    planned = Wish.objects.filter(activity_key=instance.translation_key, status=Wish.Status.PLANNED)
    planned.update(status=Wish.Status.HAPPENED, status_changed_at=timezone.now())


def _best(pages: dict[str, Page], language: str, majority: str) -> Page:
    return pages[best_language(pages, language, majority=majority)]
