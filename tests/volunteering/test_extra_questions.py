"""A municipality asks something of its own, and somebody answers it while she signs up."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.volunteering.conftest import (
    ABOUT,
    DETAILS,
    HOW,
    INTERESTS,
    Applicant,
    Recruiting,
    away,
    make_registration,
)
from tests.volunteering.test_own_page import link
from volunteering.models import Question, QuestionAnswer, RecruitmentCall, Registration
from volunteering.questions.asked import Words
from volunteering.questions.services import Draft, add_question, change_question, withdraw_question

CAR = {
    "fi": Words("Onko sinulla auto?", "Osa paikoista on kaukana.", "", ()),
    "sv": Words("Har du bil?", "En del ställen ligger långt borta.", "", ()),
    "en": Words("Do you have a car?", "Some places are far away.", "", ()),
}
SKILLS = {
    "fi": Words("Mitä osaat opettaa?", "Suunnittelemme ryhmiä.", "Voit valita monta.", ("Uinti", "Kudonta")),
    "sv": Words("Vad kan du lära ut?", "Vi planerar grupper.", "Du kan välja flera.", ("Simning", "Vävning")),
    "en": Words("What can you teach?", "We plan groups.", "You may choose many.", ("Swimming", "Weaving")),
    "ar": Words("ماذا يمكنك أن تعلّم؟", "نخطط للمجموعات.", "", ("السباحة", "النسيج")),
}
WHEN = {code: Words(f"When? {code}", f"Why {code}", "", ()) for code in ("fi", "sv", "en")}


def ask(call: RecruitmentCall, words: dict[str, Words], kind: str = "yes_no", *, required: bool = False) -> Question:
    return add_question(call, Draft(kind, required, words))


@pytest.fixture
def asked(recruiting: Recruiting) -> tuple[Question, Question, Question]:
    """Three questions in Salo, one of each kind."""
    salo = recruiting.salo
    return (ask(salo, CAR, required=True), ask(salo, SKILLS, "many"), ask(salo, WHEN, "text"))


ANSWERS = {"q_onko_sinulla_auto_1": "yes", "q_mita_osaat_opettaa_1": ["uinti", "kudonta"], "q_when_fi_1": "Lauantaina"}


def fill_in(applicant: Applicant, **changes: Any) -> Any:
    """All steps with the municipality's questions."""
    for step, data in (("how", HOW), ("interests", INTERESTS), ("about", ABOUT)):
        response = applicant.post(step, data)
    assert response["Location"].endswith("/questions/")
    assert applicant.post("questions", {**ANSWERS, **changes})["Location"].endswith("/details/")
    return applicant.post("details", DETAILS)


def given(row: Registration) -> dict[str, Any]:
    return {answer.version.question.key: answer.value for answer in row.extra_answers.all()}


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple", "ar"])
def test_every_language_asks_shows_and_stores_the_same_codes(asked: Any, language: str) -> None:
    applicant = Applicant(f"/{language}/salo/join/")
    fill_in(applicant)
    check = applicant.get("check").content.decode()
    label = SKILLS["fi" if language == "fi-simple" else language]
    assert ", ".join(label.choices) in check
    assert f'href="/{language}/salo/join/questions/?from=check#id_q_onko_sinulla_auto_1"' in check
    assert applicant.send().status_code == 303
    row = Registration.objects.get()
    assert given(row) == {
        "onko_sinulla_auto": "yes", "mita_osaat_opettaa": ["uinti", "kudonta"], "when_fi": "Lauantaina"
    }  # fmt: skip
    assert applicant.send().status_code == 303
    assert QuestionAnswer.objects.count() == 3


def test_why_it_is_asked_stands_beside_the_question(applicant: Applicant, asked: Any) -> None:
    applicant.post("how", HOW)
    html = applicant.get("questions").content.decode()
    assert "Osa paikoista on kaukana." in html
    assert 'aria-describedby="id_q_mita_osaat_opettaa_1_helptext' in html


def test_words_in_another_language_say_which(asked: Any) -> None:
    applicant = Applicant("/ar/salo/join/")
    applicant.post("how", HOW)
    html = applicant.get("questions").content.decode()
    assert '<span lang="en" dir="ltr">Do you have a car?</span>' in html
    assert "السباحة" in html and "Swimming" not in html


def test_a_question_that_must_be_answered_says_so_and_keeps_the_others(applicant: Applicant, asked: Any) -> None:
    applicant.post("how", HOW)
    response = applicant.post("questions", {"q_when_fi_1": "Sunnuntaina"})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_q_onko_sinulla_auto_1_0"' in html and "Sunnuntaina" in html


def test_a_call_without_questions_has_no_such_step(applicant: Applicant) -> None:
    assert applicant.answer()["Location"] == "/fi/salo/join/check/"
    assert applicant.get("questions")["Location"] == "/fi/salo/join/details/"


