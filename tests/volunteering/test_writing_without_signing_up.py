"""Partners, feedback on a page, a worry: who may write, who reads it, and what is shown where nobody reviewed it."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.volunteering.conftest import Recruiting, mail_texts
from tests.volunteering.test_a_coordinators_day import signed_in
from volunteering.models import PublicMessage

WORRY = {"text": "Somebody shouted at a child.", "municipality": "salo"}
PARTNER = {
    "organisation": "Kirjasto", "name": "Ó Súilleabháin", "contact": "040 123 4567", "municipality": "salo",
    "offers": ["space"],
}  # fmt: skip


def write(kind: str, answers: dict, language: str = "en", referer: str = ""):
    """Open the form, read for a minute, send."""
    client = Client(headers={"referer": referer} if referer else None)
    page = client.get(f"/{language}/{kind}/")
    assert page.status_code == 200
    initial = page.context["form"].initial
    now = timezone.now()
    with time_machine.travel(now.timestamp() + 60, tick=False):
        return client.post(f"/{language}/{kind}/", {**initial, **answers})


def test_a_worry_may_be_anonymous_and_reaches_the_coordinator_at_once(recruiting: Recruiting) -> None:
    page = Client().get("/en/worry/").content.decode()
    assert page.index("tel:112") < page.index("<h1>")
    assert write("worry", WORRY)["Location"] == "/en/worry/received/"
    row = PublicMessage.objects.get()
    assert (row.kind, row.municipality, row.name, row.contact) == ("worry", recruiting.salo.municipality, "", "")
    assert [text.split("\n")[0] for text in mail_texts()] == ["To: coordinator-salo@example.org"]
    assert "shouted" not in mail_texts()[0] and row.reference in mail_texts()[0]


@pytest.mark.parametrize("language", ["ar", "fi-simple"])
def test_where_nobody_reviewed_the_words_three_languages_and_a_number_are_shown(recruiting, language, settings) -> None:
    settings.CONTACT_PHONE = "020 701 0000"
    html = Client().get(f"/{language}/worry/").content.decode()
    for part in ("tel:112", "tel:0207010000", 'href="/fi/worry/"', 'href="/sv/worry/"', 'href="/en/worry/"'):
        assert part in html
    assert "<textarea" not in html
    assert Client().post(f"/{language}/worry/", WORRY).status_code == 200
    assert not PublicMessage.objects.exists()
    settings.REVIEWED_LANGUAGES = [*settings.REVIEWED_LANGUAGES, language]
    assert "<textarea" in Client().get(f"/{language}/worry/").content.decode()


def test_feedback_says_which_page_it_is_about_and_nothing_else(recruiting: Recruiting) -> None:
    before = "http://testserver/en/salo/events/?q=secret"
    assert write("feedback", {"face": "good", "municipality": "elsewhere"}, referer=before).status_code == 303
    row = PublicMessage.objects.get()
    assert (row.page, row.face, row.municipality) == ("/en/salo/events/", "good", None)
    assert not mail_texts()


def test_a_partner_is_answered_and_only_by_her_own_district(recruiting: Recruiting) -> None:
    assert write("partner", PARTNER).status_code == 303
    row = PublicMessage.objects.get()
    own, foreign = signed_in(recruiting.coordinator_salo), signed_in(recruiting.coordinator_oulu)
    address = f"/admin/messages/{row.reference}/"
    assert "Ó Súilleabháin" in own.get(address).content.decode()
    assert foreign.get(address).content == foreign.get("/admin/messages/VI-MISSING9/").content
    assert foreign.post(address, {"action": "handled"}).status_code == 404
    assert row.reference not in foreign.get("/admin/messages/").content.decode()
    own.post(address, {"action": "handled"})
    row.refresh_from_db()
    assert (row.status, row.handled_by) == ("handled", recruiting.coordinator_salo)


@pytest.mark.parametrize("kind", ["feedback", "partner", "worry"])
def test_mistakes_are_said_and_a_robot_is_looked_at(recruiting: Recruiting, kind: str) -> None:
    response = Client().post(f"/en/{kind}/", {"municipality": "atlantis", "text": "x" * 3000})
    assert response.status_code == 422 and response["Cache-Control"] == "private, no-store"
    answers = {"worry": WORRY, "partner": PARTNER, "feedback": {"face": "bad", "municipality": "salo"}}[kind]
    assert write(kind, {**answers, "website": "http://spam.example"}).status_code == 303
    assert PublicMessage.objects.get().quarantine_reason == "hidden_field"
    assert not mail_texts()
