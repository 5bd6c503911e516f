"""What the page editor offers to whom, and what only the project team does with the frame of the microsites."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, CancelWorkflowMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page, WorkflowState

from municipalities.models import DistrictPage, MunicipalityPage
from municipalities.permissions import is_project_team

#: The pages that rights, addresses and lists hang on: opened, moved and ended by the project team.
FRAME = (DistrictPage, MunicipalityPage)


class SubmitForApprovalMenuItem(SubmitForModerationMenuItem):
    """Wagtail's button in words that need no knowledge of workflows."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = parent_context.get("page")
        state = page.current_workflow_state if page else None
        again = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        context["label"] = _("Submit again for approval") if again else _("Submit for approval")
        return context


class TakeBackMenuItem(CancelWorkflowMenuItem):
    """Wagtail's "cancel workflow" in the same words."""

    label = _lazy("Take back from approval")


def offer_submission_first(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever may not publish gets "submit for approval" as the button that is seen first."""
    items[:] = [
        TakeBackMenuItem(order=item.order) if isinstance(item, CancelWorkflowMenuItem) else item for item in items
    ]
    submit = next((item for item in items if isinstance(item, SubmitForModerationMenuItem)), None)
    if submit is None:
        return
    at = items.index(submit)
    items[at] = SubmitForApprovalMenuItem(order=submit.order)
    page = context.get("page") or context["parent_page"]
    if not page.permissions_for_user(request.user).can_publish():
        items.insert(0, items.pop(at))


def keep_the_frame(request: HttpRequest, page: Page, *args: Any) -> None:
    """Before a page is deleted, unpublished, moved or copied: a district's and a municipality's own page stay."""
    if issubclass(page.specific_class or Page, FRAME) and not is_project_team(request.user):
        raise PermissionDenied


def move_with_everything(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Before a municipality's own page is moved: all languages move together, with rights and sign-ups, or nothing."""
    if not issubclass(page.specific_class or Page, MunicipalityPage):
        return None
    messages.info(request, _("A municipality moves to another district in all languages at once: here."))
    return redirect("municipality:move", page.specific.municipality_id)


def keep_the_frame_in_bulk(request: HttpRequest, action: str, pages: list[Any], view: Any) -> None:
    """The same for several at once; nobody moves a municipality in one language only."""
    for page in pages:
        if isinstance(page, Page):
            keep_the_frame(request, page)
            if action == "move" and issubclass(page.specific_class or Page, FRAME):
                raise PermissionDenied


def open_by_the_team(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """Before a page is made: a new district or municipality is opened by the project team."""
    if issubclass(page_class, FRAME) and not is_project_team(request.user):
        raise PermissionDenied
