"""Sessions of the training tests."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from municipalities.models import Municipality
from volunteering.models import Registration, TrainingSession, TrainingSessionText
from volunteering.training.enrolling import enrol


def make_session(town: Municipality | None, **changes: Any) -> TrainingSession:
    """A session in a week with one place and a waiting list, in the library."""
    start: datetime = changes.pop("starts_at", timezone.now() + timedelta(days=7))
    start = start.replace(second=0, microsecond=0)
    title = changes.pop("title", "Basics")
    fields = {
        "municipality": town,
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "place_words": "Kirjasto",
        "capacity": 1,
    }
    session = TrainingSession.objects.create(**{**fields, **changes})
    TrainingSessionText.objects.create(parent=session, language="en", title=title, summary="Roles and limits")
    return session


def enrolled(session: TrainingSession, *rows: Registration) -> list[Any]:
    """The attendances of people who are enrolled one after the other."""
    now = timezone.now()
    return [enrol(session, row, by=None, now=now + timedelta(seconds=n)) for n, row in enumerate(rows)]


def states(session: TrainingSession) -> dict[str, str]:
    """Everybody's state by address."""
    return {row.registration.email: row.state for row in session.attendances.select_related("registration")}
