"""What page choosers and page lists of the admin show: the portal's pages and one's own, nothing of other districts."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.permissions import page_permission_policy

from municipalities.borders import foreign_paths
from municipalities.permissions import is_project_team


def hide_other_districts(pages: Any, request: HttpRequest) -> Any:
    """For choosers: everything but the trees of other districts."""
    if is_project_team(request.user):
        return pages
    beyond = Q(pk__in=[])
    for path in foreign_paths(request.user):
        beyond |= Q(path__startswith=path)
    return pages.exclude(beyond)


def show_own_pages(parent_page: Any, pages: Any, request: HttpRequest) -> Any:
    """For the explorer: one's own pages and those that lead to them."""
    if is_project_team(request.user):
        return pages
    return pages.filter(pk__in=page_permission_policy.explorable_instances(request.user).values("pk"))