def test_a_question_without_words_in_a_language_of_the_call_is_not_asked_yet(
    recruiting: Recruiting, applicant: Applicant
) -> None:
    question = ask(recruiting.salo, {"fi": CAR["fi"]})
    assert applicant.answer()["Location"] == "/fi/salo/join/check/"
    change_question(question, Draft("yes_no", False, CAR))
    assert question.versions.count() == 1
    assert applicant.get("check")["Location"] == "/fi/salo/join/questions/?from=check"


def test_on_the_national_page_the_chosen_place_asks(recruiting: Recruiting, asked: Any) -> None:
    applicant = Applicant("/fi/join/")
    applicant.post("where", {"municipality": "salo"})
    fill_in(applicant)
    applicant.send()
    assert given(Registration.objects.get())["onko_sinulla_auto"] == "yes"
    other = Applicant("/fi/join/")
    other.answer(municipality="raahe")
    assert "Onko sinulla auto?" not in other.get("check").content.decode()


def test_a_question_changed_meanwhile_is_asked_again_with_its_answer(applicant: Applicant, asked: Any) -> None:
    fill_in(applicant)
    change_question(asked[0], Draft("yes_no", True, {**CAR, "fi": Words("Onko sinulla auto käytössä?", "x", "", ())}))
    response = applicant.send()
    assert response["Location"] == "/fi/salo/join/questions/?from=check"
    assert Registration.objects.count() == 0
    html = applicant.get("questions").content.decode()
    assert 'class="notice"' in html and "Onko sinulla auto käytössä?" in html and "Lauantaina" in html
    assert html.count("checked") == 3
    stale = applicant.client.post("/fi/salo/join/questions/?from=check", ANSWERS)
    assert stale.status_code == 422 and stale.content.decode().count("checked") == 3
    fresh = {**ANSWERS, "q_onko_sinulla_auto_2": "no"}
    del fresh["q_onko_sinulla_auto_1"]
    assert applicant.client.post("/fi/salo/join/questions/?from=check", fresh)["Location"].endswith("/check/")
    applicant.send()
    assert given(Registration.objects.get())["onko_sinulla_auto"] == "no"


def test_a_question_taken_back_meanwhile_is_left_out_and_it_is_said(applicant: Applicant, asked: Any) -> None:
    fill_in(applicant)
    withdraw_question(asked[2], timezone.now())
    check = applicant.get("check")
    assert check.status_code == 200 and 'class="notice"' in check.content.decode()
    assert "Lauantaina" not in check.content.decode()
    applicant.send()
    assert set(given(Registration.objects.get())) == {"onko_sinulla_auto", "mita_osaat_opettaa"}


def test_all_questions_taken_back_while_somebody_answers(applicant: Applicant, asked: Any) -> None:
    applicant.post("how", HOW)
    for question in asked:
        withdraw_question(question, timezone.now())
    assert applicant.post("questions", ANSWERS)["Location"] == "/fi/salo/join/details/"


def test_a_new_question_is_asked_before_sending(recruiting: Recruiting, applicant: Applicant) -> None:
    applicant.answer()
    ask(recruiting.salo, CAR, required=True)
    assert applicant.send()["Location"] == "/fi/salo/join/questions/?from=check"
    assert Registration.objects.count() == 0


def test_an_old_sign_up_shows_the_question_as_it_was_asked(
    recruiting: Recruiting, applicant: Applicant, asked: Any
) -> None:
    fill_in(applicant)
    applicant.send()
    row = Registration.objects.get()
    changed = {**SKILLS, "fi": Words("Mitä haluat näyttää?", "x", "", ("Sukellus", "Kudonta"))}
    change_question(asked[1], Draft("many", False, changed))
    client = Client()
    client.force_login(recruiting.coordinator_salo)
    html = client.get(reverse("volunteering_registrations:case", args=[row.reference])).content.decode()
    assert "Mitä osaat opettaa?" in html and "Uinti, Kudonta" in html
    assert "Mitä haluat näyttää?" not in html


def test_all_answers_fit_into_the_cookie(applicant: Applicant, asked: Any) -> None:
    persian = "".join(chr(0x0621 + (n * 7) % 40) for n in range(500))
    applicant.post("how", HOW)
    applicant.post("interests", INTERESTS)
    applicant.post("about", {**ABOUT, "message": persian})
    assert applicant.post("questions", {**ANSWERS, "q_when_fi_1": persian[:150]}).status_code == 303
    assert applicant.post("details", {**DETAILS, "full_name": persian[:200]}).status_code == 303
    assert applicant.send().status_code == 303


def test_answers_that_do_not_fit_are_kept_on_the_page(applicant: Applicant, asked: Any) -> None:
    applicant.post("how", HOW)
    noise = "".join(chr(0x4E00 + (n * 7919) % 20000) for n in range(500))
    applicant.post("about", {**ABOUT, "message": noise})
    response = applicant.post("questions", {**ANSWERS, "q_when_fi_1": noise[:150]})
    assert response.status_code in (303, 422)
    assert response.status_code == 303 or noise[:150] in response.content.decode()


