"""Registrations with Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from volunteering.menus import RecruitmentGroup, SponsorsGroup
from volunteering.panels import DeskSettingsPanel, SignupsPanel
from volunteering.permissions import works_signups
from volunteering.sponsors.sharing_views import shared_sponsors
from volunteering.sponsors.viewsets import roles
from volunteering.viewsets import join_requests, public_messages, registrations
from volunteering.wishes.viewsets import wish_cases, wishes


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_viewsets() -> list[Any]:
    return [
        registrations,
        join_requests,
        public_messages,
        wishes,
        wish_cases,
        SponsorsGroup(),
        RecruitmentGroup(),
        roles,
        shared_sponsors,
    ]


@hooks.register("register_account_settings_panel")  # type: ignore[untyped-decorator]
def register_desk_settings(request: HttpRequest, user: Any, profile: Any) -> DeskSettingsPanel:
    return DeskSettingsPanel(request, user, profile)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_signups_panel(request: HttpRequest, panels: list[Any]) -> None:
    if works_signups(request.user):
        panels.insert(0, SignupsPanel())
