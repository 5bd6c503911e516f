"""A coordinator asks something of her municipality's own: she writes it, looks at it, changes it, takes it back."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given as generated
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.volunteering.conftest import Recruiting, make_registration
from tests.volunteering.test_extra_questions import CAR, SKILLS, ask, given
from volunteering.models import Question, QuestionAnswer, Registration
from volunteering.questions.asked import asked_questions
from volunteering.questions.codes import CODE_LENGTH, IS_CODE, codes_of
from volunteering.questions.forbidden import Matter, forbidden_matter
from volunteering.questions.services import TooManyQuestionsError

WORDS = {"label_fi": "Onko sinulla auto?", "purpose_fi": "Osa paikoista on kaukana.", "label_sv": "Har du bil?",
         "purpose_sv": "En del ställen ligger långt borta.", "label_en": "Do you have a car?",
         "purpose_en": "Some places are far away."}  # fmt: skip
CHOICES = {"choices_fi": "Uinti\nKudonta\n", "choices_sv": "Simning\nVävning", "choices_en": "Swimming\r\nWeaving\r\n"}


@pytest.fixture
def coordinator(recruiting: Recruiting) -> Client:
    client = Client()
    client.force_login(recruiting.coordinator_salo)
    return client


def add_url(recruiting: Recruiting) -> str:
    return reverse("volunteering_calls:add_question", args=[recruiting.salo.pk])


def post(client: Client, url: str, action: str = "save", **changes: Any) -> Any:
    return client.post(url, {"type": "yes_no", **WORDS, "action": action, **changes})


def test_a_question_is_written_and_then_asked(recruiting: Recruiting, coordinator: Client) -> None:
    assert coordinator.get(add_url(recruiting)).status_code == 200
    assert post(coordinator, add_url(recruiting), is_required="on").status_code == 302
    question = asked_questions(recruiting.salo)[0]
    assert (question.key, question.number, question.type, question.is_required) == (
        "onko_sinulla_auto", 1, "yes_no", True
    )  # fmt: skip
    page = coordinator.get(reverse("volunteering_calls:edit", args=[recruiting.salo.pk])).content.decode()
    assert "Onko sinulla auto?" in page


def test_choices_get_codes_that_stay(recruiting: Recruiting, coordinator: Client) -> None:
    post(coordinator, add_url(recruiting), type="many", **CHOICES)
    question = Question.objects.get()
    url = reverse("volunteering_calls:question", args=[recruiting.salo.pk, question.pk])
    assert "Kudonta" in coordinator.get(url).content.decode()
    more = {"choices_fi": "Kudonta\nUiminen\nLaulu", "choices_sv": "a\nb\nc", "choices_en": "a\nb\nc"}
    post(coordinator, url, type="many", **more)
    versions = list(question.versions.all())
    assert [version.codes for version in versions] == [["uinti", "kudonta"], ["kudonta", "uiminen", "laulu"]]


def test_a_preview_shows_it_as_applicants_see_it_and_saves_nothing(recruiting: Recruiting, coordinator: Client) -> None:
    html = post(coordinator, add_url(recruiting), action="preview", type="one", **CHOICES).content.decode()
    assert html.count('class="question-preview"') == 3
    assert 'value="uinti"' in html and "Swimming" in html
    assert not Question.objects.exists()


def test_a_missing_language_is_named_and_the_question_waits(recruiting: Recruiting, coordinator: Client) -> None:
    post(coordinator, add_url(recruiting), label_sv="", purpose_sv="")
    assert asked_questions(recruiting.salo) == []
    page = coordinator.get(reverse("volunteering_calls:edit", args=[recruiting.salo.pk])).content.decode()
    assert "svenska" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label_fi": ""}, "label_fi"),
        ({"purpose_sv": ""}, "purpose_sv"),
        ({"label_sv": ""}, "label_sv"),
        ({"type": "one", "choices_fi": "Uinti"}, "choices_fi"),
        ({"type": "one", **CHOICES, "choices_sv": "Simning"}, "choices_sv"),
        ({"type": "one", **CHOICES, "choices_fi": "Uinti\nUinti"}, "choices_fi"),
        ({"type": "many", **CHOICES, "choices_en": "x" * 81}, "choices_en"),
        ({"label_en": "What is your nationality?"}, "label_en"),
        ({"label_fi": "x" * 151}, "label_fi"),
        ({"type": "photo"}, "type"),
    ],
)
def test_what_is_missing_or_forbidden_is_said_beside_the_field(
    recruiting: Recruiting, coordinator: Client, changes: dict[str, str], field: str
) -> None:
    response = post(coordinator, add_url(recruiting), **changes)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Mikä on henkilötunnuksesi?", Matter.IDENTITY_CODE), ("När är du född?", Matter.BIRTH_DATE),
        ("What is your nationality?", Matter.ORIGIN), ("Onko sinulla oleskelulupa?", Matter.STATUS),
        ("Vilken religion har du?", Matter.RELIGION), ("Mikä on sukupuolesi?", Matter.GENDER),
        ("What is your occupation?", Matter.OCCUPATION), ("Lähetä valokuvasi", Matter.PHOTO),
        ("Har du begått brott?", Matter.CRIME), ("Onko sinulla sairauksia?", Matter.HEALTH),
        ("Which political party?", Matter.POLITICS),
        ("Onko sinulla auto?", None), ("Raskaiden huonekalujen kantaminen", None), ("Vad kan du visa?", None),
        ("Brottning", None), ("Birthday parties", None), ("Healthy cooking", None), ("Valokuvaus", None),
        ("Sex eller sju gånger?", None), ("Osaatko opettaa uimaan?", None), ("Fotografi", None),
    ],
)  # fmt: skip
def test_what_is_never_asked(text: str, matter: Matter | None) -> None:
    assert forbidden_matter(text) == matter


def test_a_fourth_question_is_refused(recruiting: Recruiting, coordinator: Client) -> None:
    for _n in range(3):
        ask(recruiting.salo, CAR)
    assert post(coordinator, add_url(recruiting)).status_code == 422
    with pytest.raises(TooManyQuestionsError):
        ask(recruiting.salo, CAR)


def test_a_question_is_taken_back_and_makes_room(recruiting: Recruiting, coordinator: Client) -> None:
    question = ask(recruiting.salo, CAR)
    row = make_registration(recruiting.salo)
    QuestionAnswer.objects.create(registration=row, version=question.versions.get(), codes=["yes"])
    url = reverse("volunteering_calls:question", args=[recruiting.salo.pk, question.pk])
    coordinator.post(url, {"action": "withdraw"})
    assert asked_questions(recruiting.salo) == [] and row.extra_answers.count() == 1
    assert coordinator.get(url).status_code == 404


def test_a_foreign_call_has_no_questions_to_write(recruiting: Recruiting, coordinator: Client) -> None:
    question = ask(recruiting.raahe, CAR)
    for url in (
        reverse("volunteering_calls:add_question", args=[recruiting.raahe.pk]),
        reverse("volunteering_calls:question", args=[recruiting.raahe.pk, question.pk]),
        reverse("volunteering_calls:question", args=[recruiting.salo.pk, question.pk]),
    ):
        assert coordinator.get(url).status_code == 404
        assert post(coordinator, url).status_code == 404


def test_who_phones_is_asked_too(recruiting: Recruiting, coordinator: Client) -> None:
    ask(recruiting.salo, CAR, required=True)
    skills = ask(recruiting.salo, SKILLS, "many")
    entry = {
        "channel": "phone", "municipality": recruiting.salo.municipality.pk, "full_name": "Aino", "phone": "0401234567",
        "contact_language": "fi", "wants": "group", "signup_as": "alone", "evidence": "on", "evidence_note": "Puhelu",
    }  # fmt: skip
    response = coordinator.post(reverse("volunteering_registrations:add"), entry)
    row = Registration.objects.get()
    assert response["Location"] == reverse("volunteering_registrations:questions", args=[row.reference])
    assert "Osa paikoista on kaukana." in coordinator.get(response["Location"]).content.decode()
    coordinator.post(response["Location"], {f"q_{skills.key}_1": ["uinti"]})
    assert given(row) == {"mita_osaat_opettaa": ["uinti"]}
    assert row.notes.latest("pk").by == recruiting.coordinator_salo


def test_the_file_has_a_column_for_each_question(recruiting: Recruiting, coordinator: Client) -> None:
    question, other = ask(recruiting.salo, SKILLS, "many"), ask(recruiting.raahe, CAR)
    row = make_registration(recruiting.salo)
    QuestionAnswer.objects.create(registration=row, version=question.versions.get(), codes=["uinti", "kudonta"])
    foreign = make_registration(recruiting.raahe)
    QuestionAnswer.objects.create(registration=foreign, version=other.versions.get(), codes=["yes"])
    response = coordinator.post(reverse("volunteering_registrations:export"), {"purpose": "Suunnittelu"})
    sheet = load_workbook(BytesIO(response.content)).active
    heading, line = list(sheet.values)
    assert dict(zip(heading, line, strict=True))["Mitä osaat opettaa?"] == "Uinti, Kudonta"
    assert "Onko sinulla auto?" not in heading


lines = st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=8, unique=True)


@generated(lines)
def test_codes_are_plain_and_different(words: list[str]) -> None:
    codes = codes_of(words)
    assert len(set(codes)) == len(words)
    assert all(re.match(IS_CODE, code) and len(code) <= CODE_LENGTH for code in codes)


@generated(lines, lines)
def test_codes_stay_with_their_words(before: list[str], after: list[str]) -> None:
    old = dict(zip(before, codes_of(before), strict=True))
    new = dict(zip(after, codes_of(after, [(code, words) for words, code in old.items()]), strict=True))
    assert len(set(new.values())) == len(after)
    assert all(new[words] == old[words] for words in old.keys() & new.keys())


def test_two_questions_at_once_do_not_share_a_key(recruiting: Recruiting) -> None:
    first, second = ask(recruiting.salo, CAR), ask(recruiting.salo, CAR)
    assert (first.key, second.key) == ("onko_sinulla_auto", "onko_sinulla_auto_2")
