"""Which texts search engines are told about: live, public texts of their own in every language, each with the others.

Wagtail's own sitemap walks one language's tree only.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from home.languages import language_of
from home.routing import public_path

#: A sitemap file may have this many addresses.
LIMIT = 50_000


@dataclass
class Entry:
    """One text; `alternates` are the same page's texts, itself included, as (hreflang, address)."""

    url: str
    changed: datetime | None
    alternates: list[tuple[str, str]] = field(default_factory=list)


def entries(request: HttpRequest) -> list[Entry]:
    """The texts whose canonical address is on the host of the request. One query when the root paths are cached."""
    host = host_of(request)
    pages = Page.objects.live().public().filter(alias_of__isnull=True, depth__gt=1, expired=False)
    rows = pages.order_by("path").values_list(
        "translation_key", "url_path", "locale__language_code", "last_published_at"
    )
    found: list[Entry] = []
    together: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for key, url_path, language, changed in rows[:LIMIT]:
        url = _address(url_path, language)
        if not url.startswith(f"{host}/"):
            continue
        found.append(Entry(url, changed, together[key]))
        if hreflang := language_of(language).hreflang:
            together[key].append((hreflang, url))
    return found


def host_of(request: HttpRequest) -> str:
    """The address of the request's site, from its record and not from the Host header."""
    site = Site.find_for_request(request)
    return str(site.root_url) if site else settings.SITE_URL


def _address(url_path: str, language: str) -> str:
    """The canonical address: the most specific site comes first in Wagtail's list."""
    for root in Site.get_site_root_paths():
        if url_path.startswith(root.root_path):
            return public_path(f"{root.root_url}/{language}/{url_path[len(root.root_path) :]}")
    return ""
