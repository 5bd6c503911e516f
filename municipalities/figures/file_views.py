"""The open files of the figures: what is published, for everybody, the same bytes for all."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from municipalities.figures.files import (
    COLUMNS,
    EXPLANATION_COLUMNS,
    Place,
    as_csv,
    explanation,
    rows_of,
)
from municipalities.figures.readings import published, published_quarters
from municipalities.models.regions import Municipality

CSV = "text/csv; charset=utf-8"
_LICENCE = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
_MAX_AGE = 3600


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Every published number; small numbers of people are hidden already."""
    with override("en"):
        places = places_of(Municipality.objects.public(), "fi")
        rows = rows_of(published(published_quarters(), places), places)
        return open_file("figures.csv", as_csv(COLUMNS, rows))


@require_safe
def figures_columns(request: HttpRequest) -> HttpResponse:
    """What columns and codes mean."""
    return open_file("figures-columns.csv", as_csv(EXPLANATION_COLUMNS, explanation()))


def places_of(towns: Iterable[Municipality], language: str) -> dict[str, Place]:
    """Municipalities as they stand in files, by slug."""
    return {town.slug: Place(town.code, town.name(language)) for town in towns}


def open_file(name: str, text: str) -> HttpResponse:
    """A file that anybody may read, keep and use, also from other sites."""
    response = HttpResponse(text, content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = _LICENCE
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={_MAX_AGE}"
    return response
