"""The one workflow of all municipalities, assigned to the root so that every page has it, portal pages too."""

from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from municipalities.models import DistrictApprovalTask

WORKFLOW_NAME = "Approval"


def ensure_workflow() -> Workflow:
    """The workflow with its task, assigned to the tree's root; made where it is missing."""
    task, _made = DistrictApprovalTask.objects.get_or_create(name="Approval by the district")
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    root = Page.objects.filter(depth=1).first()
    if root is not None:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return workflow
