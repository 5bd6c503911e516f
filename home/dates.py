"""How dates and times are written, in every language of the site (`events.md` §2, "Printing dates").

Pure. Names of days and months come from CLDR through Babel; everything else is a table of our own, because the defaults
of CLDR and Django are wrong here for several languages: the calendar is always Gregorian, digits are Latin, the clock
has 24 hours, the week begins on Monday and the zone is Helsinki.

`*_text` functions give plain text (mail, calendars); the others give safe HTML in which each date and time is isolated
and machine-readable.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, localedata
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.languages import language_of

HELSINKI = ZoneInfo("Europe/Helsinki")

Width = Literal["short", "abbreviated", "wide"]


@dataclass(frozen=True)
class DateStyle:
    """How one language writes dates. `{}` in the patterns is the time or the times."""

    weekday: Width = "abbreviated"
    #: Between the weekday and the date.
    after_weekday: str = " "
    month_names: bool = False
    time_separator: str = ":"
    leading_zero: bool = True
    with_time: str = ", {}"
    from_time: str = ", {}–"
    only_time: str = "{}"
    only_from_time: str = "{}–"
    #: From which hour on a part of the day has which name; for languages whose own clock counts from six.
    day_parts: tuple[tuple[int, str], ...] = ()


_DEFAULT = DateStyle()
_FINNISH = DateStyle(
    weekday="short",
    time_separator=".",
    leading_zero=False,
    with_time=" klo {}",
    from_time=" klo {} alkaen",
    only_time="klo {}",
    only_from_time="klo {} alkaen",
)
#: Ten in the morning is "saa nne" in Swahili, the fourth hour: 10:00 alone can be read as four in the afternoon.
_SWAHILI_DAY = ((0, "usiku"), (4, "alfajiri"), (7, "asubuhi"), (12, "mchana"), (16, "jioni"), (19, "usiku"))
#: The Ethiopian and Eritrean clock counts from six too.
_TIGRINYA_DAY = ((0, "ለይቲ"), (6, "ንግሆ"), (12, "ድሕሪ ቀትሪ"), (18, "ምሸት"), (22, "ለይቲ"))
_STYLES = {
    "fi": _FINNISH,
    "fi-simple": _FINNISH,
    "sv": DateStyle(
        weekday="short",
        time_separator=".",
        leading_zero=False,
        with_time=" kl. {}",
        from_time=" från kl. {}",
        only_time="kl. {}",
        only_from_time="från kl. {}",
    ),
    "en": DateStyle(month_names=True, from_time=", from {}", only_from_time="from {}"),
    # Arabic month names differ from country to country, so the date stands in digits.
    "ar": DateStyle(
        weekday="wide",
        with_time="، {}",
        from_time="، من الساعة {}",
        only_from_time="من الساعة {}",
    ),
    "prs": DateStyle(weekday="wide", with_time="، {}", from_time="، از ساعت {}", only_from_time="از ساعت {}"),
    "fa": DateStyle(weekday="wide", with_time="، {}", from_time="، از ساعت {}", only_from_time="از ساعت {}"),
    "uk": DateStyle(from_time=", з {}", only_from_time="з {}"),
    "ru": DateStyle(from_time=", с {}", only_from_time="с {}"),
    "so": DateStyle(from_time=", laga bilaabo {}", only_from_time="laga bilaabo {}"),
    "sw": DateStyle(from_time=", kuanzia {}", only_from_time="kuanzia {}", day_parts=_SWAHILI_DAY),
    "fr": DateStyle(from_time=", à partir de {}", only_from_time="à partir de {}"),
    "es": DateStyle(from_time=", desde las {}", only_from_time="desde las {}"),
    "ckb": DateStyle(weekday="wide", with_time="، {}", from_time="، لە کاتژمێر {}", only_from_time="لە کاتژمێر {}"),
    "kmr": DateStyle(weekday="wide", from_time=", ji {}", only_from_time="ji {}"),
    "ti": DateStyle(weekday="wide", from_time=", ካብ {}", only_from_time="ካብ {}", day_parts=_TIGRINYA_DAY),
}


def style_of(language: str) -> DateStyle:
    """The table row of a language; one that is not in the table writes digits and a 24-hour clock."""
    return _STYLES.get(language, _DEFAULT)


def helsinki(moment: datetime) -> datetime:
    """The moment on the clocks of Finland; the visitor's own zone is never used."""
    return moment.astimezone(HELSINKI)


