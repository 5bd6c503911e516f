"""Who gets which words, and sending them: all in one transaction, each mail kept as a note of its case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from home.languages import best_language
from volunteering.links import own_url
from volunteering.mail_words import fill
from volunteering.mails import Words, filled_words, mail_language, send_words
from volunteering.models.registrations import Registration
from volunteering.states import OPEN, Status
from volunteering.writing.forms import PLACEHOLDERS

#: The name under which such mails stand in the list of a case's mails.
TEMPLATE = "own_words"
#: Who can be written to: whoever somebody works with, once the address is known to be hers.
_WRITTEN_TO = {*OPEN, Status.APPROVED} - {Status.UNVERIFIED}
_A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Delivery:
    """One mail to one person; `language` is that of the words, which may not be the one she asked for."""

    row: Registration
    language: str
    words: Words

    @property
    def is_in_another_language(self) -> bool:
        """Whether the words are not in the language that she asked for."""
        return self.language != mail_language(self.row.contact_language)


@dataclass
class Round:
    """Who gets the mail, and who does not and why."""

    deliveries: list[Delivery] = field(default_factory=list)
    left_out: list[tuple[Registration, Any]] = field(default_factory=list)


def reason_against(row: Registration) -> Any:
    """Why somebody cannot be written to; empty when she can."""
    if row.quarantined:
        return _("in quarantine")
    if row.status == Status.UNVERIFIED:
        return _("has not confirmed the address")
    if row.status not in _WRITTEN_TO:
        return row.get_status_display()
    if not row.email:
        return _("no e-mail address")
    return ""


def plan(rows: Iterable[Registration], texts: Mapping[str, Words]) -> Round:
    """Everybody's mail with its words as they will be sent, but for the signature."""
    result = Round()
    for row in rows:
        if reason := reason_against(row):
            result.left_out.append((row, reason))
            continue
        wanted = mail_language(row.contact_language)
        language = best_language(texts, wanted)
        if not language:
            continue
        result.deliveries.append(Delivery(row, language, _filled(texts[language], row, language)))
    return result


@transaction.atomic
def send(rows: Any, texts: Mapping[str, Words], *, key: str, by: Any, now: datetime) -> Round | None:
    """Send to those of the rows who can be written to; None when this very mail was sent before."""
    if not caches["shared"].add(f"writing:{key}", 1, _A_DAY):
        return None
    locked = rows.select_for_update(of=("self",)).select_related("call", "municipality").order_by("pk")
    result = plan(list(locked), texts)
    for delivery in result.deliveries:
        row = delivery.row
        words = filled_words(
            texts[delivery.language], language=delivery.language, about=row, allowed=PLACEHOLDERS,
            link=own_url(row, delivery.language),
        )  # fmt: skip
        send_words(words, TEMPLATE, to=[row.email], language=delivery.language, about=row, to_applicant=True, now=now)
        row.notes.create(text=f"{delivery.words.subject}\n\n{delivery.words.text}"[:2000], by=by, at=now)
    written = [delivery.row.pk for delivery in result.deliveries]
    Registration.objects.filter(pk__in=written).update(active_at=now)
    return result


def _filled(words: Words, row: Registration, language: str) -> Words:
    """The words without the signature, for the preview and for the note."""
    place = row.municipality.name(language) if row.municipality else ""
    values = {"reference": row.reference, "place": place, "link": own_url(row, language)}
    return Words(fill(words.subject, values, PLACEHOLDERS), fill(words.text, values, PLACEHOLDERS))
