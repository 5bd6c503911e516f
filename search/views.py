"""The search page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from search.queries import LONGEST_QUERY, PER_PAGE
from search.results import Results
from search.results import search as search_for


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/{lang}/search/?q=…`: whatever is typed gets an answer."""
    text = typed_text(request)
    number = page_number(request)
    literal = request.GET.get("literal") == "1"
    now = timezone.now()
    results = search_for(request, text, now, page=number, literal=literal) if text else Results()
    if not results.hits and number > 1:
        number, results = 1, search_for(request, text, now, literal=literal)
    context = {
        "search_text": text,
        "results": results,
        "page_of_results": Paginator(range(results.total), PER_PAGE).get_page(number),
        "querystring": _querystring(request, text),
    }
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def typed_text(request: HttpRequest) -> str:
    """What was typed, cut and without what no text contains: controls and halves of characters."""
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    return " ".join("".join(c if c.isprintable() else " " for c in typed).split())


def page_number(request: HttpRequest) -> int:
    """The page of results asked for; 1 for whatever is not a sensible number."""
    given = request.GET.get("page", "")
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 5 and int(given) else 1


def _querystring(request: HttpRequest, text: str) -> str:
    """What the links to other pages of results keep, ending in `&`."""
    kept = request.GET.copy()
    kept.clear()
    kept["q"] = text
    if request.GET.get("literal") == "1":
        kept["literal"] = "1"
    return f"{kept.urlencode()}&"
