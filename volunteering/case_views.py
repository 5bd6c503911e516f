"""The case page of a sign-up or a request to join: answers, history, notes, and the buttons that are allowed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.languages import language_of
from volunteering import casework
from volunteering.access import log_access
from volunteering.admin_forms import ChangeForm, DeskForm, NoteForm
from volunteering.mails import Words
from volunteering.models import AccessLog, JoinRequest, Registration, Wish
from volunteering.permissions import ScopedViewMixin
from volunteering.personal_copy import archive, same_person
from volunteering.questions.answers import extra_in_words, questions_for
from volunteering.sponsors.case_actions import ApprovalActionsMixin
from volunteering.states import OPEN, Actor, Status
from volunteering.training.case import TrainingActionsMixin
from volunteering.words import answers_in_words


class CaseView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """One case. `post_…` names are the values of the buttons' `action`."""

    namespace = ""
    list_title: Any = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        self.case = self.get_case(reference)
        log_access(request.user, AccessLog.Action.VIEW, [reference])
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        self.case = self.get_case(reference)
        act = getattr(self, f"post_{request.POST.get('action', '')}", None)
        if act is None:
            messages.error(request, _("This is not possible here."))
        else:
            response: HttpResponse | None = act(request)
            log_access(request.user, AccessLog.Action.CHANGE, [reference])
            if response is not None:
                return response
        return redirect(reverse(f"{self.namespace}:case", args=[reference]))

    def post_note(self, request: HttpRequest) -> None:
        """Keep a note."""
        form = NoteForm(request.POST)
        if form.is_valid():
            casework.keep_note(self.case, form.cleaned_data["text"], by=request.user, now=self.now)
            messages.success(request, _("The note was kept."))
        else:
            messages.error(request, _("Write something before you save the note."))

    def show_mail(self, request: HttpRequest, letter: Words, button: Any, name: str = "") -> HttpResponse:
        """The mail as the applicant will get it, before anything is changed; its text can still be changed.

        `name` says which mail was seen: when a training has filled up meanwhile it is another one, and shown anew.
        """
        left_out = {"csrfmiddlewaretoken", "mail_text", "letter"}
        kept = [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
        kept += [("letter", name)] if name else []
        language = language_of(self.case.contact_language)
        back = reverse(f"{self.namespace}:case", args=[self.case.reference])
        context = CaseView.get_context_data(
            self, letter=letter, kept=kept, language=language, button=button, back_url=back
        )
        self.template_name = "volunteering/admin/mail_preview.html"
        response: HttpResponse = self.render_to_response(context)
        return response

    def get_page_title(self) -> str:
        return str(self.case)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{self.namespace}:index"), "label": self.list_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.case)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "case": self.case,
            "notes": self.case.notes.select_related("by"),
            "note_form": NoteForm(),
            "sent": self.case.messages.select_related("mail"),
            "form_language": language_of(self.case.language),
            "today": timezone.localdate(self.now),
        }


