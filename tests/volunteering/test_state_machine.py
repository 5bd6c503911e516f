"""The state machine: exactly the listed steps, over the full product of states and actors."""

from itertools import product

import pytest

from volunteering.states import CLOSED, OPEN, TABLE, Actor, Need, Status, find_transition, transitions_from

A, C, S = Actor.APPLICANT, Actor.COORDINATOR, Actor.SYSTEM

#: The specification's table, written out a second time by hand.
LISTED = {
    (None, "unverified"): {A},
    (None, "new"): {A, C},
    ("unverified", "new"): {A, S, C},
    ("unverified", None): {S},
    ("new", "contacted"): {C},
    ("new", "meeting"): {C},
    ("contacted", "meeting"): {C},
    ("contacted", "training"): {C},
    ("meeting", "training"): {C},
    ("new", "waiting"): {C, S},
    ("contacted", "waiting"): {C, S},
    ("meeting", "waiting"): {C, S},
    ("training", "waiting"): {C, S},
    ("waiting", "contacted"): {C},
    ("contacted", "approved"): {C},
    ("meeting", "approved"): {C},
    ("training", "approved"): {C},
    **{(state, "declined"): {C} for state in ("unverified", "new", "contacted", "meeting", "training", "waiting")},
    **{(state, "withdrawn"): {A, C} for state in ("unverified", "new", "contacted", "meeting", "training", "waiting")},
    ("declined", "contacted"): {C},
    **{
        (state, "anonymised"): {S}
        for state in (
            "unverified",
            "new",
            "contacted",
            "meeting",
            "training",
            "waiting",
            "approved",
            "declined",
            "withdrawn",
        )
    },
}
EVERYWHERE = [None, *Status]


@pytest.mark.parametrize("actor", Actor)
def test_exactly_the_listed_steps_exist(actor: Actor) -> None:
    for source, target in product(EVERYWHERE, EVERYWHERE):
        listed = actor in LISTED.get((source and source.value, target and target.value), set())
        assert (find_transition(source, target, actor) is not None) == listed, (source, target, actor)


def test_every_step_is_listed_once_for_an_actor() -> None:
    steps = [(row.source, row.target, actor) for row in TABLE for actor in row.actors]
    assert len(steps) == len(set(steps))


def test_declining_is_never_automatic() -> None:
    declining = [row for row in TABLE if row.target == Status.DECLINED]
    assert declining
    assert all(row.actors == {C} and Need.REASON_CODE in row.needs for row in declining)


def test_an_anonymised_sign_up_never_comes_back() -> None:
    assert all(not transitions_from(Status.ANONYMISED, actor) for actor in Actor)


def test_every_status_is_reachable_and_open_or_closed() -> None:
    reached = {row.target for row in TABLE}
    assert set(Status) <= reached
    assert set(OPEN) | set(CLOSED) | {Status.ANONYMISED} == set(Status)
