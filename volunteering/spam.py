"""What makes a form look like spam. Pure; the answer is a reason for quarantine, never a refusal."""

from datetime import datetime
from re import IGNORECASE, findall

from volunteering.choices import QuarantineReason

#: Nobody reads and fills in the form faster than this.
FASTEST_SECONDS = 5
MAX_LINKS = 1


def suspicion(
    *,
    trap: str,
    opened_at: int | None,
    now: datetime,
    message: str = "",
    many: bool = False,
    fastest: int | None = None,
) -> QuarantineReason | None:
    """Why the form goes to quarantine; None for what a person has sent. `many` came from the same address."""
    if trap:
        return QuarantineReason.HIDDEN_FIELD
    if opened_at is None:
        return QuarantineReason.NO_STAMP
    if now.timestamp() - opened_at < (FASTEST_SECONDS if fastest is None else fastest):
        return QuarantineReason.TOO_FAST
    if len(findall(r"https?://|www\.", message, IGNORECASE)) > MAX_LINKS:
        return QuarantineReason.LINKS
    if many:
        return QuarantineReason.MANY_SENDS
    return None
