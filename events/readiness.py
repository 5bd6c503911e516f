"""What a draft lacks before it can be public: its form asks, and publishing many pages at once must not go round."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from events.models import EventPage


def is_incomplete(page: EventPage) -> bool:
    """Whether the newest draft of a source page, never published, has no first day or does not say what it costs."""
    draft = page.get_latest_revision_as_object()
    return draft.is_source and not draft.first_published_at and (draft.start_date is None or draft.is_free is None)


def stop_in_bulk(request: HttpRequest, action: str, pages: list[Any], view: Any) -> HttpResponse | None:
    """Several pages are published at once: incomplete activities stop it, and it is said which."""
    if action != "publish" or request.method != "POST":
        return None
    chosen = [page for page in pages if isinstance(page, Page)]
    names = [page.title for page in _activities(chosen, bool(request.POST.get("include_descendants")))]
    if not names:
        return None
    message = _("Open these activities first and give them a first day and a price or “free of charge”: %(names)s.")
    messages.error(request, message % {"names": ", ".join(names)})
    return redirect("wagtailadmin_explore", chosen[0].get_parent().pk)


def _activities(pages: list[Page], with_descendants: bool) -> Iterator[EventPage]:
    """The incomplete drafts among the pages, or below them."""
    for page in pages:
        drafts = (
            EventPage.objects.descendant_of(page, inclusive=True) if with_descendants else EventPage.objects.page(page)
        )
        for draft in drafts.filter(first_published_at=None).select_related("locale"):
            if is_incomplete(draft):
                yield draft
