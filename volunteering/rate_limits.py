"""How many forms came from one address within an hour, counted across all workers.

Only final sends count: a library's Wi-Fi and an info evening share an address. Anonymous forms that a whole room fills
in at once, each on her own phone, are counted by themselves and with higher limits.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 60 * 60
log = logging.getLogger(__name__)


class TooManySendsError(Exception):
    """More forms than anybody sends by hand: not taken now, and nothing that was typed is lost."""


def count_send(request: HttpRequest, now: datetime, *, whole_room: bool = False) -> bool:
    """Count a final send; whether there are so many that it goes to quarantine.

    Raises `TooManySendsError` above the higher limit.
    """
    look_above, refuse_above = settings.SIGNUPS_QUARANTINED_ABOVE, settings.SIGNUPS_REFUSED_ABOVE
    if whole_room:
        look_above, refuse_above = settings.ROOM_QUARANTINED_ABOVE, settings.ROOM_REFUSED_ABOVE
    kind = "room" if whole_room else "sends"
    try:
        number = _sends_within_the_hour(kind, address_of(request), int(now.timestamp()), refuse_above)
    except (OperationalError, InterfaceError):
        raise  # the database is away: the answers are shown again
    except Exception:  # a cache that is down must not cost anybody her sign-up
        log.exception("Sends could not be counted.")
        return False
    if number > refuse_above:
        raise TooManySendsError
    return number > look_above


def address_of(request: HttpRequest) -> str:
    """The visitor's address; behind the web server it is what that wrote (deploy/nginx.conf), never what was sent."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


@transaction.atomic
def _sends_within_the_hour(kind: str, address: str, now: int, most: int) -> int:
    """How many there were with this one. Addresses are never stored, only a keyed hash for an hour."""
    key = f"{kind}:" + salted_hmac("volunteering.rate_limits", address, algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:  # two workers count one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
    cache = caches["shared"]
    times = [moment for moment in cache.get(key) or [] if moment > now - HOUR]
    if len(times) <= most:  # whoever is refused does not lengthen her own wait
        times.append(now)
        cache.set(key, times, HOUR)
        return len(times)
    return len(times) + 1
