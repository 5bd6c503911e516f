"""Extra questions of two calls, and what some of the invented applicants answered. Deterministic; made once."""

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from municipalities.models import Municipality
from volunteering.models import Question, QuestionVersion, RecruitmentCall
from volunteering.models.calls import call_of
from volunteering.questions.asked import AskedQuestion, Words, asked_questions
from volunteering.questions.services import Draft, add_question

CONTENT = Path(__file__).parent / "content" / "questions.toml"


def load_questions() -> None:
    """The questions, where the call has none yet."""
    calls: dict[str, RecruitmentCall | None] = {}
    for row in _content()["question"]:
        if row["town"] not in calls:
            call = call_of(Municipality.objects.filter(slug=row["town"]).first())
            has_some = call is None or call.municipality is None or Question.objects.filter(call=call).exists()
            calls[row["town"]] = None if has_some else call
        call = calls[row["town"]]
        if call is not None:
            add_question(call, Draft(row["type"], row["required"], _words(row)))


def invented_answers(call: RecruitmentCall, n: int) -> list[tuple[AskedQuestion, Any]]:
    """What the n-th applicant answered; the same in every demo."""
    dice = random.Random(n)  # noqa: S311  # not a secret
    return [(question, _answer(question, dice)) for question in asked_questions(call)]


def _answer(question: AskedQuestion, dice: random.Random) -> Any:
    if question.type == QuestionVersion.Type.TEXT:
        return dice.choice(_content()["answers"]["kokkola_text"])
    if question.type == QuestionVersion.Type.MANY:
        return dice.sample(question.codes, dice.randrange(0, 3))
    return dice.choice([code for code, _label in question.choices("fi")])


def _words(row: dict[str, Any]) -> dict[str, Words]:
    return {
        language: Words(words["label"], words["purpose"], words.get("hint", ""), tuple(words.get("choices", ())))
        for language, words in row.items()
        if isinstance(words, dict)
    }


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))
