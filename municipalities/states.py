"""The states of a municipality and of the pilot (domain.md §9): what may follow what, and what each change entails.

Ending is a state with a page and a contact, never a deletion. Apps of higher layers say in their `ready()` what a
change means for them:

    register_consequence("calls", describe, apply, order=20)

`describe` tells it beforehand, in words; `apply` does it. Both do nothing for changes that do not concern them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from home.models import User
from municipalities.models import Municipality, Pilot, PilotText

State = Municipality.State

#: What the log says of opening, changing and closing.
ACTIONS = {
    "municipalities.open": _("Municipality opened"),
    "municipalities.undo_opening": _("Opening undone"),
    "municipalities.put_online": _("Microsite put online"),
    "municipalities.add_language": _("Language added"),
    "municipalities.change_state": _("State changed"),
    "municipalities.change_pilot": _("State of the whole pilot changed"),
}
#: What may follow a state; the way back is always open.
NEXT: dict[str, list[str]] = {
    State.PREPARING: [State.ACTIVE],
    State.ACTIVE: [State.PAUSED, State.CONTINUES, State.ENDED],
    State.PAUSED: [State.ACTIVE, State.CONTINUES, State.ENDED],
    State.CONTINUES: [State.ACTIVE, State.PAUSED, State.ENDED],
    State.ENDED: [State.ACTIVE, State.CONTINUES, State.PAUSED],
}
#: States in which activities are listed and sign-ups taken.
GOING_ON = {State.ACTIVE, State.CONTINUES}


class NotPossibleError(Exception):
    """The municipality cannot go from its state to that one."""


@dataclass(frozen=True)
class Change:
    """A municipality goes from one state to another on a day."""

    municipality: Municipality
    former: str
    state: str
    day: date
    by: User | None = None

    @property
    def stops(self) -> bool:
        """Whether activities and sign-ups come to a halt."""
        return self.former in GOING_ON and self.state not in GOING_ON

    @property
    def starts(self) -> bool:
        """Whether they begin, or begin again."""
        return self.former not in GOING_ON and self.state in GOING_ON


@dataclass(frozen=True)
class Consequence:
    """What a change means for one part of the site."""

    order: int
    describe: Callable[[Change], list[str]]
    apply: Callable[[Change], None]


_consequences: dict[str, Consequence] = {}


def register_consequence(
    name: str, describe: Callable[[Change], list[str]], apply: Callable[[Change], None], *, order: int
) -> None:
    """Add what a change of state means; a second call with the name replaces the first."""
    _consequences[name] = Consequence(order, describe, apply)


def _in_order() -> list[Consequence]:
    return sorted(_consequences.values(), key=lambda consequence: consequence.order)


def consequences_of(change: Change) -> list[str]:
    """Everything that the change means, in words, the page first."""
    return [*_own_words(change), *(words for each in _in_order() for words in each.describe(change))]


@transaction.atomic
def change_state(municipality: Municipality, state: str, day: date, *, by: User | None = None) -> Change:
    """Bring a municipality into another state with everything that follows; nothing is deleted. Logged.

    Raises `NotPossibleError` for a state that cannot follow.
    """
    town = Municipality.objects.select_for_update().get(pk=municipality.pk)
    if state not in NEXT[town.state]:
        raise NotPossibleError(f"{town.state} → {state}")
    change = Change(town, town.state, state, day, by)
    _write(change)
    municipality.state, municipality.ended_on = town.state, town.ended_on
    return change


def _write(change: Change) -> None:
    town = change.municipality
    town.state = change.state
    town.ended_on = change.day if change.state == State.ENDED else None
    town.save(update_fields=["state", "ended_on"])
    for consequence in _in_order():
        consequence.apply(change)
    data = {"from": change.former, "to": change.state, "day": change.day.isoformat()}
    log(instance=town, action="municipalities.change_state", user=change.by, data=data)


def _own_words(change: Change) -> list[str]:
    words = {
        State.PREPARING: gettext("The pages say that activities are being prepared."),
        State.ACTIVE: gettext("The pages show the week's activities and no message about the state."),
        State.PAUSED: gettext("Every page stays; the home page says that activities are on a break."),
        State.CONTINUES: gettext("The home page says that the pilot has ended and that activities continue."),
        State.ENDED: gettext("Every page stays readable; the home page says since when activities have ended."),
    }
    told = [words[State(change.state)]]
    if change.state in {State.PAUSED, State.ENDED}:
        district = change.municipality.district.name("fi")
        told.append(gettext("Visitors are led to the public page of %(district)s.") % {"district": district})
    return told


# --- the whole pilot -----------------------------------------------------------------------------


@dataclass(frozen=True)
class PilotConsequence:
    """What switching the whole pilot means for one part of the site, beyond its municipalities."""

    describe: Callable[[str], list[str]]
    apply: Callable[[str], None]


_pilot_consequences: dict[str, PilotConsequence] = {}


def register_pilot_consequence(name: str, describe: Callable[[str], list[str]], apply: Callable[[str], None]) -> None:
    """Add what a new state of the pilot means; a second call with the name replaces the first."""
    _pilot_consequences[name] = PilotConsequence(describe, apply)


def pilot_consequences_of(state: str, day: date, staying: set[int], by: User | None) -> list[str]:
    """Everything that switching the pilot means, in words: the portal, each municipality, what apps add."""
    words = {
        Pilot.State.RUNNING: gettext("The portal shows no message about the end of the pilot."),
        Pilot.State.ENDED: gettext("The portal says when the pilot ended and what continues."),
        Pilot.State.ARCHIVE: gettext("Every page says that this site is an archive, and whom to ask."),
    }
    told = [words[Pilot.State(state)]]
    for town, next_state in towns_changed_by(state, staying):
        change = Change(town, town.state, next_state, day, by)
        details = [line for each in _in_order() for line in each.describe(change)]
        state_word = State(next_state).label
        told.append(" ".join([f"{town.name_fi}: {state_word}.", *details]))
    return told + [line for each in _pilot_consequences.values() for line in each.describe(state)]


def towns_changed_by(state: str, staying: set[int]) -> list[tuple[Municipality, str]]:
    """What switching the pilot means for each municipality: those that go on in `staying` continue, the others end.

    Running again changes none: who ended stays ended, until somebody says otherwise there.
    """
    following: dict[str, dict[str, tuple[str, str]]] = {
        # state of the pilot → state of the municipality → its next state if it stays, and if it does not
        Pilot.State.RUNNING: {},
        Pilot.State.ENDED: {
            State.ACTIVE: (State.CONTINUES, State.ENDED),
            State.CONTINUES: (State.CONTINUES, State.ENDED),
        },
        Pilot.State.ARCHIVE: dict.fromkeys((State.ACTIVE, State.CONTINUES, State.PAUSED), (State.ENDED, State.ENDED)),
    }
    changes = []
    for town in Municipality.objects.select_related("district"):
        stays, ends = following[state].get(town.state, (town.state, town.state))
        next_state = stays if town.pk in staying else ends
        if next_state != town.state:
            changes.append((town, next_state))
    return changes


@transaction.atomic
def change_pilot(
    pilot: Pilot,
    state: str,
    day: date | None,
    staying: set[int],
    words: Mapping[str, str],
    *,
    by: User | None = None,
) -> None:
    """Switch the whole pilot in one step: its own state and those of the municipalities that follow. Logged."""
    former = pilot.state
    pilot.state, pilot.ended_on = state, day if state != Pilot.State.RUNNING else None
    pilot.save()
    pilot.texts.all().delete()
    PilotText.objects.bulk_create(PilotText(parent=pilot, language=code, text=text) for code, text in words.items())
    changes = towns_changed_by(state, staying)
    for town, next_state in changes:
        _write(Change(town, town.state, next_state, day or timezone.localdate(), by))
    for each in _pilot_consequences.values():
        each.apply(state)
    data = {"from": former, "to": state, "day": day.isoformat() if day else "", "municipalities": len(changes)}
    log(instance=pilot, action="municipalities.change_pilot", user=by, data=data)
