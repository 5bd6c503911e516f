"""What the app adds to Wagtail's admin: registrations only."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.models import Page

from events.date_views import DatesView
from events.idea_views import IdeaCopyView
from events.page_buttons import DatesButton, IdeasButton
from events.page_moves import move_in_all_languages
from events.preview_views import dates_preview
from events.readiness import stop_in_bulk
from events.viewsets import topics

hooks.register("before_move_page", move_in_all_languages)
hooks.register("before_bulk_action", stop_in_bulk)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_date_urls() -> list[URLPattern]:
    return [
        path("events/<int:page_id>/dates/", DatesView.as_view(), name="event_dates"),
        path("events/dates-preview/", dates_preview, name="event_dates_preview"),
        path("events/ideas/<uuid:idea>/copy/", IdeaCopyView.as_view(), name="idea_copy"),
    ]


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_topics() -> Any:
    return topics


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
@hooks.register("register_page_listing_more_buttons")  # type: ignore[untyped-decorator]
def add_dates_button(page: Page, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[DatesButton]:
    yield DatesButton(page=page, priority=12)


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
@hooks.register("register_page_listing_more_buttons")  # type: ignore[untyped-decorator]
def add_ideas_button(page: Page, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[IdeasButton]:
    yield IdeasButton(page=page, priority=13)
