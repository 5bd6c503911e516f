"""Old addresses: a page that got another slug or place is found again, in every language and on every host.

Wagtail writes down the old address in the language of the page that was renamed (`wagtail.contrib.redirects`). Slugs
are the same in every language, so one such row answers for all of them.
"""

from collections.abc import Callable

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision, Site

from home import routing

#: `f(first segment)` answers the slug of what has another name, such as a municipality in Swedish; None otherwise.
name_finders: list[Callable[[str], str | None]] = []


def moved_to(request: HttpRequest, path: str) -> str | None:
    """Where the page is now that was at a path below the language; None where none was. A query or two."""
    language = get_language() or settings.LANGUAGE_CODE
    if "\0" in path:
        return None
    rest = routing.public_path(f"/{path}").strip("/")
    old = {code: Redirect.normalise_path(f"/{code}/{rest}") for code in settings.OFFERED_LANGUAGES}
    rows = Redirect.objects.filter(
        Q(site=Site.find_for_request(request)) | Q(site=None), old_path__in=old.values()
    ).select_related("redirect_page__locale")
    found = {row.old_path: row for row in rows}
    for code in [language, *old]:
        row = found.get(old.get(code, ""))
        if row is not None and row.redirect_page is not None and row.redirect_page.live:
            return _with_query(request, routing.address(row.redirect_page, request, language))
        if row is not None and row.redirect_link:
            return str(row.redirect_link)
    return _by_other_name(request, rest)


def _by_other_name(request: HttpRequest, rest: str) -> str | None:
    """`/sv/brahestad/…` is `/sv/raahe/…`."""
    first, slash, below = rest.partition("/")
    slug = next((found for find in name_finders if (found := find(first.lower()))), None)
    return None if slug is None else _with_query(request, f"/{get_language()}/{slug}{slash}{below}/")


def _with_query(request: HttpRequest, url: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{url}?{query}" if query else url


def carry_slug(source: Page, before: Page) -> None:
    """The slug of a source page holds for all its translations: their public text, and what waits as a draft."""
    translations = Page.objects.filter(translation_key=source.translation_key).exclude(pk=source.pk)
    for page in translations.exclude(slug=source.slug).specific():
        page.slug = source.slug
        page.save(clean=False)  # its own signal leaves the redirect
    waiting = Revision.page_revisions.filter(
        object_id__in=[str(pk) for pk in translations.values_list("pk", flat=True)], content__slug=before.slug
    )
    for revision in waiting.filter(
        Q(approved_go_live_at__isnull=False) | Q(pk__in=translations.values("latest_revision"))
    ):
        revision.content["slug"] = source.slug
        revision.save(update_fields=["content"])
