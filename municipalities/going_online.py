"""Putting a new microsite online: the pages that opening made become public together, in the languages chosen."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from home.models import User
from home.publishing import publish_now
from municipalities.models import LocalPage, Municipality, MunicipalityPage
from municipalities.opening import opening_steps


@dataclass(frozen=True)
class Waiting:
    """A page that was never public; `is_untranslated` says that its words are still those of another language."""

    page: Page
    language: str
    is_untranslated: bool


def waiting_pages(municipality: Municipality) -> list[Waiting]:
    """The home page and the pages directly below it that were never public, parents first."""
    homes = list(MunicipalityPage.objects.filter(municipality=municipality).select_related("locale"))
    pages: list[Page] = []
    for home in homes:
        pages += [home, *home.get_children().select_related("locale")]
    first = {str(page.translation_key): page.pk for page in sorted(pages, key=lambda page: -page.pk)}
    return [
        Waiting(page, page.locale.language_code, _is_untranslated(page, pages, first))
        for page in pages
        if not page.live and page.first_published_at is None
    ]


def _is_untranslated(page: Page, pages: list[Page], first: dict[str, int]) -> bool:
    """A page of words that is called as in the language it was copied from: nobody has translated it."""
    if not issubclass(page.specific_class or Page, LocalPage) or first[str(page.translation_key)] == page.pk:
        return False
    source = next(each for each in pages if each.pk == first[str(page.translation_key)])
    return source.title == page.draft_title


@transaction.atomic
def put_online(municipality: Municipality, languages: Collection[str], *, by: User | None = None) -> list[Page]:
    """Make the waiting pages public in the languages; what nobody has translated stays a draft. Returns them."""
    published = []
    for waiting in waiting_pages(municipality):
        if waiting.language in languages and not waiting.is_untranslated:
            page = waiting.page.specific
            page = page.get_latest_revision_as_object() if page.latest_revision_id else page
            publish_now(page, by)
            published.append(page)
    for step in opening_steps():
        step.go_online(municipality)
    log(
        instance=municipality,
        action="municipalities.put_online",
        user=by,
        data={"languages": sorted(languages), "pages": len(published)},
    )
    return published
