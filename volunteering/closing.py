"""What a municipality's change of state means for its recruitment call; people who have signed up are never let go."""

from django.utils.translation import gettext, ngettext

from municipalities.models import Municipality, Pilot
from municipalities.states import Change
from volunteering.models import RecruitmentCall, Registration
from volunteering.models.calls import call_of
from volunteering.states import CLOSED, Status

State = RecruitmentCall.State
_DONE = [*CLOSED, Status.ANONYMISED]


def describe(change: Change) -> list[str]:
    """In words, before it happens."""
    call = call_of(change.municipality)
    told = []
    if call is not None and change.stops and call.state == State.OPEN:
        told.append(gettext("The form for community sponsors closes; in its place visitors get a contact."))
        if count := Registration.objects.filter(call=call).exclude(status__in=_DONE).count():
            told.append(
                ngettext(
                    "%(count)s sign-up is still being worked on and stays with its coordinator.",
                    "%(count)s sign-ups are still being worked on and stay with their coordinators.",
                    count,
                )
                % {"count": count}
            )
    if call is not None and change.starts and call.state in {State.DRAFT, State.PAUSED}:
        told.append(gettext("The recruitment call opens: community sponsors can sign up."))
    return told


def apply(change: Change) -> None:
    """The call pauses with the activities and opens with them."""
    call = call_of(change.municipality)
    if call is not None and change.stops and call.state == State.OPEN:
        call.state = State.PAUSED
        call.save(update_fields=["state"])
    if call is not None and change.starts and call.state in {State.DRAFT, State.PAUSED}:
        call.state = State.OPEN
        call.save(update_fields=["state"])


def open_call(municipality: Municipality) -> None:
    """The microsite goes online: whoever is interested can sign up from now on."""
    call = call_of(municipality)
    if call is not None and call.state == State.DRAFT:
        call.state = State.OPEN
        call.save(update_fields=["state"])


def describe_pilot(state: str) -> list[str]:
    """What switching the whole pilot means for the national call."""
    call = call_of(None)
    if call is None:
        return []
    if state == Pilot.State.ARCHIVE and call.state == State.OPEN:
        return [gettext("The national form for community sponsors closes; in its place visitors get a contact.")]
    if state != Pilot.State.ARCHIVE and call.state == State.PAUSED:
        return [gettext("The national form for community sponsors opens again.")]
    return []


def apply_pilot(state: str) -> None:
    """The national call pauses with the archive and opens when the pilot comes back from it."""
    call = call_of(None)
    if call is not None and describe_pilot(state):
        call.state = State.PAUSED if state == Pilot.State.ARCHIVE else State.OPEN
        call.save(update_fields=["state"])
