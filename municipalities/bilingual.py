"""Home and contacts of a bilingual municipality go live in Finnish and Swedish together (visitors.md §2).

Publishing one needs the other ready: a page in the other national language whose words are its own. When one is
published, the other's draft goes live with it. Activities are exempt.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from home.bulk import is_bulk_loading
from home.languages import language_of
from municipalities.models.pages import ContactsPage, MunicipalityPage
from municipalities.querysets import municipality_page_of

GATED = (MunicipalityPage, ContactsPage)
NATIONAL = {"fi": "sv", "sv": "fi"}


def needs_other(page: Page) -> str:
    """The language in which the page is needed as well; "" for all pages that stand for themselves."""
    if not isinstance(page, GATED) or (other := NATIONAL.get(page.locale.language_code)) is None:
        return ""
    home = municipality_page_of(page)
    return other if home is not None and home.municipality.needs_both_languages else ""


def other_version(page: Page) -> Page | None:
    """The newest words of the page in the other national language."""
    other = needs_other(page)
    found = page.get_translations().filter(locale__language_code=other).first() if other else None
    if found is None:
        return None
    version: Page = found.specific.get_latest_revision_as_object() if found.latest_revision_id else found.specific
    return version


def is_ready(page: Page, other: Page | None) -> bool:
    """Whether the other version is public, or a draft with words of its own."""
    if other is None:
        return False
    return other.live or _words(other) != _words(page) or not any(_words(page))


def _words(page: Page) -> tuple[str, ...]:
    """What is written beside the title: names of places may be the same in both languages."""
    body = getattr(page, "body", None)
    return (page.summary, str(body.get_prep_value()) if body else "")  # type: ignore[attr-defined]


def what_is_missing(page: Page) -> str:
    """Why the page cannot be published yet, in words; "" when it can."""
    other = needs_other(page)
    if not other or is_ready(page, other_version(page)):
        return ""
    words = {"this": language_of(page.locale.language_code).endonym, "other": language_of(other).endonym}
    return (
        gettext(
            "This municipality is bilingual: its home page and contacts go live in both languages together. "
            "Write the version in %(other)s first and save it as a draft; then publish either of the two."
        )
        % words
    )


def publish_the_other(sender: type, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """A version went live: the draft in the other national language goes with it."""
    if is_bulk_loading() or not needs_other(instance):
        return
    other = other_version(instance)
    if other is None or not is_ready(instance, other) or (other.live and not other.has_unpublished_changes):
        return
    user = revision.user if revision is not None else None
    (other.latest_revision or other.save_revision(user=user)).publish(user=user)


# --- in the admin --------------------------------------------------------------------------------


def tell_what_is_missing(request: HttpRequest, page: Page) -> None:
    """When the page is opened in the editor: what publishing needs, or what it takes along."""
    if request.method != "GET" or not needs_other(page):
        return
    if missing := what_is_missing(page):
        messages.warning(request, missing)
        return
    other = other_version(page)
    if other is not None and (not other.live or other.has_unpublished_changes):
        language = language_of(other.locale.language_code).endonym
        messages.info(request, gettext("Publishing also publishes the draft in %s.") % language)


def stop_in_bulk(request: HttpRequest, action: str, pages: list[Any], view: Any) -> HttpResponse | None:
    """Several pages are published at once: those that are not ready stop it, and it is said why."""
    if action != "publish":
        return None
    for page in pages:
        if isinstance(page, Page) and (missing := what_is_missing(page.specific)):
            messages.error(request, f"{page.title}: {missing}")
            return redirect(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    return None
