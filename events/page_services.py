"""What happens to a source page happens to its translations, in one transaction (Wagtail does not do this)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from events import projection
from events.models import EventIndexPage, EventPage, OccurrenceChange, Tombstone

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def move_event(page: EventPage, destination: EventIndexPage, *, by: "User | None" = None) -> None:
    """Move an event to another list, in every language at once."""
    MovePageAction(page, destination, pos="last-child", user=by).execute()  # its signal ends in `carry_move`


@transaction.atomic
def carry_move(source: EventPage) -> None:
    """Put the translations of a moved source page below the same list in their own languages.

    A list that is missing in a language is made there as a draft: an event must not stay where its old editors have
    their rights.
    """
    index = source.get_parent().specific
    for page in source.translations.select_related("locale"):
        target = index.get_translation_or_none(page.locale)
        if target is None:
            target = index.copy_for_translation(page.locale, copy_parents=True)
        if page.get_parent().pk != target.pk:
            MovePageAction(page, target, pos="last-child").execute(skip_permission_checks=True)
    projection.project(source)


@transaction.atomic
def bury(source: EventPage) -> None:
    """A source page is being deleted: its translations go with it, and what was public answers 410 from now on."""
    pages = EventPage.objects.select_for_update().filter(translation_key=source.translation_key)
    for page in pages.order_by("pk"):  # rows first, then the event: the order in which saving locks them
        if page.pk != source.pk:
            page.delete()
    projection.lock_event(source.translation_key)
    path = projection.language_free_path(source.url_path)
    projection.withdraw(source.translation_key)
    OccurrenceChange.objects.filter(event_uuid=source.translation_key).delete()
    if source.first_published_at:
        Tombstone.objects.update_or_create(
            path=path, defaults={"uuid": source.translation_key, "deleted_at": timezone.now()}
        )


def project_below(page: Page) -> None:
    """Bring all events of a part of the tree in step: it was moved, renamed or closed to the public."""
    project_all(EventPage.objects.descendant_of(page, inclusive=True))


@transaction.atomic
def project_all(pages: QuerySet[EventPage]) -> None:
    """Bring the events of some pages in step."""
    for page in pages.select_related("locale"):
        source = page.source
        if source is not None:
            projection.project(source)


def was_deleted(request: HttpRequest, language: str, components: Sequence[str]) -> bool:
    """Whether a published event was here: the event itself, a date of it, or its calendar file."""
    paths = ["/".join(components[:n]) + "/" for n in range(2, len(components) + 1)]
    return Tombstone.objects.filter(path__in=paths).exists()
