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
from volunteering.models.wishes import Wish

#: What a mail can be about.
Case = Registration | JoinRequest | PublicMessage | Wish


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
    own = None
    if template in Letter.values:
        own = MessageTemplate.objects.filter(template=template, language=code).first()
    if own is not None:
        allowed = ALLOWED[Letter(template)]
        return filled_words(Words(own.subject, own.text), language=code, about=about, allowed=allowed, **context)
    with override(code):
        return default_words(template, _values(about, code, context))


def filled_words(words: Words, *, language: str, about: Case, allowed: set[str], **context: Any) -> Words:
    """What somebody of the project has written, with its placeholders filled and the signature under it."""
    values = _values(about, language, context)
    with override(language):
        signature = render_to_string("volunteering/mail/signature.txt", values)
    text = f"{fill(words.text, values, allowed)}\n{signature}"
    return Words(" ".join(fill(words.subject, values, allowed).split()), text.strip() + "\n")


def letter_to_change(letter: Letter, language: str) -> Words:
    """A letter with its placeholders still open and without the signature: the team's words, else the project's."""
    own = MessageTemplate.objects.filter(template=letter, language=language).first()
    if own is not None:
        return Words(own.subject, own.text)
    with override(language):
        words = default_words(letter, {name: f"{{{name}}}" for name in ALLOWED[letter]})
    return Words(words.subject, words.text.rpartition("\n--\n")[0].strip())


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
    send_words(
        Words(words.subject, text or words.text), template, to=to, language=language, about=about,
        to_applicant=to_applicant, now=now, attachment=attachment,
    )  # fmt: skip


def send_seen(
    template: str,
    *,
    about: Registration,
    text: str,
    by: Any,
    now: datetime,
    attachment: tuple[str, str, str] | None = None,
    **context: Any,
) -> None:
    """Send a mail that a coordinator has seen and maybe changed; words of her own are kept as a note of the case."""
    words = words_of_mail(template, language=about.contact_language, about=about, **context)
    own = text.replace("\r\n", "\n").strip()
    if own and own != words.text.strip():
        about.notes.create(text=own[:2000], by=by, at=now)
    send_words(
        Words(words.subject, own or words.text), template, to=[about.email], language=about.contact_language,
        about=about, to_applicant=True, now=now, attachment=attachment,
    )  # fmt: skip


def send_words(
    words: Words,
    template: str,
    *,
    to: Sequence[str],
    language: str,
    about: Case,
    to_applicant: bool = False,
    now: datetime | None = None,
    attachment: tuple[str, str, str] | None = None,
) -> None:
    """Queue a mail whose words are ready; `template` says which mail it was."""
    message = EmailMessage(words.subject, words.text, settings.DEFAULT_FROM_EMAIL, to=list(to))
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


def _values(about: Case, language: str, context: dict[str, Any]) -> dict[str, Any]:
    place = _place(about, language)
    funding = settings.EU_FUNDING_STATEMENT
    known = {"about": about, "reference": about.reference, "place": place, "language": language, "eu_funding": funding}
    return {**context, **known}


def _place(about: Case, language: str) -> str:
    return about.municipality.name(language) if about.municipality else ""
