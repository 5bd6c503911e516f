"""What can be said of a page's text in a language: the rule, without models (docs/decisions/0031).

A translation is outdated when the words of its source are no longer those it was made from. Only hashes of words are
compared, never times: a corrected picture, a moved page or a republished one outdates nothing.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where the text of one language stands."""

    SOURCE = "source"
    MISSING = "missing"
    IN_TRANSLATION = "in_translation"
    UP_TO_DATE = "up_to_date"
    OUTDATED = "outdated"
    MACHINE_MADE = "machine_made"


@dataclass(frozen=True)
class Text:
    """What is known of one text: `made_from` and `source_now` are hashes of words, "" when not known."""

    is_source: bool = False
    is_public: bool = False
    made_from: str = ""
    source_now: str = ""
    is_machine_made: bool = False

    @property
    def is_outdated(self) -> bool:
        """Whether a public translation was made from other words than its source says now."""
        known = bool(self.made_from and self.source_now)
        return self.is_public and not self.is_source and known and self.made_from != self.source_now


def state_of(text: Text | None) -> State:
    """The one state that editors are shown; None is a text that does not exist.

    Words that are wrong by now are worse than words that a machine wrote: an outdated text is called outdated first.
    """
    if text is None:
        return State.MISSING
    if text.is_source:
        return State.SOURCE
    if text.is_outdated:
        return State.OUTDATED
    if text.is_machine_made:
        return State.MACHINE_MADE
    return State.UP_TO_DATE if text.is_public else State.IN_TRANSLATION


def after_source_change(made_from: str, before: str, now: str, *, is_minor: bool) -> str:
    """What a translation counts as made from once its source said `before` and now says `now`.

    A minor change (a spelling mistake) carries those along that were up to date; what was outdated stays so.
    """
    return now if is_minor and made_from == before else made_from
