"""Which texts search engines are told about: live, public texts by people in every language, each with the others.

Wagtail's own sitemap walks one language's tree only.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, PageQuerySet, Site

from home.alternates import alternates
from home.routing import public_path, withheld_paths

#: A sitemap file may have this many addresses.
LIMIT = 50_000


@dataclass(frozen=True)
class Entry:
    """One text; `alternates` are the same page's texts, itself included, as (hreflang, address)."""

    url: str
    changed: datetime | None
    alternates: list[tuple[str, str]]


def files(request: HttpRequest) -> list[str]:
    """The addresses of the sitemaps of this host, by language."""
    counted = _on_host(request, _texts()).values_list("locale__language_code").annotate(Count("pk"))
    numbers = {code: range(1, (count - 1) // LIMIT + 2) for code, count in counted.order_by("locale__language_code")}
    names = [f"{code}.{n}" if n > 1 else code for code, several in numbers.items() for n in several]
    return [f"{host_of(request)}/sitemap-{name}.xml" for name in names]


def entries(request: HttpRequest, language: str, number: int = 1) -> list[Entry]:
    """Texts in one language whose canonical address is on the host of the request; the `number`th file of them."""
    if number < 1:
        return []
    texts = _texts()
    own = _on_host(request, texts).filter(locale__language_code=language).order_by("pk")
    keys = list(own.values_list("translation_key", flat=True)[(number - 1) * LIMIT : number * LIMIT])
    rows = texts.filter(translation_key__in=keys).order_by("path")
    columns = ("translation_key", "url_path", "locale__language_code", "last_published_at", "depth")
    together: dict[object, dict[str, str]] = defaultdict(dict)
    found: list[tuple[object, datetime | None, bool]] = []
    for key, url_path, code, changed, depth in rows.values_list(*columns):
        together[key][code] = _address(url_path, code)
        if code == language:
            found.append((key, changed, depth == _HOME_DEPTH))
    gate = settings.SITE_URL + "/"
    return [
        Entry(together[key][language], changed, alternates(together[key], default=gate if is_home else ""))
        for key, changed, is_home in found
    ]


_HOME_DEPTH = 2
#: What apps leave out, as a queryset of pages and the time say it.
narrowings: list[Callable[[PageQuerySet, datetime], PageQuerySet]] = []


def _texts() -> PageQuerySet:
    """Live and public texts written or read by people, in languages that are offered where they are."""
    pages = Page.objects.live().public().filter(alias_of__isnull=True, depth__gt=1, expired=False)
    pages = pages.filter(locale__language_code__in=settings.OFFERED_LANGUAGES).exclude(text_record__machine_live=True)
    for narrow in narrowings:
        pages = narrow(pages, timezone.now())
    return pages.exclude(_below(path for find in withheld_paths for path in find()))


def _on_host(request: HttpRequest, pages: PageQuerySet) -> PageQuerySet:
    """Those whose canonical address is on the request's host: not what has a more specific host of its own."""
    site = Site.find_for_request(request)
    roots = Site.get_site_root_paths()
    own = [root.root_path for root in roots if site is not None and root.site_id == site.pk]
    below = [r.root_path for r in roots if r.root_path not in own and r.root_path.startswith(tuple(own))]
    return pages.filter(_below(own)).exclude(_below(below))


def _below(paths: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(url_path__startswith=path)
    return condition


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
