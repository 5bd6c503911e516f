"""Receiving a wish: one row for one form, and a word to the coordinators when somebody would help."""

from datetime import datetime
from typing import Any

from django.db import transaction

from municipalities.models import Municipality
from volunteering.announcing import announce_wish
from volunteering.intake import arrival
from volunteering.models.wishes import Wish
from volunteering.spam import suspicion

COLUMNS = ("topics", "text", "would_help", "name_used", "reply_by", "phone")


@transaction.atomic
def receive_wish(
    values: dict[str, Any],
    *,
    key: str,
    opened_at: int | None,
    municipality: Municipality,
    language: str,
    now: datetime,
    many: bool = False,
) -> Wish:
    """Make the wish, or find the one that was already made of this form."""
    words = f"{values['text']} {values['name_used']}"
    doubt = suspicion(trap=values.get("website", ""), opened_at=opened_at, now=now, message=words, many=many)
    wish, made = Wish.objects.get_or_create(
        idempotency_key=key,
        defaults={
            **{name: values[name] for name in COLUMNS},
            **arrival(municipality, language, doubt, now),
        },
    )
    if made and doubt is None and wish.would_help:
        announce_wish(wish)
    return wish
