"""What somebody is told about her place in a training."""

from datetime import datetime
from typing import Any

from home.dates import date_text, helsinki, time_text, times_text
from volunteering.calendar_files import File, training_file
from volunteering.links import own_url
from volunteering.mail_words import Letter
from volunteering.mails import Words, mail_language, send_seen, words_of_mail
from volunteering.models.registrations import Registration
from volunteering.models.training import Attendance, TrainingSession

#: Letters that bring the session into the reader's calendar.
_WITH_A_FILE = {Letter.TRAINING, Letter.TRAINING_PLACE, Letter.TRAINING_CHANGED}


def letter_of_enrolment(session: TrainingSession) -> Letter:
    """What somebody who is enrolled now would be told."""
    return Letter.TRAINING_WAITING if session.is_full() else Letter.TRAINING


def facts_of(session: TrainingSession, row: Registration) -> dict[str, str]:
    """The placeholders of the letters, in the language in which the person is written to."""
    language = mail_language(row.contact_language)
    start = helsinki(session.starts_at)
    return {
        "link": own_url(row, row.contact_language),
        "training": session.title(language),
        "day": date_text(start.date(), language),
        "clock": times_text(start, helsinki(session.ends_at), language),
        "training_place": session.place_in_words(language),
    }


def file_for(letter: Letter, session: TrainingSession, row: Registration, now: datetime) -> File | None:
    """The calendar file that goes with a letter; None where it would put something wrong into a calendar."""
    if letter not in _WITH_A_FILE:
        return None
    language = mail_language(row.contact_language)
    title, place = session.title(language), session.place_in_words(language)
    return training_file(f"session-{session.pk}", title, session.starts_at, session.ends_at, place, now=now)


def mail_of_enrolment(session: TrainingSession, row: Registration) -> Words:
    """The mail that tells somebody of her place, or that she waits for one."""
    return words_of_mail(
        letter_of_enrolment(session), language=row.contact_language, about=row, **facts_of(session, row)
    )


def write(letter: Letter, attendance: Attendance, now: datetime, *, text: str = "", by: Any = None) -> None:
    """Send a letter about a session to somebody with an address; `text` is what a coordinator has seen or written."""
    row, session = attendance.registration, attendance.session
    if row.email:
        file = file_for(letter, session, row, now)
        send_seen(letter, about=row, text=text, by=by, now=now, attachment=file, **facts_of(session, row))


def in_one_line(session: TrainingSession, language: str) -> str:
    """A session as a choice in a list: day, time, title, for whom."""
    start = helsinki(session.starts_at)
    when = f"{date_text(start.date(), language)} {time_text(start.time(), language)}"
    return f"{when} · {session.title(language)} · {session.area_in_words(language)}"
