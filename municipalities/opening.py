"""Opening a municipality: pages in every language, what other apps add, groups and rights; idempotent.

Apps of higher layers add their part in their `ready()`:

    register_step("events", add_events_page, order=20, describe=…)

A step gets an `Opening` and must do nothing when its part is already there. It may describe what it would make
(`opening_plan`) and say what it takes to undo it (`undoing`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from home.bulk import is_bulk_loading
from home.models import HomePage, User
from home.translation import translate
from municipalities.models import (
    ContactsPage,
    District,
    DistrictPage,
    LocalPage,
    Municipality,
    MunicipalityPage,
    PageTemplate,
)
from municipalities.page_templates import templates, words_for
from municipalities.rights import generate_rights

CONTACTS_SLUG = "contacts"


@dataclass
class Opening:
    """One municipality being opened: its facts and its microsite home pages by language, source language first."""

    municipality: Municipality
    languages: list[str]
    #: Whether its pages are public at once; else they are drafts until somebody puts the microsite online.
    live: bool = True
    by: User | None = None
    coordinator: User | None = None
    pages: dict[str, MunicipalityPage] = field(default_factory=dict)

    @property
    def source_language(self) -> str:
        """The majority language: in it pages are written first."""
        return self.languages[0]

    @property
    def source_page(self) -> MunicipalityPage:
        """The microsite home page in the source language."""
        return self.pages[self.source_language]


@dataclass(frozen=True)
class Planned:
    """Something that opening makes: in which languages it is still to come, and in which it is there already."""

    what: str
    missing: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """A municipality that may not be in the database yet, its languages, and which children its microsite has."""

    municipality: Municipality
    languages: list[str]
    children: dict[str, set[str]]

    def page(self, what: str, slug: str, note: str = "") -> Planned:
        """A child page of the microsite, by its slug; `""` is the home page of the microsite itself."""
        there = self.children.get(slug, set())
        return Planned(
            what,
            [code for code in self.languages if code not in there],
            [code for code in self.languages if code in there],
            note,
        )


@dataclass(frozen=True)
class Step:
    """A part that every microsite gets."""

    order: int
    make: Callable[[Opening], None]
    describe: Callable[[Plan], list[Planned]]
    #: Why it can no longer be undone, or "".
    forbids_undo: Callable[[Municipality], str]
    #: Takes away what no page carries, after the pages are gone.
    undo: Callable[[Municipality], None]
    #: What follows when the microsite becomes public.
    go_online: Callable[[Municipality], None]


_steps: dict[str, Step] = {}


def register_step(
    name: str,
    make: Callable[[Opening], None],
    *,
    order: int,
    describe: Callable[[Plan], list[Planned]] = lambda plan: [],
    forbids_undo: Callable[[Municipality], str] = lambda municipality: "",
    undo: Callable[[Municipality], None] = lambda municipality: None,
    go_online: Callable[[Municipality], None] = lambda municipality: None,
) -> None:
    """Add a part to every microsite; called in an app's `ready()`. A second call with the name replaces the first."""
    _steps[name] = Step(order, make, describe, forbids_undo, undo, go_online)


def opening_steps() -> list[Step]:
    """The registered steps in their order."""
    return sorted(_steps.values(), key=lambda step: step.order)


@transaction.atomic
def open_municipality(
    municipality: Municipality,
    languages: Iterable[str],
    *,
    live: bool = True,
    by: User | None = None,
    coordinator: User | None = None,
) -> Opening:
    """Make or complete the microsite of a municipality in the languages given; nothing existing is changed.

    Raises `HomePage.DoesNotExist` when a language has no home page yet.
    """
    opening = Opening(municipality, source_first(municipality, languages), live, by, coordinator)
    pages = templates()
    home = next((template for template in pages if template.is_home), None)
    for language in opening.languages:
        _open_in(opening, language, home)
    for step in opening_steps():
        step.make(opening)
    for template in pages:
        if not template.is_home:
            _add_from_template(opening, template)
    add_child_in_all(opening, ContactsPage, CONTACTS_SLUG, contacts_title)
    if not is_bulk_loading():
        generate_rights(municipality.district)
    return opening


@transaction.atomic
def add_language(municipality: Municipality, language: str, *, live: bool = False, by: User | None = None) -> Opening:
    """Offer one more language: the pages that every microsite has, as drafts from their templates; rights follow."""
    there = MunicipalityPage.objects.filter(municipality=municipality).values_list("locale__language_code", flat=True)
    opening = open_municipality(municipality, [*there, language], live=live, by=by)
    if language not in municipality.offered_languages:
        municipality.offered_languages = [*municipality.offered_languages, language]
        municipality.save(update_fields=["offered_languages"])
    log(instance=municipality, action="municipalities.add_language", user=by, data={"language": language})
    return opening


class NoDistrictPageError(Exception):
    """The district has no page yet in a language of the microsite, so there is nothing to move under."""

    def __init__(self, languages: list[str]) -> None:
        super().__init__(", ".join(languages))
        self.languages = languages


