"""Where signing up for an event stands, as a function of its facts and of now. Pure."""

from datetime import datetime
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RegistrationState(TextChoices):
    """Where signing up stands; the state is told in words."""

    NONE = "none", _("No registration needed. Just come along!")
    NOT_YET = "not_yet", _("Registration has not opened yet.")
    OPEN = "open", _("Sign up")
    QUEUE = "queue", _("Join the waiting list")
    FULL = "full", _("Full")
    CLOSED = "closed", _("Registration has closed.")


class RegistrationFacts(Protocol):
    """What the state is read from: an event, or its page."""

    registration: str
    registration_opens: datetime | None
    registration_closes: datetime | None
    is_full: bool
    has_waiting_list: bool


def registration_state(facts: RegistrationFacts, now: datetime) -> RegistrationState:
    """The state of registration at a moment. It opens at its opening and is closed from its closing on."""
    if facts.registration == "none":
        return RegistrationState.NONE
    if facts.registration_closes and facts.registration_closes <= now:
        return RegistrationState.CLOSED
    if facts.registration_opens and facts.registration_opens > now:
        return RegistrationState.NOT_YET
    if facts.is_full:
        return RegistrationState.QUEUE if facts.has_waiting_list else RegistrationState.FULL
    return RegistrationState.OPEN
