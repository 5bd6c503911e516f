"""A sponsor's standing: a break for a season, coming back, ending with thanks, beginning again.

Whether somebody is available or active is not said by anybody: it follows from the groups she belongs to.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from home.dates import date_text
from volunteering.casework import ChangedMeanwhileError, RefusedError
from volunteering.choices import EndReason
from volunteering.links import own_url
from volunteering.mails import Words, send_mail, send_seen, words_of_mail
from volunteering.models.groups import GroupMembership
from volunteering.models.sponsors import Sponsor
from volunteering.sponsors.moves import finish, move
from volunteering.states import Actor

State = Sponsor.State
#: What may follow what; available and active follow from groups, so both stand for "back at work".
ALLOWED: dict[str, frozenset[str]] = {
    State.AVAILABLE: frozenset({State.ACTIVE, State.ON_BREAK, State.ENDED}),
    State.ACTIVE: frozenset({State.AVAILABLE, State.ON_BREAK, State.ENDED}),
    State.ON_BREAK: frozenset({State.AVAILABLE, State.ACTIVE, State.ON_BREAK, State.ENDED}),
    State.ENDED: frozenset({State.AVAILABLE}),
}


def mail_of_ending(sponsor: Sponsor, reason: str) -> Words | None:
    """The thanks that she gets, to be looked at before; None when there is no address."""
    row = sponsor.registration
    if not row.email:
        return None
    return words_of_mail("sponsor_ended", language=row.contact_language, about=row, **_ending_facts(sponsor, reason))


@transaction.atomic
def pause(
    sponsor: Sponsor, back_on: date | None, *, expected: str, actor: Actor, now: datetime, by: Any = None
) -> None:
    """A break, until a day when she knows one; her place in the group is kept. She gets a mail."""
    row = _locked(sponsor, expected)
    _move(row, State.ON_BREAK, actor=actor, now=now, by=by, back_on=back_on)
    case = row.registration
    if case.email:
        language = case.contact_language
        send_mail(
            "sponsor_break", to=[case.email], language=language, about=case, to_applicant=True, now=now,
            link=own_url(case, language), day=date_text(back_on, language) if back_on else "",
        )  # fmt: skip


@transaction.atomic
def come_back(sponsor: Sponsor, *, expected: str, actor: Actor, now: datetime, by: Any = None) -> None:
    """Back from a break, or from having ended."""
    row = _locked(sponsor, expected)
    if row.state not in {State.ON_BREAK, State.ENDED} or row.registration.erased_at is not None:
        raise RefusedError
    if row.state == State.ENDED and actor != Actor.COORDINATOR:
        raise RefusedError
    _move(row, _working_state(row), actor=actor, now=now, by=by)


@transaction.atomic
def end(
    sponsor: Sponsor, reason: str, *, expected: str, actor: Actor, now: datetime, by: Any = None, mail_text: str = ""
) -> None:
    """The end, with thanks: she leaves her groups; after twelve months name and contacts go."""
    row = _locked(sponsor, expected)
    if reason not in EndReason.values or State.ENDED not in ALLOWED[row.state]:
        raise RefusedError
    finish(row, reason, actor=actor, now=now, by=by)
    case = row.registration
    if case.email:
        send_seen("sponsor_ended", about=case, text=mail_text, by=by, now=now, **_ending_facts(row, reason))


def settle(sponsor: Sponsor, *, by: Any, now: datetime) -> None:
    """Available or active, after a group changed; in the caller's transaction."""
    row = Sponsor.objects.select_for_update().get(pk=sponsor.pk)
    target = _working_state(row)
    if row.state in {State.AVAILABLE, State.ACTIVE} and row.state != target:
        _move(row, target, actor=Actor.COORDINATOR, now=now, by=by)


def _locked(sponsor: Sponsor, expected: str) -> Sponsor:
    rows = Sponsor.objects.select_for_update(of=("self",))
    row = rows.select_related("registration__call", "registration__municipality").get(pk=sponsor.pk)
    if row.state != expected:
        raise ChangedMeanwhileError
    return row


def _move(row: Sponsor, target: str, **facts: Any) -> None:
    if target not in ALLOWED[row.state]:
        raise RefusedError
    move(row, target, **facts)


def _working_state(row: Sponsor) -> str:
    groups = GroupMembership.objects.filter(sponsor=row, left_on__isnull=True)
    return State.ACTIVE if groups.exists() else State.AVAILABLE


def _ending_facts(sponsor: Sponsor, reason: str) -> dict[str, Any]:
    case = sponsor.registration
    return {"link": own_url(case, case.contact_language), "by_us": reason == EndReason.BY_US}
