"""The public journey of a sign-up, a screen at a time, with nothing on the server until "send"."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from volunteering import forms
from volunteering.answers import COOKIE, KEPT_SECONDS, Answers, AnswersTooLongError, seal, unseal
from volunteering.choices import ContactLanguage, IsAdult
from volunteering.form_shell import FormShell
from volunteering.intake import receive_signup
from volunteering.mails import mail_language
from volunteering.models.calls import RecruitmentCall
from volunteering.models.reviews import TextReview
from volunteering.promises import answer_by
from volunteering.questions.asked import AskedQuestion, asked_questions
from volunteering.questions.forms import QuestionsForm, not_asked_any_more, value_of
from volunteering.rate_limits import HOUR, TooManySendsError, count_send
from volunteering.references import make_token
from volunteering.reviewing.gate import languages_instead
from volunteering.states import Status

if TYPE_CHECKING:
    from volunteering.models.pages import RecruitmentPage


@dataclass(frozen=True)
class Step:
    """One screen."""

    slug: str
    form_class: type[forms.StepForm]


WHERE = Step("where", forms.WhereForm)
STEPS = (
    Step("how", forms.HowForm),
    Step("interests", forms.InterestsForm),
    Step("about", forms.AboutForm),
    Step("details", forms.DetailsForm),
)
#: Only where a municipality has questions of its own; asked before the details.
QUESTIONS = Step("questions", QuestionsForm)


def steps_of(page: "RecruitmentPage") -> tuple[Step, ...]:
    """The screens of a page's form; a microsite knows the place."""
    return STEPS if page.municipality else (WHERE, *STEPS)


def first_step(page: "RecruitmentPage") -> str:
    """Where the form begins."""
    return steps_of(page)[0].slug


class SeeOther(HttpResponseRedirect):
    """After a POST, to something that can be looked at again."""

    status_code = 303


