"""The promise to answer within some working days. Pure."""

from datetime import date, timedelta

from home.workdays import add_working_days


def answer_by(received: date, promise_days: int) -> date:
    """The last day on which the promise is kept."""
    return add_working_days(received, promise_days)


def oldest_in_time(today: date, promise_days: int) -> date:
    """The earliest day of receipt whose promise is not yet broken today: whatever came before is late."""
    day = today
    while answer_by(day - timedelta(days=1), promise_days) >= today:
        day -= timedelta(days=1)
    return day
