"""The mails whose words the team may change, and the placeholders in them. Pure."""

import re
from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Letter(TextChoices):
    """Mails to applicants with words of the team's own."""

    RECEIPT = "receipt", _("receipt")
    MEETING = "meeting", _("meeting agreed")
    TRAINING = "training", _("a place in a training")
    TRAINING_WAITING = "training_waiting", _("on the waiting list of a training")
    TRAINING_PLACE = "training_place", _("a place became free in a training")
    TRAINING_CHANGED = "training_changed", _("a training was moved")
    TRAINING_CANCELLED = "training_cancelled", _("a training was cancelled")
    TRAINING_REMINDER = "training_reminder", _("a training is tomorrow")
    WAITING = "waiting", _("on the waiting list")
    DECLINED = "declined", _("declined")
    STILL_INTERESTED = "still_interested", _("still interested?")
    ROLE_OFFER = "role_offer", _("roles offered")
    APPROVED = "approved", _("approved as a community sponsor")
    SPONSOR_BREAK = "sponsor_break", _("on a break")
    BREAK_OVER = "break_over", _("the break is over")
    SPONSOR_ENDED = "sponsor_ended", _("thanks at the end")


_EVERYWHERE = {"reference", "place", "link"}
_TRAINING = _EVERYWHERE | {"training", "day", "clock", "training_place"}
ALLOWED: dict[Letter, set[str]] = {
    Letter.RECEIPT: _EVERYWHERE | {"days"},
    Letter.MEETING: _EVERYWHERE | {"day", "clock", "meeting_place"},
    Letter.TRAINING: _TRAINING,
    Letter.TRAINING_WAITING: _TRAINING,
    Letter.TRAINING_PLACE: _TRAINING,
    Letter.TRAINING_CHANGED: _TRAINING,
    Letter.TRAINING_CANCELLED: _TRAINING,
    Letter.TRAINING_REMINDER: _TRAINING,
    Letter.WAITING: _EVERYWHERE,
    Letter.DECLINED: {"reference", "place"},
    Letter.STILL_INTERESTED: _EVERYWHERE,
    Letter.ROLE_OFFER: _EVERYWHERE | {"roles", "extract_notice"},
    Letter.APPROVED: _EVERYWHERE | {"roles"},
    Letter.SPONSOR_BREAK: _EVERYWHERE | {"day"},
    Letter.BREAK_OVER: _EVERYWHERE,
    Letter.SPONSOR_ENDED: _EVERYWHERE,
}
#: What the applicant cannot do without.
REQUIRED: dict[Letter, set[str]] = {
    Letter.RECEIPT: {"link", "reference"},
    Letter.MEETING: {"day"},
    Letter.STILL_INTERESTED: {"link"},
    Letter.ROLE_OFFER: {"roles", "extract_notice"},
    Letter.APPROVED: {"link"},
    Letter.BREAK_OVER: {"link"},
    Letter.TRAINING: {"day"},
    Letter.TRAINING_PLACE: {"day"},
    Letter.TRAINING_CHANGED: {"day"},
    Letter.TRAINING_CANCELLED: {"day"},
    Letter.TRAINING_REMINDER: {"day"},
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def placeholders_in(text: str) -> set[str]:
    """The names in braces."""
    return set(_PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, object], allowed: set[str]) -> str:
    """The text with its placeholders filled; whatever is not allowed stays as it was typed."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return str(values.get(name, "")) if name in allowed else match[0]

    return _PLACEHOLDER.sub(value, text)
