"""The portal's own pages in the five languages: home, welcome topics, sponsors, about, legal pages."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.models import ContentPage, HomePage, Keyword, KeywordText
from home.publishing import publish_now
from home.translation import stored_form, translate
from municipalities.models import GoalsPage
from portal.demo import content
from portal.demo.blocks import stream

Say = Callable[[str], None]


def load_home() -> HomePage:
    """The Finnish home page and its translations, so that everything else has a place; bodies come later."""
    finnish, _made = Locale.objects.get_or_create(language_code="fi")
    home = HomePage.objects.filter(locale=finnish).first()
    if home is None:
        root = Page.get_first_root_node()
        for placeholder in root.get_children():  # Wagtail's "Welcome" page
            placeholder.specific.delete()
        home = HomePage(slug="home", locale=finnish, **_words("home", "fi"))
        root = Page.get_first_root_node()
        root.add_child(instance=home)
        publish_now(home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": _hostname(), "port": _port(), "site_name": settings.WAGTAIL_SITE_NAME},
    )
    for code in content.LANGUAGES[1:]:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        translate(home, locale, _words("home", code))
    Site.clear_site_root_paths_cache()
    return home


def load_pages(home: HomePage, say: Say) -> None:
    """Every portal page, parents before children, then their translations, then the cards between them."""
    names = _parents_first()
    made: dict[str, Page] = {"home": home}
    for name in names:
        made[name] = _source_page(name, made)
    # Lists that other parts of the demo have made, for the home page to show.
    lists = home.get_children().not_type(ContentPage).values_list("slug", "pk")
    pages = dict(lists) | {name: page.pk for name, page in made.items()}
    for n, name in enumerate(["home", *names], start=1):
        _fill(made[name], name, pages)
        if n % 5 == 0 or n == len(names) + 1:
            say(f"portal pages {n} of {len(names) + 1}")


def _parents_first() -> list[str]:
    waiting = [name for name in content.names_in("pages") if name != "home"]
    order: list[str] = []
    done = {""}
    while waiting:
        ready = [name for name in waiting if content.document(f"pages/{name}")["parent"] in done]
        if not ready:
            msg = f"pages without a parent: {', '.join(waiting)}"
            raise ValueError(msg)
        # The main menu's order is the order of importance, not of the alphabet.
        order += sorted(ready, key=lambda name: (_MENU.index(name) if name in _MENU else 99, name))
        done |= set(ready)
        waiting = [name for name in waiting if name not in done]
    return order


#: The order of the main menu, newcomers first.
_ORDER = (
    "welcome",
    "places",
    "events",
    "become",
    "join",
    "toolkit",
    "guide",
    "partners",
    "about",
    "contact",
    "help-now",
)
_MENU = ["welcome", "become", "partners", "about", "contact", "help-now"]


_KINDS: dict[str, Any] = {"": ContentPage, "goals": GoalsPage}


def _source_page(name: str, made: dict[str, Page]) -> Page:
    document = content.document(f"pages/{name}")
    parent = made[document["parent"] or "home"]
    kind = _KINDS[document.get("type", "")]
    found = parent.get_children().filter(slug=document["slug"]).first()
    if found and issubclass(found.specific_class, kind):
        return found.specific
    if found:  # an older demonstration had a page of another kind here
        for page in [*found.get_translations(), found]:
            page.delete()
    page = kind(
        slug=document["slug"],
        show_in_menus=bool(document.get("menu")),
        icon=document.get("icon", ""),
        official_source=document.get("source", ""),
        locale=parent.locale,
        title=document["fi"]["title"],
    )
    page.keywords.set(Keyword.objects.filter(slug__in=document.get("keywords", [])))
    parent.refresh_from_db()
    parent.add_child(instance=page)
    return page


def _fill(page: Page, name: str, pages: dict[str, int]) -> None:
    """The Finnish words, published when they changed, then each translation."""
    publish_words(page, _words(name, "fi", pages))
    for code in content.in_each_language(content.document(f"pages/{name}")):
        if code != "fi":
            translate(page, Locale.objects.get(language_code=code), _words(name, code, pages))


def load_keywords() -> None:
    """The curated keywords with their labels."""
    for entry in content.document("keywords")["keywords"]:
        keyword, _made = Keyword.objects.update_or_create(slug=entry["slug"], defaults={"name": entry["labels"]["en"]})
        for code, label in entry["labels"].items():
            KeywordText.objects.update_or_create(parent=keyword, language=code, defaults={"label": label})


def order_menu() -> None:
    """Put the sections of each home page into the order of the menu; a section that is in order is not moved."""
    for home in HomePage.objects.all():
        there = set(home.get_children().values_list("slug", flat=True))
        wanted = [slug for slug in _ORDER if slug in there]
        for before, slug in pairwise(wanted):
            first, second = (home.get_children().get(slug=each) for each in (before, slug))
            if second.path < first.path:
                second.move(first, pos="right")


def publish_words(page: Page, words: dict[str, Any]) -> None:
    """Set the page's fields and publish them, unless it says so already."""
    old = {field: stored_form(page, field, getattr(page, field)) for field in words}
    for field, value in words.items():
        setattr(page, field, value)
    new = {field: stored_form(page, field, getattr(page, field)) for field in words}
    if old != new or not page.latest_revision_id:
        page.full_clean()
        publish_now(page)


def _words(name: str, code: str, pages: dict[str, int] | None = None) -> dict[str, Any]:
    texts = content.document(f"pages/{name}")[code]
    words: dict[str, Any] = {
        "title": texts["title"],
        "summary": texts["summary"],
        "seo_title": texts.get("seo_title", ""),
    }
    if doors := texts.get("doors"):
        words |= {"newcomer_text": doors["newcomer_text"], "sponsor_text": doors["sponsor_text"]}
    for n, goal in enumerate(texts.get("goals", []), start=1):
        words |= {f"goal_{n}_title": goal["title"], f"goal_{n}_text": goal["text"]}
    if pages is not None:
        words["body"] = stream(name, texts.get("body", []), pages)
    return words


def _hostname() -> str:
    return settings.SITE_URL.split("//")[1].split(":")[0].split("/")[0]


def _port() -> int:
    host = settings.SITE_URL.split("//")[1].split("/")[0]
    if ":" in host:
        return int(host.split(":")[1])
    return 443 if settings.SITE_URL.startswith("https") else 80
