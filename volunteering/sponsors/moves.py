"""Moving a sponsor from a state to another and writing it down; who may do so is asked in `standing`."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from volunteering.models.groups import SponsorGroup
from volunteering.models.records import ConsentRecord
from volunteering.models.sponsors import Sponsor, SponsorChange
from volunteering.states import Actor

#: Consents to be shown to a local contact; they end when the sponsor does.
SHARING = (ConsentRecord.Purpose.SHARE_WITH_MUNICIPALITY, ConsentRecord.Purpose.SHARE_WITH_PARISH)


def move(
    row: Sponsor,
    target: str,
    *,
    actor: Actor,
    now: datetime,
    by: Any = None,
    back_on: date | None = None,
    reason: str = "",
) -> None:
    """Another state for a locked sponsor, in the caller's transaction."""
    SponsorChange.objects.create(
        sponsor=row, from_state=row.state, to_state=target, at=now, actor=actor, by=by, back_on=back_on, reason=reason
    )
    row.state, row.state_changed_at, row.back_on = target, now, back_on
    row.ended_at = now if target == Sponsor.State.ENDED else None
    row.ended_reason = reason
    row.save(update_fields=["state", "state_changed_at", "back_on", "ended_at", "ended_reason"])


def finish(row: Sponsor, reason: str, *, actor: Actor, now: datetime, by: Any = None) -> None:
    """The end without a word: she leaves her groups, speaks for none and is shared with nobody."""
    move(row, Sponsor.State.ENDED, actor=actor, now=now, by=by, reason=reason)
    consents = ConsentRecord.objects.filter(registration=row.registration_id, purpose__in=SHARING)
    consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    SponsorGroup.objects.filter(contact_person=row).update(contact_person=None)
    row.memberships.filter(left_on__isnull=True).update(left_on=timezone.localdate(now))
