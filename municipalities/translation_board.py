"""The board of translations: pages × languages, narrowed by municipality, language, state and kind of page.

Whoever works on a text in any language sees the page: a district its own towns, a translator what is shared with her,
the team everything. A handful of queries, whatever the number of pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from wagtail.models import Page

from home.languages import Language, language_of
from home.models import BasePage, User
from home.models.translations import MACHINE_MADE, OUTDATED
from home.translation_states import State
from home.translation_status import Status, status_of
from municipalities.borders import own_paths
from municipalities.models import Municipality, MunicipalityPage
from municipalities.permissions import is_project_team
from municipalities.querysets import paths_of

#: The choice of the portal's own pages where otherwise a municipality is chosen.
PORTAL = "portal"


@dataclass(frozen=True)
class Wanted:
    """What the board is narrowed to; "" and None are everything."""

    town: Municipality | None = None
    is_portal: bool = False
    language: str = ""
    state: str = ""
    kind: type[BasePage] | None = None
    words: str = ""


@dataclass
class Cell:
    """One text on the board; `status` is None where the municipality does not offer the language."""

    language: Language
    status: Status | None
    url: str = ""


@dataclass
class BoardRow:
    """One page with its texts."""

    page: Page
    place: str
    cells: list[Cell] = field(default_factory=list)
    url: str = ""


def works_on(user: User) -> QuerySet[Page]:
    """Every text, in any language, that the user works on."""
    pages = Page.objects.filter(depth__gt=1, alias_of__isnull=True)
    return pages if is_project_team(user) else pages.filter(_below(own_paths(user)))


def sources(user: User, wanted: Wanted) -> QuerySet[Page]:
    """Originals that the board lists, in the order of the tree."""
    originals = Page.objects.filter(
        Q(text_record__isnull=True) | Q(text_record__source__isnull=True),
        depth__gt=1,
        alias_of__isnull=True,
    )
    if not is_project_team(user):
        originals = originals.filter(translation_key__in=works_on(user).values("translation_key"))
    if wanted.town is not None:
        originals = originals.filter(_below(_paths_of_towns(municipality=wanted.town)))
    elif wanted.is_portal:
        originals = originals.exclude(_below(_paths_of_towns()))
    if wanted.kind is not None:
        originals = originals.type(wanted.kind)
    if wanted.words:
        originals = originals.filter(title__icontains=wanted.words.replace("\0", ""))
    if wanted.state:
        originals = originals.filter(_in_state(State(wanted.state), columns(user, wanted)))
    return originals.select_related("locale", "text_record").order_by("path")


def columns(user: User, wanted: Wanted) -> list[str]:
    """The languages that the board shows: the one chosen, or those of the municipality that the user works on."""
    offered = wanted.town.offered_languages if wanted.town else settings.OFFERED_LANGUAGES
    codes = [code for code in settings.OFFERED_LANGUAGES if code in offered]
    if wanted.language:
        return [code for code in codes if code == wanted.language]
    if is_project_team(user):
        return codes
    own = set(_languages_of(own_paths(user)))
    return [code for code in codes if code in own]


def rows(pages: Sequence[Page], languages: Sequence[str], reader: str, user: User) -> list[BoardRow]:
    """The rows of some originals: their texts, their municipality, and where each cell leads."""
    together: dict[object, dict[str, Page]] = {}
    texts = Page.objects.filter(translation_key__in=[page.translation_key for page in pages], alias_of__isnull=True)
    for text in texts.select_related("locale", "text_record"):
        together.setdefault(text.translation_key, {})[text.locale.language_code] = text
    towns = _towns_of(pages)
    own = tuple(own_paths(user)) if not is_project_team(user) else ("",)
    found = []
    for page in pages:
        town, of_page = towns.get(page.pk), together.get(page.translation_key, {})
        offered = town.offered_languages if town else settings.OFFERED_LANGUAGES
        row = BoardRow(page, town.name(reader) if town else "")
        mine = next((text for text in of_page.values() if text.path.startswith(own)), None)
        row.url = reverse("page_translations", args=[mine.pk]) if mine else ""
        for code in languages:
            status = status_of(of_page.get(code), of_page, code) if code in offered or code in of_page else None
            row.cells.append(Cell(language_of(code), status, row.url if status else ""))
        found.append(row)
    return found


# --- parts ---------------------------------------------------------------------------------------


def _in_state(state: State, languages: Sequence[str]) -> Q:
    """Originals with a text in this state in any of the languages."""
    texts = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of__isnull=True)
    if state is State.MISSING:
        missing = Q(pk__in=[])
        for code in languages:
            not_offered = MunicipalityPage.objects.exclude(municipality__offered_languages__contains=[code])
            there = Exists(texts.filter(locale__language_code=code))
            missing |= ~Q(there) & ~_below(not_offered.values_list("path", flat=True))
        return missing
    texts = texts.filter(locale__language_code__in=languages)
    translated = texts.filter(text_record__source=OuterRef("pk"))
    found = {
        State.SOURCE: texts.filter(pk=OuterRef("pk")),
        State.IN_TRANSLATION: translated.filter(live=False).exclude(MACHINE_MADE),
        State.OUTDATED: translated.filter(OUTDATED),
        State.MACHINE_MADE: translated.filter(MACHINE_MADE),
        State.UP_TO_DATE: translated.filter(live=True).exclude(OUTDATED | MACHINE_MADE),
    }
    return Q(Exists(found[state]))


def _below(paths: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


def _paths_of_towns(**which: object) -> list[str]:
    return list(MunicipalityPage.objects.filter(**which).values_list("path", flat=True))


def _languages_of(paths: Sequence[str]) -> list[str]:
    """The languages of the pages at these paths."""
    return list(Page.objects.filter(path__in=paths).values_list("locale__language_code", flat=True).distinct())


def _towns_of(pages: Sequence[Page]) -> dict[int, Municipality]:
    """Page id → the municipality that it belongs to; one query."""
    wanted = {path for page in pages for path in paths_of(page)}
    homes = MunicipalityPage.objects.filter(path__in=wanted).select_related("municipality")
    by_path = {home.path: home.municipality for home in homes}
    return {page.pk: by_path[path] for page in pages for path in paths_of(page) if path in by_path}
