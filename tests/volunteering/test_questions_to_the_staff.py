"""A sponsor asks the municipality's staff: the coordinator takes personal data out, forwards it, notes the answer."""

from uuid import uuid4

import pytest
from django.utils import timezone

from home.models import OutgoingMail
from municipalities.models import Contact, ContactText
from tests.volunteering.conftest import Recruiting, mail_texts
from tests.volunteering.test_a_coordinators_day import signed_in
from tests.volunteering.test_places_in_a_training import mail_texts_of_plain_parts
from tests.volunteering.test_writing_without_signing_up import write
from volunteering.models import PublicMessage

ASKED = {"municipality": "salo", "text": "May Mr Secret use the hall?", "name": "Aino", "contact": "040 123 4567"}


@pytest.fixture
def question(recruiting: Recruiting) -> PublicMessage:
    now = timezone.now()
    return PublicMessage.objects.create(
        idempotency_key=uuid4(), kind="question", municipality=recruiting.salo.municipality, language="en",
        text=ASKED["text"], name="Aino", contact="040 123 4567", status_changed_at=now, created_at=now,
    )  # fmt: skip


@pytest.fixture
def staff(recruiting: Recruiting) -> Contact:
    contact = Contact.objects.create(key="staff", municipality=recruiting.salo.municipality, email="staff@example.org")
    ContactText.objects.create(parent=contact, language="en", role="Integration staff")
    return contact


def address(question: PublicMessage) -> str:
    return f"/admin/messages/{question.reference}/"


def test_the_question_reaches_the_coordinator(recruiting: Recruiting) -> None:
    assert write("question", {**ASKED, "municipality": "elsewhere"}).status_code == 422
    assert write("question", ASKED)["Location"] == "/en/question/received/"
    row = PublicMessage.objects.get()
    assert (row.kind, row.municipality, row.status) == ("question", recruiting.salo.municipality, "new")
    (text,) = mail_texts()
    assert "To: coordinator-salo@example.org" in text and "Secret" not in text


def test_it_is_forwarded_once_in_the_coordinators_words_without_the_name(
    recruiting: Recruiting, question: PublicMessage, staff: Contact
) -> None:
    client = signed_in(recruiting.coordinator_salo)
    page = client.get(address(question))
    assert page.context["forward_form"].initial["text"] == ASKED["text"]
    for _twice in range(2):
        client.post(address(question), {"action": "forward", "contact": staff.pk, "text": "May we use the hall?"})
    (mail,) = mail_texts_of_plain_parts()
    assert OutgoingMail.objects.get().recipients == ["staff@example.org"]
    assert "May we use the hall?" in mail and "Reply-To: coordinator-salo@example.org" in mail
    assert not [part for part in ("Secret", "Aino", "040") if part in mail]
    question.refresh_from_db()
    assert question.forwarded_to == staff and question.status == "new"
    client.post(address(question), {"action": "answer", "answer": "Yes, on Mondays."})
    question.refresh_from_db()
    assert (question.answer, question.status) == ("Yes, on Mondays.", "handled")


def test_a_contact_of_another_town_gets_nothing(recruiting: Recruiting, question: PublicMessage) -> None:
    foreign = Contact.objects.create(key="far", municipality=recruiting.raahe.municipality, email="far@example.org")
    client = signed_in(recruiting.coordinator_salo)
    for contact in (foreign.pk, "", "x"):
        client.post(address(question), {"action": "forward", "contact": contact, "text": "Hello?"})
    client.post(address(question), {"action": "answer", "answer": ""})
    assert not OutgoingMail.objects.exists()
    assert signed_in(recruiting.coordinator_oulu).post(address(question), {"action": "forward"}).status_code == 404


def test_a_worry_is_never_forwarded(recruiting: Recruiting, question: PublicMessage, staff: Contact) -> None:
    PublicMessage.objects.update(kind="worry")
    data = {"action": "forward", "contact": staff.pk, "text": "x"}
    signed_in(recruiting.coordinator_salo).post(address(question), data)
    assert not OutgoingMail.objects.exists()
