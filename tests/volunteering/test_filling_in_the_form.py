"""Somebody fills in the form: mistakes, names of all kinds, other languages, and the way back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from home.models import OutgoingMail
from tests.volunteering.conftest import DETAILS, HOW, Applicant, Recruiting, mail_texts, make_registration
from volunteering.answers import COOKIE
from volunteering.models import Registration

NAMES = ["Ó Súilleabháin", "محمد", "Xi", "Åke von Überfluß-Ñandú", "O'Neill & Söhne <b>", "ሰላም", "x" * 200]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_a_name(applicant: Applicant, name: str) -> None:
    assert applicant.sign_up(full_name=name).full_name == name


def test_a_mistake_is_named_first_and_beside_the_field(applicant: Applicant) -> None:
    applicant.answer()
    response = applicant.post("details", {**DETAILS, "email": "aino at example", "full_name": "Aino"})
    html = response.content.decode()
    assert response.status_code == 422
    assert html.index('class="error-summary"') < html.index("<h1")
    assert 'href="#id_email"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="aino at example"' in html and 'value="Aino"' in html
    assert "example.org" in html


@pytest.mark.parametrize(("language", "word"), [("en", "Error:"), ("fi", "Virhe:"), ("sv", "Fel:")])
def test_the_title_of_an_error_page_begins_with_the_word(recruiting: Recruiting, language: str, word: str) -> None:
    html = Applicant(f"/{language}/salo/join/").post("how", {}).content.decode()
    assert f"<title>{word}" in html


def test_a_phone_number_or_an_address_is_needed(applicant: Applicant) -> None:
    response = applicant.answer(email="", phone="")
    assert response.status_code == 422
    assert 'href="#id_phone"' in response.content.decode()


def test_a_megabyte_of_message_is_refused_with_the_limit_and_the_rest_is_kept(applicant: Applicant) -> None:
    applicant.post("how", HOW)
    response = applicant.post(
        "about", {"message": "a" * 1_000_000, "practical_needs": ["lift"], "heard_from": "poster"}
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert "500" in html and "1000000" in html
    assert html.count("checked") == 2


def test_answers_that_do_not_fit_together_are_said_and_kept(applicant: Applicant) -> None:
    applicant.post("how", HOW)
    noise = "".join(chr(0x1F300 + (n * 37) % 700) for n in range(500))
    assert applicant.post("about", {"message": noise}).status_code == 303
    response = applicant.post(
        "details", {**DETAILS, "full_name": "".join(chr(0x4E00 + (n * 7919) % 20000) for n in range(200)),
                    "preferred_name": "".join(chr(0x4E00 + (n * 6007) % 20000) for n in range(100))}
    )  # fmt: skip
    assert response.status_code in (303, 422)
    if response.status_code == 422:
        assert "id_full_name" in response.content.decode()


def test_nul_and_other_rubbish_is_an_error_and_not_a_crash(applicant: Applicant) -> None:
    applicant.post("how", HOW)
    for value in ("\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass")):
        assert applicant.post("details", {**DETAILS, "full_name": value}).status_code in (303, 422)
    assert applicant.post("how", {**HOW, "wants": "' OR 1=1"}).status_code == 422


def test_switching_the_language_keeps_the_answers(recruiting: Recruiting) -> None:
    applicant = Applicant("/fi/salo/join/")
    applicant.post("how", HOW)
    applicant.base = "/sv/salo/join/"
    html = applicant.get("how").content.decode()
    assert '<html lang="sv"' in html
    assert 'value="group" required' in html or 'value="group"' in html
    assert html.count("checked") == 3


def test_the_way_back_from_the_check_leads_to_the_check(applicant: Applicant) -> None:
    applicant.answer()
    assert 'href="/fi/salo/join/how/?from=check#id_wants"' in applicant.get("check").content.decode()
    response = applicant.client.post("/fi/salo/join/how/?from=check", {**HOW, "wants": "sometimes"})
    assert response["Location"] == "/fi/salo/join/check/"
    assert applicant.sign_up(wants="sometimes").wants == "sometimes"


def test_skipping_a_step_leads_to_it(applicant: Applicant) -> None:
    applicant.post("how", HOW)
    assert applicant.get("check")["Location"] == "/fi/salo/join/details/"


def test_after_an_hour_it_says_so_kindly(applicant: Applicant) -> None:
    applicant.answer()
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        response = applicant.get("check")
    assert response.status_code == 200
    assert 'href="/fi/salo/join/"' in response.content.decode()
    assert Registration.objects.count() == 0


def test_somebody_under_18_meets_a_kind_page_and_nothing_is_kept(applicant: Applicant) -> None:
    applicant.post("how", HOW)
    response = applicant.post("how", {**HOW, "is_adult": "not_yet"})
    assert response["Location"] == "/fi/salo/join/too-young/"
    assert response.cookies[COOKIE].value == ""
    assert applicant.get("too-young").status_code == 200
    assert Registration.objects.count() == OutgoingMail.objects.count() == 0


def test_the_cookie_is_the_visitors_own(applicant: Applicant) -> None:
    cookie = applicant.post("how", HOW).cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 3600


def test_nothing_below_the_page_is_stored_or_found(applicant: Applicant) -> None:
    for response in (applicant.get("how"), applicant.post("how", {}), applicant.post("how", HOW)):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_a_form_without_its_token_is_refused(recruiting: Recruiting) -> None:
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/fi/salo/join/how/", HOW).status_code == 403


def test_sending_again_makes_one_sign_up(applicant: Applicant) -> None:
    applicant.answer()
    cookie = applicant.client.cookies[COOKIE].value
    first = applicant.send()
    applicant.client.cookies[COOKIE] = cookie  # a second click left before the first answer arrived
    second = applicant.send()
    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1
    assert len(mail_texts()) == 1
    assert applicant.get("check")["Location"] == "/fi/salo/join/received/"


def test_an_address_that_is_known_gets_the_same_answer_and_staff_see_it(recruiting: Recruiting) -> None:
    first = make_registration(recruiting.salo, email="Aino@Example.org")
    applicant = Applicant()
    again = applicant.sign_up()
    received = applicant.get("received").content.decode()
    stranger = Applicant()
    stranger.sign_up(email="ulla@example.org", phone="")
    other = stranger.get("received").content.decode()
    assert again.possible_duplicate_of == first
    assert len(received) - len("aino@example.org") == len(other) - len("ulla@example.org")


@pytest.mark.parametrize("step", ["../admin", "nothing", "where", "how%00"])
def test_what_is_not_a_step_is_404(applicant: Applicant, step: str) -> None:
    assert applicant.get(step).status_code == 404


def test_what_the_form_does_not_ask_cannot_be_forged(applicant: Applicant) -> None:
    forged = {"status": "approved", "reference": "YK-FORGED99", "assigned_to": "1", "quarantined": "", "roles": "admin"}
    row = applicant.sign_up(**forged)
    assert (row.status, row.assigned_to, row.reference == "YK-FORGED99") == ("unverified", None, False)
