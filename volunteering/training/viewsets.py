"""Addresses of training in the admin."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from volunteering.training import views
from volunteering.viewsets import SignupsMenuItem


class TrainingViewSet(ViewSet):
    """Sessions."""

    url_prefix = "training"
    icon = "date"
    menu_label = _("Training")
    menu_order = 112
    menu_item_class = SignupsMenuItem

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
