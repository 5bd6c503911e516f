"""What of a page can be found, and when the index is written: in the transaction that writes the page."""

from collections.abc import Iterator, Sequence
from itertools import batched

from wagtail.models import Page
from wagtail.search import index

from municipalities.models import MunicipalityPage
from search import queries
from search.models import SearchEntry

BATCH = 200


def index_pages(pages: Sequence[Page]) -> None:
    """Write the entries of specific pages as they are in the database; what is not a public text has none."""
    hidden = [page.pk for page in pages if not is_findable(page)]
    if hidden:
        SearchEntry.objects.filter(pk__in=hidden).delete()
    if found := [page for page in pages if is_findable(page)]:
        queries.store(indexed(found))


def is_findable(page: Page) -> bool:
    """Live texts of their own: no drafts, no aliases, not the tree's root."""
    return bool(page.live and page.alias_of_id is None and page.depth > 1)


def indexed(pages: Sequence[Page]) -> list[queries.Indexed]:
    """The pages with their language and words. One query, for the names of their municipalities."""
    names = _municipality_names(pages)
    return [queries.Indexed(page.pk, page.locale.language_code, _texts_of(page, names)) for page in pages]


def findable_pages() -> Iterator[Sequence[Page]]:
    """Every page that must have an entry, as its own class, in batches."""
    pages = Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1).order_by("pk")
    yield from batched(pages.select_related("locale").specific().iterator(chunk_size=BATCH), BATCH)


def _texts_of(page: Page, municipality_names: dict[str, str]) -> queries.Texts:
    """The words of a page by weight: title, summary, all else it declares searchable, its municipality."""
    fields = {
        field.field_name: field.get_value(page)
        for field in type(page).get_search_fields()
        if isinstance(field, index.SearchField)
    }
    title, summary = fields.pop("title", page.title), fields.pop("summary", "")
    body = " ".join(_plain(value) for value in fields.values())
    place = municipality_names.get(_microsite_path(page), "")
    return queries.Texts(title=_plain(title), summary=_plain(summary), body=body, place=place)


def _plain(value: object) -> str:
    """A field's searchable value, which Wagtail has freed of markup, on one line; a list stands for several values."""
    if isinstance(value, list | tuple):
        return " ".join(_plain(item) for item in value)
    return " ".join(str(value or "").split())


def _municipality_names(pages: Sequence[Page]) -> dict[str, str]:
    """All name forms by the path of the microsite's home page, so that *kurssi Salossa* is found in Salo."""
    paths = {_microsite_path(page) for page in pages if page.depth >= queries.MICROSITE_DEPTH}
    homes = MunicipalityPage.objects.filter(path__in=paths).select_related("municipality") if paths else []
    towns = {home.path: home.municipality for home in homes}
    return {
        path: " ".join([t.name_fi, t.name_sv, t.name_en, t.name_ar, t.fi_genitive, t.fi_in, t.fi_to])
        for path, t in towns.items()
    }


def _microsite_path(page: Page) -> str:
    return str(page.path[: queries.MICROSITE_DEPTH * Page.steplen])
