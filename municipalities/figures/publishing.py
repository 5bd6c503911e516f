"""Publishing the figures: everything is counted anew and small numbers of people are taken out once, for all readers.

The public page, the open file, researchers and local contacts see parts of this one publication, so comparing what they
got tells nothing more. It holds

* of numbers of people only quarters that are over, so that two publications of a day do not tell who came in between;
* by municipality only whole numbers; parts (languages, answers, steps), shares and medians only for the whole country;
* no sums over quarters and none of districts: who shows such a sum adds up what is published.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from statistics import median

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from municipalities.figures.hiding import Part, hide, hide_one_by_one
from municipalities.figures.quarters import Quarter, Span, up_to
from municipalities.figures.registry import Figure, Kind, Tally, all_figures
from municipalities.models.figures import FigurePublication, FigureValue
from municipalities.models.regions import Municipality

#: So many quarters are published, with the one that is running.
QUARTERS = 13


@dataclass(frozen=True)
class Town:
    """Where something is counted, and by whose people it is known."""

    slug: str
    district: str


@transaction.atomic
def publish_figures(now: datetime) -> int:
    """Count and publish everything; returns how many numbers are shown or hidden."""
    span = up_to(timezone.localdate(now), QUARTERS)
    towns = {
        pk: Town(slug, key)
        for pk, slug, key in Municipality.objects.order_by("slug").values_list("pk", "slug", "district__key")
    }
    values = [value for figure in all_figures() for value in published(figure, figure.tally(span), span, towns)]
    FigureValue.objects.all().delete()
    FigureValue.objects.bulk_create(values, batch_size=2000)
    FigurePublication.objects.update_or_create(pk=1, defaults={"published_at": now})
    return len(values)


def published(figure: Figure, tallies: Iterable[Tally], span: Span, towns: Mapping[int, Town]) -> list[FigureValue]:
    """What is published of one figure."""
    by_quarter: dict[Quarter, list[Tally]] = defaultdict(list)
    for tally in tallies:
        by_quarter[tally.quarter].append(tally)
    quarters = span.finished if figure.counts_people else list(span)
    categories = figure.categories()
    first = min(by_quarter, default=None)
    if first is None:
        return []
    return [
        FigureValue(figure=figure.code, quarter=str(quarter), place=place, category=category, number=number)
        for quarter in quarters
        if quarter >= first  # nothing is said of the time before anything was counted
        for (place, category), number in _of_quarter(
            figure, str(quarter), by_quarter[quarter], categories, towns
        ).items()
    ]


def _of_quarter(
    figure: Figure, quarter: str, tallies: list[Tally], categories: Iterable[str], towns: Mapping[int, Town]
) -> dict[tuple[str, str], Decimal | None]:
    """(place, category) → number; None is hidden."""
    total, by_town, by_category = _sums(figure, tallies, categories, towns)
    hidden_places: frozenset[str] = frozenset()
    is_hidden = False
    districts = sorted({town.district for town in towns.values()})
    if figure.counts_people:
        order = sorted(by_town, key=lambda place: _secret_order(figure.code, quarter, place))
        found = hide({place: by_town[place] for place in order}, districts)
        hidden_places, is_hidden = found.parts, found.total
    whole = FigureValue.WHOLE_COUNTRY
    if figure.kind is Kind.MEDIAN_DAYS:
        days = sorted(Counter({int(day): part.number for day, part in by_category.items()}).elements())
        return {(whole, ""): None if is_hidden or not days else Decimal(str(median(days))).quantize(Decimal("0.1"))}
    values: dict[tuple[str, str], Decimal | None] = {(whole, ""): None if is_hidden else Decimal(total.number)}
    if figure.kind is Kind.COUNT:
        for place, part in by_town.items():
            values[place, ""] = None if place in hidden_places else Decimal(part.number)
    if by_category:
        hidden = _hidden_categories(figure, total, by_category, districts) if not is_hidden else by_category
        for category, part in by_category.items():
            is_shown = not figure.counts_people or category not in hidden
            values[whole, category] = Decimal(part.number) if is_shown else None
    return values


def _sums(
    figure: Figure, tallies: list[Tally], known: Iterable[str], towns: Mapping[int, Town]
) -> tuple[Part, dict[str, Part], dict[str, Part]]:
    """The total, by town and by category, each as it is made up of districts."""
    towns_sum: Counter[str] = Counter({town.slug: 0 for town in towns.values()})
    districts_sum: Counter[str] = Counter()
    categories: dict[str, Counter[str]] = {code: Counter() for code in known}
    for tally in tallies:
        town = towns.get(tally.town) if tally.town is not None else None
        district = town.district if town else ""
        if tally.category:
            categories.setdefault(tally.category, Counter())[district] += tally.number
        if not (tally.category and figure.is_overlapping):
            towns_sum[town.slug if town else FigureValue.ELSEWHERE] += tally.number
            districts_sum[district] += tally.number
    of_town = {town.slug: town.district for town in towns.values()}
    by_town = {
        place: Part({of_town.get(place, ""): number}, insiders=of_town.get(place))
        for place, number in towns_sum.items()
    }
    return Part(districts_sum), by_town, {code: Part(numbers) for code, numbers in categories.items()}


def _hidden_categories(
    figure: Figure, total: Part, by_category: Mapping[str, Part], districts: list[str]
) -> Iterable[str]:
    if figure.is_overlapping:
        return hide_one_by_one(total, by_category, districts)
    found = hide(by_category, districts)
    return by_category if found.total else found.parts


def _secret_order(figure: str, quarter: str, place: str) -> str:
    """The order in which further numbers are hidden, known to nobody outside."""
    return salted_hmac("municipalities.figures", f"{figure} {quarter} {place}", algorithm="sha256").hexdigest()
