"""The index follows the pages, in the transaction that writes them."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import post_page_move

from home.bulk import is_bulk_loading
from search.indexing import index_pages


def page_saved(sender: type[Any], instance: Any, *, raw: bool = False, **kwargs: Any) -> None:
    """A page's row was written. Saving a draft writes single fields of it from an unpublished text: the row is read."""
    if raw or is_bulk_loading() or not isinstance(instance, Page):
        return
    update_fields = kwargs.get("update_fields")
    if update_fields is not None and not {"title", "live", "locale"} & set(update_fields):
        return
    is_row = update_fields is None and type(instance) is instance.specific_class
    index_pages([instance if is_row else Page.objects.get(pk=instance.pk).specific])


def page_moved(sender: type[Any], instance: Page, **kwargs: Any) -> None:
    """A page and all below it may be in another municipality now."""
    if not is_bulk_loading():
        index_pages(Page.objects.get(pk=instance.pk).get_descendants(inclusive=True).specific())


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(page_saved, dispatch_uid="search.page_saved")
    post_page_move.connect(page_moved, dispatch_uid="search.page_moved")
