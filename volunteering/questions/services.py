"""Making, changing and taking back a question. What was asked once is never rewritten."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from volunteering.models.calls import RecruitmentCall
from volunteering.models.questions import Question, QuestionText, QuestionVersion
from volunteering.questions.asked import Words, asked, forget_questions
from volunteering.questions.codes import codes_of, new_code
from volunteering.questions.limits import MOST_QUESTIONS


class TooManyQuestionsError(ValueError):
    """A call asks at most three questions of its own."""


@dataclass(frozen=True)
class Draft:
    """A question as somebody has written it; the first language of `words` gives keys and codes."""

    type: str
    is_required: bool
    words: dict[str, Words]

    @property
    def first(self) -> Words:
        """The words that codes are made of."""
        return next(iter(self.words.values()))


@transaction.atomic
def add_question(call: RecruitmentCall, draft: Draft) -> Question:
    """A new question at the end. Raises `TooManyQuestionsError`."""
    RecruitmentCall.objects.select_for_update(of=("self",)).get(pk=call.pk)
    there = list(call.questions.all())
    if sum(1 for question in there if question.withdrawn_at is None) >= MOST_QUESTIONS:
        raise TooManyQuestionsError
    key = new_code(draft.first.label, {question.key for question in there})
    position = max((question.position for question in there), default=0) + 1
    question = Question.objects.create(call=call, key=key, position=position)
    _make(question, 1, draft, codes_of(draft.first.choices))
    return question


@transaction.atomic
def change_question(question: Question, draft: Draft) -> QuestionVersion:
    """The version that is asked from now on: a new one, or the present one when only a language was added."""
    question = Question.objects.select_for_update(of=("self",)).select_related("call").get(pk=question.pk)
    version = current_version(question)
    before = asked(version)
    old = next((before.words[code].choices for code in draft.words if code in before.words), ())
    codes = codes_of(draft.first.choices, list(zip(before.codes, old, strict=False)))
    same_shape = (draft.type, draft.is_required, tuple(codes)) == (before.type, before.is_required, before.codes)
    if same_shape and all(draft.words.get(code) == words for code, words in before.words.items()):
        _add_words(version, {code: words for code, words in draft.words.items() if code not in before.words})
        forget_questions(question.call_id)
        return version
    return _make(question, version.number + 1, draft, codes)


@transaction.atomic
def withdraw_question(question: Question, now: datetime) -> None:
    """Ask it no longer; answers stay with their sign-ups."""
    Question.objects.filter(pk=question.pk, withdrawn_at__isnull=True).update(withdrawn_at=now)
    forget_questions(question.call_id)


def current_version(question: Question) -> QuestionVersion:
    """The latest version with its words."""
    return question.versions.select_related("question").prefetch_related("texts").order_by("-number")[0]


def _make(question: Question, number: int, draft: Draft, codes: list[str]) -> QuestionVersion:
    version = QuestionVersion.objects.create(
        question=question, number=number, type=draft.type, is_required=draft.is_required, codes=codes
    )
    _add_words(version, draft.words)
    forget_questions(question.call_id)
    return version


def _add_words(version: QuestionVersion, words: dict[str, Words]) -> None:
    for language, text in words.items():
        QuestionText.objects.create(
            parent=version, language=language, label=text.label, purpose=text.purpose, hint=text.hint,
            choices=list(text.choices),
        )  # fmt: skip
