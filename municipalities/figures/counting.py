"""How apps count for their figures: what happened in a quarter, and what stood at its end. Two or three lines each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, DateTimeField, F, QuerySet, Value
from django.db.models.functions import TruncQuarter

from home.dates import HELSINKI, helsinki
from municipalities.figures.quarters import Quarter, Span
from municipalities.figures.registry import Tally


def happened(
    rows: QuerySet[Any], when: str, span: Span, *, category: Any = None, town: str = "municipality"
) -> Iterator[Tally]:
    """Rows by the quarter of a date or moment, by municipality and by a category; one query."""
    field = rows.model._meta.get_field(when) if "__" not in when else None
    is_moment = field is None or isinstance(field, DateTimeField)
    counted = (
        rows.filter(**_range(when, span, is_moment=is_moment))
        .annotate(
            in_quarter=TruncQuarter(when, tzinfo=HELSINKI) if is_moment else TruncQuarter(when),
            in_category=Value("") if category is None else category,
        )
        .order_by()
        .values_list(F(town), "in_quarter", "in_category")
        .annotate(number=Count("pk"))
    )
    for place, moment, code, number in counted:
        yield Tally(place, Quarter.of(_day(moment)), number, str(code))


def stood(rows: Iterable[tuple[int | None, Any, Any, str]], span: Span) -> Iterator[Tally]:
    """What was there at the end of each quarter, of (municipality, since, until or None, category)."""
    counts: Counter[tuple[int | None, Quarter, str]] = Counter()
    for place, since, until, category in rows:
        begins, ends = _day(since), _day(until) if until else date.max
        for quarter in span:
            if begins <= min(quarter.last_day, span.today) < ends:
                counts[place, quarter, category] += 1
    for (place, quarter, category), number in counts.items():
        yield Tally(place, quarter, number, category)


def days_in(span: Span, field: str) -> dict[str, Any]:
    """The filter for a field of moments."""
    return _range(field, span, is_moment=True)


def _range(field: str, span: Span, *, is_moment: bool) -> dict[str, Any]:
    first: Any = span.starts
    after: Any = span.last.plus(1).first_day
    if is_moment:
        first, after = (datetime.combine(day, time(), tzinfo=HELSINKI) for day in (first, after))
    return {f"{field}__gte": first, f"{field}__lt": after}


def _day(moment: Any) -> date:
    return helsinki(moment).date() if isinstance(moment, datetime) else moment