# --- names ---------------------------------------------------------------------------------------


def weekday_name(day: date, language: str, width: Width = "wide") -> str:
    """The name of the day of the week: `tiistai`, `ti`."""
    names = _names(_calendar(language_of(language).babel)["days"]["stand-alone"], width)
    return str(names[day.weekday()])


def month_name(day: date, language: str) -> str:
    """The name of the month, standing alone: `maaliskuu`."""
    months = _calendar(language_of(language).babel)["months"]["stand-alone"]
    return str(_names(months, "wide")[day.month])


@cache
def _calendar(code: str) -> localedata.LocaleDataDict:
    """The names of days and months of one language, in tables of its own.

    Babel's tables are shared: what it has once resolved for one language it also answers for others, so that French
    days were Swahili after a Swahili page.
    """
    data = localedata.load(str(Locale.parse(code)))
    return localedata.LocaleDataDict(deepcopy({name: data[name] for name in ("days", "months")}))


def _names(table: dict[str, dict[int, str]], width: Width) -> dict[int, str]:
    return table.get(width) or table.get("abbreviated") or table["wide"]


# --- plain text ----------------------------------------------------------------------------------


def date_text(day: date, language: str, *, weekday: bool = True, width: Width | None = None) -> str:
    """`ti 31.3.2026`, `Tue 31 March 2026`; with `width="wide"` the whole name of the day."""
    return _date(day, language, weekday, width, str)


def time_text(moment: time, language: str) -> str:
    """`17.30` or `17:30`: 24 hours, minutes always written, no leading zero in Finnish and Swedish."""
    style = style_of(language)
    hour = f"{moment.hour:02}" if style.leading_zero else str(moment.hour)
    return f"{hour}{style.time_separator}{moment.minute:02}"


def day_part(moment: time, language: str) -> str:
    """The part of the day in words, such as `jioni`; empty where the clock alone says enough."""
    names = [name for hour, name in style_of(language).day_parts if hour <= moment.hour]
    return names[-1] if names else ""


def span_text(start: datetime, end: datetime | None, language: str, *, all_day: bool = False) -> str:
    """`ti 31.3.2026 klo 17.30–19.00`; see `span`."""
    return _span(start, end, language, all_day, _TEXT)


def times_text(
    start: datetime, end: datetime | None, language: str, isolate: Callable[[str], str] = lambda digits: digits
) -> str:
    """Only the times, `17.30–19.00`, or without an end `klo 17.30 alkaen`; `isolate` is told what is digits."""
    digits = isolate(_times_text(start, end, language))
    return style_of(language).only_from_time.replace("{}", digits) if end is None else digits


def days_text(first: date, last: date, language: str) -> str:
    """`12.10.2026–18.10.2026`, or one date when both are the same."""
    return _days(first, last, language, _TEXT)


# --- HTML ----------------------------------------------------------------------------------------


def date_html(day: date, language: str, *, weekday: bool = True, width: Width | None = None) -> SafeString:
    """The same as `date_text`, as a `<time>`."""
    inner = _date(day, language, weekday, width, _isolated)
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), SafeString(inner))


def times_html(start: datetime, end: datetime | None, language: str) -> SafeString:
    """Only the times, in an isolate of their own: `17.30–19.00`, or `klo 17.30 alkaen` without an end."""
    if end is None:
        return _fill(style_of(language).only_from_time, _HTML.times(start, None, language))
    return SafeString(_HTML.times(start, end, language))


def span(start: datetime, end: datetime | None, language: str, *, all_day: bool = False) -> SafeString:
    """When something happens. An end before 05.00 the next day belongs to the evening; `end` of an all-day thing is
    exclusive, as it is stored, and shown inclusive."""
    return SafeString(_span(start, end, language, all_day, _HTML))


