"""From a page to its municipality: the nearest ancestor, in one query."""

from wagtail.models import Page

from municipalities.models import Municipality, MunicipalityPage


def municipality_page_of(page: Page) -> MunicipalityPage | None:
    """The microsite home page that is the page itself or its nearest ancestor; None for the portal's own pages."""
    steplen = Page.steplen
    paths = [page.path[:end] for end in range(steplen, len(page.path) + 1, steplen)]
    return (
        MunicipalityPage.objects.filter(path__in=paths)
        .select_related("municipality", "municipality__district", "locale")
        .order_by("-depth")
        .first()
    )


def municipality_of(page: Page) -> Municipality | None:
    """The municipality that the page belongs to."""
    found = municipality_page_of(page)
    return found.municipality if found else None
