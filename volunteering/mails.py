"""Every mail of this app: a folder of subject and text, sent by one function inside the transaction of its cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from home.languages import fallback_chain
from home.mail.backend import queue
from volunteering.choices import ContactLanguage
from volunteering.mail_words import ALLOWED, Letter, fill
from volunteering.models.desk import MessageTemplate
from volunteering.models.joining import JoinRequest
from volunteering.models.messages import PublicMessage
from volunteering.models.records import OutboundMessage
from volunteering.models.registrations import Registration

#: What a mail can be about.
Case = Registration | JoinRequest | PublicMessage


@dataclass(frozen=True)
class Words:
    """Subject and text of a mail as it will be sent."""

    subject: str
    text: str


def mail_language(language: str) -> str:
    """The first language of the chain in which mails are written."""
    return next(code for code in fallback_chain(language) if code in ContactLanguage.values)


def words_of_mail(template: str, *, language: str, about: Case, **context: Any) -> Words:
    """The mail in the language of the chain: the team's own words where there are any, else the project's."""
    code = mail_language(language)
    context |= {"about": about, "reference": about.reference, "place": _place(about, code), "language": code}
    context["eu_funding"] = settings.EU_FUNDING_STATEMENT
    own = None
    if template in Letter.values:
        own = MessageTemplate.objects.filter(template=template, language=code).first()
    with override(code):
        if own is None:
            return default_words(template, context)
        allowed = ALLOWED[Letter(template)]
        text = f"{fill(own.text, context, allowed)}\n{render_to_string('volunteering/mail/signature.txt', context)}"
        return Words(" ".join(fill(own.subject, context, allowed).split()), text.strip() + "\n")


def default_words(template: str, context: dict[str, Any]) -> Words:
    """The project's own words, in the language of the moment."""
    subject = " ".join(render_to_string(f"volunteering/mail/{template}/subject.txt", context).split())
    return Words(subject, render_to_string(f"volunteering/mail/{template}/text.txt", context).strip() + "\n")


def send_mail(
    template: str,
    *,
    to: Sequence[str],
    language: str,
    about: Case,
    to_applicant: bool = False,
    now: datetime | None = None,
    text: str = "",
    attachment: tuple[str, str, str] | None = None,
    **context: Any,
) -> None:
    """Queue one mail in the language; it leaves after the transaction, or never when that is rolled back.

    `text` are a coordinator's own words instead; `attachment` is name, content and content type.
    """
    words = words_of_mail(template, language=language, about=about, **context)
    message = EmailMessage(words.subject, text or words.text, settings.DEFAULT_FROM_EMAIL, to=list(to))
    if attachment:
        message.attach(*attachment)
    OutboundMessage.objects.create(
        registration=about if isinstance(about, Registration) else None,
        join_request=about if isinstance(about, JoinRequest) else None,
        template=template,
        language=mail_language(language),
        to_applicant=to_applicant,
        mail=queue(message),
        created_at=now or timezone.now(),
    )


def _place(about: Case, language: str) -> str:
    return about.municipality.name(language) if about.municipality else ""
