"""Opening a municipality: pages in every language, what other apps add, groups and rights; idempotent.

Apps of higher layers add their part in their `ready()`:

    register_step("events", add_events_page, order=20)

A step gets an `Opening` and must do nothing when its part is already there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Locale, Page

from home.models import HomePage, User
from home.translation import translate
from municipalities.models import ContactsPage, District, DistrictPage, Municipality, MunicipalityPage
from municipalities.rights import generate_rights


@dataclass
class Opening:
    """One municipality being opened: its facts and its microsite home pages by language, source language first."""

    municipality: Municipality
    languages: list[str]
    pages: dict[str, MunicipalityPage] = field(default_factory=dict)

    @property
    def source_language(self) -> str:
        """The majority language: in it pages are written first."""
        return self.languages[0]

    @property
    def source_page(self) -> MunicipalityPage:
        """The microsite home page in the source language."""
        return self.pages[self.source_language]


Step = Callable[[Opening], None]
_steps: dict[str, tuple[int, Step]] = {}


def register_step(name: str, step: Step, *, order: int) -> None:
    """Add a part to every microsite; called in an app's `ready()`. A second call with the name replaces the first."""
    _steps[name] = (order, step)


def opening_steps() -> list[Step]:
    """The registered steps in their order."""
    return [step for _order, step in sorted(_steps.values(), key=lambda item: item[0])]


@transaction.atomic
def open_municipality(municipality: Municipality, languages: Iterable[str]) -> Opening:
    """Make or complete the microsite of a municipality in the languages given; nothing existing is changed.

    Raises `HomePage.DoesNotExist` when a language has no home page yet.
    """
    opening = Opening(municipality, _source_first(municipality, languages))
    for language in opening.languages:
        _open_in(opening, language)
    for step in opening_steps():
        step(opening)
    add_child_in_all(opening, ContactsPage, "contacts", _contacts_title)
    generate_rights(municipality.district)
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
    """A live child page of the microsite in every language, made where it is missing; language → page.

    The page is made in the source language; the others are its translations with the same slug. `title` is called with
    the language active, so that it can be a `gettext` string.
    """
    made: dict[str, Page] = {}
    for language in opening.languages:
        parent = opening.pages[language]
        page = page_class.objects.child_of(parent).filter(slug=slug).first()
        if page is None:
            with override(language):
                words = title()
            source = made.get(opening.source_language)
            page = _translated(source, parent, words) if source else None
            if page is None:
                page = page_class(title=words, slug=slug, locale=parent.locale, show_in_menus=True, **fields)
                parent.add_child(instance=page)
        made[language] = page
    return made


def _contacts_title() -> str:
    return gettext("Contacts")


def _source_first(municipality: Municipality, languages: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(languages)) or [municipality.majority_language]
    source = municipality.majority_language if municipality.majority_language in wanted else wanted[0]
    return [source, *(code for code in wanted if code != source)]


def _open_in(opening: Opening, language: str) -> None:
    """The district page and the microsite home page in one language."""
    town, district = opening.municipality, opening.municipality.district
    locale = Locale.objects.get(language_code=language)
    home = HomePage.objects.get(locale=locale)
    parent = DistrictPage.objects.filter(district=district, locale=locale).first()
    if parent is None:
        source = DistrictPage.objects.filter(district=district).order_by("pk").first()
        parent = _translated(source, home, district.name(language)) if source else None
    if parent is None:
        parent = DistrictPage(
            title=district.name(language), slug=f"district-{district.key}", district=district, locale=locale
        )
        home.add_child(instance=parent)
    page = MunicipalityPage.objects.filter(municipality=town, locale=locale).first()
    if page is None:
        source = opening.pages.get(opening.source_language) or town.pages.order_by("pk").first()
        page = _translated(source, parent, town.name(language)) if source else None
    if page is None:
        page = MunicipalityPage(title=town.name(language), slug=town.slug, municipality=town, locale=locale)
        parent.add_child(instance=page)
    opening.pages[language] = page


def _translated(source: Page, parent: Page, title: str) -> Page:
    """The live translation of a page in the language of `parent`, with its own title."""
    return translate(source, parent.locale, {"title": title})
