"""The activity whose code somebody has scanned: a page of the town's list, by the key that its translations share."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page

from home.languages import best_language
from municipalities.models import Municipality

#: The address of the list of activities of every microsite (architecture §7).
LIST_SLUG = "events"


def activities_of(town: Municipality) -> QuerySet[Page]:
    """The public pages of the town's lists of activities, in every language."""
    lists: Any = Page.objects.none()
    for path, depth in town.pages.values_list("path", "depth"):
        lists = lists | Page.objects.filter(path__startswith=path, depth=depth + 1, slug=LIST_SLUG)
    below = Page.objects.none()
    for path, depth in lists.values_list("path", "depth"):
        below = below | Page.objects.filter(path__startswith=path, depth=depth + 1)
    return below.live().public().select_related("locale")


def activity_named(town: Municipality, key: str, language: str) -> Page | None:
    """The activity in the language or one that stands in for it; None for what is not one of the town's."""
    try:
        uuid = UUID(key)
    except ValueError:
        return None
    pages = {page.locale.language_code: page for page in activities_of(town).filter(translation_key=uuid)}
    return pages.get(best_language(pages, language, majority=town.majority_language))
