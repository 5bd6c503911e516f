"""Addresses of the admin's screens about sponsors, groups and roles."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from home.panels import LANGUAGE_HELP
from volunteering.models import RoleDefinition
from volunteering.sponsors import group_views, views
from volunteering.sponsors.role_forms import RoleForm
from volunteering.viewsets import SignupsMenuItem


class SponsorViewSet(ViewSet):
    """Community sponsors."""

    url_prefix = "sponsors"
    icon = "user"
    menu_label = _("Community sponsors")
    menu_item_class = SignupsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", views.SponsorListView.as_view(), name="index"),
            path("results/", views.SponsorListView.as_view(results_only=True), name="index_results"),
            path("<str:reference>/", views.SponsorCaseView.as_view(), name="case"),
        ]


class GroupViewSet(ViewSet):
    """Sponsor groups."""

    url_prefix = "sponsor-groups"
    icon = "group"
    menu_label = _("Sponsor groups")
    menu_item_class = SignupsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", group_views.GroupBoardView.as_view(), name="index"),
            path("add/", group_views.GroupAddView.as_view(), name="add"),
            path("<int:pk>/", group_views.GroupView.as_view(), name="group"),
        ]


class RoleViewSet(ModelViewSet):
    """Roles of sponsors, with a card in each language; the project team's."""

    model = RoleDefinition
    icon = "clipboard-list"
    menu_label = _("Roles of sponsors")
    menu_order = 321
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ("__str__", "code", "minimum", "maximum", "needs_extract", "is_offered")
    edit_handler = ObjectList(
        [
            FieldPanel("code", help_text=_("What sign-ups and files store; it never changes.")),
            InlinePanel(
                "texts",
                panels=[
                    FieldPanel("language", help_text=LANGUAGE_HELP),
                    FieldPanel("name", help_text=_("One to three words.")),
                    FieldPanel("what_you_do"),
                    FieldPanel("what_you_do_not"),
                    FieldPanel("supported_by", help_text=_("By role: “the contact person and the coordinator”.")),
                    FieldPanel("time", help_text=_("Be honest: “2–4 hours a month”.")),
                    FieldPanel("training", help_text=_("What one learns before, and where.")),
                ],
                heading=_("The card in each language"),
                label=_("Language"),
                min_num=1,
            ),
            FieldRowPanel(
                [
                    FieldPanel("minimum", help_text=_("0: a group does well without one.")),
                    FieldPanel("maximum"),
                ],
                heading=_("How many in a group"),
            ),
            FieldPanel("needs_extract"),
            FieldRowPanel(
                [
                    FieldPanel("icon", help_text=_("The name of an icon of the site, as in “calendar-days”.")),
                    FieldPanel("sort_order", help_text=_("The smallest number comes first.")),
                ]
            ),
            FieldPanel("is_offered"),
        ],
        base_form_class=RoleForm,
    )


sponsors = SponsorViewSet(views.NAMESPACE)
groups = GroupViewSet(group_views.NAMESPACE)
roles = RoleViewSet("volunteering_roles", url_prefix="sponsor-roles")
