"""From a page to its municipality: the nearest ancestor, in one query."""

from wagtail.models import Page

from municipalities.models.pages import DistrictPage, MunicipalityPage
from municipalities.models.regions import District, Municipality

#: Depth in the tree of district pages, beside the portal's sections: root, home page, district. Towns lie below (D3).
DISTRICT_DEPTH = 3


def municipality_page_of(page: Page) -> MunicipalityPage | None:
    """The microsite home page that is the page itself or its nearest ancestor; None for the portal's own pages.

    No query where the page is one itself or was told (`remember_microsite`).
    """
    if isinstance(page, MunicipalityPage):
        return page
    if page.depth and page.depth <= DISTRICT_DEPTH:
        return None
    if "_microsite_home" in page.__dict__:
        return page.__dict__["_microsite_home"]
    return (
        MunicipalityPage.objects.filter(path__in=paths_of(page))
        .select_related("municipality", "municipality__district", "locale")
        .order_by("-depth")
        .first()
    )


def municipality_of(page: Page) -> Municipality | None:
    """The municipality that the page belongs to."""
    found = municipality_page_of(page)
    return found.municipality if found else None


def district_of(page: Page) -> District | None:
    """The district in whose part of the tree the page lies; None for the portal's own pages."""
    found = DistrictPage.objects.filter(path__in=paths_of(page)).select_related("district").first()
    return found.district if found else None


def paths_of(page: Page) -> list[str]:
    """The tree paths of the page and all its ancestors."""
    return [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
