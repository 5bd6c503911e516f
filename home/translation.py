"""Making and filling translations of pages through wagtail-localize's own records.

Two modes (architecture D9), named by the page class: *synced* pages keep one string per segment, so that an editor
sees which sentence changed; *simple* pages are copied once and then edited in the normal editor, with workflow. A
synced page whose translation is cut into other paragraphs than its source cannot be paired and becomes a simple one.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import User


def is_synced(page: Page) -> bool:
    """Whether translations of this kind of page follow their source string by string."""
    return getattr(page, "localize_default_translation_mode", "synced") == "synced"


@transaction.atomic
def translate(
    source: Page, locale: Locale, words: Mapping[str, Any], *, publish: bool = True, user: User | None = None
) -> Page:
    """Make or update the translation of a page; `words` are field values in the target language.

    StreamField values carry the block ids of the source. The parents must be translated first. Returns the target page,
    with a new revision that is live when `publish`. Writing the same words again changes nothing.
    """
    source = source.specific
    target = source.get_translation_or_none(locale)
    if target is None:
        target = _start(source, locale)
    target = target.specific
    if not _differs(target, words) and target.live == publish and target.latest_revision_id:
        return target
    for field, value in words.items():
        setattr(target, field, value)
    if is_synced(source):
        _remember_strings(source, target, locale)
    target.full_clean()
    revision = target.save_revision(user=user, log_action=False, clean=False)
    if publish:
        revision.publish(user=user)
    target.refresh_from_db()
    return target


def _start(source: Page, locale: Locale) -> Page:
    """An empty translation and wagtail-localize's record of it; a draft until its words are published."""
    translation_source, _made = TranslationSource.get_or_create_from_instance(source)
    Translation.objects.get_or_create(
        source=translation_source, target_locale=locale, defaults={"enabled": is_synced(source)}
    )
    return source.copy_for_translation(locale)


def _differs(target: Page, words: Mapping[str, Any]) -> bool:
    return any(
        target._meta.get_field(field).get_prep_value(value)
        != target._meta.get_field(field).get_prep_value(getattr(target, field))
        for field, value in words.items()
    )


def _remember_strings(source: Page, target: Page, locale: Locale) -> None:
    """Store each translated string beside its source string, as if it had been typed in the translation editor."""
    translation_source, _made = TranslationSource.update_or_create_from_instance(source)
    wanted = _by_path(extract_segments(target))
    segments = translation_source.stringsegment_set.select_related("context", "string").order_by("order")
    paired: dict[tuple[int, int], StringTranslation] = {}
    counters: dict[str, int] = defaultdict(int)
    for segment in segments:
        path = segment.context.path
        strings = wanted.get(path, [])
        if counters[path] >= len(strings):
            return _make_simple(translation_source, locale)
        paired[(segment.string_id, segment.context_id)] = StringTranslation(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=strings[counters[path]],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        counters[path] += 1
    if any(len(strings) != counters[path] for path, strings in wanted.items()):
        return _make_simple(translation_source, locale)
    StringTranslation.objects.filter(locale=locale, context__in={context for _string, context in paired}).delete()
    StringTranslation.objects.bulk_create(paired.values())
    return None


def _by_path(segments: list[Any]) -> dict[str, list[str]]:
    strings: dict[str, list[str]] = defaultdict(list)
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            strings[segment.path].append(segment.string.data)
    return strings


def _make_simple(translation_source: TranslationSource, locale: Locale) -> None:
    Translation.objects.filter(source=translation_source, target_locale=locale).update(enabled=False)