class RegistrationCaseView(ApprovalActionsMixin, TrainingActionsMixin, CaseView):
    """A sign-up."""

    model = Registration
    case: Any
    namespace = "volunteering_registrations"
    list_title = _("Sign-ups")
    header_icon = "user"
    template_name = "volunteering/admin/registration_case.html"

    def visible(self) -> Any:
        return super().visible().select_related("call", "municipality", "possible_duplicate_of", "assigned_to")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        duplicate = self.case.possible_duplicate_of
        seen = duplicate and self.visible().filter(pk=duplicate.pk).exists()
        buttons = [ChangeForm(row, self.case) for row in casework.possible_changes(self.case, Actor.COORDINATOR)]
        return context | {
            "answers": [*answers_in_words(self.case), *extra_in_words(self.case)],
            "changes": self.case.changes.select_related("by"),
            "buttons": buttons,
            "media": sum((form.media for form in buttons), self.approval_media()),
            "desk_form": DeskForm(self.case),
            "is_open": self.case.status in OPEN,
            "late": self.case.is_late(context["today"]),
            "duplicate": duplicate if seen else None,
            "has_questions": self.case.erased_at is None and bool(questions_for(self.case)),
            "can_merge": seen and self.case.status in OPEN and duplicate.status in OPEN,
            **self.approval_context(),
        }

    def post_change(self, request: HttpRequest) -> HttpResponse | None:
        """Change the status, when it is still the one that was seen."""
        allowed = {str(row.target): row for row in casework.possible_changes(self.case, Actor.COORDINATOR)}
        transition = allowed.get(request.POST.get("target", ""))
        if request.POST.get("expected") != self.case.status:
            messages.error(request, _("Somebody changed this sign-up meanwhile. Look again before you go on."))
            return None
        if transition is None:
            messages.error(request, _("This is not possible here."))
            return None
        form = ChangeForm(transition, self.case, request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was changed: something is missing."), buttons=None)
            for errors in form.errors.values():
                messages.error(request, " ".join(str(error) for error in errors))
            return None
        target, given = Status(str(transition.target)), form.given()
        letter = casework.mail_of_change(self.case, target, given)
        name = casework.letter_of_change(target, given)
        if letter is not None and (not given.mail_text or request.POST.get("letter", name) != name):
            return self.show_mail(request, letter, _("Change the status and send the mail"), name)
        try:
            casework.change_status(
                self.case,
                target,
                expected=request.POST["expected"],
                actor=Actor.COORDINATOR,
                now=self.now,
                by=request.user,
                given=given,
            )
        except casework.ChangedMeanwhileError:
            messages.error(request, _("Somebody changed this sign-up meanwhile. Look again before you go on."))
        except casework.RefusedError:
            messages.error(request, _("This is not possible here."))
        else:
            messages.success(request, _("The status was changed."))
        return None

    def post_desk(self, request: HttpRequest) -> None:
        """Give the case to somebody, and say when the next step is due."""
        form = DeskForm(self.case, request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was changed: something is missing."))
            return
        Registration.objects.filter(pk=self.case.pk).update(active_at=self.now, asked_at=None, **form.cleaned_data)
        messages.success(request, _("Saved."))

    def post_release(self, request: HttpRequest) -> None:
        """Let a sign-up out of quarantine: now everybody is told who would have been told at first."""
        if casework.release(self.case, self.now):
            messages.success(request, _("The sign-up was taken out of quarantine."))

    def post_copy(self, request: HttpRequest) -> HttpResponse:
        """Everything about the person in one file, for her who asks what we know about her."""
        cases = same_person(self.case, self.visible())
        phones = [case.phone for case in cases if case.phone]
        requests = list(JoinRequest.objects.visible_to(request.user).filter(phone__in=phones))
        wishes = list(Wish.objects.visible_to(request.user).filter(phone__in=phones).select_related("municipality"))
        references = [row.reference for row in (*cases, *requests, *wishes)]
        log_access(request.user, AccessLog.Action.EXPORT, references, "access request")
        with override(self.case.contact_language):
            response = HttpResponse(archive(cases, requests, self.now, wishes), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{self.case.reference}.zip"'
        return response

    def post_erase(self, request: HttpRequest) -> None:
        """Erase everything about the person, because she asked for it."""
        if request.POST.get("sure") != "on":
            messages.error(request, _("Nothing was erased: tick that the person asked for it."))
            return
        try:
            casework.erase_on_request(self.case, by=request.user, now=self.now)
        except (casework.ChangedMeanwhileError, casework.RefusedError):
            messages.error(request, _("Somebody changed this sign-up meanwhile. Look again before you go on."))
        else:
            messages.success(request, _("Everything about the person was erased."))

    def post_take(self, request: HttpRequest) -> None:
        """Take the case."""
        Registration.objects.filter(pk=self.case.pk).update(assigned_to=request.user)
        messages.success(request, _("The sign-up is yours."))


class JoinRequestCaseView(CaseView):
    """A newcomer's request to join."""

    model = JoinRequest
    namespace = "volunteering_join_requests"
    list_title = _("Requests to join")
    header_icon = "group"
    template_name = "volunteering/admin/join_request_case.html"

    def visible(self) -> Any:
        return super().visible().select_related("municipality", "handled_by")

    def post_contacted(self, request: HttpRequest) -> None:
        """Somebody has called or written."""
        self._to(request, JoinRequest.Status.NEW, JoinRequest.Status.CONTACTED)

    def post_closed(self, request: HttpRequest) -> None:
        """Nothing more is to be done; name and number are erased."""
        self._to(request, JoinRequest.Status.CONTACTED, JoinRequest.Status.CLOSED)

    def post_release(self, request: HttpRequest) -> None:
        """Let a request out of quarantine."""
        if casework.release_join_request(self.case):
            messages.success(request, _("The request was taken out of quarantine."))

    def _to(self, request: HttpRequest, source: str, target: str) -> None:
        if casework.move_join_request(self.case, source, target, by=request.user, now=self.now):
            messages.success(request, _("The status was changed."))
        else:
            messages.error(request, _("Somebody changed this request meanwhile. Look again before you go on."))
