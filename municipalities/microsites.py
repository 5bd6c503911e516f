"""The microsite a page belongs to: for the page shell, and the guard for languages it does not offer."""

from anyascii import anyascii
from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from home.shell import Microsite
from municipalities.models import Municipality, MunicipalityPage
from municipalities.models.pages import remember_microsite
from municipalities.querysets import municipality_page_of


def microsite_of(page: Page, language: str) -> Microsite | None:
    """Name, look and languages of the municipality whose page this is; None for the portal's own pages."""
    home = municipality_page_of(page)
    if home is None:
        return None
    town = home.municipality
    return Microsite(
        town.name(language),
        town.code,
        town.look,
        home,
        frozenset(town.offered_languages),
        town.majority_language,
        town.public_telephone,
        town.public_email,
    )


def is_withheld(page: Page, language: str) -> bool:
    """Whether the municipality does not offer the language: its text there is then treated as missing."""
    home = municipality_page_of(page)
    remember_microsite(page, home)
    return home is not None and language not in home.municipality.offered_languages


def withheld_paths() -> list[str]:
    """The microsites in languages that their municipality does not offer; one query."""
    pages = MunicipalityPage.objects.exclude(municipality__offered_languages__contains=[F("locale__language_code")])
    return list(pages.values_list("url_path", flat=True))


def majority_of(page: Page) -> str | None:
    """The language of most people in the municipality whose page this is."""
    home = municipality_page_of(page)
    return home.municipality.majority_language if home else None


def slug_of_swedish_name(segment: str) -> str | None:
    """The slug of a municipality by its Swedish name: `brahestad` is `raahe`. One query, of few columns."""
    names = Municipality.objects.values_list("slug", "name_sv")
    return next((slug for slug, name in names if slugify(anyascii(name)) == segment != slug), None)
