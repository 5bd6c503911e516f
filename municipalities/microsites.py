"""The microsite a page belongs to, for the page shell."""

from wagtail.models import Page

from home.shell import Microsite
from municipalities.models import MunicipalityPage
from municipalities.querysets import municipality_page_of


def microsite_of(page: Page, language: str) -> Microsite | None:
    """Name and look of the municipality whose page this is, in one query; None for the portal's own pages."""
    home = page if isinstance(page, MunicipalityPage) else municipality_page_of(page)
    if home is None:
        return None
    municipality = home.municipality
    return Microsite(municipality.name(language), municipality.code, municipality.accent, home)
