"""Keeps the record of every page's words (`PageText`): what is public, and from which words of the source it was made.

Called when a page is published, when a draft of a translation is saved, and when somebody says that a translation is
still right or that a person has read what a machine wrote. Everything is idempotent.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models.translations import PageText
from home.models.users import User
from home.translation_states import after_source_change

CHECKED, REVIEWED = "home.translation_checked", "home.translation_reviewed"
LOG_ACTIONS = {
    CHECKED: (_("Translation checked"), _("Checked the translation: it still says what the source says")),
    REVIEWED: (_("Machine translation read"), _("Read a text that a machine had translated")),
}


def text_hash(page: Page) -> str:
    """A hash of the words that a translator would translate: no pictures, links or settings, no ids of blocks."""
    words: list[list[str]] = []
    for segment in extract_segments(page.specific):
        field = segment.path.split(".")[0]
        if isinstance(segment, StringSegmentValue):
            words.append([field, segment.string.data])
        elif isinstance(segment, TemplateSegmentValue):
            words.append([field, segment.template])
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


# --- source and record ---------------------------------------------------------------------------


def translation_of(page: Page) -> Translation | None:
    """wagtail-localize's record that says from which language the page is translated."""
    found = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
    return found.exclude(source__locale_id=page.locale_id).select_related("source", "source__locale").first()


def source_of(page: Page) -> Page | None:
    """The page of which this is a translation; None for a source, and where the source was deleted."""
    record = translation_of(page)
    if record is None:
        return None
    return Page.objects.filter(translation_key=page.translation_key, locale_id=record.source.locale_id).first()


def record_of(page: Page) -> PageText:
    """The page's record, made where it is missing; which page is its source is looked up each time."""
    record, _made = PageText.objects.get_or_create(page_id=page.pk)
    source = source_of(page)
    if record.source_id != (source.pk if source else None):
        record.source = source
        record.save(update_fields=["source"])
    return record


# --- what happens --------------------------------------------------------------------------------


@transaction.atomic
def text_published(page: Page) -> None:
    """The page was published: its words are compared with those before, and with those it was made from."""
    record = record_of(page)
    before, now = record.text_hash, text_hash(page)
    if before not in ("", now) and record.minor_draft:
        translations = list(PageText.objects.filter(source_id=page.pk))
        for each in translations:
            for name in ("source_hash", "draft_source_hash"):
                made_from = after_source_change(getattr(each, name), before, now, is_minor=True)
                setattr(each, name, made_from)
        PageText.objects.bulk_update(translations, ["source_hash", "draft_source_hash"])
    record.text_hash, record.minor_draft = now, False
    if record.source is not None:
        _settle_translation(record, page)
    record.save()


def _settle_translation(record: PageText, page: Page) -> None:
    """The words of the draft are public now."""
    translation = translation_of(page)
    if translation is not None and translation.enabled:
        frozen = translation.source.as_instance()
        record.source_hash = text_hash(frozen)
        record.source_revision_id = json.loads(translation.source.content_json).get("live_revision")
        record.machine_live = record.machine_draft = machine_strings(translation).exists()
    else:
        if not record.draft_source_hash:
            _draft_follows(record)
        record.source_hash, record.source_revision = record.draft_source_hash, record.draft_source_revision
        record.machine_live = record.machine_draft
    record.draft_source_hash, record.draft_source_revision = "", None


def translation_saved(page: Page, *, is_minor: bool = False) -> None:
    """A draft was saved. A minor change outdates no translation; in a translation it leaves it as old as it was."""
    record = record_of(page)
    if record.source_id is None:
        record.minor_draft = is_minor
    elif is_minor and (record.source_hash or record.draft_source_hash):
        record.draft_source_hash = record.draft_source_hash or record.source_hash
    else:
        _draft_follows(record)
    record.save()


def _draft_follows(record: PageText) -> None:
    """The draft is a translation of what the source says now: in public, or where it is not public, in its draft."""
    source = record.source
    assert source is not None  # noqa: S101  # only called for translations
    if source.live:
        of_source = record_of(source)
        if not of_source.text_hash:
            of_source.text_hash = text_hash(source)
            of_source.save(update_fields=["text_hash"])
        record.draft_source_hash, record.draft_source_revision_id = of_source.text_hash, source.live_revision_id
    else:
        record.draft_source_hash = text_hash(source.get_latest_revision_as_object())
        record.draft_source_revision_id = source.latest_revision_id


@transaction.atomic
def mark_checked(page: Page, user: User) -> None:
    """Somebody says: the translation still says what its source says now."""
    record = record_of(page)
    if record.source is None:
        return
    _draft_follows(record)
    record.source_hash, record.source_revision = record.draft_source_hash, record.draft_source_revision
    if not page.has_unpublished_changes:
        record.draft_source_hash, record.draft_source_revision = "", None
    record.save()
    log(instance=page, action=CHECKED, user=user)


@transaction.atomic
def mark_reviewed(page: Page, user: User) -> None:
    """A person has read the words that a machine wrote, and stands for them."""
    record = record_of(page)
    if translation := translation_of(page):
        machine_strings(translation).update(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)
    record.machine_live = record.machine_draft = False
    record.save(update_fields=["machine_live", "machine_draft"])
    log(instance=page, action=REVIEWED, user=user)


def mark_machine_made(page: Page) -> None:
    """A machine wrote words into the page's draft."""
    record = record_of(page)
    record.machine_draft = True
    record.save(update_fields=["machine_draft"])


def machine_strings(translation: Translation) -> Any:
    """The strings of a translation that a machine wrote and nobody has touched since."""
    segments = translation.source.stringsegment_set
    return StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        translation_of__in=segments.values("string"),
        context__in=segments.values("context"),
    )


# --- all at once ---------------------------------------------------------------------------------


def rebuild(say: Callable[[str], None] = lambda line: None) -> int:
    """Make the records that are missing, and bring the hashes of sources to what is public.

    A translation without a record counts as up to date. For a first installation, and after much was loaded at once:
    a handful of queries, however many pages there are. Returns the number of pages.
    """
    pages = list(Page.objects.filter(depth__gt=1, alias_of__isnull=True).specific().select_related("locale"))
    records = PageText.objects.in_bulk()
    by_place = {(page.translation_key, page.locale_id): page for page in pages}
    targets = Translation.objects.values_list("source__object_id", "source__locale_id", "target_locale_id")
    sources = {(key, to): by_place.get((key, of)) for key, of, to in targets if of != to}
    translated = {source.pk for source in sources.values() if source is not None}
    hashes = {page.pk: text_hash(page) for page in pages if page.live and page.pk in translated}
    wanted = []
    for page in pages:
        source = sources.get((page.translation_key, page.locale_id))
        record = records.get(page.pk) or PageText(page_id=page.pk)
        record.source_id = source.pk if source else None
        record.text_hash = hashes.get(page.pk, "")
        if source is not None and page.live and not record.source_hash:
            record.source_hash, record.source_revision_id = hashes.get(source.pk, ""), source.live_revision_id
        wanted.append(record)
    fields = ["source", "text_hash", "source_hash", "source_revision"]
    PageText.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["page"], update_fields=fields, batch_size=1000
    )
    say(f"{len(wanted)} pages")
    return len(wanted)
