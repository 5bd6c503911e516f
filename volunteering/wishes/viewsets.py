"""Addresses of wishes in the admin. There is no edit, delete, history or bulk address: what is not here cannot leak."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from municipalities.permissions import municipalities_of
from volunteering.wishes import board_views, case_views


class WishesMenuItem(MenuItem):
    """Shown to everybody who has to do with the activities of a municipality."""

    def is_shown(self, request: HttpRequest) -> bool:
        return municipalities_of(request.user).exists()  # type: ignore[arg-type]  # nobody anonymous gets here


class WishViewSet(ViewSet):
    """What is wished for, by municipality."""

    url_prefix = "wishes"
    icon = "pick"
    menu_label = _("Wishes and pulse")
    menu_order = 109
    menu_item_class = WishesMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", board_views.WishTownsView.as_view(), name="index"),
            path("<int:pk>/", board_views.WishBoardView.as_view(), name="board"),
        ]


class WishCaseViewSet(ViewSet):
    """Who would help, and what looks like spam; reached from the board."""

    url_prefix = "wish-helpers"

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", case_views.WishListView.as_view(), name="index"),
            path("results/", case_views.WishListView.as_view(results_only=True), name="index_results"),
            path("<str:reference>/", case_views.WishCaseView.as_view(), name="case"),
        ]


wishes = WishViewSet(board_views.NAMESPACE)
wish_cases = WishCaseViewSet(case_views.NAMESPACE)