@transaction.atomic
def move_municipality(municipality: Municipality, district: District, *, by: User | None = None) -> None:
    """Move the microsite to another district in every language: pages, files, rights and sign-ups; addresses stay.

    Raises `NoDistrictPageError` and moves nothing when the district has no page yet in a language of the microsite.
    """
    pages = list(MunicipalityPage.objects.filter(municipality=municipality).select_related("locale"))
    parents = {page.locale_id: page for page in DistrictPage.objects.filter(district=district)}
    if missing := [page.locale.language_code for page in pages if page.locale_id not in parents]:
        raise NoDistrictPageError(missing)
    former = municipality.district
    for page in pages:
        page.refresh_from_db()  # an earlier move may have changed its path
        parent = parents[page.locale_id]
        parent.refresh_from_db()
        MovePageAction(page, parent, pos="last-child", user=by).execute(skip_permission_checks=True)
    municipality.district = district
    municipality.save(update_fields=["district"])
    for changed in (former, district):
        generate_rights(changed)


def add_child_in_all(
    opening: Opening,
    page_class: type[Page],
    slug: str,
    title: Callable[[], str],
    **fields: object,
) -> dict[str, Page]:
    """A child page of the microsite in every language, made where it is missing; language → page.

    The page is made in the source language; the others are its translations with the same slug. `title` is called with
    the language active, so that it can be a `gettext` string.
    """
    made: dict[str, Page] = {}
    for language in opening.languages:
        with override(language):
            words = {"title": title()}
        made[language] = _add_child(opening, page_class, slug, language, words, made, live=opening.live, **fields)
    return made


def _add_from_template(opening: Opening, template: PageTemplate) -> None:
    """A page of the municipality with the words of its template; without words in a language it stays a draft there."""
    made: dict[str, Page] = {}
    with_words = [code for code in opening.languages if template.has_words(code)]
    without = [code for code in opening.languages if code not in with_words]
    for language in [*with_words, *without]:
        words = words_for(template, opening.municipality, language)
        live = opening.live and bool(words)
        if words or made:
            made[language] = _add_child(
                opening, LocalPage, template.slug, language, words, made, live=live, icon=template.icon
            )


def _add_child(
    opening: Opening,
    page_class: type[Page],
    slug: str,
    language: str,
    words: dict[str, Any],
    made: dict[str, Page],
    *,
    live: bool,
    **fields: object,
) -> Page:
    """The child page in one language: the one that is there, a translation of one made before, or a new one."""
    parent = opening.pages[language]
    page = page_class.objects.child_of(parent).filter(slug=slug).first()
    if page is None and (source := next(iter(made.values()), None)):
        page = translate(source, parent.locale, words, publish=live, user=opening.by)
    if page is None:
        page = page_class(
            slug=slug, locale=parent.locale, show_in_menus=True, live=live, owner=opening.by, **words, **fields
        )
        parent.add_child(instance=page)
        keep_draft(page, opening.by)
    return page


def keep_draft(page: Page, by: User | None) -> None:
    """Give a new draft its first revision, so that it can be compared, submitted and approved."""
    if not page.live:
        page.save_revision(user=by, log_action=False)


def contacts_title() -> str:
    return gettext("Contacts")


def source_first(municipality: Municipality, languages: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(languages)) or [municipality.majority_language]
    source = municipality.majority_language if municipality.majority_language in wanted else wanted[0]
    return [source, *(code for code in wanted if code != source)]


def _open_in(opening: Opening, language: str, template: PageTemplate | None) -> None:
    """The district page and the microsite home page in one language."""
    town = opening.municipality
    page = MunicipalityPage.objects.filter(municipality=town, locale__language_code=language).first()
    if page is None:
        locale = Locale.objects.get(language_code=language)
        parent = _district_page(town.district, locale)
        words = {"title": town.name(language), **_home_words(opening, template, language)}
        source = opening.pages.get(opening.source_language) or town.pages.order_by("pk").first()
        if source is not None:
            page = translate(source, locale, words, publish=opening.live, user=opening.by)
        else:
            page = MunicipalityPage(
                slug=town.slug, municipality=town, locale=locale, live=opening.live, owner=opening.by, **words
            )
            parent.add_child(instance=page)
            keep_draft(page, opening.by)
    opening.pages[language] = page


def _home_words(opening: Opening, template: PageTemplate | None, language: str) -> dict[str, Any]:
    """The words of the template; without any in the language a public page says nothing rather than foreign words."""
    words = words_for(template, opening.municipality, language) if template else {}
    return words or ({"summary": "", "body": []} if opening.live else {})


def _district_page(district: District, locale: Locale) -> DistrictPage:
    """The public page of the district in the language, made where it is missing: towns lie below it."""
    page = DistrictPage.objects.filter(district=district, locale=locale).first()
    if page is not None:
        return page
    title = district.name(locale.language_code)
    source = DistrictPage.objects.filter(district=district).order_by("pk").first()
    if source is not None:
        return translate(source, locale, {"title": title})
    home = HomePage.objects.get(locale=locale)
    page = DistrictPage(title=title, slug=f"district-{district.key}", district=district, locale=locale)
    home.add_child(instance=page)
    return page
