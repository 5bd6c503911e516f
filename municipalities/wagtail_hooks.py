"""What the app adds to Wagtail's admin: registrations only."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from municipalities.admin_api import LAST, register_own_files
from municipalities.bilingual import stop_in_bulk, tell_what_is_missing
from municipalities.borders import leave_out_what_is_beyond
from municipalities.choosing import hide_other_districts, show_own_pages
from municipalities.desk_views import DeskListView, confirm_page, drop_totals, replace_moderation_panels
from municipalities.editing import (
    keep_the_frame,
    keep_the_frame_in_bulk,
    move_with_everything,
    offer_submission_first,
    open_by_the_team,
)
from municipalities.explorer import add_columns, describe_pages, style_of_explorer
from municipalities.figures.report_views import FiguresFileView, FiguresMenuItem, FiguresReportView
from municipalities.models import Contact, Notice, Organisation, Place
from municipalities.opening_viewsets import opening, page_templates, pilot
from municipalities.people import REMOVED
from municipalities.people_views import people
from municipalities.scoping import OwnedRowPolicy
from municipalities.states import ACTIONS
from municipalities.translation_board_views import BoardMenuItem, TranslationBoardView
from municipalities.upkeep import CONFIRMED
from municipalities.viewsets import MunicipalitiesGroup

for model in (Place, Contact, Organisation, Notice):
    register_permission_policy(model, OwnedRowPolicy(model), exact_class=True)

hooks.register("register_admin_viewset", MunicipalitiesGroup)
hooks.register("construct_page_action_menu", offer_submission_first)
for action in ("delete", "unpublish", "move", "copy"):
    hooks.register(f"before_{action}_page", keep_the_frame)
hooks.register("before_move_page", move_with_everything)
hooks.register("before_bulk_action", keep_the_frame_in_bulk)
hooks.register("before_bulk_action", stop_in_bulk)
hooks.register("before_edit_page", tell_what_is_missing)
hooks.register("before_create_page", open_by_the_team)
hooks.register("construct_page_chooser_queryset", hide_other_districts)
hooks.register("construct_explorer_page_queryset", show_own_pages)
hooks.register("construct_explorer_page_queryset", describe_pages)
add_columns()
hooks.register("insert_global_admin_css", style_of_explorer)
hooks.register("construct_admin_api", register_own_files, order=LAST)
hooks.register("construct_homepage_panels", replace_moderation_panels)
hooks.register("construct_homepage_summary_items", drop_totals, order=LAST)
hooks.register("construct_reports_menu", leave_out_what_is_beyond)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_desk_urls() -> list[URLPattern]:
    return [
        path("desk/<slug:name>/", DeskListView.as_view(), name="desk_list"),
        path("desk/confirm/<int:page_id>/", confirm_page, name="confirm_page"),
        path("translation-board/", TranslationBoardView.as_view(), name="translation_board"),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def register_board_menu_item() -> BoardMenuItem:
    return BoardMenuItem(
        _("Translations"), reverse("translation_board"), icon_name="wagtail-localize-language", order=250
    )


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_figures_urls() -> list[URLPattern]:
    return [
        path("figures/", FiguresReportView.as_view(), name="figures"),
        path("figures/<slug:kind>/", FiguresFileView.as_view(), name="figures_file"),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def register_figures_menu_item() -> FiguresMenuItem:
    return FiguresMenuItem(_("Figures"), reverse("figures"), icon_name="table", order=260)


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_people() -> Any:
    return people


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_opening() -> Any:
    return [opening, pilot, page_templates]


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_people_actions(actions: Any) -> None:
    actions.register_action(REMOVED, _("Access removed"), _("Access removed"))
    actions.register_action(CONFIRMED, _("Confirmed"), _("Confirmed that it is still right"))


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_opening_actions(actions: Any) -> None:
    for name, words in ACTIONS.items():
        actions.register_action(name, words, words)
