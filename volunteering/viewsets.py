"""Addresses of the admin's views. There is no edit, delete, history or bulk address: what is not here cannot leak."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from municipalities.team import TeamMenuItem
from volunteering import (
    bulk_views,
    call_views,
    case_views,
    entry_views,
    export_views,
    list_views,
    merge_views,
    message_views,
    template_views,
)
from volunteering.finding import views as finding
from volunteering.permissions import works_signups
from volunteering.questions import admin_views as questions
from volunteering.reviewing import views as reviews
from volunteering.training.bulk_views import EnrolManyView
from volunteering.writing.views import WritingView


class SignupsMenuItem(MenuItem):
    """Shown to those who work sign-ups."""

    def is_shown(self, request: HttpRequest) -> bool:
        return works_signups(request.user)


class CaseViewSet(ViewSet):
    """List, case and export of one kind of case."""

    list_view: Any
    case_view: Any
    export_view: Any
    find_view: Any
    menu_item_class = SignupsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.list_view.as_view(), name="index"),
            path("results/", self.list_view.as_view(results_only=True), name="index_results"),
            path("find/", self.find_view.as_view(), name="find"),
            path("export/", self.export_view.as_view(), name="export"),
            path("<str:reference>/", self.case_view.as_view(), name="case"),
        ]


class RegistrationViewSet(CaseViewSet):
    """Sign-ups."""

    url_prefix = "signups"
    list_view = list_views.RegistrationListView
    case_view = case_views.RegistrationCaseView
    export_view = export_views.RegistrationExportView
    find_view = finding.FindRegistrationView
    icon = "user"
    menu_label = _("Sign-ups")
    menu_order = 110

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("add/", entry_views.EntryView.as_view(), name="add"),
            path("enrol/", EnrolManyView.as_view(), name="enrol"),
            path("message/", WritingView.as_view(), name="message"),
            path("chosen/", bulk_views.ChosenView.as_view(), name="chosen"),
            path("filters/", bulk_views.SavedFilterView.as_view(), name="filters"),
            *super().get_urlpatterns(),
            path("<str:reference>/questions/", questions.WrittenAnswersView.as_view(), name="questions"),
            path("<str:reference>/merge/", merge_views.MergeView.as_view(), name="merge"),
        ]


class JoinRequestViewSet(CaseViewSet):
    """Requests to join."""

    url_prefix = "join-requests"
    list_view = list_views.JoinRequestListView
    case_view = case_views.JoinRequestCaseView
    export_view = export_views.JoinRequestExportView
    find_view = finding.FindJoinRequestView
    icon = "group"
    menu_label = _("Requests to join")
    menu_order = 111


class CallViewSet(ViewSet):
    """Recruitment calls."""

    url_prefix = "recruitment-calls"
    icon = "group"
    menu_label = _("Recruitment calls")
    menu_item_class = SignupsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", call_views.CallListView.as_view(), name="index"),
            path("<int:pk>/", call_views.CallEditView.as_view(), name="edit"),
            path("<int:pk>/questions/", questions.QuestionView.as_view(), name="add_question"),
            path("<int:pk>/questions/<int:question>/", questions.QuestionView.as_view(), name="question"),
        ]


class MessageViewSet(ViewSet):
    """Feedback, partners, worries."""

    url_prefix = "messages"
    icon = "comment"
    menu_label = _("Messages")
    menu_order = 112
    menu_item_class = SignupsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", message_views.MessageListView.as_view(), name="index"),
            path("results/", message_views.MessageListView.as_view(results_only=True), name="index_results"),
            path("find/", finding.FindMessageView.as_view(), name="find"),
            path("<str:reference>/", message_views.MessageCaseView.as_view(), name="case"),
        ]


class ReviewViewSet(ViewSet):
    """Texts that a person has read."""

    url_prefix = "reviewed-texts"
    icon = "check"
    menu_label = _("Reviewed texts")
    menu_item_class = TeamMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", reviews.ReviewListView.as_view(), name="index"),
            path("<slug:kind>/<slug:language>/", reviews.ReviewView.as_view(), name="review"),
        ]


class MessageTemplateViewSet(ViewSet):
    """Words of mails."""

    url_prefix = "mail-words"
    icon = "mail"
    menu_label = _("Words of mails")
    menu_item_class = TeamMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", template_views.TemplateListView.as_view(), name="index"),
            path("<slug:template>/<slug:language>/", template_views.TemplateEditView.as_view(), name="edit"),
        ]


registrations = RegistrationViewSet("volunteering_registrations")
join_requests = JoinRequestViewSet("volunteering_join_requests")
calls = CallViewSet(call_views.NAMESPACE)
public_messages = MessageViewSet(message_views.NAMESPACE)
text_reviews = ReviewViewSet(reviews.NAMESPACE)
message_templates = MessageTemplateViewSet("volunteering_mail_words")