class Journey:
    """One request's view of the journey: which steps there are, what has been answered."""

    def __init__(self, request: HttpRequest, page: "RecruitmentPage") -> None:
        self.request = request
        self.page = page
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        self.language = get_language() or settings.LANGUAGE_CODE
        self.base = page.address(self.language)
        self.answers = read_answers(request, self.now)
        self.places = [] if page.municipality else open_places(self.today, self.language)

    @cached_property
    def call_and_place(self) -> tuple[RecruitmentCall, Municipality | None]:
        """The call that the sign-up belongs to: the page's own, or that of the place chosen on the national page."""
        if self.page.municipality:
            return self.page.call, self.page.municipality
        slug = self.answers.values.get("municipality") if self.answers else None
        accepting = RecruitmentCall.objects.accepting(self.today).select_related("municipality")
        local = accepting.filter(municipality__slug=slug).first() if slug else None
        return (local, local.municipality) if local else (self.page.call, None)

    @cached_property
    def questions(self) -> list[AskedQuestion]:
        """The questions of the municipality's own."""
        return asked_questions(self.call_and_place[0])

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The screens of this form."""
        steps = steps_of(self.page)
        return (*steps[:-1], QUESTIONS, steps[-1]) if self.questions else steps

    @property
    def receipt(self) -> dict[str, Any] | None:
        """What was sent with these answers, once it was."""
        return self.answers.values.get("receipt") if self.answers else None

    def url(self, slug: str) -> str:
        return f"{self.base}{slug}/"

    def position(self, slug: str) -> int:
        """Raises Http404 for what is not a step here."""
        for number, step in enumerate(self.steps):
            if step.slug == slug:
                return number
        raise Http404

    def form(self, step: Step, values: Any = None, initial: dict[str, Any] | None = None) -> forms.StepForm:
        if step is QUESTIONS:
            call = self.call_and_place[0].pk
            return QuestionsForm(values, initial=initial, questions=self.questions, call=call)
        return step.form_class(values, initial=initial, places=self.places)

    def first_unfinished(self) -> Step | None:
        """The first step whose answers are missing or no longer valid."""
        values = self.answers.values if self.answers else {}
        return next((step for step in self.steps if not self.form(step, values).is_valid()), None)

    def render(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        town = self.page.municipality
        self.request.shell_page = self.page  # type: ignore[attr-defined]  # the look and menu of its microsite
        context |= {
            "page": self.page,
            "shell": FormShell(self.request),
            "join_url": self.base,
            "events_url": self.base.removesuffix("join/") + "events/",
            "full": self.page.call.is_full(),
            "place": town.name(self.language) if town else "",
        }
        return render(self.request, f"volunteering/{template}.html", context, status=status)

    def keep(self, response: HttpResponse, answers: Answers) -> HttpResponse:
        """Put the answers into the visitor's own cookie. Raises `AnswersTooLongError`."""
        response.set_cookie(
            COOKIE,
            seal(answers, self.now),
            max_age=KEPT_SECONDS,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return response


def read_answers(request: HttpRequest, now: Any) -> Answers | None:
    """The answers of the visitor's cookie."""
    sealed = request.COOKIES.get(COOKIE)
    return unseal(sealed, now) if sealed else None


def open_places(today: Any, language: str) -> list[tuple[str, str]]:
    """Where one can sign up now, as choices: slug and name."""
    calls = RecruitmentCall.objects.accepting(today).filter(municipality__isnull=False).select_related("municipality")
    towns = [call.municipality for call in calls if call.municipality]
    return sorted(((town.slug, town.name(language)) for town in towns), key=lambda place: place[1].casefold())


# --- screens -----------------------------------------------------------------------------------------


def answer_step(request: HttpRequest, page: "RecruitmentPage", slug: str) -> HttpResponse:
    """Show one question screen, or take its answers and go on."""
    journey = Journey(request, page)
    if slug == QUESTIONS.slug and QUESTIONS not in journey.steps:  # taken back while somebody was answering
        return SeeOther(journey.url(journey.steps[-1].slug))
    number = journey.position(slug)
    step = journey.steps[number]
    if not page.call.is_accepting(journey.today):
        return journey.render("closed")
    answers = None if journey.receipt else journey.answers
    if answers is None and number:
        return journey.render("expired", status=422 if request.method == "POST" else 200)
    answers = answers or Answers.begin(journey.now)
    if request.method != "POST":
        values = {"contact_language": _contact_language(journey.language), **answers.values}
        return _show_step(journey, number, journey.form(step, initial=values))
    form = journey.form(step, request.POST)
    if not form.is_valid():
        return _show_step(journey, number, form)
    if form.cleaned_data.get("is_adult") == IsAdult.NOT_YET:
        return _forget(SeeOther(journey.url("too-young")))
    to_check = request.GET.get("from") == "check"
    following = journey.steps[number + 1].slug if number + 1 < len(journey.steps) and not to_check else "check"
    try:
        return journey.keep(SeeOther(journey.url(following)), answers.with_values(form.answers()))
    except AnswersTooLongError:
        form.add_error(_longest_text(form), _("All answers together are too long. Please shorten this one."))
        return _show_step(journey, number, form)


def check_answers(request: HttpRequest, page: "RecruitmentPage") -> HttpResponse:
    """Show all answers before they are sent, or send them."""
    journey = Journey(request, page)
    if journey.receipt:
        return SeeOther(journey.url("received"))
    if journey.answers is None:
        return journey.render("expired", status=422 if request.method == "POST" else 200)
    if not page.call.is_accepting(journey.today):
        return journey.render("closed")
    unfinished = journey.first_unfinished()
    if unfinished:
        return SeeOther(journey.url(unfinished.slug) + ("?from=check" if unfinished is QUESTIONS else ""))
    form = forms.DeclarationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _send(journey, journey.answers, form)
    return _show_check(journey, form, status=422 if form.errors else 200)


def received(request: HttpRequest, page: "RecruitmentPage") -> HttpResponse:
    """Say what was received, under which reference, and what happens next."""
    journey = Journey(request, page)
    if not journey.receipt:
        return journey.render("expired")
    return journey.render("received", **_receipt_context(journey, journey.receipt))


def too_young(request: HttpRequest, page: "RecruitmentPage") -> HttpResponse:
    """A kind way out for those under 18; nothing is kept."""
    return _forget(Journey(request, page).render("too_young"))


# --- parts -------------------------------------------------------------------------------------------


def summary_rows(journey: Journey) -> list[dict[str, Any]]:
    """The answers in words, each with the way back to change it."""
    values = journey.answers.values if journey.answers else {}
    rows = []
    for step in journey.steps:
        form = journey.form(step, initial=values)
        if step is QUESTIONS:
            rows += _question_rows(journey, form)
            continue
        for field in form:
            if field.name != "website":
                text = answer_text(field, values.get(field.name))
                rows.append({"field": field, "text": text, "url": f"{journey.url(step.slug)}?from=check"})
    return rows


def _question_rows(journey: Journey, form: forms.StepForm) -> list[dict[str, Any]]:
    values = journey.answers.values if journey.answers else {}
    return [
        {
            "field": form[question.name],
            "text": question.in_words(value_of(values, question), journey.language),
            "url": f"{journey.url(QUESTIONS.slug)}?from=check",
        }
        for question in journey.questions
    ]


def answer_text(field: Any, value: Any) -> str:
    """An answer in words: labels of codes, or what was typed; yes for a box that was ticked."""
    if field.widget_type == "checkbox":
        return gettext("yes") if value else ""
    labels = dict(getattr(field.field, "choices", []) or [])
    if not labels:
        return str(value or "")
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(str(labels[code]) for code in chosen if code in labels)


def _show_step(journey: Journey, number: int, form: forms.StepForm) -> HttpResponse:
    back = journey.url(journey.steps[number - 1].slug) if number else journey.base
    if journey.request.GET.get("from") == "check":
        back = journey.url("check")
    return journey.render(
        "step",
        status=422 if form.errors else 200,
        form=form,
        number=number + 1,
        total=len(journey.steps) + 1,
        back=back,
    )


def _show_check(journey: Journey, form: forms.DeclarationForm, *, status: int, too_many: bool = False) -> HttpResponse:
    last = len(journey.steps) + 1
    response = journey.render(
        "check",
        reviewed_in=languages_instead(journey.language, TextReview.Kind.PRIVACY, TextReview.Kind.NEWSLETTER),
        status=status,
        form=form,
        rows=summary_rows(journey),
        left_out=not_asked_any_more(journey.answers.values if journey.answers else {}, journey.questions),
        number=last,
        total=last,
        too_many=too_many,
    )
    if too_many:
        response["Retry-After"] = str(HOUR)
    return response


def _send(journey: Journey, answers: Answers, form: forms.DeclarationForm) -> HttpResponse:
    call, municipality = journey.call_and_place
    try:
        many = count_send(journey.request, journey.now)
    except TooManySendsError:
        return _show_check(journey, form, status=429, too_many=True)
    wording = str(form.fields["newsletter"].label) if form.cleaned_data["newsletter"] else None
    registration = receive_signup(
        answers,
        call=call,
        municipality=municipality,
        language=journey.language,
        newsletter_wording=wording,
        now=journey.now,
        many=many,
        extra=[(question, value_of(answers.values, question)) for question in journey.questions],
    )
    receipt = {
        "reference": registration.reference,
        "mailed": registration.email,
        "days": call.promise_days,
        "waiting": registration.status == Status.WAITING or (bool(registration.email) and call.is_full()),
    }
    return journey.keep(
        SeeOther(journey.url("received")), Answers(answers.key, answers.started_at, {"receipt": receipt})
    )


def _receipt_context(journey: Journey, receipt: dict[str, Any]) -> dict[str, Any]:
    phone_only = not receipt["mailed"]
    own = journey.url("own") + make_token("own", receipt["reference"]) + "/"
    return {
        **receipt,
        "by": answer_by(journey.today, receipt["days"]),
        "own_url": own if phone_only else "",
    }


def _forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _contact_language(language: str) -> str:
    code = mail_language(language)
    return code if code in ContactLanguage.values else ContactLanguage.EN


def _longest_text(form: forms.StepForm) -> str | None:
    texts = {name: len(value) for name, value in form.cleaned_data.items() if isinstance(value, str)}
    return max(texts, key=lambda name: texts[name]) if texts else None
