"""Pages that are hard to read or to hear: what is found when a page is published is kept for its editors' home.

Wagtail's own checks look at the preview in the browser, while somebody writes; these look at every page. Apps of higher
layers add theirs in `ready()`:

    register_check("no_place", _("No place"), events_without_place)

A check gets the page and its content and answers the words it objects to, which are shown to the editor.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

from municipalities import text_checks
from municipalities.models import ExperiencePage, PageProblems

#: So much of a sentence or a heading is quoted.
QUOTED = 60
EASY_FINNISH = "fi-simple"


@dataclass
class Content:
    """The words of a page in their order, as stored, and the images in it."""

    pieces: list[str] = field(default_factory=list)
    image_ids: list[int] = field(default_factory=list)


Find = Callable[[Page, Content], Iterable[str]]
_checks: dict[str, tuple[Any, Find]] = {}


def register_check(code: str, label: Any, find: Find) -> None:
    """Add a check; `label` is a lazy translation. A second call with the code replaces the first."""
    _checks[code] = (label, find)


def label_of(code: str) -> str:
    """What a kind of problem is called."""
    return str(_checks[code][0]) if code in _checks else code


def problems_of(page: Page) -> list[dict[str, str]]:
    """Everything that the checks find on a page, each with its code and a quotation."""
    specific = page.specific
    content = content_of(specific)
    found = [(code, each) for code, (_label, find) in _checks.items() for each in find(specific, content)]
    return [{"code": code, "quote": _shortened(quote)} for code, quote in found]


def check(page: Page) -> None:
    """Keep what is found on a page; nothing is kept of a page without problems, or that is not public."""
    problems = problems_of(page) if page.live and page.alias_of_id is None else []
    if problems:
        PageProblems.objects.update_or_create(page_id=page.pk, defaults={"problems": problems})
    else:
        PageProblems.objects.filter(page_id=page.pk).delete()


def check_all(pages: Iterable[Page]) -> int:
    """Check pages that are all public; returns with how many something is the matter."""
    locales = Locale.objects.in_bulk()
    found = []
    for page in pages:
        page.locale = locales[page.locale_id]  # many pages, few languages
        if problems := problems_of(page):
            found.append(PageProblems(page_id=page.pk, problems=problems))
    PageProblems.objects.all().delete()
    PageProblems.objects.bulk_create(found)
    return len(found)


def content_of(page: Page) -> Content:
    """The stored words and images of a specific page, without drawing its blocks."""
    content = Content()
    if summary := getattr(page, "summary", ""):
        content.pieces.append(summary)
    for each in page._meta.get_fields():
        if isinstance(each, StreamField):
            _collect(list(getattr(page, each.name).raw_data), content)
        elif isinstance(each, RichTextField):
            content.pieces.append(getattr(page, each.name) or "")
        elif isinstance(each, ForeignKey) and each.related_model is get_image_model():
            content.image_ids += [pk for pk in [getattr(page, each.attname)] if pk]
    return content


def _collect(value: Any, content: Content) -> None:
    """Walk through the stored form of blocks: texts in their order, images by their id."""
    if isinstance(value, str):
        content.pieces.append(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "image" and isinstance(inner, int):
                content.image_ids.append(inner)
            elif key not in ("type", "id"):
                _collect(inner, content)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, content)


def _shortened(quote: str) -> str:
    return quote if len(quote) <= QUOTED else quote[: QUOTED - 1].rstrip() + "…"


# --- the checks of every page --------------------------------------------------------------------


def _skipped_headings(page: Page, content: Content) -> list[str]:
    return text_checks.skipped_headings(content.pieces)


def _unclear_links(page: Page, content: Content) -> list[str]:
    return text_checks.unclear_links(content.pieces)


def _long_sentences(page: Page, content: Content) -> list[str]:
    easy = page.locale.language_code == EASY_FINNISH
    return text_checks.long_sentences(content.pieces) if easy else []


def _images_without_words(page: Page, content: Content) -> Iterator[str]:
    if content.image_ids:
        for image in get_image_model().objects.filter(pk__in=content.image_ids):
            if not image.alternative_text(page.locale.language_code):
                yield image.title


def _contact_details(page: Page, content: Content) -> list[str]:
    """An experience is told without names; what leads to a person has no place in it either."""
    return text_checks.contact_details(content.pieces) if isinstance(page, ExperiencePage) else []


register_check("heading_order", _("A heading skips a level"), _skipped_headings)
register_check("no_alternative_text", _("An image has no alternative text"), _images_without_words)
register_check("unclear_link", _("A link does not say where it leads"), _unclear_links)
register_check("long_sentence", _("A sentence is too long for easy language"), _long_sentences)
register_check("contact_details", _("An experience has somebody's contact details in it"), _contact_details)