@pytest.mark.parametrize("value", ["\x00", "a" * 1_000_000, "' OR 1=1", "\ud800".encode("utf-8", "surrogatepass")])
def test_rubbish_is_an_error_and_not_a_crash(applicant: Applicant, asked: Any, value: Any) -> None:
    applicant.post("how", HOW)
    for name in ("q_onko_sinulla_auto_1", "q_when_fi_1", "q_mita_osaat_opettaa_1", "q_x_1", "q__1", "q_when_fi_99"):
        assert applicant.post("questions", {**ANSWERS, name: value}).status_code in (303, 422)


def test_a_database_away_keeps_the_answers_in_sight_and_in_words(
    applicant: Applicant, asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    applicant.post("how", HOW)
    call = re.search(r'name="questions_call" value="(\d+)"', applicant.get("questions").content.decode())
    assert call
    with monkeypatch.context() as broken, connection.execute_wrapper(away):
        broken.setattr("home.routing._rows", away)
        response = applicant.post("questions", {**ANSWERS, "questions_call": call[1]})
    html = response.content.decode()
    assert response.status_code == 503
    assert "Mitä osaat opettaa?" in html and "Uinti, Kudonta" in html and "Lauantaina" in html
    fill_in(applicant)
    monkeypatch.setattr("volunteering.journey.receive_signup", away)
    response = applicant.send()
    assert response.status_code == 503 and "Uinti, Kudonta" in response.content.decode()


def test_answers_are_corrected_on_the_own_page(recruiting: Recruiting, applicant: Applicant, asked: Any) -> None:
    fill_in(applicant)
    applicant.send()
    row = Registration.objects.get()
    address = link("own", row) + "correct/"
    html = Client().get(address).content.decode()
    assert "Onko sinulla auto?" in html and "Lauantaina" in html
    answers = {**DETAILS, "q_onko_sinulla_auto_1": "no", "q_when_fi_1": ""}
    assert Client().post(address, answers).status_code == 303
    row = Registration.objects.get()
    assert given(row) == {"onko_sinulla_auto": "no"}
    assert "Onko sinulla auto?" in row.notes.get().text


def test_the_copy_has_the_questions_and_the_answers(applicant: Applicant, asked: Any) -> None:
    fill_in(applicant)
    applicant.send()
    address = link("own", Registration.objects.get())
    assert "Uinti, Kudonta" in Client().post(address, {"action": "download"}).content.decode()
    data = json.loads(Client().post(address, {"action": "download_data"}).content)
    row = next(row for row in data["sign_ups"][0]["extra_questions"] if row["key"] == "mita_osaat_opettaa")
    assert (row["question"], row["version"], row["codes"]) == ("Mitä osaat opettaa?", 1, ["uinti", "kudonta"])


def test_withdrawing_erases_the_answers(applicant: Applicant, asked: Any) -> None:
    fill_in(applicant)
    applicant.send()
    Client().post(link("own", Registration.objects.get()), {"action": "withdraw"})
    assert QuestionAnswer.objects.count() == 0


def test_when_two_become_one_the_chosen_answers_remain(recruiting: Recruiting, asked: Any) -> None:
    rows = []
    for phone, answer in (("040 123 4567", "yes"), ("040 123 4567", "no")):
        applicant = Applicant()
        for step, data in (("how", HOW), ("interests", INTERESTS), ("about", ABOUT)):
            applicant.post(step, data)
        text = {"q_when_fi_1": "Lauantaina"} if answer == "no" else {}
        applicant.post("questions", {"q_onko_sinulla_auto_1": answer, **text})
        applicant.post("details", {**DETAILS, "email": "", "phone": phone})
        applicant.send()
        rows.append(Registration.objects.order_by("pk").last())
    first, second = rows
    client = Client()
    client.force_login(recruiting.coordinator_salo)
    address = reverse("volunteering_registrations:merge", args=[second.reference])
    html = client.get(address).content.decode()
    name = f"take_q_{asked[0].pk}"
    assert f'name="{name}"' in html
    seen = f"{first.reference} {first.status} {second.reference} {second.status}"
    client.post(address, {"action": "merge", "seen": seen, name: second.reference})
    assert given(Registration.objects.get()) == {"onko_sinulla_auto": "no", "when_fi": "Lauantaina"}


def test_a_call_with_answers_keeps_its_questions(recruiting: Recruiting) -> None:
    question = ask(recruiting.salo, CAR)
    row = make_registration(recruiting.salo)
    QuestionAnswer.objects.create(registration=row, version=question.versions.get(), codes=["yes"])
    with pytest.raises(Exception, match="protected"):
        question.delete()
