"""What the page shell shows around every text: languages, menu, breadcrumbs, canonical address.

Values are computed only when the template asks for them; together they cost two queries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from home.alternates import alternates
from home.languages import Language, fallback_chain, language_of
from home.routing import address, in_language, is_transparent, site_roots
from home.text_notes import TextNote, is_machine_made, note_of

if TYPE_CHECKING:
    from home.models import BasePage


@dataclass(frozen=True)
class Link:
    """Where something leads. `language` is set when its title is not in the language asked for."""

    title: str
    url: str
    is_current: bool = False
    language: Language | None = None


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language, and the language of the text that will open there."""

    language: Language
    url: str
    opens: Language
    is_current: bool

    @property
    def available(self) -> bool:
        """Whether the text exists in this language; otherwise another one will stand in."""
        return self.opens == self.language


@dataclass(frozen=True)
class Microsite:
    """A part of the site with its own name, accent, stripes (woven of its code), menu and offered languages."""

    name: str
    code: str
    accent: str
    page: Page
    languages: frozenset[str]
    #: In which of the national languages most people there speak.
    majority: str = "fi"
    #: Whom to reach in the footer: its own, else what is nearest above it.
    telephone: str = ""
    email: str = ""


#: `f(page, language)` answers the microsite a page belongs to; the app that has microsites adds it when it is ready.
microsite_finders: list[Callable[[Page, str], Microsite | None]] = []
#: `f(shell)` answers the notices at the top of the page; the app that has notices adds it when it is ready.
notice_finders: list[Callable[["Shell"], Sequence[Any]]] = []


