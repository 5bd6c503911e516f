"""The named periods of the list: today, tomorrow, this weekend … in Helsinki days. Pure."""

from calendar import monthrange
from datetime import date, timedelta

PRESETS = ("today", "tomorrow", "weekend", "week", "next7", "month")


def period(preset: str, today: date) -> tuple[date, date]:
    """First and last day of a preset, both included. The week starts on Monday (`events.md` §2.10).

    Raises KeyError for a preset that is not in `PRESETS`.
    """
    saturday = today + timedelta(days=5 - today.weekday())
    sunday = today + timedelta(days=6 - today.weekday())
    return {
        "today": (today, today),
        "tomorrow": (today + timedelta(days=1), today + timedelta(days=1)),
        "weekend": (max(saturday, today), sunday),
        "week": (today, sunday),
        "next7": (today, today + timedelta(days=6)),
        "month": (today, today.replace(day=monthrange(today.year, today.month)[1])),
    }[preset]
