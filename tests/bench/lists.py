"""How long lists take with a million dates, beside a reference that is measured in the same run.

`make bench` makes a scratch database, fills it on the server, measures, shows the plans, and drops it again.
Rows come out of one real activity, so a new column needs no change here.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import django
from django.db import connection

TOWNS = 309
REPEATS = 7
#: Dropped while rows are made.
_INDEXES = ("events_by_facet", "events_listed", "events_listed_in_town", "events_by_title", "events_by_summary")


def main() -> None:
    """Read the size, make the database, measure, drop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dates", type=int, default=1_000_000)
    parser.add_argument(
        "--explain", action="store_true", help="show the plan of every list, not only of the first page"
    )
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    from tests import template_database

    name = f"{connection.settings_dict['NAME']}_bench"
    template_database.copy(name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        fill(options.dates)
        measure(explain_all=options.explain)
    finally:
        connection.close_pool()
        connection.close()
        connection.settings_dict["NAME"] = name.removesuffix("_bench")
        template_database.drop(name)


def fill(dates: int) -> None:
    """One real activity, multiplied on the server; indexes are built afterwards, which is much faster."""
    from events.models import Event, EventText, Occurrence
    from municipalities.models import District, Municipality

    started = time.perf_counter()
    now = datetime.now().astimezone()
    district = District.objects.create(key="bench", name_fi="Piiri")
    town = Municipality.objects.create(
        code="999", slug="seed", name_fi="Siemen", district=district, state="active", latitude=60, longitude=24
    )
    event = Event.objects.create(
        uuid="00000000-0000-4000-8000-000000000000", municipality=town, source_language="fi", path="seed/events/seed/",
        created_at=now, modified_at=now, is_free=True, is_series=True,
    )  # fmt: skip
    EventText.objects.create(event=event, language="fi", page_id=1, title="Siemen", summary="Tavataan ja jutellaan.")
    Occurrence.objects.create(
        event=event, municipality=town, recurrence_id="2000-01-01", slug="2000-01-01", start=now, listed_until=now,
        first_day=now.date(), last_day=now.date(),
    )  # fmt: skip
    sizes = {"towns": TOWNS, "events": max(dates // 17, TOWNS), "dates": dates}
    statements = Path(__file__).with_name("dates.sql").read_text(encoding="utf-8").format(**sizes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [list(_INDEXES)])
        definitions = dict(cursor.fetchall())
        for index in definitions:
            cursor.execute(f"DROP INDEX {index}")
        cursor.execute(statements)
        for definition in definitions.values():
            cursor.execute(definition)
        cursor.execute("ANALYZE")
        cursor.execute("SELECT pg_size_pretty(pg_total_relation_size('events_occurrence'))")
        size = cursor.fetchone()[0]
    say(f"{sizes} – {size} of dates, made in {time.perf_counter() - started:.0f} s\n")


def measure(*, explain_all: bool) -> None:
    """Print a table of times, then plans."""
    from django.http import QueryDict
    from django.test import RequestFactory
    from django.utils import timezone

    from events.filters import Filters, known_values
    from events.listing import PAGE_SIZE, Lists
    from events.models import Occurrence
    from events.month import Month, MonthGrid
    from events.teasers import with_words
    from home.dates import helsinki
    from municipalities.models import Municipality

    now = timezone.now()
    today = helsinki(now).date()
    town = Municipality.objects.get(slug="town-7")
    known = known_values(None)
    some = list(Occurrence.objects.order_by("pk").values_list("pk", flat=True)[::997][:PAGE_SIZE])

    def rows(query: str, municipality: Municipality | None = None) -> Callable[[], Any]:
        filters = Filters.read(QueryDict(query), known)
        first = (filters.page - 1) * PAGE_SIZE
        return lambda: with_words(filters.upcoming(municipality, now)[first : first + PAGE_SIZE + 1])

    def lists(query: str, municipality: Municipality | None = None) -> Lists:
        return Lists(RequestFactory().get(f"/en/events/?{query}"), municipality, now)

    first_of_month = Month(date(today.year, today.month, 1))
    tasks: dict[str, Callable[[], Any]] = {
        "reference: 20 dates by their keys, with words": lambda: with_words(Occurrence.objects.filter(pk__in=some)),
        "first page, country": rows(""),
        "first page, one town": rows("", town),
        "page 40, country": rows("page=40"),
        "first page, free in Arabic": rows("free=1&speaks=ar"),
        "first page, a rare language": rows("speaks=ti"),
        "first page, today": rows("when=today"),
        "first page, from a day far ahead": rows(f"from={today.replace(year=today.year + 1, day=1).isoformat()}"),
        "first page, a rare word": rows("q=saunassa"),
        "whole list with all counts, country": lambda: lists("").upcoming(),
        "whole list with all counts, one town": lambda: lists("", town).upcoming(),
        "whole list with all counts, free in Arabic": lambda: lists("free=1&speaks=ar").upcoming(),
        "whole list with all counts, a rare language": lambda: lists("speaks=ti").upcoming(),
        "the month, country": lambda: MonthGrid(lists(""), first_of_month).context(),
        "the month, one town": lambda: MonthGrid(lists("", town), first_of_month).context(),
        "what is over, country": lambda: lists("").past(),
    }  # fmt: skip
    reference = 0.0
    for name, task in tasks.items():
        milliseconds = _median(task)
        reference = reference or milliseconds
        say(f"{name:<48}{milliseconds:>9.1f} ms {milliseconds / reference:>7.1f} ×")
    for query in ["", "free=1&speaks=ar", "speaks=ti", "when=today"] if explain_all else [""]:
        dates = Filters.read(QueryDict(query), known).upcoming(None, now)[:PAGE_SIZE]
        say(f"\nEXPLAIN of the first page ?{query}\n{dates.explain(analyze=True, buffers=True)}")


def say(line: str) -> None:
    """Show a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _median(task: Callable[[], Any]) -> float:
    """Milliseconds; the first run, which warms caches, does not count."""
    times = []
    for _run in range(REPEATS + 1):
        started = time.perf_counter()
        task()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
