"""Mails about approvals: to those who decide, and back to the one who asked; all through the mail queue.

Wagtail's own notifier knows only group approval tasks and drops a mail that the server refuses; it is disconnected in
`municipalities.apps.AdminConfig`.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from home.models import User
from municipalities.models import DistrictApprovalTask
from municipalities.permissions import approvers_of
from municipalities.querysets import district_of, municipality_of


def tell_approvers(sender: type, instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Somebody submitted a page: its district's editors are told, or the project team where there are none."""
    if not isinstance(instance.task.specific, DistrictApprovalTask):
        return
    page = instance.workflow_state.content_object.specific
    for approver in approvers_of(district_of(page)):
        if approver != user:
            _send("page_submitted", approver, page, who=user, comment="")


def tell_author(sender: type, instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """A page was approved or sent back: the one who submitted it is told, with the comment."""
    state = instance.current_task_state
    if state is None or not isinstance(state.task.specific, DistrictApprovalTask):
        return
    author = instance.requested_by
    if author is None or author == user or not author.is_active:
        return
    template = "page_approved" if instance.status == WorkflowState.STATUS_APPROVED else "page_sent_back"
    _send(template, author, instance.content_object.specific, who=user, comment=state.specific.get_comment())


def tell_of_publishing(sender: type, instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """An editor published the page without pressing "approve", which ends the approval: its author is told too.

    Nothing is told when the approval was ended for another reason, such as the author's own second thoughts.
    """
    author = instance.requested_by
    if author is None or author == user or not author.is_active:
        return
    page = Page.objects.filter(pk=instance.object_id).first()
    if page is not None and page.live and not page.has_unpublished_changes:
        _send("page_approved", author, page.specific, who=user, comment="")


def _send(template: str, receiver: User, page: Page, *, who: User | None, comment: str) -> None:
    """One mail in the receiver's own language; a receiver without an address finds the task in the admin."""
    if not receiver.email:
        return
    language = UserProfile.get_for_user(receiver).get_preferred_language()
    with override(language):
        municipality = municipality_of(page)
        context = {
            "title": page.get_admin_display_title(),
            "place": municipality.name(language) if municipality else settings.WAGTAIL_SITE_NAME,
            "who": who.get_full_name() or who.get_username() if who else settings.WAGTAIL_SITE_NAME,
            "comment": comment,
            "edit_url": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "public_url": page.full_url if page.live else "",
        }
        folder = f"municipalities/mail/{template}"
        subject = " ".join(render_to_string(f"{folder}/subject.txt", context).split())
        text = render_to_string(f"{folder}/text.txt", context)
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [receiver.email]).send()
