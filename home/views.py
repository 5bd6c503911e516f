"""The door through which pages are served."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request
from wagtail.views import serve as wagtail_serve

from home import routing


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page found by `home.routing`; a deleted one answers 410 with a page that helps."""
    try:
        request._wagtail_route_for_request = routing.route(request, path)  # type: ignore[attr-defined]
    except routing.Gone:
        return render(request, "410.html", status=410)
    response: HttpResponse = wagtail_serve(request, path)
    return response


def serve_file(request: HttpRequest, stem: str, suffix: str) -> HttpResponse:
    """`…/events.ics` is the route `ics/` of the page `…/events/`."""
    return serve_page(request, f"{stem}/{suffix}/")


def language_gate(request: HttpRequest) -> HttpResponse:
    """`/`: to the visitor's own language when her browser names an offered one, else a page of choices."""
    accepted = request.headers.get("Accept-Language", "")
    language = get_language_from_request(request) if accepted else ""
    if accepted and _names(accepted, language):
        response: HttpResponse = redirect(f"/{language}/")
    else:
        response = render(request, "language_gate.html")
    response["Vary"] = "Accept-Language"
    response["Cache-Control"] = "private, no-store"
    return response


def _names(accepted: str, language: str) -> bool:
    """Whether the header itself names the language, so that the default is not taken for a choice."""
    tags = [part.split(";")[0].strip().lower() for part in accepted.split(",")]
    return any(tag == language or tag.split("-")[0] == language.split("-")[0] for tag in tags)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the language of the path."""
    return render(request, "404.html", status=404)
