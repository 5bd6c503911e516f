"""Doing erasures again after a backup was restored."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from volunteering.erasure import (
    delete_cases,
    erase_contact_data,
    erase_everything,
    erase_join_request,
    erase_wish_helper,
)
from volunteering.erasure_list import digest_of
from volunteering.models import Erasure, JoinRequest, PublicMessage, Registration, StatusChange, Wish
from volunteering.states import OPEN, Actor, Status


def reapply(wanted: Iterable[tuple[str, str]], now: datetime) -> int:
    """Erase again what the list of digests and kinds names; returns how many were there again."""
    by_digest: dict[str, set[str]] = {}
    for digest, kind in wanted:
        by_digest.setdefault(digest, set()).add(kind)
    done = 0
    for model in (Registration, JoinRequest):
        for reference in list(model.objects.values_list("reference", flat=True)):
            kinds = by_digest.get(digest_of(reference))
            if kinds and _again(model.objects.filter(reference=reference), kinds, now):
                done += 1
    for message in PublicMessage.objects.all():
        if Erasure.Kind.ROW in by_digest.get(digest_of(message.reference), ()):
            message.delete()
            done += 1
    for wish in Wish.objects.all():
        done += _wish_again(wish, by_digest.get(digest_of(wish.reference), set()), now)
    return done


def _wish_again(wish: Wish, kinds: set[str], now: datetime) -> bool:
    if Erasure.Kind.ROW in kinds:
        wish.delete()
        return True
    if Erasure.Kind.CONTACT_DATA in kinds and (wish.phone or wish.name_used):
        erase_wish_helper(wish, now)
        return True
    return False


@transaction.atomic
def _again(rows: object, kinds: set[str], now: datetime) -> bool:
    case = rows.select_for_update().get()  # type: ignore[attr-defined]
    if Erasure.Kind.ROW in kinds:
        delete_cases(rows, now)  # type: ignore[arg-type]
    elif isinstance(case, JoinRequest):
        if not case.phone and not case.name_used:
            return False
        case.status = JoinRequest.Status.CLOSED
        case.save(update_fields=["status"])
        erase_join_request(case, now)
    else:
        if case.erased_at:
            return False
        if case.status in OPEN:  # the backup knows her as open: she has gone since
            StatusChange.objects.create(
                registration=case, from_status=case.status, to_status=Status.WITHDRAWN, at=now, actor=Actor.SYSTEM
            )
            case.status, case.status_changed_at = Status.WITHDRAWN, now
            case.save(update_fields=["status", "status_changed_at"])
        (erase_everything if Erasure.Kind.EVERYTHING in kinds else erase_contact_data)(case, now)
    return True
