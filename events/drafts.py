"""Drafts of activities for whoever has something to begin with (`municipalities.drafting`)."""

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from events.models import EventIndexPage, EventPage, Topic
from events.slugs import free_slug, slug_for
from municipalities.drafting import ActivityDraft
from municipalities.models import Municipality


def languages(municipality: Municipality) -> list[str]:
    """The languages of the municipality's lists of activities: the majority's first, then as they are offered."""
    found = set(_lists_of(municipality).values_list("locale__language_code", flat=True))
    wanted = dict.fromkeys([municipality.majority_language, *municipality.offered_languages])
    return [code for code in wanted if code in found]


@transaction.atomic
def make_draft(municipality: Municipality, draft: ActivityDraft) -> EventPage | None:
    """The draft below the list in its language; None where there is none. The lists' rows are locked meanwhile."""
    lists = {page.locale.language_code: page for page in _lists_of(municipality).select_for_update(of=("self",))}
    index = lists.get(draft.language)
    if index is None:
        return None
    if draft.origin and (begun := begun_draft(municipality, draft.origin)):
        return begun
    page = EventPage(
        title=draft.title,
        slug=free_slug(index, slug_for(draft.title)),
        summary=draft.summary,
        body=draft.body,
        wished=draft.is_wished,
        drafted_from=draft.origin,
        locale=index.locale,
        live=False,
        has_unpublished_changes=True,
        owner=draft.by,
    )
    page.topics = Topic.objects.filter(key__in=draft.topics)
    index.add_child(instance=page)
    revision = page.save_revision(user=draft.by, log_action=False, clean=False)
    log(instance=page, action="wagtail.create", user=draft.by, revision=revision, content_changed=True)
    return page


def begun_draft(municipality: Municipality, origin: str) -> EventPage | None:
    """What was made of the same thing in this municipality before and has not been published yet."""
    paths = [page.path for page in _lists_of(municipality)]
    drafts = EventPage.objects.filter(drafted_from=origin, first_published_at=None).order_by("pk")
    return next((page for page in drafts if page.path.startswith(tuple(paths))), None)


def _lists_of(municipality: Municipality) -> QuerySet[EventIndexPage]:
    """The municipality's lists of activities, one for each language."""
    below = Q(pk__in=[])
    for path in municipality.pages.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return EventIndexPage.objects.filter(below).select_related("locale")
