"""Whether somebody still looks after a series (`events.md` §3, staleness guard). Pure."""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from events.schedule import to_utc
from home.dates import helsinki

#: A series that nobody has confirmed for so long says "please call before you go", and its organiser is asked.
CALL_FIRST_AFTER = timedelta(days=60)
#: After so long it leaves the lists. Its page stays.
UNLISTED_AFTER = timedelta(days=90)


class Confirmed(Protocol):
    """A published event."""

    is_series: bool
    last_confirmed_on: date | None


def must_call_first(event: Confirmed, now: datetime) -> bool:
    """Whether visitors are told to call before they go."""
    confirmed = event.last_confirmed_on
    return event.is_series and confirmed is not None and helsinki(now).date() >= confirmed + CALL_FIRST_AFTER


def unlisted_from(event: Confirmed) -> datetime | None:
    """When it leaves the lists unless somebody confirms it; None for what is no series."""
    if not event.is_series or event.last_confirmed_on is None:
        return None
    return to_utc(event.last_confirmed_on + UNLISTED_AFTER, time(0))
