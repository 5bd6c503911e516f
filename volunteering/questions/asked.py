"""What is asked now: the questions of a call in a form that can be kept in memory, also while the database is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext

from home.languages import Language, best_language, language_of
from volunteering.models.calls import RecruitmentCall
from volunteering.models.questions import QuestionAnswer, QuestionText, QuestionVersion

#: After this the database is asked again. An answer to a version that was asked until now is always taken.
FRESH_SECONDS = 60
#: How long a copy can stand in for a database that is away.
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Words:
    """A question in one language."""

    label: str
    purpose: str
    hint: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class AskedQuestion:
    """One version of a question with its words in every language that there is."""

    question: int
    version: int
    key: str
    number: int
    type: str
    is_required: bool
    codes: tuple[str, ...]
    words: dict[str, Words]

    @property
    def name(self) -> str:
        """The name of its field: another one when another version is asked."""
        return f"q_{self.key}_{self.number}"

    def in_language(self, language: str) -> tuple[Words, Language]:
        """The words in the language or in the first that stands in for it, and which that is."""
        code = best_language(self.words, language)
        return self.words.get(code, Words(self.key, "", "", self.codes)), language_of(code or language)

    def choices(self, language: str) -> list[tuple[str, str]]:
        """Codes with their labels; yes and no are the interface's own words."""
        if self.type == QuestionVersion.Type.YES_NO:
            return [("yes", gettext("yes")), ("no", gettext("no"))]
        labels = self.in_language(language)[0].choices
        return list(zip(self.codes, (*labels, *self.codes[len(labels) :]), strict=False))

    def in_words(self, value: Any, language: str) -> str:
        """An answer in words: what was typed, or the labels of the codes."""
        if self.type == QuestionVersion.Type.TEXT:
            return str(value or "")
        labels = dict(self.choices(language))
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(code), str(code)) for code in chosen if code)


def missing_languages(languages: Iterable[str], words: Iterable[str]) -> list[str]:
    """The languages of the call that a question has no words in; while there are any, it is not asked."""
    return [code for code in (list(languages) or ["fi"]) if code not in set(words)]


def read_questions(call: RecruitmentCall) -> list[AskedQuestion]:
    """The current questions of a call, as the database has them, asked or not."""
    latest = QuestionVersion.objects.filter(question__call=call, question__withdrawn_at__isnull=True)
    latest = latest.order_by("question__position", "question__pk", "-number").distinct(
        "question__position", "question__pk"
    )
    return [asked(version) for version in latest.select_related("question").prefetch_related("texts")]


def asked_questions(call: RecruitmentCall) -> list[AskedQuestion]:
    """The questions that the call's form asks now."""
    kept: tuple[float, list[AskedQuestion]] | None = cache.get(_place(call.pk))
    now = timezone.now().timestamp()
    if kept is not None and 0 <= now - kept[0] < FRESH_SECONDS:
        return kept[1]
    found = [row for row in read_questions(call) if not missing_languages(call.languages, row.words)]
    cache.set(_place(call.pk), (now, found), KEPT_SECONDS)
    return found


def remembered_questions(call_pk: int) -> list[AskedQuestion]:
    """What this process remembers of a call's questions; nothing when it never knew them."""
    kept: tuple[float, list[AskedQuestion]] | None = cache.get(_place(call_pk))
    return kept[1] if kept else []


def forget_questions(call_pk: int) -> None:
    """After a change, ask the database again."""
    cache.delete(_place(call_pk))


def asked(version: QuestionVersion) -> AskedQuestion:
    """A version with its words; prefetch `texts` and `question`."""
    return AskedQuestion(
        question=version.question_id,
        version=version.pk,
        key=version.question.key,
        number=version.number,
        type=version.type,
        is_required=version.is_required,
        codes=tuple(version.codes),
        words={text.language: _words(text) for text in version.texts.all()},
    )


def given_answers(registration: Any) -> list[tuple[AskedQuestion, QuestionAnswer]]:
    """The answers of a sign-up, each with the question as it was asked."""
    rows = registration.extra_answers.select_related("version__question").prefetch_related("version__texts")
    return [(asked(row.version), row) for row in rows]


def _words(text: QuestionText) -> Words:
    return Words(text.label, text.purpose, text.hint, tuple(text.choices))


def _place(call_pk: int) -> str:
    return f"volunteering.questions.{call_pk}"
