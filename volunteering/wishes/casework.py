"""What coordinators do with a wish whose sender would help."""

from datetime import datetime
from typing import Any

from django.db import transaction

from volunteering.announcing import announce_wish
from volunteering.casework import out_of_quarantine
from volunteering.erasure import erase_wish_helper
from volunteering.models.wishes import Wish


def mark_contacted(wish: Wish, *, by: Any) -> None:
    """Remember who is in touch with the person."""
    Wish.objects.filter(pk=wish.pk).update(handled_by=by)


@transaction.atomic
def erase_helper(wish: Wish, *, now: datetime) -> None:
    """Erase name and number; the wish itself stays and counts."""
    erase_wish_helper(Wish.objects.select_for_update().get(pk=wish.pk), now)


@transaction.atomic
def release_wish(wish: Wish) -> bool:
    """Let a wish out of quarantine, and tell those who would have been told at first."""
    row = out_of_quarantine(wish)
    if row is None:
        return False
    if row.would_help and row.phone:
        announce_wish(row)
    return True
