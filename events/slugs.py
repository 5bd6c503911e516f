"""Addresses of activities: one for all languages, free below the list in every one of them."""

from django.utils.text import slugify
from wagtail.models import Page

_LENGTH = 240
#: Of a title in a script that has no address form.
_NAMELESS = "activity"


def slug_for(title: str) -> str:
    """The ASCII form of a title."""
    return slugify(title) or _NAMELESS


def free_slug(parent: Page, slug: str) -> str:
    """The slug, with a number where another activity has it in any language."""
    paths = parent.get_translations(inclusive=True).values_list("path", flat=True)
    taken = {name for path in paths for name in _children_of(path)}
    number, wanted = 1, slug[:_LENGTH]
    while wanted in taken:
        number += 1
        wanted = f"{slug[:_LENGTH]}-{number}"
    return wanted


def _children_of(path: str) -> list[str]:
    below = Page.objects.filter(path__startswith=path, depth=len(path) // Page.steplen + 1)
    return list(below.values_list("slug", flat=True))
