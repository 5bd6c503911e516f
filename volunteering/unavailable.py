"""The page that shows typed answers without asking the database."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from volunteering.form_shell import OfflineShell
from volunteering.forms import CallMeForm
from volunteering.journey import QUESTIONS, STEPS, WHERE, answer_text, read_answers
from volunteering.message_forms import FORMS as MESSAGE_FORMS
from volunteering.message_forms import MessageForm
from volunteering.pulse.forms import PulseForm
from volunteering.questions.asked import remembered_questions
from volunteering.questions.forms import CALL, QuestionsForm
from volunteering.wishes.forms import WishForm

#: The form of an address, by its last segment.
FORMS: dict[str, type[Form]] = {
    **{step.slug: step.form_class for step in (WHERE, *STEPS)},
    "call-me": CallMeForm,
    **MESSAGE_FORMS,
    "wishes": WishForm,
    "pulse": PulseForm,
}
UNSEEN = {"website", "stamp", "page"}


def sorry_with_answers(request: HttpRequest) -> HttpResponse:
    """503: what was typed just now and what the cookie keeps. The same form can be sent again from here."""
    answers = read_answers(request, timezone.now())
    kept = answers.values if answers else {}
    form_class = FORMS.get(request.path.rstrip("/").rsplit("/", 1)[-1])
    typed = _rows(form_class, _posted(request)) if form_class else []
    if request.path.rstrip("/").endswith(f"/{QUESTIONS.slug}"):
        typed = _question_rows(request, kept)
    context = {
        "shell": OfflineShell(request),
        "rows": [row for step in STEPS if step.form_class is not form_class for row in _rows(step.form_class, kept)]
        + ([] if typed and form_class is None else _question_rows(None, kept)),
        "typed": typed,
        "resend": [(name, value) for name in request.POST for value in request.POST.getlist(name)],
    }
    return render(request, "volunteering/unavailable.html", context, status=503)


def _posted(request: HttpRequest) -> dict[str, Any]:
    return {name: values if len(values) > 1 else values[0] for name, values in request.POST.lists() if values}


def _rows(form_class: type[Form], values: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers that there are to the questions of a form, in words."""
    extra: dict[str, Any] = {"places": []} if issubclass(form_class, MessageForm) else {}
    given = [field for field in form_class(initial={}, **extra) if values.get(field.name) and field.name not in UNSEEN]
    return [{"label": field.label, "text": answer_text(field, values[field.name])} for field in given]


def _question_rows(request: HttpRequest | None, kept: dict[str, Any]) -> list[dict[str, Any]]:
    """Answers to a municipality's own questions; in words where this process remembers the question."""
    language = get_language() or "fi"
    posted = request.POST if request else None
    call = str((posted and posted.get(CALL)) or kept.get(CALL) or "")
    known = {q.key: q for q in remembered_questions(int(call))} if call.isascii() and call.isdigit() else {}
    rows = []
    for key, (_number, value) in QuestionsForm(posted if posted else kept).kept.items():
        question = known.get(key)
        several = value if isinstance(value, list) else [value]
        text = question.in_words(value, language) if question else ", ".join(str(each) for each in several)
        if text:
            rows.append({"label": question.in_language(language)[0].label if question else key, "text": text})
    return rows
