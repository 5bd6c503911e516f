"""Making and filling translations of pages through wagtail-localize's own records.

Two modes (architecture D9), named by the page class: *synced* pages keep one string per segment, so that an editor
sees which sentence changed; *simple* pages are copied once and then edited in the normal editor, with workflow. A
synced page whose translation is cut into other paragraphs than its source cannot be paired and becomes a simple one.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import User
from home.publishing import publish_now


def is_synced(page: Page) -> bool:
    """Whether translations of this kind of page follow their source string by string."""
    return getattr(page, "localize_default_translation_mode", "synced") == "synced"


@transaction.atomic
def translate(
    source: Page, locale: Locale, words: Mapping[str, Any], *, publish: bool = True, user: User | None = None
) -> Page:
    """Make or update the translation of a page; `words` are field values in the target language.

    StreamField values carry the block ids of the source. The parents must be translated first, else
    `Page.DoesNotExist` is raised. Returns the target page, with a new revision that is live when `publish`. Writing the
    same words again changes nothing.
    """
    source = source.specific
    found = source.get_translation_or_none(locale)
    target = found.specific if found else _copy(source, locale)
    if found and not _differs(target, words) and target.live == publish and target.latest_revision_id:
        return target
    for field, value in words.items():
        setattr(target, field, value)
    if not found:
        _parent_for(source, locale).add_child(instance=target)
        _record(source, locale)
    if is_synced(source):
        _remember_strings(source, target, locale)
    target.full_clean()
    if publish:
        publish_now(target, user)
    else:
        target.save_revision(user=user, log_action=False, clean=False)
    return target


def _copy(source: Page, locale: Locale) -> Page:
    """An unsaved draft with the content of the source, to be added below the source's parent in the other language.

    Wagtail's own `copy_for_translation` saves each page four times over.
    """
    data = source.serializable_data()
    for row in [data, *(row for name in _child_relations(source) for row in data.get(name, []))]:
        row["pk"] = None
    data["wagtail_admin_comments"] = []
    target = type(source).from_serializable_data(data)
    for field in _OF_THE_SOURCE_ALONE:
        setattr(target, field, type(source)._meta.get_field(field).get_default())
    target.live, target.locale = False, locale
    if source.depth == _HOME_DEPTH:  # home pages are siblings; their slugs are in no address
        target.slug = f"{source.slug}-{locale.language_code}"
    return target


_HOME_DEPTH = 2
#: What a copy must not take over: its place in the tree and its history.
_OF_THE_SOURCE_ALONE = (
    "path",
    "depth",
    "numchild",
    "url_path",
    "has_unpublished_changes",
    "latest_revision",
    "live_revision",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
    "alias_of",
    "locked",
    "locked_at",
    "locked_by",
)


def _child_relations(source: Page) -> list[str]:
    return [relation.get_accessor_name() for relation in get_all_child_relations(type(source))]


def _parent_for(source: Page, locale: Locale) -> Page:
    parent = source.get_parent()
    return parent if parent.is_root() else parent.get_translation(locale)


def _record(source: Page, locale: Locale) -> None:
    """wagtail-localize's own record of the translation, so that its editor and its reports know it."""
    translation_source, _made = TranslationSource.get_or_create_from_instance(source)
    Translation.objects.get_or_create(
        source=translation_source, target_locale=locale, defaults={"enabled": is_synced(source)}
    )


def _differs(target: Page, words: Mapping[str, Any]) -> bool:
    return any(
        stored_form(target, field, value) != stored_form(target, field, getattr(target, field))
        for field, value in words.items()
    )


def stored_form(page: Page, field: str, value: Any) -> Any:
    """What a field's value looks like in the database; StreamFields without the order of their keys."""
    form = page._meta.get_field(field).get_prep_value(value)
    return json.loads(form) if isinstance(form, str) and isinstance(value, StreamValue | list) else form


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
