"""Wishes as they stand in the database, and somebody who wishes."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import time_machine
from django.test import Client
from django.utils import timezone

from municipalities.models import Municipality
from volunteering.models import Wish

HELPER = {"would_help": "on", "name_used": "فاطمة", "reply_by": "call", "phone": "0401234567"}


def make_wish(town: Municipality, *topics: str, **changes: Any) -> Wish:
    """A wish without mails."""
    now = changes.pop("now", timezone.now())
    columns = {
        "municipality": town,
        "topics": list(topics),
        "idempotency_key": uuid4(),
        "language": "fi",
        "status_changed_at": now,
        "created_at": now,
    }
    return Wish.objects.create(**(columns | changes))


def send(client: Client, address: str, **answers: Any) -> Any:
    """Open a form with a stamp, and send it a minute later."""
    stamp = client.get(address).context["form"]["stamp"].value()
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        return client.post(address, {"stamp": stamp, **answers})
