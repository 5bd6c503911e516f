"""From a path to a page in one query, with the language that stands in when a text is missing.

Wagtail's own routing costs two queries a level. Slugs are the same in every language, so all rows that a path can mean
are known by their `url_path` at once: the page, its ancestors and, on a miss, the same page in other languages.
A *transparent* page (a slug that starts with `TRANSPARENT_SLUG_PREFIX`) may be left out of the path (architecture D3).
"""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from home.languages import fallback_chain

#: `f(request, language, components)` answers whether there was a page here that was deleted.
gone_checks: list[Callable[[HttpRequest, str, Sequence[str]], bool]] = []
#: `f(page, language)` answers whether the page's text is not offered in its language and is to be treated as missing.
withheld_checks: list[Callable[[Page, str], bool]] = []
#: `f()` answers the `url_path`s of pages below which no text is offered in the language of the page.
withheld_paths: list[Callable[[], list[str]]] = []
#: `f(page)` answers the majority language of the place that a page belongs to; None for a page of no place.
majority_finders: list[Callable[[Page], str | None]] = []


class Gone(Http404):
    """There was a page here; it was deleted (410)."""


def is_transparent(slug: str) -> bool:
    """Whether a page with this slug is left out of the public URLs of what lies below it."""
    return slug.startswith(settings.TRANSPARENT_SLUG_PREFIX)


def public_path(path: str) -> str:
    """The path without its transparent segments, except where the transparent page itself is meant."""
    segments = path.split("/")
    last = max((i for i, segment in enumerate(segments) if segment), default=0)
    return "/".join(s for i, s in enumerate(segments) if i == last or not is_transparent(s))


def address(page: Page, request: HttpRequest | None, language: str) -> str:
    """Where a page is read in a language: slugs are the same in every language. No query when the paths are cached."""
    return in_language(public_path(page.get_url(request) or ""), page.locale.language_code, language)


def in_language(url: str, own: str, wanted: str) -> str:
    """The same address, absolute or not, under another language's prefix."""
    scheme, host, path, query, fragment = urlsplit(url)
    if path.startswith(f"/{own}/"):
        path = f"/{wanted}/" + path[len(own) + 2 :]
    return urlunsplit((scheme, host, path, query, fragment))


def route(request: HttpRequest, path: str) -> RouteResult:
    """The page that answers a path, in the active language or in the first that stands in for it.

    Raises `Gone` for what was deleted and `Http404` for what never was.
    """
    components = [component for component in path.split("/") if component]
    roots = site_roots(request)
    requested = get_language() or settings.LANGUAGE_CODE
    if requested in roots and (found := _route_in(request, {requested: roots[requested]}, components, [requested])):
        return found
    others = {code: root for code, root in roots.items() if code != requested}
    if found := _route_in(request, others, components, fallback_chain(requested)[1:]):
        return found
    if any(check(request, requested, components) for check in gone_checks):
        raise Gone
    raise Http404


def site_roots(request: HttpRequest) -> dict[str, str]:
    """Language code → `url_path` of the home page of the request's site; no query when the paths are cached."""
    site = Site.find_for_request(request)
    if site is None:
        return {}
    return {root.language_code: root.root_path for root in Site.get_site_root_paths() if root.site_id == site.pk}


def _route_in(
    request: HttpRequest, roots: dict[str, str], components: list[str], languages: list[str]
) -> RouteResult | None:
    if not roots:
        return None
    rows = _rows(roots, components)
    best: dict[str, tuple[int, Page]] = {}
    for code, root in roots.items():
        matches = [(n, page) for page in rows if (n := _matched(page, root, components)) is not None]
        if matches:
            consumed, page = max(matches, key=lambda match: match[0])
            if page.live and (consumed == len(components) or _has_routes(page)):
                best[code] = (consumed, page)
    for code in _in_order(best, languages):
        consumed, page = best[code]
        specific = _specific(page)
        if any(is_withheld(specific, code) for is_withheld in withheld_checks):
            continue
        try:
            return specific.route(request, components[consumed:])
        except Http404:
            continue
    return None


def _in_order(best: dict[str, tuple[int, Page]], languages: list[str]) -> Iterator[str]:
    """The languages to try; Swedish before Finnish where most people speak it, which is asked only when it matters."""
    waiting = [code for code in languages if code in best] + [code for code in best if code not in languages]
    while waiting:
        both = waiting[0] == "fi" and "sv" in waiting
        if both and any(find(best["sv"][1]) == "sv" for find in majority_finders):
            waiting.remove("sv")
            yield "sv"
        yield waiting.pop(0)


def _has_routes(page: Page) -> bool:
    """Whether something other than a page can be below it. No query: Django remembers content types."""
    return hasattr(page.specific_class, "get_subpage_urls")


def _specific(page: Page) -> Page:
    """The page as its own class, with what the one query already knows about it."""
    relations = getattr(page.specific_class, "served_with", [])
    specific = page.specific_class.objects.select_related(*relations).get(pk=page.pk) if relations else page.specific
    specific.locale = page.locale
    specific.is_known_open = not page.is_restricted and page.alias_of_id is None
    return specific


def _rows(roots: dict[str, str], components: list[str]) -> list[Page]:
    """Every row on the path, direct or below a transparent page, in one query."""
    relative = ["/".join(components[:n]) + "/" if n else "" for n in range(len(components) + 1)]
    sql = """"wagtailcore_page"."url_path" = ANY(ARRAY(
        SELECT root || rest FROM unnest(%s::text[]) root, unnest(%s::text[]) rest
        UNION ALL
        SELECT t.url_path || rest FROM wagtailcore_page t, unnest(%s::text[]) root, unnest(%s::text[]) rest
        WHERE t.url_path LIKE root || %s AND t.depth = 3
    ))"""
    prefix = settings.TRANSPARENT_SLUG_PREFIX.replace("_", r"\_") + "%"
    paths = list(roots.values())
    restricted = """EXISTS(
        SELECT FROM wagtailcore_pageviewrestriction r JOIN wagtailcore_page a ON a.id = r.page_id
        WHERE starts_with("wagtailcore_page"."path", a.path)
    )"""
    params = [paths, relative, paths, relative, prefix]
    return list(
        Page.objects.extra(select={"is_restricted": restricted}, where=[sql], params=params)  # noqa: S610  # constants
        .select_related("locale")
        .defer_streamfields()
    )


def _matched(page: Page, root: str, components: list[str]) -> int | None:
    """How many components of the path this row answers for; None when it is not on the path."""
    if not page.url_path.startswith(root):
        return None
    own = [segment for segment in page.url_path[len(root) :].split("/") if segment]
    if own == components[: len(own)]:
        return len(own)
    if len(own) > 1 and is_transparent(own[0]) and own[1:] == components[: len(own) - 1]:
        return len(own) - 1
    return None
