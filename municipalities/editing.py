"""What the page editor offers to whom."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem


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
