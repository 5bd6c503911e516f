"""Places in a session: whoever comes first has one, the next wait in order, and a free place goes to the next.

Each function runs in a transaction with the session locked, so that two people never get the last place.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from home.dates import HELSINKI
from volunteering.mail_words import Letter
from volunteering.models.registrations import Registration
from volunteering.models.sponsors import Qualification
from volunteering.models.training import Attendance, TrainingSession
from volunteering.states import Status
from volunteering.training.letters import letter_of_enrolment, write

State = Attendance.State
#: Who can be enrolled: whoever somebody has talked to, and sponsors who want to learn more.
ENROLLED_FROM = (Status.CONTACTED, Status.MEETING, Status.TRAINING, Status.APPROVED)
#: Whoever is expected or hopes to come.
COMING = (State.ENROLLED, State.WAITING)
#: Reminders leave in the daytime only.
_FIRST_HOUR, _LAST_HOUR = 9, 20


class NoPlaceError(Exception):
    """The session is full and keeps no waiting list, was cancelled or has begun, or is not for the person's town."""


def lock(session: TrainingSession) -> TrainingSession:
    """The session as it stands now, for the rest of the transaction nobody else's."""
    rows = TrainingSession.objects.select_for_update(of=("self",)).select_related("municipality", "district", "place")
    return rows.get(pk=session.pk)


def can_enrol(session: TrainingSession, row: Registration, now: datetime) -> bool:
    """Whether the person would get a place or a turn on the waiting list."""
    fits = row.status in ENROLLED_FROM and session.is_for(row.municipality) and session.is_open(now)
    return fits and (session.waiting_list or not session.is_full())


def sessions_for(row: Registration, now: datetime) -> Any:
    """The sessions that somebody can be enrolled in, the next first."""
    rows = TrainingSession.objects.upcoming(now).open_to(row.municipality).with_numbers().with_words()
    return rows.exclude(attendances__in=Attendance.objects.filter(registration=row, state__in=COMING))


def own_sessions(row: Registration, language: str, now: datetime) -> list[dict[str, Any]]:
    """What somebody is told of her own sessions to come, the next first."""
    coming = row.attendances.filter(state__in=COMING, session__ends_at__gt=now).select_related("session__place")
    return [
        {
            "pk": each.pk,
            "session": each.session,
            "title": each.session.title(language),
            "place": each.session.place_in_words(language),
            "waits": each.state == State.WAITING,
            "is_cancelled": each.session.state == TrainingSession.State.CANCELLED,
        }
        for each in coming.order_by("session__starts_at")
    ]


@transaction.atomic
def enrol(session: TrainingSession, row: Registration, *, by: Any, now: datetime) -> Attendance:
    """Give the person a place, or a turn on the waiting list. Raises `NoPlaceError`."""
    session = lock(session)
    attendance = Attendance.objects.filter(session=session, registration=row).first()
    if attendance is not None and attendance.state in COMING:
        return attendance
    if not can_enrol(session, row, now):
        raise NoPlaceError
    attendance = attendance or Attendance(session=session, registration=row)
    attendance.state = State.WAITING if session.is_full() else State.ENROLLED
    attendance.enrolled_at = attendance.changed_at = now
    attendance.changed_by, attendance.reminded_at = by, None
    attendance.save()
    return attendance


@transaction.atomic
def enrol_and_write(session: TrainingSession, row: Registration, text: str, *, by: Any, now: datetime) -> None:
    """Enrol somebody, and tell her whether she has a place or waits. Raises `NoPlaceError`."""
    session = lock(session)
    letter = letter_of_enrolment(session)
    write(letter, enrol(session, row, by=by, now=now), now, text=text, by=by)


@transaction.atomic
def cancel_attendance(attendance: Attendance, *, by: Any, now: datetime) -> bool:
    """Somebody cannot come; the next on the waiting list moves up and is told. False when she did not come anyway."""
    session = lock(attendance.session)
    coming = Attendance.objects.filter(pk=attendance.pk, state__in=COMING)
    if not session.is_open(now) or not coming.update(state=State.CANCELLED, changed_at=now, changed_by=by):
        return False
    move_up(session, now)
    return True


@transaction.atomic
def leave_sessions(row: Registration, now: datetime, by: Any = None) -> None:
    """Somebody no longer takes part at all: her places go to the next."""
    coming = row.attendances.filter(state__in=COMING, session__in=TrainingSession.objects.upcoming(now))
    for attendance in coming.select_related("session").order_by("session_id"):
        cancel_attendance(attendance, by=by, now=now)


