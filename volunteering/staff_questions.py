"""A sponsor's question on its way: to the municipality's role mailbox in the coordinator's words, and its answer."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from home.mail.backend import queue
from municipalities.models import Contact
from volunteering.mails import default_words
from volunteering.models.messages import PublicMessage

ANSWER_LENGTH = 2000


def contacts_for(message: PublicMessage) -> Any:
    """The contacts of the municipality that have a mailbox."""
    return Contact.objects.filter(municipality=message.municipality_id).exclude(email="").prefetch_related("texts")


class ForwardForm(forms.Form):
    """To which contact, and in which words."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label=_("To whom"))
    text = forms.CharField(label=_("The question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, message: PublicMessage, data: Any = None) -> None:
        contacts = contacts_for(message)
        super().__init__(data, initial={"text": message.text, "contact": contacts.first()}, auto_id="id_forward_%s")
        field: Any = self.fields["contact"]
        field.queryset = contacts
        self.has_contacts = contacts.exists()


@transaction.atomic
def forward_question(message: PublicMessage, contact: Contact, text: str, *, by: Any, now: datetime) -> bool:
    """Send the question once; the answer comes to the coordinator. False when somebody has sent it already."""
    row = PublicMessage.objects.select_for_update().get(pk=message.pk)
    if row.forwarded_at is not None or row.kind != PublicMessage.Kind.QUESTION:
        return False
    row.forwarded_text, row.forwarded_to, row.forwarded_at, row.handled_by = text, contact, now, by
    row.save(update_fields=["forwarded_text", "forwarded_to", "forwarded_at", "handled_by"])
    language = row.language if row.language in {"fi", "sv"} else "fi"
    with override(language):
        context = {"question": text, "reference": row.reference, "eu_funding": settings.EU_FUNDING_STATEMENT}
        words = default_words("question_to_staff", context)
    reply_to = [by.email] if getattr(by, "email", "") else None
    queue(EmailMessage(words.subject, words.text, settings.DEFAULT_FROM_EMAIL, to=[contact.email], reply_to=reply_to))
    return True


def note_answer(message: PublicMessage, text: str, *, by: Any, now: datetime) -> None:
    """Keep what the municipality has answered; the question is handled."""
    PublicMessage.objects.filter(pk=message.pk).update(
        answer=text, status=PublicMessage.Status.HANDLED, status_changed_at=now, handled_by=by
    )
