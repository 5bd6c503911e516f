"""What the page editor offers to whom, and what only the project team does with the frame of the microsites."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page

from municipalities.models import DistrictPage, MunicipalityPage
from municipalities.permissions import is_project_team

#: The pages that rights, addresses and lists hang on: opened, moved and ended by the project team.
FRAME = (DistrictPage, MunicipalityPage)


def offer_submission_first(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever may not publish gets "submit for approval" as the button that is seen first."""
    page = context.get("page") or context["parent_page"]
    if page.permissions_for_user(request.user).can_publish():
        return
    for item in items:
        if isinstance(item, SubmitForModerationMenuItem):
            items.remove(item)
            items.insert(0, item)
            return


def keep_the_frame(request: HttpRequest, page: Page, *args: Any) -> None:
    """Before a page is deleted, unpublished, moved or copied: a district's and a municipality's own page stay."""
    if issubclass(page.specific_class or Page, FRAME) and not is_project_team(request.user):
        raise PermissionDenied


def keep_the_frame_in_bulk(request: HttpRequest, action: str, pages: list[Any], view: Any) -> None:
    """The same for several at once."""
    for page in pages:
        if isinstance(page, Page):
            keep_the_frame(request, page)


def open_by_the_team(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """Before a page is made: a new district or municipality is opened by the project team."""
    if issubclass(page_class, FRAME) and not is_project_team(request.user):
        raise PermissionDenied
