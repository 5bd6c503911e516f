"""What of a page can be found, and when the index is written: in the transaction that writes the page."""

from collections.abc import Iterator

from wagtail.models import Page
from wagtail.search import index

from municipalities.querysets import municipality_of
from search import queries
from search.models import SearchEntry


def index_page(page: Page) -> None:
    """Write the entry of a specific page as it is now in the database; a page that is not public text has none."""
    if is_findable(page):
        queries.store(page.pk, page.locale.language_code, texts_of(page))
    else:
        forget_page(page)


def forget_page(page: Page) -> None:
    """Remove the entry of a page, if there is one."""
    SearchEntry.objects.filter(pk=page.pk).delete()


def is_findable(page: Page) -> bool:
    """Live texts of their own: no drafts, no aliases, not the tree's root."""
    return bool(page.live and page.alias_of_id is None and page.depth > 1)


def texts_of(page: Page) -> queries.Texts:
    """The words of a page by weight: title, summary, all else it declares searchable, its municipality."""
    fields = {
        field.field_name: field.get_value(page)
        for field in type(page).get_search_fields()
        if isinstance(field, index.SearchField)
    }
    title, summary = fields.pop("title", page.title), fields.pop("summary", "")
    body = " ".join(_plain(value) for value in fields.values())
    return queries.Texts(title=_plain(title), summary=_plain(summary), body=body, place=_place(page))


def findable_pages() -> Iterator[Page]:
    """Every page that must have an entry, as its own class."""
    pages = Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1).order_by("pk")
    yield from pages.select_related("locale").specific().iterator(chunk_size=200)


def is_in_step(page: Page) -> bool:
    """Whether the entry of a findable page says what the page says."""
    texts = texts_of(page)
    language = page.locale.language_code
    entry = SearchEntry.objects.filter(pk=page.pk, language=language, text=texts.shown)
    return entry.extra(where=["vector = %s::tsvector"], params=[queries.vector_of(language, texts)]).exists()


def _plain(value: object) -> str:
    """A field's searchable value, which Wagtail has freed of markup, on one line; a list stands for several values."""
    if isinstance(value, list | tuple):
        return " ".join(_plain(item) for item in value)
    return " ".join(str(value or "").split())


def _place(page: Page) -> str:
    """All name forms of the municipality, so that *kurssi Salossa* is found in Salo."""
    town = municipality_of(page)
    if town is None:
        return ""
    return " ".join([town.name_fi, town.name_sv, town.name_en, town.name_ar, town.fi_genitive, town.fi_in, town.fi_to])