class Shell:
    """The frame of one response."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def page(self) -> "BasePage | None":
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
        """The portal's home page; absolute where a microsite has a host of its own."""
        root = self._roots.get(self.language.code, "")
        host = settings.SITE_URL if _depth(root) > 2 else ""
        return f"{host}/{self.language.code}/"

    @property
    def origin(self) -> str:
        """The portal's own address without a path, for what others fetch."""
        return str(settings.SITE_URL)

    @cached_property
    def canonical_url(self) -> str:
        """The one address of the text shown, absolute: on the page's own host, in the language of the text."""
        if self.page is None:
            return settings.SITE_URL + self.request.path
        return (self.page.get_full_url() or "") + self._route

    @cached_property
    def noindex(self) -> bool:
        """Whether search engines are to leave this out: whatever is not the text of this address."""
        is_hidden = getattr(self.request, "shell_noindex", False)
        return (
            is_hidden or settings.DEMO_SITE or not self._is_own_human_text or (self.page is None and not self._is_gate)
        )

    @property
    def _route(self) -> str:
        """What a page's own route has below its address, where that is a place of its own."""
        return getattr(self.request, "shell_below", "")

    @property
    def _is_own_human_text(self) -> bool:
        """Whether the text is the one of this address, written or read by a person."""
        return not self.is_fallback and not (self.text_note and self.text_note.is_machine_made)

    @property
    def _is_gate(self) -> bool:
        return self.request.path == "/"

    # --- languages -------------------------------------------------------------------------------

    @cached_property
    def _own_texts(self) -> list[Page]:
        """The page shown in all languages, drafts too."""
        return [p for p in self._pages if self.page and p.translation_key == self.page.translation_key]

    @cached_property
    def _live_languages(self) -> set[str]:
        """Languages in which the page has a live text of its own; all of them on forms, search and error pages."""
        if self.page is None:
            return set(settings.OFFERED_LANGUAGES)
        codes = {p.locale.language_code for p in self._own_texts if p.live and p.alias_of_id is None}
        return codes & self.microsite.languages if self.microsite else codes

    @cached_property
    def text_note(self) -> TextNote | None:
        """Whether the text shown is older than its source, or made by a machine."""
        return note_of(self.page, self._own_texts) if self.page else None

    @property
    def source_url(self) -> str:
        """Where the text is read from which the one shown was translated."""
        note = self.text_note
        return self.url_of(note.source, note.language.code) if note else ""

    @cached_property
    def switcher(self) -> list[LanguageLink]:
        """Plain links that keep path and query; slugs are the same in every language."""
        first, _slash, rest = self.request.path.removeprefix("/").partition("/")
        if first not in settings.OFFERED_LANGUAGES:
            rest = ""
        query = self.request.META.get("QUERY_STRING", "")
        return [
            LanguageLink(
                language=language_of(code),
                url=f"/{code}/{rest}" + (f"?{query}" if query else ""),
                opens=self._opens(code),
                is_current=code == self.language.code,
            )
            for code in settings.OFFERED_LANGUAGES
        ]

    def _opens(self, code: str) -> Language:
        """The language of the text that is shown when this one is asked for."""
        chain = fallback_chain(code, majority=self.microsite.majority if self.microsite else "fi")
        stand_in = next((c for c in chain if c in self._live_languages), self.content_language.code)
        return language_of(stand_in)

    @cached_property
    def alternates(self) -> list[dict[str, str]]:
        """hreflang links: real, published human texts only, self-included, on the page's own host."""
        if (self.page is None and not self._is_gate) or not self._is_own_human_text:
            return []
        canonical = self.canonical_url if self.page else f"{settings.SITE_URL}/{self.language.code}/"
        by_machine = {p.locale.language_code for p in self._own_texts if is_machine_made(p)} if self.page else set()
        urls = {
            code: in_language(canonical, self.content_language.code, code)
            for code in settings.OFFERED_LANGUAGES
            if code in self._live_languages - by_machine
        }
        default = settings.SITE_URL + "/" if self._is_gate or self.is_home else ""
        return [{"hreflang": tag, "url": url} for tag, url in alternates(urls, default=default)]

    @property
    def is_home(self) -> bool:
        """Whether the page shown is the portal's home page."""
        return self.page is not None and self.page.depth == 2

    # --- navigation ------------------------------------------------------------------------------

    @cached_property
    def _roots(self) -> dict[str, str]:
        """`url_path` of the home page in the language asked for and in that of the text."""
        roots = site_roots(self.request)
        return {code: roots[code] for code in (self.language.code, self.content_language.code) if code in roots}

    @cached_property
    def _pages(self) -> list[Page]:
        """All pages that the frame speaks of, in one query, in the order of the tree.

        The main menu; and of the page shown: ancestors and what stands in menus beside them, in the language asked for
        and in that of the text; its translations; and its children where it shows them.
        """
        wanted = Q(pk__in=[])
        for root in self._roots.values():
            wanted |= Q(url_path=root) | Q(url_path__startswith=root, depth=_depth(root) + 1) & _IN_MENU
            for path in self._paths_above(root):
                wanted |= Q(url_path=path) | Q(url_path__startswith=path, depth=_depth(path) + 1) & _IN_MENU
        if self.page is not None and self.page.path:
            wanted |= Q(translation_key=self.page.translation_key)
            if self.page.shows_children:
                wanted |= Q(path__startswith=self.page.path, depth=self.page.depth + 1, live=True)
        return list(Page.objects.filter(wanted).select_related("locale", "text_record").order_by("path"))

    def _paths_above(self, root: str) -> list[str]:
        """The `url_path` of the page shown and of its ancestors below a home page, as they are in that home's tree."""
        own_root = self._roots.get(self.content_language.code, "")
        if self.page is None or not own_root or not self.page.url_path.startswith(own_root):
            return []
        segments = self.page.url_path[len(own_root) :].strip("/").split("/")
        paths = [root + "/".join(segments[: n + 1]) + "/" for n in range(len(segments)) if segments[0]]
        return [path for path in paths if not is_transparent(path.strip("/").rpartition("/")[2])]

    def _best(self, pages: list[Page]) -> list[Page]:
        """Of each page the text in the language asked for; where there is none, the one that came with the page."""
        best: dict[str, Page] = {}
        for page in pages:
            root = self._roots.get(page.locale.language_code)
            if root is None or not page.live:
                continue
            place = page.url_path.removeprefix(root)
            if place not in best or page.locale.language_code == self.language.code:
                best[place] = page
        return list(best.values())

    def _links(self, pages: list[Page]) -> list[Link]:
        here = self.request.path
        links = []
        for page in self._best(pages):
            url = self.url_of(page)
            own = None if page.locale.language_code == self.language.code else language_of(page.locale.language_code)
            links.append(Link(page.title, url, here.startswith(url), own))
        return links

    def _below(self, parent: Page) -> list[Page]:
        """Those children of a page that the one query brought."""
        return [p for p in self._pages if p.depth == parent.depth + 1 and p.path.startswith(parent.path)]

    @property
    def children(self) -> list[Page]:
        """Live children of a page whose class `shows_children`; in the order of the tree, as plain pages."""
        return self._below(self.page) if self.page is not None and self.page.path else []

    @cached_property
    def menu(self) -> list[Link]:
        """The main menu in the language asked for; another one's where that language has no tree yet."""
        root = self._roots.get(self.language.code) or self._roots.get(self.content_language.code)
        if root is None:
            return []
        pages = [p for p in self._pages if p.show_in_menus and p.depth == _depth(root) + 1]
        return self._links([p for p in pages if p.url_path.startswith(root)])

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        """From the home page to the parent of the page, without what is left out of addresses."""
        if self.page is None:
            return []
        above = {path for root in self._roots.values() for path in [root, *self._paths_above(root)[:-1]]}
        is_root = self.page.url_path in self._roots.values()
        return [] if is_root else self._links([page for page in self._pages if page.url_path in above])

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
        home = self.microsite.page
        same_home = [p for p in self._pages if p.translation_key == home.translation_key]
        return self._links([page for each in same_home for page in self._below(each) if page.show_in_menus])

    @cached_property
    def notices(self) -> list[Any]:
        """What must not be missed here now: `.kind`, `.title`, `.text`, `.url` and the `.language` of the words."""
        return [notice for find in notice_finders for notice in find(self)]

    # --- the same everywhere ---------------------------------------------------------------------

    @property
    def help_now_url(self) -> str:
        return f"{self.home_url}help-now/"

    @property
    def search_url(self) -> str:
        return f"/{self.language.code}/search/"

    @property
    def funding_statement(self) -> str:
        """The line beside the emblem of the European Union; the owner decides which (domain.md §15)."""
        return funding_statement()

    @property
    def fund_name(self) -> str:
        return settings.EU_FUND_NAME

    def url_of(self, page: Page, language: str = "") -> str:
        """The address of any page in the language asked for, or in another; no query."""
        return address(page, self.request, language or self.language.code)


def funding_statement() -> str:
    """The owner's choice, in the active language."""
    statements = {
        "funded": gettext("Funded by the European Union"),
        "co-funded": gettext("Co-funded by the European Union"),
    }
    return statements[settings.EU_FUNDING_STATEMENT]


_IN_MENU = Q(show_in_menus=True, live=True)


def _depth(url_path: str) -> int:
    """The depth in the tree of the page at a `url_path`: `/home/` is 2."""
    return url_path.count("/")


def shell_of(request: HttpRequest) -> Shell:
    """The one shell of a request."""
    if not hasattr(request, "_shell"):
        request._shell = Shell(request)  # type: ignore[attr-defined]
    shell: Shell = request._shell  # type: ignore[attr-defined]
    return shell
