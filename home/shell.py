"""What the page shell shows around every text: languages, menu, breadcrumbs, canonical address.

Values are computed only when the template asks for them; together they cost two queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from home.languages import Language, language_of
from home.models import BasePage
from home.routing import public_path, site_roots

#: Depth in the tree of the portal's main sections: root, home page, section.
MENU_DEPTH = 3


@dataclass(frozen=True)
class Link:
    """Where something leads."""

    title: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language; `available` is false when another text will stand in."""

    language: Language
    url: str
    available: bool
    is_current: bool


@dataclass(frozen=True)
class Microsite:
    """A part of the site with its own name, accent, stripes (woven of its code), menu and offered languages."""

    name: str
    code: str
    accent: str
    page: Page
    languages: frozenset[str]


#: `f(page, language)` answers the microsite a page belongs to; the app that has microsites adds it when it is ready.
microsite_finders: list[Callable[[Page, str], Microsite | None]] = []


class Shell:
    """The frame of one response."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def page(self) -> BasePage | None:
        """The page being shown; None on forms, search and error pages."""
        return getattr(self.request, "shell_page", None)

    @cached_property
    def language(self) -> Language:
        """The language asked for: of interface, `lang` and `dir`."""
        return language_of(get_language() or settings.LANGUAGE_CODE)

    @property
    def content_language(self) -> Language:
        """The language of the text shown."""
        return self.page.text_language if self.page else self.language

    @property
    def is_fallback(self) -> bool:
        """Whether the text stands in for a missing one."""
        return self.content_language.code != self.language.code

    @cached_property
    def home_url(self) -> str:
        return f"/{self.language.code}/"

    @cached_property
    def canonical_url(self) -> str:
        """The one address of the text shown, absolute, from the site and not from the Host header."""
        if self.page is None:
            return settings.SITE_URL + self.request.path
        return self.page.get_full_url(self.request) or ""

    @cached_property
    def noindex(self) -> bool:
        return settings.DEMO_SITE or self.is_fallback or self.page is None

    @cached_property
    def _live_languages(self) -> set[str]:
        """Languages in which the page has a live text of its own."""
        if self.page is None:
            return set(settings.OFFERED_LANGUAGES)
        key = self.page.translation_key
        texts = [p for p in self._navigation if p.translation_key == key and p.live and p.alias_of_id is None]
        codes = {page.locale.language_code for page in texts}
        return codes & self.microsite.languages if self.microsite else codes

    @cached_property
    def switcher(self) -> list[LanguageLink]:
        """Plain links that keep path and query; slugs are the same in every language."""
        rest = self.request.path.split("/", 2)[2] if self.request.path.count("/") >= 2 else ""
        query = self.request.META.get("QUERY_STRING", "")
        return [
            LanguageLink(
                language=language_of(code),
                url=f"/{code}/{rest}" + (f"?{query}" if query else ""),
                available=code in self._live_languages,
                is_current=code == self.language.code,
            )
            for code in settings.OFFERED_LANGUAGES
        ]

    @cached_property
    def alternates(self) -> list[dict[str, str]]:
        """hreflang links: real, published texts only, self-included."""
        if self.page is None or self.noindex:
            return []
        return [
            {"hreflang": link.language.hreflang, "url": settings.SITE_URL + link.url.split("?")[0]}
            for link in self.switcher
            if link.available and link.language.hreflang
        ]

    @cached_property
    def _navigation(self) -> list[Page]:
        """All pages that the frame speaks of, in one query, in the order of the tree.

        The portal's menu; and of the page shown: ancestors, what stands in menus beside an ancestor, translations, and
        its children where it shows them.
        """
        root = site_roots(self.request).get(self.language.code)
        if root is None:
            return []
        wanted = Q(url_path=root) | Q(url_path__startswith=root, depth=MENU_DEPTH, show_in_menus=True, live=True)
        if self.page is not None and self.page.path:
            step, path = Page.steplen, self.page.path
            above = [path[:end] for end in range(step, len(path) + 1, step)]
            wanted |= Q(path__in=above) | Q(translation_key=self.page.translation_key)
            if self.page.shows_children:
                wanted |= Q(path__startswith=path, depth=self.page.depth + 1, live=True)
            for parent in above[MENU_DEPTH:]:
                depth = len(parent) // step + 1
                wanted |= Q(path__startswith=parent, depth=depth, live=True, show_in_menus=True)
        return list(Page.objects.filter(wanted).select_related("locale").order_by("path"))

    def _below(self, parent: Page) -> list[Page]:
        """Those children of a page that the one query brought."""
        return [p for p in self._navigation if p.depth == parent.depth + 1 and p.path.startswith(parent.path)]

    @property
    def children(self) -> list[Page]:
        """Live children of a page whose class `shows_children`; in the order of the tree, as plain pages."""
        return self._below(self.page) if self.page is not None and self.page.path else []

    @cached_property
    def menu(self) -> list[Link]:
        """The portal's main menu in the language asked for."""
        here = self.request.path
        pages = [p for p in self._navigation if p.show_in_menus and p.depth == MENU_DEPTH]
        links = [(page.title, self.url_of(page)) for page in pages if page.locale.language_code == self.language.code]
        return [Link(title, url, here.startswith(url)) for title, url in links]

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        """From the home page to the parent of the page."""
        if self.page is None:
            return []
        pages = [
            p
            for p in self._navigation
            if p.depth >= 2 and self.page.path.startswith(p.path) and p.path != self.page.path
        ]
        return [Link(page.title, self.url_of(page)) for page in pages]

    # --- the microsite ---------------------------------------------------------------------------

    @cached_property
    def microsite(self) -> Microsite | None:
        """The microsite of the page; None on the portal's own pages."""
        if self.page is None:
            return None
        found = (find(self.page, self.language.code) for find in microsite_finders)
        return next((microsite for microsite in found if microsite), None)

    @cached_property
    def microsite_url(self) -> str:
        return self.url_of(self.microsite.page) if self.microsite else ""

    @cached_property
    def microsite_menu(self) -> list[Link]:
        """The microsite's own menu."""
        if self.microsite is None:
            return []
        pages = [page for page in self._below(self.microsite.page) if page.show_in_menus and page.live]
        links = [(page.title, self.url_of(page)) for page in pages]
        return [Link(title, url, self.request.path.startswith(url)) for title, url in links]

    # --- the same everywhere ---------------------------------------------------------------------

    @property
    def help_now_url(self) -> str:
        return f"{self.home_url}help-now/"

    @property
    def search_url(self) -> str:
        return f"{self.home_url}search/"

    @property
    def funding_statement(self) -> str:
        """The line beside the emblem of the European Union; the owner decides which (domain.md §15)."""
        statements = {
            "funded": gettext("Funded by the European Union"),
            "co-funded": gettext("Co-funded by the European Union"),
        }
        return statements[settings.EU_FUNDING_STATEMENT]

    @property
    def fund_name(self) -> str:
        return settings.EU_FUND_NAME

    def url_of(self, page: Page, language: str = "") -> str:
        """The address of any page in the language asked for, or in another; no query."""
        url = public_path(page.get_url(self.request) or "")
        return in_language(url, page.locale.language_code, language or self.language.code)


def in_language(url: str, own: str, wanted: str) -> str:
    """The same address under another language's prefix: slugs are the same in every language."""
    scheme, host, path, query, fragment = urlsplit(url)
    if path.startswith(f"/{own}/"):
        path = f"/{wanted}/" + path[len(own) + 2 :]
    return urlunsplit((scheme, host, path, query, fragment))


def shell_of(request: HttpRequest) -> Shell:
    """The one shell of a request."""
    if not hasattr(request, "_shell"):
        request._shell = Shell(request)  # type: ignore[attr-defined]
    shell: Shell = request._shell  # type: ignore[attr-defined]
    return shell
