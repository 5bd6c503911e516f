"""The step of a municipality's own questions. The cookie keeps `{key: [number, value]}`: it knows the version."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.languages import Language
from volunteering.forms import CorrectionForm, StepForm, many_choices, one_choice, short_text
from volunteering.models.questions import QuestionVersion
from volunteering.questions.asked import AskedQuestion, Words
from volunteering.questions.limits import TEXT_LENGTH

#: Under this name the cookie keeps the answers, and the call whose questions they are.
KEPT = "questions"
CALL = "questions_call"
NAME = "q_"


class QuestionsForm(StepForm):
    """The questions of one call. An answer to an older version stays in its place, but has to be looked at again."""

    title = _("A few questions from the municipality")

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Sequence[AskedQuestion] = (),
        call: int = 0,
        initial: dict[str, Any] | None = None,
        optional: bool = False,
        **kwargs: Any,
    ) -> None:
        self.questions, self.call = questions, call
        self.language = get_language() or "fi"
        kept: dict[str, Any] = {}
        if isinstance(data, QueryDict):
            kept = _posted(data)
            data = data.copy()
        elif data is not None:
            kept = data.get(KEPT) or {}
            data = {}
        elif initial is not None:
            kept = initial.get(KEPT) or {}
            initial = {}
        self.kept = kept
        #: Keys whose question is another one now than the one that was answered, or that nobody has asked yet.
        self.changed = {q.key for q in questions if kept.get(q.key, [q.number])[0] != q.number}
        self.unseen = {q.key for q in questions if q.key not in kept}
        into = data if data is not None else initial
        for question in questions:
            if question.key in kept and into is not None:
                _put(into, question, kept[question.key])
        super().__init__(data, initial=initial, **kwargs)
        for question in questions:
            self.fields[question.name] = field_of(question, self.language, optional=optional)

    @property
    def has_changed_meanwhile(self) -> bool:
        """Whether something that was answered has to be looked at again."""
        return bool(self.kept) and bool(self.changed or self.unseen)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question in self.questions:
            if question.key in self.changed and question.name not in self.errors:
                self.add_error(question.name, CHANGED)
        if self.unseen and not isinstance(self.data, QueryDict):
            raise forms.ValidationError(CHANGED)
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What the cookie keeps: also what was answered to a question that is no longer asked, until it is sent."""
        given = {q.key: [q.number, self.cleaned_data[q.name]] for q in self.questions}
        return {KEPT: {**self.kept, **given}, CALL: self.call}


CHANGED = _("This question was changed while you were answering. Your answer is still here: please look at it again.")


class GivenAnswersForm(forms.Form):
    """Questions of a sign-up that is there already, each as it was asked. A form that has more fields inherits."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        given: Sequence[tuple[AskedQuestion, Any]],
        initial: dict[str, Any] | None = None,
        optional: bool = False,
        **kwargs: Any,
    ) -> None:
        before = {question.name: value for question, value in given}
        super().__init__(data, initial={**(initial or {}), **before}, **kwargs)
        self.given = given
        for question, _value in given:
            self.fields[question.name] = field_of(question, get_language() or "fi", optional=optional)

    def given_now(self) -> list[tuple[AskedQuestion, Any]]:
        """The answers as they are now."""
        return [(question, self.cleaned_data[question.name]) for question, _value in self.given]


class CorrectionWithQuestionsForm(GivenAnswersForm, CorrectionForm):
    """What an applicant corrects on her own page, with the municipality's questions."""

    def details(self) -> dict[str, Any]:
        """The answers that are columns of the sign-up."""
        extra = {question.name for question, _value in self.given}
        return {name: value for name, value in self.cleaned_data.items() if name not in extra}


def field_of(question: AskedQuestion, language: str, *, optional: bool = False) -> forms.Field:
    """The field of a question, with its words marked in the language that they are in."""
    words, spoken = question.in_language(language)
    required = question.is_required and not optional
    label, help_text = _marked(words.label, spoken, language), _help(words, spoken, language)
    if question.type == QuestionVersion.Type.TEXT:
        return short_text(label, TEXT_LENGTH, required=required, help_text=help_text)
    options = [(code, _marked(text, spoken, language)) for code, text in question.choices(language)]
    if question.type == QuestionVersion.Type.YES_NO:
        options = question.choices(language)
    if question.type == QuestionVersion.Type.MANY:
        field = many_choices(label, options, help_text=help_text)
        field.required = required
        return field
    return one_choice(label, options, required=required, help_text=help_text)


def not_asked_any_more(values: dict[str, Any], questions: Sequence[AskedQuestion]) -> bool:
    """Whether something was answered that is no longer asked."""
    return bool(set(values.get(KEPT) or {}) - {question.key for question in questions})


def value_of(values: dict[str, Any], question: AskedQuestion) -> Any:
    """What the cookie keeps for a question."""
    return (values.get(KEPT) or {}).get(question.key, [0, ""])[1]


def _posted(data: QueryDict) -> dict[str, Any]:
    """What was posted, by key with the number of the version: a page may be older than the questions."""
    kept: dict[str, Any] = {}
    for name in data:
        key, _underscore, number = name.removeprefix(NAME).rpartition("_")
        if name.startswith(NAME) and key and number.isascii() and number.isdigit():
            values = data.getlist(name)
            kept[key] = [int(number[:6]), values if len(values) > 1 else values[0]]
    return kept


def _fitting(question: AskedQuestion, value: Any) -> Any:
    """A kept answer as the kind of question needs it; codes that no longer exist are left out."""
    several = value if isinstance(value, list) else [value]
    if question.type == QuestionVersion.Type.TEXT:
        return str(several[0]) if several else ""
    known = {code for code, _label in question.choices("fi")}
    chosen = [code for code in several if code in known]
    if question.type == QuestionVersion.Type.MANY:
        return chosen
    return chosen[0] if chosen else ""


def _put(into: Any, question: AskedQuestion, kept: Any) -> None:
    """Put a kept answer where the form looks for it; what was posted to this very version stays as it is."""
    number, value = kept
    if not isinstance(into, QueryDict):
        into[question.name] = _fitting(question, value)
    elif number != question.number:
        fitting = _fitting(question, value)
        into.setlist(question.name, fitting if isinstance(fitting, list) else [fitting])


def _help(words: Words, spoken: Language, language: str) -> Any:
    """The hint, and why it is asked."""
    lines = [_marked(words.hint, spoken, language)] if words.hint else []
    if words.purpose:
        lines.append(format_html("{} {}", _("Why we ask:"), _marked(words.purpose, spoken, language)))
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _marked(text: str, spoken: Language, language: str) -> Any:
    """A text in another language than the page says so, for screen readers and for its direction."""
    if spoken.code == language:
        return text
    return format_html('<span lang="{}" dir="{}">{}</span>', spoken.html_lang, spoken.dir, text)
