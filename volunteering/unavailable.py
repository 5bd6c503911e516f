"""The page that shows typed answers without asking the database."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from volunteering.form_shell import OfflineShell
from volunteering.forms import CallMeForm
from volunteering.journey import STEPS, WHERE, answer_text, read_answers
from volunteering.message_forms import FORMS as MESSAGE_FORMS
from volunteering.message_forms import MessageForm

#: The form of an address, by its last segment.
FORMS: dict[str, type[Form]] = {
    **{step.slug: step.form_class for step in (WHERE, *STEPS)},
    "call-me": CallMeForm,
    **MESSAGE_FORMS,
}
UNSEEN = {"website", "stamp", "page"}


def sorry_with_answers(request: HttpRequest) -> HttpResponse:
    """503: what was typed just now and what the cookie keeps. The same form can be sent again from here."""
    answers = read_answers(request, timezone.now())
    kept = answers.values if answers else {}
    form_class = FORMS.get(request.path.rstrip("/").rsplit("/", 1)[-1])
    typed = _rows(form_class, _posted(request)) if form_class else []
    context = {
        "shell": OfflineShell(request),
        "rows": [row for step in STEPS if step.form_class is not form_class for row in _rows(step.form_class, kept)],
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
