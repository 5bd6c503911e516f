"""The questions of a call in the admin: written, looked at as applicants see them, taken back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.languages import language_of
from volunteering.access import log_access
from volunteering.corrections import correct_details
from volunteering.models import AccessLog, Question, RecruitmentCall, Registration
from volunteering.permissions import ScopedViewMixin
from volunteering.questions.admin_forms import QuestionForm
from volunteering.questions.answers import questions_for
from volunteering.questions.asked import AskedQuestion, asked, missing_languages, read_questions
from volunteering.questions.codes import codes_of
from volunteering.questions.forms import GivenAnswersForm, QuestionsForm
from volunteering.questions.limits import MOST_QUESTIONS
from volunteering.questions.services import (
    Draft,
    TooManyQuestionsError,
    add_question,
    change_question,
    current_version,
    withdraw_question,
)

CALLS = "volunteering_calls"


class QuestionView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """A new question of a call, or one that there is; those of a foreign call are 404."""

    model = RecruitmentCall
    header_icon = "help"
    template_name = "volunteering/admin/question.html"
    page_title = _("Extra question")

    def get(self, request: HttpRequest, pk: int, question: int | None = None) -> HttpResponse:
        self._find(pk, question)
        return self._show(QuestionForm(self.call, before=self.before))

    def post(self, request: HttpRequest, pk: int, question: int | None = None) -> HttpResponse:
        self._find(pk, question)
        action = request.POST.get("action")
        if action == "withdraw" and self.question:
            withdraw_question(self.question, timezone.now())
            messages.success(request, _("The question is no longer asked. Answers stay with their sign-ups."))
            return redirect(reverse(f"{CALLS}:edit", args=[pk]))
        form = QuestionForm(self.call, request.POST, before=self.before)
        if not form.is_valid():
            messages.error(request, _("Nothing was saved yet. Look at the fields that are marked."))
            return self._show(form, status=422)
        if action == "preview":
            return self._show(form, preview=form.draft())
        try:
            self._save(form.draft())
        except TooManyQuestionsError:
            form.add_error(None, _("A call has at most %(most)d extra questions.") % {"most": MOST_QUESTIONS})
            return self._show(form, status=422)
        messages.success(request, _("The question was saved."))
        return redirect(reverse(f"{CALLS}:edit", args=[pk]))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{CALLS}:index"), "label": _("Recruitment calls")},
            {"url": reverse(f"{CALLS}:edit", args=[self.call.pk]), "label": str(self.call)},
            {"url": "", "label": self.page_title},
        ]

    def _find(self, pk: int, question: int | None) -> None:
        self.call: RecruitmentCall = get_object_or_404(self.visible().select_related("municipality"), pk=pk)
        self.question: Question | None = None
        self.before: AskedQuestion | None = None
        if question is not None:
            open_ones = self.call.questions.filter(withdrawn_at__isnull=True)
            self.question = get_object_or_404(open_ones, pk=question)
            self.before = asked(current_version(self.question))

    def _save(self, draft: Draft) -> None:
        if self.question:
            change_question(self.question, draft)
        else:
            add_question(self.call, draft)

    def _show(self, form: QuestionForm, *, status: int = 200, preview: Draft | None = None) -> HttpResponse:
        answered = self.question.versions.filter(answers__isnull=False).exists() if self.question else False
        context = self.get_context_data(
            form=form,
            question=self.question,
            answered=answered,
            preview=previews(preview) if preview else [],
            index_url=reverse(f"{CALLS}:edit", args=[self.call.pk]),
        )
        response: HttpResponse = self.render_to_response(context, status=status)
        return response


class WrittenAnswersView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """The answers of somebody who was asked by telephone or on paper, or who wants something corrected."""

    model = Registration
    header_icon = "help"
    page_title = _("The municipality's questions")
    template_name = "volunteering/admin/written_answers.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        self._find(reference)
        log_access(request.user, AccessLog.Action.VIEW, [reference])
        return self._show(GivenAnswersForm(given=self.given, optional=True))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        self._find(reference)
        form = GivenAnswersForm(request.POST, given=self.given, optional=True)
        if not form.is_valid():
            return self._show(form, status=422)
        correct_details(self.case, {}, timezone.now(), extra=form.given_now(), by=request.user)
        log_access(request.user, AccessLog.Action.CHANGE, [reference])
        messages.success(request, _("The answers were saved."))
        return redirect(self._case_url())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("volunteering_registrations:index"), "label": _("Sign-ups")},
            {"url": self._case_url(), "label": str(self.case)},
            {"url": "", "label": self.page_title},
        ]

    def _find(self, reference: str) -> None:
        self.case: Registration = self.get_case(reference)
        self.given = questions_for(self.case)
        if not self.given or self.case.erased_at:
            raise Http404

    def _case_url(self) -> str:
        return reverse("volunteering_registrations:case", args=[self.case.reference])

    def _show(self, form: GivenAnswersForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, index_url=self._case_url())
        response: HttpResponse = self.render_to_response(context, status=status)
        return response


def questions_of(call: RecruitmentCall) -> list[dict[str, Any]]:
    """The questions of a call for its own page: how they read, and whether they are asked."""
    rows = []
    for question in read_questions(call):
        words, _spoken = question.in_language((call.languages or ["fi"])[0])
        missing = missing_languages(call.languages, question.words)
        rows.append(
            {
                "label": words.label,
                "url": reverse(f"{CALLS}:question", args=[call.pk, question.question]),
                "missing": ", ".join(language_of(code).endonym for code in missing),
            }
        )
    return rows


def previews(draft: Draft) -> list[dict[str, Any]]:
    """The question as applicants see it, in each language that it has words in."""
    codes = tuple(codes_of(draft.first.choices))
    question = AskedQuestion(0, 0, "preview", 1, draft.type, draft.is_required, codes, draft.words)
    rows = []
    for code in draft.words:
        with override(code):
            form = QuestionsForm(questions=[question], auto_id=f"preview_{code}_%s", prefix=f"preview_{code}")
            html = render_to_string("includes/field.html", {"field": form[question.name]})
        rows.append({"language": language_of(code), "html": html})
    return rows
