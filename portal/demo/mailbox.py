"""Mail in the demo leaves nothing: each message becomes a file, and one page shows them all.

Only demo settings name the backend and route the pages; nobody but this machine reaches them.
"""

import email
import email.policy
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage as MimeMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

_SHOWN = 200


class MailboxBackend(BaseEmailBackend):
    """The demo's mail server: writes `var/mail/<time>-<id>.eml` for each message."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex}.eml"
            partial = folder / f".{name}"
            partial.write_bytes(message.message().as_bytes())
            partial.rename(folder / name)
        return len(email_messages)


@dataclass(frozen=True)
class SentMail:
    """One message as the page shows it."""

    name: str
    sent_at: datetime
    subject: str
    recipients: str
    text: str


@never_cache
@require_GET
def sent_mails(request: HttpRequest) -> HttpResponse:
    """The newest mails of the demo."""
    names = sorted((path.name for path in _folder().glob("*.eml")), reverse=True)[:_SHOWN]
    return render(request, "portal/sent_mails.html", {"mails": [_read(name) for name in names]})


@never_cache
@require_GET
def sent_mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail of the demo as text."""
    if not (_folder() / f"{name}.eml").is_file():
        raise Http404
    return render(request, "portal/sent_mail.html", {"mail": _read(f"{name}.eml")})


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "mail"


def _read(name: str) -> SentMail:
    path = _folder() / name
    message: Any = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return SentMail(
        name=path.stem,
        sent_at=datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone()),
        subject=str(message["Subject"] or ""),
        recipients=str(message["To"] or ""),
        text=_text(message),
    )


def _text(message: MimeMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    return str(part.get_content()) if part else ""
