"""What must follow when a page is made, published or gets another slug."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_slug_changed
from wagtail_localize.models import Translation

from home.bulk import is_bulk_loading
from home.models import BasePage
from home.redirects import carry_slug
from home.translation_records import record_of, source_of, text_published, translation_saved

HOME_DEPTH = 2


def connect() -> None:
    """Connect every handler; called once, when the app is ready."""
    page_published.connect(_page_published, dispatch_uid="home.texts.published")
    page_slug_changed.connect(_slug_changed, dispatch_uid="home.redirects.slug")
    post_save.connect(_page_saved, dispatch_uid="home.texts.saved")
    post_save.connect(_draft_saved, sender=Revision, dispatch_uid="home.texts.draft")
    post_save.connect(_translation_recorded, sender=Translation, dispatch_uid="home.texts.translation")


def _page_published(sender: type, instance: Page, **kwargs: Any) -> None:
    repair_numchild(instance)
    if not is_bulk_loading():
        text_published(instance)


def _slug_changed(sender: type, instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """A source page was renamed; home pages are siblings, whose slugs differ and are in no address."""
    if isinstance(instance, BasePage) and instance.depth > HOME_DEPTH and source_of(instance) is None:
        carry_slug(instance, instance_before)


def _page_saved(sender: type, instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    """A page appeared that is public at once."""
    if not created or raw or not isinstance(instance, BasePage) or is_bulk_loading():
        return
    if instance.live and instance.alias_of_id is None and instance.depth > 1:
        text_published(instance)


def _draft_saved(sender: type, instance: Revision, created: bool, raw: bool, **kwargs: Any) -> None:
    """Somebody saved a page in its editor, whose form says whether the change is a minor one."""
    page = instance.content_object if created and not raw else None
    if isinstance(page, BasePage) and page.is_minor_change is not None:
        translation_saved(page, is_minor=page.is_minor_change)


def _translation_recorded(sender: type, instance: Translation, created: bool, raw: bool, **kwargs: Any) -> None:
    """wagtail-localize notes a translation before or after its page exists."""
    if not created or raw or is_bulk_loading():
        return
    locale = instance.target_locale_id
    page = Page.objects.filter(translation_key=instance.source.object_id, locale_id=locale).first()
    if page is not None:
        record_of(page)


def repair_numchild(page: Page) -> None:
    """Publishing writes the number of children as it was when the draft was made (wagtail-localize #773)."""
    children = Page.objects.filter(path__startswith=page.path, depth=page.depth + 1).count()
    if children != page.numchild:
        Page.objects.filter(pk=page.pk).update(numchild=children)
        page.numchild = children
