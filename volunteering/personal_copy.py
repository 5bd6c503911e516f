"""Everything that is known about a person, to read and for machines (the right of access)."""

import json
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import get_language

from home.languages import language_of
from volunteering.choices import Interest
from volunteering.models.joining import JoinRequest
from volunteering.models.pulse import SponsorPulseAsk
from volunteering.models.records import AccessLog
from volunteering.models.registrations import Registration
from volunteering.models.wishes import Wish
from volunteering.questions.answers import extra_in_words
from volunteering.questions.asked import given_answers
from volunteering.sponsors.copy import about_sponsor, rows_about_sponsor
from volunteering.words import answers_in_words

#: Columns that say nothing about the person.
_INTERNAL = {"id", "idempotency_key", "call", "assigned_to", "possible_duplicate_of", "handled_by"}


def same_person(case: Registration, visible: Any) -> list[Registration]:
    """The sign-ups among the visible ones with the same address or number, this one first."""
    same = Q(pk=case.pk)
    if case.email:
        same |= Q(email__iexact=case.email)
    if case.phone:
        same |= Q(phone=case.phone)
    return sorted(visible.filter(same), key=lambda row: (row.pk != case.pk, row.pk))


def everything_about(
    registrations: Iterable[Registration], requests: Iterable[JoinRequest] = (), wishes: Iterable[Wish] = ()
) -> dict[str, Any]:
    """All rows about a person as plain data; the codes as they are stored."""
    return {
        "sign_ups": [_sign_up(row) for row in registrations],
        "requests_to_join": [
            {**_columns(row), "notes": _notes(row), "mails": _mails(row), "seen": _seen(row.reference)}
            for row in requests
        ],
        "wishes": [
            {**_columns(row), "municipality": row.municipality.slug, "seen": _seen(row.reference)} for row in wishes
        ],
    }


def readable(registrations: Iterable[Registration], now: datetime, wishes: Iterable[Wish] = ()) -> str:
    """The same as a page to read, in the language of the moment."""
    context = {
        "language": language_of(get_language() or "en"),
        "now": now,
        "cases": [
            {
                "row": row,
                "answers": [answer for answer in (*answers_in_words(row), *extra_in_words(row)) if answer["text"]],
                "changes": row.changes.all(),
                "notes": row.notes.all(),
                "consents": row.consents.all(),
                "mails": row.messages.filter(to_applicant=True),
                "trainings": [
                    {"row": each, "title": each.session.title(get_language() or "fi"), "session": each.session}
                    for each in row.attendances.select_related("session")
                ],
                **rows_about_sponsor(row),
            }
            for row in registrations
        ],
        "wishes": [(row, [str(Interest(code).label) for code in row.topics]) for row in wishes],
    }
    return render_to_string("volunteering/copy.html", context)


def as_json(data: dict[str, Any]) -> str:
    """The data for machines."""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def archive(registrations: list[Registration], requests: list[JoinRequest], now: datetime, wishes: list[Wish]) -> bytes:
    """One file with both: to read and for machines."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        packed.writestr("copy.html", readable(registrations, now, wishes))
        packed.writestr("copy.json", as_json(everything_about(registrations, requests, wishes)))
    return file.getvalue()


def _sign_up(row: Registration) -> dict[str, Any]:
    return {
        **_columns(row),
        "municipality": row.municipality and row.municipality.slug,
        "extra_questions": _extra(row),
        "changes": list(row.changes.values("from_status", "to_status", "at", "actor", "reason", "comment")),
        "notes": _notes(row),
        **about_sponsor(row),
        "consents": list(row.consents.values("purpose", "language", "channel", "given_at", "withdrawn_at")),
        "mails": _mails(row),
        "training": [
            {"title": each.session.title("fi"), "starts_at": each.session.starts_at, "state": each.state}
            for each in row.attendances.select_related("session")
        ],
        "pulse": list(SponsorPulseAsk.objects.filter(sponsor__registration=row).values("month", "asked_on")),
        "seen": _seen(row.reference),
    }


def _columns(row: Any) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in _INTERNAL and not field.is_relation]
    return {field.name: getattr(row, field.name) for field in fields}


def _extra(row: Registration) -> list[Any]:
    """The municipality's own questions as they were asked, in the language of the form, with codes or text."""
    return [
        {
            "question": question.in_language(row.language)[0].label,
            "key": question.key,
            "version": question.number,
            "codes": answer.codes,
            "text": answer.text,
        }
        for question, answer in given_answers(row)
    ]


def _notes(row: Any) -> list[Any]:
    return list(row.notes.values("text", "at"))


def _mails(row: Any) -> list[Any]:
    return list(row.messages.filter(to_applicant=True).values("template", "language", "created_at"))


def _seen(reference: str) -> list[Any]:
    """When somebody of the project saw, changed or exported the case; not who."""
    return list(AccessLog.objects.filter(references__contains=reference).order_by("at").values("action", "at"))
