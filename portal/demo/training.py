"""Training sessions past and to come, full, cancelled and waiting for their sheet, with invented people of the demo.

Made by the services that everybody uses. A later run makes them anew when none is left to come.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from home.dates import HELSINKI
from municipalities.models import District, Municipality
from portal.demo import content
from portal.demo.no_mail import no_mail
from volunteering.casework import Given, change_status
from volunteering.models import Attendance, Registration, TrainingSession, TrainingSessionText
from volunteering.states import Actor, Status
from volunteering.training import enrolling

#: A week passes between being enrolled and the session, at most.
_BEFORE = timedelta(days=2)


def load_training(today: date) -> None:
    """All sessions of the demo's table, relative to today."""
    noon = datetime.combine(today, time(12), HELSINKI)
    now = min(noon, timezone.now()) if today == timezone.localdate() else noon
    if TrainingSession.objects.upcoming(now).exists():
        return
    Attendance.objects.all().delete()
    TrainingSession.objects.all().delete()
    document: dict[str, Any] = content.document("training")
    with no_mail():
        for entry in document["sessions"]:
            session = _make(entry, content.in_each_language(document["words"][entry["words"]]), today)
            _fill(session, entry, now)


def _make(entry: dict[str, Any], words: dict[str, dict[str, str]], today: date) -> TrainingSession:
    day = today + timedelta(days=entry["days"])
    session = TrainingSession.objects.create(
        municipality=Municipality.objects.filter(slug=entry.get("town")).first(),
        district=District.objects.filter(key=entry.get("district")).first(),
        starts_at=datetime.combine(day, time.fromisoformat(entry["starts"]), HELSINKI),
        ends_at=datetime.combine(day, time.fromisoformat(entry["ends"]), HELSINKI),
        place_words=entry["place"],
        language=entry["language"],
        capacity=entry.get("capacity"),
    )
    for code, texts in words.items():
        TrainingSessionText.objects.create(parent=session, language=code, **texts)
    return session


def _fill(session: TrainingSession, entry: dict[str, Any], now: datetime) -> None:
    """Enrol as many as the table says; then what has happened to the session since."""
    moment = min(now, session.starts_at - _BEFORE)
    for row in _people(session, moment)[: entry["people"]]:
        if row.status in {Status.CONTACTED, Status.MEETING}:
            given = Given(session=session, day=session.starts_at.astimezone(HELSINKI).date())
            change_status(
                row, Status.TRAINING, expected=row.status, actor=Actor.COORDINATOR, now=moment, by=row.assigned_to,
                given=given,
            )  # fmt: skip
        else:
            enrolling.enrol(session, row, by=row.assigned_to, now=moment)
    if entry.get("cancelled"):
        enrolling.cancel_session(session, now=now)
    if "absent" in entry:
        rows = Attendance.objects.filter(session=session).order_by("pk")
        there = list(rows.values_list("pk", flat=True))[entry["absent"] :]
        after = session.ends_at + timedelta(minutes=10)
        enrolling.keep_sheet(session, rows, there, by=None, now=after)
        enrolling.record_training(rows.select_related("session", "registration"), by=None)


def _people(session: TrainingSession, moment: datetime) -> list[Registration]:
    """Those of the area whom somebody had talked to by then and who have no other session ahead, sponsors first."""
    ahead = Attendance.objects.filter(session__starts_at__gt=moment)
    rows = Registration.objects.working().filter(
        status__in=enrolling.ENROLLED_FROM, status_changed_at__lt=moment, erased_at=None
    )
    rows = rows.exclude(attendances__in=ahead)
    everybody = rows.select_related("municipality", "call", "assigned_to").order_by("pk")
    fitting = [row for row in everybody if session.is_for(row.municipality)]
    return sorted(fitting, key=lambda row: (row.status != Status.APPROVED, row.pk))
