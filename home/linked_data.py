"""What a page tells machines about itself: schema.org in JSON-LD, as a block of data that no browser runs."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from home.shell import Shell

#: So that no text can end the block or begin markup, as in Django's `json_script`.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(things: list[dict[str, Any]]) -> SafeString:
    """The block for some things; empty for none."""
    if not things:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org", "@graph": things}, ensure_ascii=False, separators=(",", ":"))
    escaped = text.translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{escaped}</script>')  # noqa: S308  # escaped above


def of_frame(shell: Shell, title: str, site_name: str) -> list[dict[str, Any]]:
    """What every page of the site says: where it is, or on the home page, what can be searched.

    Nothing where a text stands in for a missing one: its own address says it.
    """
    if shell.page is None or shell.is_fallback:
        return []
    if shell.is_home:
        return [web_site(shell, site_name)]
    crumbs = [*((crumb.title, absolute(crumb.url)) for crumb in shell.breadcrumbs), (title, "")]
    return [breadcrumb_list(crumbs)] if len(crumbs) > 1 else []


def breadcrumb_list(crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page; the page itself comes last and needs no address."""
    items = [
        {"@type": "ListItem", "position": n, "name": name} | ({"item": url} if url else {})
        for n, (name, url) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def web_site(shell: Shell, name: str) -> dict[str, Any]:
    """The site and its search."""
    return {
        "@type": "WebSite",
        "name": name,
        "url": absolute(shell.home_url),
        "inLanguage": shell.language.html_lang,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute(shell.search_url) + "?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }


def absolute(url: str) -> str:
    """An address with its host."""
    return settings.SITE_URL + url if url.startswith("/") else url
