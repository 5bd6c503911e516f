"""Values in a query string of the API: each is read by one function, which raises ValueError for a bad one. Pure."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from home.dates import HELSINKI, helsinki
from home.languages import LANGUAGES_BY_CODE

_MOST_VALUES = 100
_LONGEST_TEXT = 100


def whole_number(first: int, last: int) -> Callable[[str], int]:
    """A reader of whole numbers within bounds."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and first <= int(text) <= last):
            raise ValueError(f"expected a whole number from {first} to {last}")
        return int(text)

    return read


def one_of(*allowed: str) -> Callable[[str], str]:
    """A reader of one of some words."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"expected one of: {', '.join(allowed)}")
        return text

    return read


def several[T](read_one: Callable[[str], T]) -> Callable[[str], list[T]]:
    """A reader of values with commas between them."""

    def read(text: str) -> list[T]:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not parts or len(parts) > _MOST_VALUES:
            raise ValueError(f"expected 1 to {_MOST_VALUES} values with commas between them")
        return [read_one(part) for part in parts]

    return read


def word(text: str) -> str:
    """A key, or some words to look for."""
    if not text.strip() or "\0" in text or len(text) > _LONGEST_TEXT:
        raise ValueError(f"expected 1 to {_LONGEST_TEXT} characters")
    return text.strip()


def yes_or_no(text: str) -> bool:
    """`true` or `false`."""
    known = {"true": True, "1": True, "false": False, "0": False}
    if text.lower() not in known:
        raise ValueError("expected true or false")
    return known[text.lower()]


def language(text: str) -> str:
    """A language by our code or by its tag."""
    by_tag = {each.html_lang: each.code for each in LANGUAGES_BY_CODE.values()}
    if text not in LANGUAGES_BY_CODE and text not in by_tag:
        raise ValueError("expected codes of languages, such as fi,ar")
    return text if text in LANGUAGES_BY_CODE else by_tag[text]


def moment(text: str) -> str:
    """`today`, `now`, a day or a moment in ISO 8601; read again by `day_or_moment` when now is known."""
    day_or_moment(text, datetime(2026, 1, 1, tzinfo=HELSINKI))
    return text


def day_or_moment(text: str, now: datetime) -> date | datetime:
    """A day, or a moment with a zone; a moment without one is on the clocks of Helsinki."""
    if text == "today":
        return helsinki(now).date()
    if text == "now":
        return now
    try:
        if "T" not in text and " " not in text:
            return _sensible(date.fromisoformat(text))
        found = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign that nobody encoded
    except ValueError as error:
        raise ValueError("expected today, now, or ISO 8601 such as 2026-03-31 or 2026-03-31T17:30+03:00") from error
    _sensible(found.date())
    return found if found.tzinfo else found.replace(tzinfo=HELSINKI)


def start_of(value: date | datetime) -> datetime:
    """The moment at which a day begins in Helsinki; a moment is itself."""
    return value if isinstance(value, datetime) else datetime.combine(value, time(0), tzinfo=HELSINKI)


def end_of(value: date | datetime) -> datetime:
    """The moment at which a day is over in Helsinki; a moment is itself."""
    return value if isinstance(value, datetime) else start_of(value + timedelta(days=1))


def _sensible(day: date) -> date:
    if not 1990 <= day.year <= 2200:
        raise ValueError("expected a year from 1990 to 2200")
    return day


def box(text: str) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise ValueError("expected four numbers: west,south,east,north") from error
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("expected west,south,east,north in degrees")
    return west, south, east, north


def event_id(text: str) -> tuple[UUID, str]:
    """An event, or one date of it: `{uuid}` or `{uuid}-2026-03-31T1730`."""
    try:
        uuid = UUID(text[:36])
    except ValueError as error:
        raise ValueError("expected identifiers of events") from error
    rest = text[36:]
    if rest and (not rest.startswith("-") or not _is_slug(rest[1:])):
        raise ValueError("expected identifiers of events")
    return uuid, rest[1:]


def _is_slug(text: str) -> bool:
    """Whether a text can be the last part of a date's address."""
    return len(text) in (10, 15) and all(c.isascii() and (c.isdigit() or c in "-T") for c in text)
