"""The door through which pages are served."""

from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.views import serve as wagtail_serve

from home import redirects, routing, sitemaps
from home.languages import Language, language_of


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page found by `home.routing`; a deleted one answers 410 with a page that helps."""
    try:
        request._wagtail_route_for_request = routing.route(request, path)  # type: ignore[attr-defined]
    except routing.Gone:
        return render(request, "410.html", status=410)
    except Http404:
        if address := redirects.moved_to(request, path):
            return HttpResponsePermanentRedirect(address)
        raise
    response: HttpResponse = wagtail_serve(request, path)
    return response


def serve_file(request: HttpRequest, stem: str, suffix: str) -> HttpResponse:
    """`…/events.ics` is the route `ics/` of the page `…/events/`."""
    return serve_page(request, f"{stem}/{suffix}/")


def language_gate(request: HttpRequest) -> HttpResponse:
    """`/`: to the visitor's own language when her browser names an offered one, else a page of choices."""
    language = accepted_language(request.headers.get("Accept-Language", ""), settings.OFFERED_LANGUAGES)
    if language:
        response: HttpResponse = redirect(f"/{language}/")
    else:
        response = render(request, "language_gate.html", {"questions": _questions()})
    response["Vary"] = "Accept-Language"
    response["Cache-Control"] = "private, no-store"
    return response


def language_neutral_redirect(
    request: HttpRequest, url: Callable[[str], str], offered: Iterable[str], otherwise: str
) -> HttpResponse:
    """The gate's rule for a short link: `url(language)` in the visitor's own language if it is offered there."""
    languages = [code for code in settings.OFFERED_LANGUAGES if code in set(offered)]
    language = accepted_language(request.headers.get("Accept-Language", ""), languages) or otherwise
    response: HttpResponse = redirect(url(language))
    response["Vary"] = "Accept-Language"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def accepted_language(header: str, offered: Sequence[str]) -> str:
    """The offered language that an Accept-Language header names first; "" when it names none.

    A more exact tag finds its language (`sv-FI` is `sv`, `fa-AF` is `prs`); nothing is taken for a choice that is none.
    """
    by_tag = {tag.lower(): code for code in reversed(offered) for tag in _tags(language_of(code))}
    for tag, quality in parse_accept_lang_header(header):
        while tag and quality > 0:
            if tag in by_tag:
                return by_tag[tag]
            tag = tag.rpartition("-")[0]
    return ""


def _tags(language: Language) -> list[str]:
    """What browsers call a language; `fa` alone is Persian, which stands in for Dari and Dari for it."""
    tags = [language.code, language.html_lang, language.hreflang or ""]
    return [tag for tag in [*tags, "fa" if language.code == "prs" else ""] if tag]


def _questions() -> list[tuple[Language, str]]:
    """“Choose language” in every offered language, the same words only once."""
    questions: dict[str, Language] = {}
    for code in settings.OFFERED_LANGUAGES:
        with override(code):
            questions.setdefault(gettext("Choose language"), language_of(code))
    return [(language, question) for question, language in questions.items()]


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps of this host: one for each language, more where one would be too long; none in a demo."""
    files = [] if settings.DEMO_SITE else sitemaps.files(request)
    return render(request, "sitemap_index.xml", {"files": files}, content_type="application/xml")


def sitemap(request: HttpRequest, language: str, number: int = 1) -> HttpResponse:
    """Public texts in one language whose own address is on this host, with their translations."""
    entries = [] if settings.DEMO_SITE else sitemaps.entries(request, language, number)
    if not entries and not settings.DEMO_SITE:
        raise Http404
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read; nothing of a demo."""
    if settings.DEMO_SITE:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        closed = [f"Disallow: {path}" for path in ("/admin/", "/accounts/", "/*/search/")]
        lines = ["User-agent: *", *closed, f"Sitemap: {sitemaps.host_of(request)}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the language of the path."""
    return render(request, "404.html", status=404)
