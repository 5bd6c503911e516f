"""The one workflow of all municipalities, assigned to the root so that every page has it, portal pages too."""

from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from municipalities.models import DistrictApprovalTask

WORKFLOW_NAME = gettext_noop("Approval")
TASK_NAME = gettext_noop("Approval by the district")


def ensure_workflow() -> Workflow:
    """The workflow with its task, assigned to the tree's root; made where it is missing."""
    task, _made = DistrictApprovalTask.objects.get_or_create(name=TASK_NAME)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    root = Page.objects.filter(depth=1).first()
    if root is not None:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return workflow


class NameInWords(str):
    """A stored name that is shown in the reader's language, and compared, stored and sent to the database as it is.

    Wagtail puts the names of workflow and task into sentences, dialogs and tool tips of its own.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return gettext(self[:])

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __html__(self) -> SafeString:
        return escape(str(self))


def show_names_in_words(sender: type, instance: Workflow | Task, **kwargs: Any) -> None:
    """When the workflow or its task is loaded: its name, where it is one of ours."""
    if instance.__dict__.get("name") in {WORKFLOW_NAME, TASK_NAME}:
        instance.name = NameInWords(instance.name[:])
