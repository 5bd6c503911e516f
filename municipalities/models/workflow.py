"""Approval by the district: one task finds its approvers from the page, so that one workflow serves all."""

from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from home.forms import publish_checks
from municipalities.models.pages import DistrictPage
from municipalities.permissions import Someone, districts_edited_by, is_project_team
from municipalities.querysets import district_of


class DistrictApprovalTask(Task):
    """The editors of the page's district approve; the project team may everywhere, and alone for portal pages."""

    class Meta:
        verbose_name = _("approval by the district")
        verbose_name_plural = _("approvals by the district")

    @classmethod
    def get_description(cls) -> Any:
        return _("Editors of the page's district and the project team can approve this task")

    def may_approve(self, page: Page, user: Someone) -> bool:
        """Whether the user decides about this page."""
        if is_project_team(user):
            return True
        district = district_of(page)
        return district is not None and districts_edited_by(user).filter(pk=district.pk).exists()

    def user_can_access_editor(self, obj: Page, user: Someone) -> bool:
        return self.may_approve(obj, user)

    def locked_for_user(self, obj: Page, user: Someone) -> bool:
        """While somebody decides, only those who decide can change the draft."""
        return not self.may_approve(obj, user)

    def user_can_lock(self, obj: Page, user: Someone) -> bool:
        return self.may_approve(obj, user)

    def get_actions(self, obj: Page, user: Someone) -> list[tuple[str, Any, bool]]:
        if not self.may_approve(obj, user):
            return []
        reject = ("reject", _("Request changes"), True)
        if any(check(obj) for check in publish_checks):  # the editor says what is missing
            return [reject]
        return [
            reject,
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Someone, **kwargs: Any) -> QuerySet[TaskState]:
        waiting: QuerySet[TaskState] = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if is_project_team(user):
            return waiting
        pages = pages_edited_by(user).annotate(text_id=Cast("pk", CharField())).values("text_id")
        return waiting.filter(workflow_state__object_id__in=pages)


def pages_edited_by(user: Someone) -> QuerySet[Page]:
    """Every page in the districts that the user edits, in all languages."""
    roots = DistrictPage.objects.filter(district__in=districts_edited_by(user)).values_list("path", flat=True)
    condition = Q(pk__in=[])
    for path in roots:
        condition |= Q(path__startswith=path)
    return Page.objects.filter(condition)
