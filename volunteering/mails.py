"""Every mail of this app: a folder of subject and text, sent by one function inside the transaction of its cause."""

from collections.abc import Sequence
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
from volunteering.models.joining import JoinRequest
from volunteering.models.records import OutboundMessage
from volunteering.models.registrations import Registration


def mail_language(language: str) -> str:
    """The first language of the chain in which mails are written."""
    return next(code for code in fallback_chain(language) if code in ContactLanguage.values)


def send_mail(
    template: str,
    *,
    to: Sequence[str],
    language: str,
    about: Registration | JoinRequest,
    to_applicant: bool = False,
    now: datetime | None = None,
    **context: Any,
) -> None:
    """Queue one mail in the language; it leaves after the transaction, or never when that is rolled back."""
    code = mail_language(language)
    context |= {"about": about, "reference": about.reference, "place": _place(about, code), "language": code}
    context["eu_funding"] = settings.EU_FUNDING_STATEMENT
    with override(code):
        subject = " ".join(render_to_string(f"volunteering/mail/{template}/subject.txt", context).split())
        body = render_to_string(f"volunteering/mail/{template}/text.txt", context).strip() + "\n"
    mail = queue(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, to=list(to)))
    OutboundMessage.objects.create(
        registration=about if isinstance(about, Registration) else None,
        join_request=about if isinstance(about, JoinRequest) else None,
        template=template,
        language=code,
        to_applicant=to_applicant,
        mail=mail,
        created_at=now or timezone.now(),
    )


def _place(about: Registration | JoinRequest, language: str) -> str:
    return about.municipality.name(language) if about.municipality else ""
