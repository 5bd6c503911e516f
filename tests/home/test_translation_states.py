"""The rule of translation states: only words outdate a translation, and a minor change outdates none."""

from hypothesis import given
from hypothesis import strategies as st

from home.translation_states import State, Text, after_source_change, state_of

HASHES = st.sampled_from(["", "a", "b", "c"])
TEXTS = st.builds(
    Text,
    is_source=st.booleans(),
    is_public=st.booleans(),
    made_from=HASHES,
    source_now=HASHES,
    is_machine_made=st.booleans(),
)


def test_a_text_that_does_not_exist_is_missing() -> None:
    assert state_of(None) is State.MISSING


@given(TEXTS)
def test_only_a_public_translation_of_other_words_is_outdated(text: Text) -> None:
    differs = "" not in {text.made_from, text.source_now} and text.made_from != text.source_now
    assert (state_of(text) is State.OUTDATED) == (text.is_public and not text.is_source and differs)


@given(TEXTS)
def test_every_text_has_the_state_that_its_facts_allow(text: Text) -> None:
    state = state_of(text)
    assert (state is State.SOURCE) == text.is_source
    if state is State.MACHINE_MADE:
        assert text.is_machine_made
    if state is State.UP_TO_DATE:
        assert text.is_public and not text.is_machine_made
    if state is State.IN_TRANSLATION:
        assert not text.is_public


@given(HASHES, st.lists(st.tuples(st.sampled_from("abc"), st.booleans())))
def test_a_row_of_changes_outdates_unless_all_were_minor(made_from: str, changes: list[tuple[str, bool]]) -> None:
    source_now = first = "a"
    made_from = made_from or first
    was_up_to_date = made_from == first
    for words, is_minor in changes:
        made_from = after_source_change(made_from, source_now, words, is_minor=is_minor)
        source_now = words
    text = Text(is_public=True, made_from=made_from, source_now=source_now)
    if was_up_to_date and all(is_minor for _words, is_minor in changes):
        assert not text.is_outdated
    if not any(is_minor for _words, is_minor in changes):
        assert text.is_outdated == (made_from != source_now)


@given(HASHES, HASHES, HASHES)
def test_a_minor_change_never_brings_an_outdated_text_up_to_date(made_from: str, before: str, now: str) -> None:
    if made_from != before:
        assert after_source_change(made_from, before, now, is_minor=True) == made_from
