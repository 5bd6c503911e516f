"""Template filters and tags for dates, times and telephone numbers in the language asked for."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from home import dates

register = template.Library()


@register.filter
def day(value: date | None) -> SafeString | str:
    """`ti 31.3.2026`."""
    return dates.date_html(_local_day(value), _language()) if value else ""


@register.filter
def long_day(value: date | None) -> SafeString | str:
    """`tiistai 31.3.2026`."""
    return dates.date_html(_local_day(value), _language(), width="wide") if value else ""


@register.filter
def plain_day(value: date | None) -> SafeString | str:
    """`31.3.2026`."""
    return dates.date_html(_local_day(value), _language(), weekday=False) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """`tiistai`."""
    return dates.weekday_name(_local_day(value), _language()) if value else ""


@register.filter
def month(value: date) -> str:
    """`maaliskuu`."""
    return dates.month_name(value, _language())


@register.simple_tag
def span(start: datetime, end: datetime | None = None, all_day: bool = False) -> SafeString:
    """`ti 31.3.2026 klo 17.30–19.00`."""
    return dates.span(start, end, _language(), all_day=all_day)


@register.simple_tag
def times(start: datetime, end: datetime | None = None) -> SafeString:
    """`17.30–19.00`."""
    return dates.times_html(start, end, _language())


@register.simple_tag
def days(first: date, last: date) -> SafeString:
    """`12.10.2026–18.10.2026`."""
    return dates.days_html(first, last, _language())


@register.filter
def phone(value: Any) -> SafeString:
    """A telephone number that keeps its order in right-to-left text."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


def _local_day(value: date) -> date:
    return timezone.localtime(value, dates.HELSINKI).date() if isinstance(value, datetime) else value


def _language() -> str:
    return get_language() or "fi"
