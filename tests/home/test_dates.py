"""A visitor reads a date: right in each language, the same clock and digits in all of them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home import dates
from home.languages import LANGUAGES_BY_CODE

HELSINKI = ZoneInfo("Europe/Helsinki")
START = datetime(2026, 3, 31, 14, 30, tzinfo=UTC)
END = datetime(2026, 3, 31, 16, tzinfo=UTC)

SPANS = {
    "fi": "ti 31.3.2026 klo 17.30–19.00",
    "fi-simple": "ti 31.3.2026 klo 17.30–19.00",
    "sv": "ti 31.3.2026 kl. 17.30–19.00",
    "en": "Tue 31 March 2026, 17:30–19:00",
    "ar": "الثلاثاء 31.3.2026، 17:30–19:00",
    "prs": "سه‌شنبه 31.3.2026، 17:30–19:00",
    "uk": "вт 31.3.2026, 17:30–19:00",
    "ru": "вт 31.3.2026, 17:30–19:00",
    "so": "Tldo 31.3.2026, 17:30–19:00",
    "sw": "Jumanne 31.3.2026, 17:30–19:00 (jioni–usiku)",
    "ckb": "سێشەممە 31.3.2026، 17:30–19:00",
    "kmr": "sêşem 31.3.2026, 17:30–19:00",
    "ti": "ሰሉስ 31.3.2026, 17:30–19:00 (ድሕሪ ቀትሪ–ምሸት)",
    "fr": "mar. 31.3.2026, 17:30–19:00",
    "es": "mar 31.3.2026, 17:30–19:00",
}
OPEN_ENDED = {
    "fi": "ti 31.3.2026 klo 17.30 alkaen",
    "sv": "ti 31.3.2026 från kl. 17.30",
    "en": "Tue 31 March 2026, from 17:30",
    "ar": "الثلاثاء 31.3.2026، من الساعة 17:30",
}
every_language = pytest.mark.parametrize("language", LANGUAGES_BY_CODE)


@pytest.mark.parametrize("language", SPANS)
def test_a_span_in_each_language(language: str) -> None:
    assert dates.span_text(START, END, language) == SPANS[language]


@pytest.mark.parametrize("language", OPEN_ENDED)
def test_a_start_without_an_end(language: str) -> None:
    assert dates.span_text(START, None, language) == OPEN_ENDED[language]


def test_no_leading_zero_in_finnish_and_swedish_and_minutes_always() -> None:
    morning = datetime(2026, 11, 24, 9, tzinfo=HELSINKI)
    assert dates.span_text(morning, None, "fi") == "ti 24.11.2026 klo 9.00 alkaen"
    assert dates.span_text(morning, None, "en").endswith("09:00")


def test_an_evening_past_midnight_is_one_evening() -> None:
    start, end = datetime(2026, 10, 24, 22, tzinfo=HELSINKI), datetime(2026, 10, 25, 4, tzinfo=HELSINKI)
    assert dates.span_text(start, end, "fi") == "la 24.10.2026 klo 22.00–4.00"


def test_several_days_have_spaces_round_the_dash() -> None:
    start, end = datetime(2026, 6, 5, 18, tzinfo=HELSINKI), datetime(2026, 6, 7, 15, tzinfo=HELSINKI)
    assert dates.span_text(start, end, "fi") == "pe 5.6.2026 klo 18.00 – su 7.6.2026 klo 15.00"


def test_all_day_is_shown_inclusive() -> None:
    start, end = datetime(2026, 6, 5, tzinfo=HELSINKI), datetime(2026, 6, 8, tzinfo=HELSINKI)
    assert dates.span_text(start, end, "fi", all_day=True) == "5.6.2026–7.6.2026"
    assert dates.span_text(start, start + timedelta(days=1), "sv", all_day=True) == "fre 5.6.2026".replace("fre", "fr")


def test_html_isolates_times_and_tells_machines_the_offset() -> None:
    html = dates.span(START, END, "ar")
    assert '<bdi dir="ltr"><time datetime="2026-03-31T17:30+03:00">17:30</time>–' in html
    assert '<bdi dir="ltr">31.3.2026</bdi>' in html
    winter = dates.span(datetime(2026, 3, 24, 15, 30, tzinfo=UTC), None, "fi")
    assert 'datetime="2026-03-24T17:30+02:00"' in winter


@every_language
@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(HELSINKI)))
def test_every_language_has_latin_digits_this_calendar_and_24_hours(language: str, moment: datetime) -> None:
    text = dates.span_text(moment, moment + timedelta(hours=1), language)
    assert str(moment.astimezone(HELSINKI).year) in text
    assert all(c.isascii() for c in text if c.isdigit())
    assert not {"AM", "PM", "am", "pm"} & set(text.split())
    hour, minute = moment.hour, moment.minute
    assert any(f"{form}{sep}{minute:02}" in text for form in (str(hour), f"{hour:02}") for sep in ".:")


@every_language
def test_every_language_names_all_days_and_months(language: str) -> None:
    days = {dates.weekday_name(date(2026, 3, 23) + timedelta(days=n), language) for n in range(7)}
    months = {dates.month_name(date(2026, n, 1), language) for n in range(1, 13)}
    assert (len(days), len(months)) == (7, 12)


def test_no_language_borrows_the_names_of_another() -> None:
    """Babel shares its tables between languages: whichever comes first, each keeps its own."""
    day = date(2026, 3, 31)
    for language in [*LANGUAGES_BY_CODE, *reversed(LANGUAGES_BY_CODE)]:
        for width in ("abbreviated", "wide"):
            assert dates.weekday_name(day, language, width)
    names = [dates.weekday_name(day, language) for language in ("fi", "sv", "sw", "fr", "es", "so")]
    assert names == ["tiistai", "tisdag", "Jumanne", "mardi", "martes", "Talaado"]


@pytest.mark.parametrize(
    ("hour", "swahili", "tigrinya"),
    [
        (5, "alfajiri", "ለይቲ"),
        (10, "asubuhi", "ንግሆ"),
        (13, "mchana", "ድሕሪ ቀትሪ"),
        (18, "jioni", "ምሸት"),
        (23, "usiku", "ለይቲ"),
    ],
)
def test_languages_whose_clock_counts_from_six_say_the_part_of_the_day(hour: int, swahili: str, tigrinya: str) -> None:
    moment = datetime(2026, 3, 31, hour, tzinfo=HELSINKI)
    assert dates.span_text(moment, None, "sw").endswith(f"{hour:02}:00 ({swahili})")
    assert dates.times_html(moment, None, "ti").endswith(f"</bdi> ({tigrinya})")
    assert "(" not in dates.span_text(moment, None, "en")