def days_html(first: date, last: date, language: str) -> SafeString:
    """The same as `days_text`, with each date as a `<time>`."""
    return SafeString(_days(first, last, language, _HTML))


# --- what both share -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Writer:
    """The pieces of a span, as text or as HTML."""

    weekday_and_date: Callable[[date, str], str]
    bare_date: Callable[[date, str], str]
    times: Callable[[datetime, datetime | None, str], str]
    #: Keeps a range in its order in right-to-left text.
    together: Callable[[str], str]


def last_day(start: datetime, end: datetime | None, *, all_day: bool = False) -> date:
    """The last local day that something belongs to: an evening that ends before 05.00 belongs to its start day, an end
    at exactly 00.00 to the day before (`events.md` §2.7)."""
    first = helsinki(start).date()
    if end is None:
        return first
    until = helsinki(end)
    if all_day or until.time() == time(0):
        return max(first, until.date() - timedelta(days=1))
    if until.date() == first + timedelta(days=1) and until.time() < time(5):
        return first
    return until.date()


def _span(start: datetime, end: datetime | None, language: str, all_day: bool, write: _Writer) -> str:
    start = helsinki(start)
    end = helsinki(end) if end else None
    first, last = start.date(), last_day(start, end, all_day=all_day)
    if all_day:
        return write.weekday_and_date(first, language) if first == last else _days(first, last, language, write)
    style = style_of(language)
    if first == last or end is None:
        pattern = style.from_time if end is None else style.with_time
        return write.weekday_and_date(first, language) + str(_fill(pattern, write.times(start, end, language)))
    ends = [write.weekday_and_date(d, language) + str(_fill(style.with_time, write.times(m, m, language)))
            for d, m in ((first, start), (last, end))]  # fmt: skip
    return " – ".join(ends)


def _days(first: date, last: date, language: str, write: _Writer) -> str:
    if first == last:
        return write.bare_date(first, language)
    if style_of(language).month_names:
        return f"{write.bare_date(first, language)} – {write.bare_date(last, language)}"
    return write.together(f"{write.bare_date(first, language)}–{write.bare_date(last, language)}")


def _date(day: date, language: str, weekday: bool, width: Width | None, isolate: Callable[[str], str]) -> str:
    style = style_of(language)
    if style.month_names:
        written = f"{day.day} {month_name(day, language)} {day.year}"
    else:
        written = isolate(f"{day.day}.{day.month}.{day.year}")
    if not weekday:
        return written
    return f"{weekday_name(day, language, width or style.weekday)}{style.after_weekday}{written}"


def _isolated(written: str) -> str:
    return f'<bdi dir="ltr">{written}</bdi>'


def _fill(pattern: str, times: str) -> SafeString:
    return SafeString(pattern.replace("{}", times))  # patterns are the table's, times are digits


def _times_text(start: datetime, end: datetime | None, language: str) -> str:
    moments = [start] if end is None or end == start else [start, end]
    written = "–".join(time_text(helsinki(moment).time(), language) for moment in moments)
    return written + _parts(moments, language)


def _times_html(start: datetime, end: datetime | None, language: str) -> str:
    moments = [start] if end is None or end == start else [start, end]
    written = _isolated("–".join(_time_html(helsinki(moment), language) for moment in moments))
    return written + _parts(moments, language)


def _parts(moments: list[datetime], language: str) -> str:
    """` (jioni)`, or ` (asubuhi–mchana)` when it ends in another part of the day."""
    names = [day_part(helsinki(moment).time(), language) for moment in moments]
    different = list(dict.fromkeys(name for name in names if name))
    return f" ({'–'.join(different)})" if different else ""


def _time_html(moment: datetime, language: str) -> str:
    written = time_text(moment.time(), language)
    return f'<time datetime="{moment.isoformat(timespec="minutes")}">{written}</time>'


_TEXT = _Writer(
    weekday_and_date=date_text,
    bare_date=lambda day, language: date_text(day, language, weekday=False),
    times=_times_text,
    together=str,
)
_HTML = _Writer(
    weekday_and_date=date_html,
    bare_date=lambda day, language: date_html(day, language, weekday=False),
    times=_times_html,
    together=_isolated,
)
