"""A coordinator ticks sign-ups and writes to them: in their languages, seen before it is sent, sent once."""

import re

import pytest
from django.urls import reverse

from home.models import OutgoingMail
from tests.volunteering.conftest import Recruiting, mail_texts, make_registration
from tests.volunteering.test_a_coordinators_day import signed_in
from volunteering.models import AccessLog, Registration
from volunteering.writing import letters

CHOSEN, MESSAGE = "/admin/signups/chosen/", "/admin/signups/message/"
WORDS = {
    "subject_fi": "Tule iltaan",
    "text_fi": "Hei {reference}, tule {place}on: {link}",
    "subject_sv": "Kom på kväll",
    "text_sv": "Hej!",
}


@pytest.fixture
def people(recruiting: Recruiting) -> dict[str, Registration]:
    salo = recruiting.salo
    return {
        "finnish": make_registration(salo, email="fi@example.org", status="contacted"),
        "swedish": make_registration(salo, email="sv@example.org", contact_language="sv"),
        "english": make_registration(salo, email="en@example.org", contact_language="en"),
        "phone only": make_registration(salo, email="", phone="+358401234567", full_name="Only Phone"),
        "unconfirmed": make_registration(salo, email="un@example.org", status="unverified"),
        "withdrawn": make_registration(salo, email="wd@example.org", status="withdrawn"),
    }


def ticked(*rows: Registration, **more: str) -> dict[str, object]:
    return {"reference": [row.reference for row in rows], **more}


def key_in(response: object) -> str:
    return re.search(r'name="key" value="([^"]+)"', response.content.decode())[1]  # type: ignore[index, attr-defined]


def test_the_page_asks_for_words_in_the_languages_of_those_who_can_be_written_to(
    recruiting: Recruiting, people: dict[str, Registration]
) -> None:
    client = signed_in(recruiting.coordinator_salo)
    page = client.post(CHOSEN, ticked(people["finnish"], people["phone only"], action="message")).content.decode()
    assert 'name="text_fi"' in page and 'name="text_sv"' not in page
    assert "Only Phone" in page and "tel:+358401234567" in page
    assert not OutgoingMail.objects.exists()


def test_a_letter_gives_the_first_words(recruiting: Recruiting, people: dict[str, Registration]) -> None:
    client = signed_in(recruiting.coordinator_salo)
    response = client.post(MESSAGE, ticked(people["english"], letter="still_interested"))
    assert "{link}" in response.context["form"]["text_en"].value()
    assert client.post(MESSAGE, ticked(people["english"], letter="declined")).context["form"]["text_en"].value() == ""


def test_everybody_sees_before_sending_who_gets_what(recruiting: Recruiting, people: dict[str, Registration]) -> None:
    client = signed_in(recruiting.coordinator_salo)
    response = client.post(MESSAGE, ticked(*people.values(), step="look", **WORDS))
    got = {group["language"].code: [d.row.email for d in group["deliveries"]] for group in response.context["groups"]}
    assert got == {"fi": ["fi@example.org", "en@example.org"], "sv": ["sv@example.org"]}
    assert {row.full_name for row, _why in response.context["left_out"]} >= {"Only Phone"}
    assert len(response.context["left_out"]) == 3
    assert f"Hei {people['finnish'].reference}" in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_mails_go_out_once_and_are_kept_as_notes(recruiting: Recruiting, people: dict[str, Registration]) -> None:
    client = signed_in(recruiting.coordinator_salo)
    key = key_in(client.post(MESSAGE, ticked(*people.values(), step="look", **WORDS)))
    for _twice in range(2):
        response = client.post(MESSAGE, ticked(*people.values(), step="send", key=key, **WORDS))
        assert response["Location"] == reverse("volunteering_registrations:index")
    texts = mail_texts()
    assert len(texts) == 3
    assert f"Hei {people['finnish'].reference}, tule Saloon: http" in texts[0] and "/own/" in texts[0]
    assert "To: sv@example.org\nSubject: Kom på kväll" in texts[1]
    note = people["finnish"].notes.get()
    assert note.text.startswith("Tule iltaan\n\nHei") and note.by == recruiting.coordinator_salo
    assert not people["phone only"].notes.exists()
    log = AccessLog.objects.filter(action="change").get()
    assert set(log.references) == {people[name].reference for name in ("finnish", "swedish", "english")}


def test_foreign_and_invented_references_get_nothing(recruiting: Recruiting, people: dict[str, Registration]) -> None:
    foreign = make_registration(recruiting.raahe, email="raahe@example.org", full_name="Foreign")
    client = signed_in(recruiting.coordinator_salo)
    rows = ticked(people["finnish"], foreign)
    rows["reference"] += ["YK-MISSING9"]  # type: ignore[operator]
    look = client.post(MESSAGE, {**rows, **WORDS, "step": "look"})
    assert "Foreign" not in look.content.decode()
    client.post(MESSAGE, {**rows, **WORDS, "step": "send", "key": key_in(look)})
    assert [text.split("\n")[0] for text in mail_texts()] == ["To: fi@example.org"]
    only_foreign = client.post(MESSAGE, ticked(foreign, step="send", key=key_in(look), **WORDS))
    assert only_foreign.status_code == 302 and len(mail_texts()) == 1


def test_nobody_else_writes(recruiting: Recruiting, people: dict[str, Registration]) -> None:
    response = signed_in(recruiting.editor).post(MESSAGE, ticked(people["finnish"], step="look", **WORDS))
    assert response.status_code in (302, 403)
    assert signed_in(recruiting.coordinator_salo).get(MESSAGE).status_code == 405


@pytest.mark.parametrize(
    "words",
    [
        {"subject_fi": "", "text_fi": ""},
        {"subject_fi": "Only a subject", "text_fi": ""},
        {"subject_fi": "A", "text_fi": "{password}"},
        {"subject_fi": "A", "text_fi": "x" * 5000},
    ],
)
def test_what_cannot_be_sent_is_said_and_kept(
    recruiting: Recruiting, people: dict[str, Registration], words: dict[str, str]
) -> None:
    client = signed_in(recruiting.coordinator_salo)
    response = client.post(MESSAGE, ticked(people["finnish"], step="look", **words))
    assert response.status_code == 422
    assert words["text_fi"] in response.content.decode()


def test_either_all_mails_are_queued_or_none(
    recruiting: Recruiting, people: dict[str, Registration], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(recruiting.coordinator_salo)
    rows = [people["finnish"], people["swedish"]]
    key = key_in(client.post(MESSAGE, ticked(*rows, step="look", **WORDS)))
    real, calls = letters.send_words, []

    def second_fails(*args: object, **kwargs: object) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError
        real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(letters, "send_words", second_fails)
    with pytest.raises(RuntimeError):
        client.post(MESSAGE, ticked(*rows, step="send", key=key, **WORDS))
    assert not OutgoingMail.objects.exists()
    monkeypatch.undo()
    client.post(MESSAGE, ticked(*rows, step="send", key=key, **WORDS))
    assert len(mail_texts()) == 2
