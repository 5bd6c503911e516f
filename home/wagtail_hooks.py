"""What the app adds to Wagtail's admin: registrations only."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from home import translation_guards as guards
from home import translation_views as views
from home.page_buttons import LanguagesButton
from home.translation_records import LOG_ACTIONS

BEFORE_LOCALIZE = -10

hooks.register("before_edit_page", guards.before_edit, order=BEFORE_LOCALIZE)
hooks.register("construct_page_action_menu", guards.leave_out_modes)


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls", order=BEFORE_LOCALIZE)  # type: ignore[untyped-decorator]
def register_translation_urls() -> list[URLPattern]:
    return [
        path("languages/<int:page_id>/", views.PageTranslationsView.as_view(), name="page_translations"),
        path("languages/<int:page_id>/start/<slug:language>/", views.start, name="translation_start"),
        path("languages/<int:page_id>/do/", views.do, name="translation_do"),
        # Before wagtail-localize's own views at the same addresses:
        path("localize/submit/page/<int:page_id>/", guards.SubmitPageView.as_view(), name="submit_page_guarded"),
        path(
            "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            guards.SubmitSnippetView.as_view(),
            name="submit_snippet_guarded",
        ),
        path("localize/update/<int:translation_source_id>/", guards.UpdateView.as_view(), name="update_guarded"),
        path("localize/page/<int:page_id>/convert_to_alias/", guards.no_alias, name="no_alias"),
    ]


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
@hooks.register("register_page_listing_more_buttons")  # type: ignore[untyped-decorator]
def add_languages_button(page: Page, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Any]:
    yield LanguagesButton(page=page, priority=11)