@transaction.atomic
def move_up(session: TrainingSession, now: datetime) -> int:
    """Give free places to those who have waited longest, and tell them; returns how many moved up."""
    session = lock(session)
    if not session.is_open(now):
        return 0
    waiting = session.attendances.filter(state=State.WAITING).select_related("registration__call", "session__place")
    free = session.places_left
    turn = list(waiting.order_by("enrolled_at", "pk")[:free])
    for attendance in turn:
        attendance.state, attendance.changed_at, attendance.changed_by = State.ENROLLED, now, None
        attendance.save(update_fields=["state", "changed_at", "changed_by"])
        write(Letter.TRAINING_PLACE, attendance, now)
    return len(turn)


@transaction.atomic
def cancel_session(session: TrainingSession, *, now: datetime) -> int:
    """The session is not held: everybody who would have come or waits is told; returns how many."""
    session = lock(session)
    if not session.is_open(now):
        return 0
    session.state = TrainingSession.State.CANCELLED
    session.save(update_fields=["state"])
    return _write_to_all(session, COMING, Letter.TRAINING_CANCELLED, now)


@transaction.atomic
def tell_of_change(session: TrainingSession, now: datetime) -> int:
    """Day, time or place is another one: those with a place are told, and reminded anew; returns how many."""
    session = lock(session)
    session.attendances.update(reminded_at=None)
    return _write_to_all(session, COMING, Letter.TRAINING_CHANGED, now)


@transaction.atomic
def keep_sheet(session: TrainingSession, rows: Any, there: Iterable[int], *, by: Any, now: datetime) -> int:
    """Who was there: of the given attendances those with these ids, the others were not; returns how many were.

    Whoever waited to the end had no place and is not marked, unless she came all the same.
    """
    session, ids = lock(session), set(there)
    for attendance in rows.filter(session=session).exclude(state=State.CANCELLED):
        was_there = attendance.pk in ids
        if attendance.state == State.WAITING and not was_there:
            continue
        state = State.ATTENDED if was_there else State.ABSENT
        if attendance.state != state:
            attendance.state, attendance.changed_at, attendance.changed_by = state, now, by
            attendance.save(update_fields=["state", "changed_at", "changed_by"])
    session.state = TrainingSession.State.HELD
    session.attended = session.attendances.filter(state=State.ATTENDED).count()
    session.save(update_fields=["state", "attended"])
    return session.attended


@transaction.atomic
def record_training(attendances: Iterable[Attendance], *, by: Any) -> int:
    """Whoever was there is qualified by the training from that day on; returns how many were not before."""
    made = 0
    for attendance in attendances:
        if attendance.state == State.ATTENDED:
            day = attendance.session.starts_at.astimezone(HELSINKI).date()
            _row, is_new = Qualification.objects.get_or_create(
                registration=attendance.registration,
                basis=Qualification.Basis.TRAINING,
                defaults={"on": day, "recorded_by": by},
            )
            made += is_new
    return made


def remind(now: datetime) -> int:
    """Tell everybody who has a place in a session of tomorrow, once and in the daytime; returns how many."""
    here = now.astimezone(HELSINKI)
    if not _FIRST_HOUR <= here.hour < _LAST_HOUR:
        return 0
    tomorrow = datetime.combine(here.date() + timedelta(days=1), time.min, HELSINKI)
    after = datetime.combine(here.date() + timedelta(days=2), time.min, HELSINKI)
    due = Attendance.objects.filter(
        state=State.ENROLLED,
        reminded_at__isnull=True,
        session__in=TrainingSession.objects.planned().filter(starts_at__gte=tomorrow, starts_at__lt=after),
    )
    return sum(_remind_one(pk, now) for pk in due.values_list("pk", flat=True))


def fill_free_places(now: datetime) -> int:
    """Give places that became free in any way, such as by an erased sign-up, to those who wait."""
    waiting = TrainingSession.objects.upcoming(now).filter(attendances__state=State.WAITING).distinct()
    return sum(move_up(session, now) for session in waiting)


@transaction.atomic
def _remind_one(pk: int, now: datetime) -> bool:
    rows = Attendance.objects.select_for_update(of=("self",)).select_related("registration__call", "session__place")
    attendance = rows.filter(pk=pk, state=State.ENROLLED, reminded_at__isnull=True).first()
    if attendance is None:
        return False
    attendance.reminded_at = now
    attendance.save(update_fields=["reminded_at"])
    write(Letter.TRAINING_REMINDER, attendance, now)
    return True


def _write_to_all(session: TrainingSession, states: Iterable[str], letter: Letter, now: datetime) -> int:
    rows = session.attendances.filter(state__in=list(states)).select_related("registration__call", "session__place")
    found = list(rows)
    for attendance in found:
        write(letter, attendance, now)
    return len(found)
