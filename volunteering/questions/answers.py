"""Answers to extra questions: kept with the sign-up, corrected, shown in words, merged."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import get_language

from volunteering.models.questions import QuestionAnswer, QuestionVersion
from volunteering.models.registrations import Registration
from volunteering.questions.asked import AskedQuestion, asked, asked_questions, given_answers


def keep_answers(registration: Registration, given: Iterable[tuple[AskedQuestion, Any]]) -> list[AskedQuestion]:
    """Keep answers, in the caller's transaction; an empty one takes the answer away. Returns what was changed.

    A sign-up has at most one answer to a question: an answer to another version of it takes the old one's place.
    """
    before = {row.version.question_id: row for row in registration.extra_answers.select_related("version")}
    changed = []
    for question, value in given:
        old = before.get(question.question)
        columns = _columns(question, value)
        is_same = old is not None and (old.version_id, old.codes, old.text) == (question.version, *columns.values())
        if is_same or (old is None and not any(columns.values())):
            continue
        changed.append(question)
        if old is not None:
            old.delete()
        if any(columns.values()):
            QuestionAnswer.objects.create(registration=registration, version_id=question.version, **columns)
    return changed


def questions_for(registration: Registration) -> list[tuple[AskedQuestion, Any]]:
    """What can be answered or corrected: each question as it was answered, and those asked now that were not."""
    given = [(question, row.value) for question, row in given_answers(registration)]
    answered = {question.question for question, _value in given}
    current = asked_questions(registration.call)
    return given + [(question, None) for question in current if question.question not in answered]


def extra_in_words(registration: Registration) -> list[dict[str, Any]]:
    """The answers in the language of the moment, as `answers_in_words` gives those to the form's own questions."""
    language = get_language() or "fi"
    rows = []
    for question, row in given_answers(registration):
        words, spoken = question.in_language(language)
        rows.append(
            {
                "name": f"q_{question.question}",
                "label": words.label,
                "text": question.in_words(row.value, language),
                "is_free": question.type == QuestionVersion.Type.TEXT,
                "spoken": spoken,
            }
        )
    return rows


def extra_columns(cases: list[Registration]) -> dict[str, Callable[[Registration], str]]:
    """Heading → answer of a sign-up, a column for each question; where two read alike, their place is added."""
    language = get_language() or "fi"
    rows = QuestionAnswer.objects.filter(registration__in=[case.pk for case in cases])
    rows = rows.select_related("version__question__call__municipality").prefetch_related("version__texts")
    texts: dict[int, dict[int, str]] = {}
    headings: dict[int, tuple[str, str]] = {}
    for row in rows.order_by("version__question__call", "version__question__position", "version__number"):
        question = asked(row.version)
        headings[question.question] = (question.in_language(language)[0].label, str(row.version.question.call))
        texts.setdefault(question.question, {})[row.registration_id] = question.in_words(row.value, language)
    alike = Counter(label for label, _place in headings.values())
    return {
        label if alike[label] == 1 else f"{label} ({place}, {pk})": _cell(texts[pk])
        for pk, (label, place) in headings.items()
    }


def _cell(texts: dict[int, str]) -> Callable[[Registration], str]:
    return lambda case: texts.get(case.pk, "")


def take_answers(kept: Registration, gone: Registration, names: set[str]) -> None:
    """Of two sign-ups that become one, move the chosen answers, and those that only the one that goes has."""
    there = {row.version.question_id: row for row in kept.extra_answers.select_related("version")}
    for row in gone.extra_answers.select_related("version"):
        question = row.version.question_id
        if question in there and f"q_{question}" not in names:
            continue
        if question in there:
            there[question].delete()
        row.registration = kept
        row.save(update_fields=["registration"])


def _columns(question: AskedQuestion, value: Any) -> dict[str, Any]:
    if question.type == QuestionVersion.Type.TEXT:
        return {"codes": [], "text": str(value or "")}
    codes = value if isinstance(value, list) else [value]
    return {"codes": [code for code in codes if code], "text": ""}
