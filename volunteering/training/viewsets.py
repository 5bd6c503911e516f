"""Addresses of training in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from volunteering.permissions import works_signups
from volunteering.training import views


class TrainingMenuItem(MenuItem):
    """Shown to those who work sign-ups."""

    def is_shown(self, request: HttpRequest) -> bool:
        return works_signups(request.user)


class TrainingViewSet(ViewSet):
    """Sessions."""

    url_prefix = "training"
    icon = "date"
    menu_label = _("Training")
    menu_order = 112
    menu_item_class = TrainingMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", views.SessionListView.as_view(), name="index"),
            path("add/", views.SessionEditView.as_view(), name="add"),
            path("<int:pk>/", views.SessionView.as_view(), name="session"),
            path("<int:pk>/edit/", views.SessionEditView.as_view(), name="edit"),
            path("<int:pk>/cancel/", views.SessionCancelView.as_view(), name="cancel"),
            path("<int:pk>/paper/", views.PaperSheetView.as_view(), name="paper"),
        ]


training = TrainingViewSet(views.NAMESPACE)
