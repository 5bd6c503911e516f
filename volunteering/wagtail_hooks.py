"""Registrations with Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from volunteering.panels import DeskSettingsPanel, SignupsPanel
from volunteering.permissions import works_signups
from volunteering.sponsors.viewsets import groups, roles, sponsors
from volunteering.training.viewsets import training
from volunteering.viewsets import calls, join_requests, message_templates, public_messages, registrations, text_reviews
from volunteering.wishes.viewsets import wish_cases, wishes


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_case_viewsets() -> list[Any]:
    people = [registrations, sponsors, groups, roles, join_requests, calls, public_messages, message_templates]
    return [*people, wishes, wish_cases, training, text_reviews]


@hooks.register("register_account_settings_panel")  # type: ignore[untyped-decorator]
def register_desk_settings(request: HttpRequest, user: Any, profile: Any) -> DeskSettingsPanel:
    return DeskSettingsPanel(request, user, profile)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_signups_panel(request: HttpRequest, panels: list[Any]) -> None:
    if works_signups(request.user):
        panels.insert(0, SignupsPanel())
