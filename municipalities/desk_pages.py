"""The lists of the editor's home that are about pages: what waits for approval, what is still a draft."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from home.dates import date_text
from home.models import User
from municipalities.desk import Action, Desk, Row, WorkList, places_of
from municipalities.models import PageProblems
from municipalities.models.workflow import pages_edited_by
from municipalities.page_checks import label_of
from municipalities.permissions import districts_edited_by
from municipalities.upkeep import old_pages

Note = Callable[[Any], str]
Acts = Callable[[Page], Action]


def waiting_for_you(desk: Desk) -> WorkList | None:
    """Pages that the person can approve; for editors and the team."""
    if not desk.is_team and not districts_edited_by(desk.user).exists():
        return None
    pages = desk.pages()
    if not desk.is_team:
        pages = pages.filter(pk__in=pages_edited_by(desk.user).values("pk"))
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=_ids(pages)
    ).select_related("revision__user", "workflow_state__requested_by")
    return WorkList(
        heading=_("Waiting for you"),
        about=_("Read the page, then approve it or ask for changes."),
        empty=_("Nothing waits for your approval."),
        items=states.order_by("started_at"),
        rows=_task_rows,
    )


def yours_waiting(desk: Desk) -> WorkList | None:
    """Pages that the person has submitted and that nobody has published yet, those sent back included."""
    states = WorkflowState.objects.active().filter(
        requested_by=desk.user, current_task_state__isnull=False, object_id__in=_ids(desk.pages())
    )
    return WorkList(
        heading=_("Yours, waiting for approval"),
        empty=_("Nothing of yours waits for approval."),
        items=states.select_related("current_task_state").order_by("-created_at"),
        rows=_state_rows,
    )


def drafts(desk: Desk) -> WorkList | None:
    """Texts of the person's own that are not public, or not in their newest words, and that nobody was asked about."""
    waiting = WorkflowState.objects.active().values("object_id")
    pages = (
        desk.pages()
        .filter(has_unpublished_changes=True, latest_revision__user=desk.user, alias_of__isnull=True)
        .annotate(text_id=Cast("pk", CharField()))
        .exclude(text_id__in=waiting)
    )
    return WorkList(
        heading=_("Your drafts"),
        about=_("What you have begun and neither published nor submitted."),
        empty=_("You have no drafts."),
        items=pages.select_related("locale").order_by("-latest_revision_created_at"),
        rows=page_rows(_draft_note),
    )


def old_content(desk: Desk) -> WorkList | None:
    """Pages that nobody has published or confirmed for half a year; for those who answer for them."""
    if not desk.is_team and not districts_edited_by(desk.user).exists():
        return None
    return WorkList(
        heading=_("Is this still right?"),
        about=_("Nobody has changed or confirmed these pages for half a year."),
        empty=_("Every page was looked at within half a year."),
        items=old_pages(desk.pages(), desk.now).select_related("locale"),
        rows=page_rows(_old_note, _still_right),
    )


def hard_to_read(desk: Desk) -> WorkList | None:
    """Public pages on which the checks of `page_checks` found something."""
    problems = PageProblems.objects.filter(page__in=desk.pages()).select_related("page__locale")
    return WorkList(
        heading=_("Hard to read or to hear"),
        about=_("Found on public pages: headings, images, links, long sentences in easy language."),
        empty=_("Nothing was found on your public pages."),
        items=problems.order_by("-page__last_published_at", "page_id"),
        rows=_problem_rows,
    )


def page_rows(note: Note, action: Acts | None = None) -> Callable[[Sequence[Page]], list[Row]]:
    """Rows of pages, each with its municipality, its language and a note."""

    def rows(pages: Sequence[Page]) -> list[Row]:
        places = places_of(pages, language())
        return [
            Row(
                title=page.draft_title or page.title,
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                place=places[page.pk],
                language=page.locale.language_code,
                note=note(page),
                action=action(page) if action else None,
            )
            for page in pages
        ]

    return rows


def day_of(moment: Any) -> str:
    """The day of a moment as the reader's language writes it."""
    return date_text(timezone.localdate(moment), language(), weekday=False)


def language() -> str:
    """The language the reader sees the admin in."""
    return get_language() or "fi"


def _ids(pages: Any) -> Any:
    """The ids of pages as workflow states know them: text."""
    return pages.annotate(text_id=Cast("pk", CharField())).values("text_id")


def _task_rows(states: Sequence[TaskState]) -> list[Row]:
    pages = _pages_of([state.workflow_state for state in states])
    return _rows_of(
        [(state.workflow_state, _submitted(state.workflow_state.requested_by, state.started_at)) for state in states],
        pages,
    )


def _state_rows(states: Sequence[WorkflowState]) -> list[Row]:
    return _rows_of([(state, _state_note(state)) for state in states], _pages_of(states))


def _state_note(state: WorkflowState) -> str:
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Changes are asked for: open it to read the comment")
    return _("Submitted %(day)s") % {"day": day_of(state.created_at)}


def _submitted(who: User | None, when: Any) -> str:
    if who is None:
        return _("Submitted %(day)s") % {"day": day_of(when)}
    return _("%(who)s, %(day)s") % {"who": who.get_full_name() or who.get_username(), "day": day_of(when)}


def _draft_note(page: Page) -> str:
    if page.live:
        return _("Changed %(day)s, not published") % {"day": day_of(page.latest_revision_created_at)}
    return _("Draft of %(day)s") % {"day": day_of(page.latest_revision_created_at)}


def _old_note(page: Page) -> str:
    return _("Published %(day)s") % {"day": day_of(page.last_published_at)}


def _still_right(page: Page) -> Action:
    return Action(_("Still right"), reverse("confirm_page", args=[page.pk]))


def _problem_rows(found: Sequence[PageProblems]) -> list[Row]:
    notes = {each.page_id: _problems_in_words(each.problems) for each in found}
    return page_rows(lambda page: notes[page.pk])([each.page for each in found])


def _problems_in_words(problems: list[dict[str, str]]) -> str:
    """The first problem with its quotation, and how many more there are."""
    first, more = problems[0], len(problems) - 1
    words = f"{label_of(first['code'])}: {first['quote']}" if first["quote"] else label_of(first["code"])
    if not more:
        return words
    return ngettext("%(first)s, and %(number)s more", "%(first)s, and %(number)s more", more) % {
        "first": words,
        "number": more,
    }


def _pages_of(states: Sequence[WorkflowState]) -> dict[str, Page]:
    """The pages of some workflow states by id; one query."""
    wanted = Q(pk__in=[state.object_id for state in states])
    return {str(page.pk): page for page in Page.objects.filter(wanted).select_related("locale")}


def _rows_of(states: list[tuple[WorkflowState, str]], pages: dict[str, Page]) -> list[Row]:
    places = places_of(list(pages.values()), language())
    return [
        Row(
            title=page.draft_title or page.title,
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            place=places[page.pk],
            language=page.locale.language_code,
            note=note,
        )
        for state, note in states
        if (page := pages.get(state.object_id)) is not None
    ]
