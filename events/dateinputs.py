"""Form fields for times and dates as people in Finland write them. Stored in ISO form."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events.models.schedules import parse_added_date, parse_break
from home.dates import date_text, time_text

_TIME = re.compile(r"(\d{1,2})(?:[.:](\d\d))?(?::\d\d)?")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d\d)-(\d\d)")
MAX_LINES = 200


def read_time(text: str) -> time:
    """`17.30`, `17:30`, `9`; `24.00` is midnight. Raises ValueError."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(0) if (hour, minute) == (24, 0) else time(hour, minute)


def read_day(text: str) -> date:
    """`4.4.2026` or `2026-04-04`. Raises ValueError."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    return date(int(year), int(month), int(day))


def day_text(day: date) -> str:
    """A day as the fields show it: `4.4.2026`."""
    return date_text(day, "fi", weekday=False)


class WallTimeField(forms.TimeField):
    """A time of day, with full stop or colon; 24.00 is midnight."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return time_text(value, "fi") if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time):
            return value
        if value in self.empty_values:
            return None
        try:
            return read_time(str(value))
        except ValueError:
            raise forms.ValidationError(_("Write the time like this: 17.30")) from None


class DayField(forms.CharField):
    """A day as people write it, or as a date picker sends it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"placeholder": "4.4.2026", "inputmode": "decimal", "size": 10}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return day_text(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return read_day(str(value))
        except ValueError:
            raise forms.ValidationError(_("Write the date like this: 4.4.2026")) from None


class DateLinesField(forms.CharField):
    """Dates, one a line: with `ranges` breaks of one or several days, else dates with or without times of their own."""

    widget = forms.Textarea

    def __init__(self, *, ranges: bool = False, **kwargs: Any) -> None:
        self.ranges = ranges
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The stored lines as people write them."""
        if not isinstance(value, list):
            return value
        return "\n".join((_break_line if self.ranges else _added_line)(text) for text in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if len(lines) > MAX_LINES:
            message = ngettext("Give at most {number} line.", "Give at most {number} lines.", MAX_LINES)
            raise forms.ValidationError(message.format(number=MAX_LINES))
        read = _read_break if self.ranges else _read_added
        stored, wrong = [], []
        for line in lines:
            try:
                stored.append(read(line))
            except ValueError:
                wrong.append(line[:40])
        if wrong:
            example = "12.10.2026–18.10.2026" if self.ranges else "4.4.2026 12.00–14.00"
            message = gettext("“{line}” is not a date. Write like this: {example}")
            raise forms.ValidationError([message.format(line=line, example=example) for line in wrong[:5]])
        return sorted(set(stored))


class DayNumbersField(forms.CharField):
    """Days of the month: `1, 15`."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(number) for number in value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        numbers = [part for part in re.split(r"[\s,;]+", str(value or "")) if part]
        if not all(part.isascii() and part.isdecimal() and len(part) <= 2 and 1 <= int(part) <= 31 for part in numbers):
            raise forms.ValidationError(_("Write numbers from 1 to 31, for example 1, 15"))
        return sorted({int(part) for part in numbers})


def _split(text: str) -> tuple[str, str]:
    """The two sides of an en dash or hyphen; the second is empty when there is none."""
    first, _dash, last = text.replace(" – ", "–").replace(" - ", "–").partition("–")
    if not last and text.count("-") == 1:
        first, _dash, last = text.partition("-")
    return first.strip(), last.strip()


def _read_break(line: str) -> str:
    first, last = _split(line)
    start = read_day(first)
    end = read_day(last) if last else start
    if end < start:
        raise ValueError(line)
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def _read_added(line: str) -> str:
    day, _space, times = line.partition(" ")
    start, end = _split(times)
    stored = read_day(day).isoformat()
    if not start:
        return stored
    return f"{stored}T{read_time(start):%H:%M}/" + (f"{read_time(end):%H:%M}" if end else "")


def _break_line(text: str) -> str:
    first, last = parse_break(text)
    days = [day_text(day) for day in (first, last)]
    return days[0] if first == last else "–".join(days)


def _added_line(text: str) -> str:
    added = parse_added_date(text)
    day = day_text(added.day)
    times = [time_text(moment, "fi") for moment in (added.start, added.end) if moment]
    return f"{day} {'–'.join(times)}".strip()
