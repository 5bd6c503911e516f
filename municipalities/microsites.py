"""The microsite a page belongs to, for the page shell."""

from wagtail.models import Page

from home.shell import Microsite
from municipalities.querysets import municipality_page_of


def microsite_of(page: Page, language: str) -> Microsite | None:
    """Name, look and menu of the municipality whose page this is, in two queries; None for the portal's own pages."""
    home = municipality_page_of(page)
    if home is None:
        return None
    municipality = home.municipality
    children = home.get_children().live().in_menu().select_related("locale").order_by("path")
    return Microsite(municipality.name(language), municipality.code, municipality.accent, home, list(children))
