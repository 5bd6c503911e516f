"""What editors do with translations: begin one, let a machine draft it, hand it in, fetch the source anew.

Every function checks that the user may, and raises `PermissionDenied`; what cannot be done is said in a
`ValidationError`. Nothing here publishes.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.views.edit_translation import apply_machine_translation

from home.models.users import User
from home.translation_records import mark_machine_made, record_of, text_hash, translation_of, translation_saved


def parent_in(page: Page, locale: Locale) -> Page | None:
    """The page below which a translation into the language would stand; None while that is not translated itself."""
    parent = page.get_parent()
    if parent is None or parent.is_root():
        return parent
    return Page.objects.filter(translation_key=parent.translation_key, locale=locale, alias_of__isnull=True).first()


def may_start(user: User, page: Page, parent: Page | None) -> bool:
    """Whether the user may add a translation below `parent`: whoever edits both places."""
    if parent is None or not page.permissions_for_user(user).can_edit():
        return False
    return parent.permissions_for_user(user).can_add_subpage()


@transaction.atomic
def start(page: Page, locale: Locale, user: User) -> Page:
    """A draft with the words of the source, in the mode of the page's kind."""
    parent = parent_in(page, locale)
    if parent is None:
        raise ValidationError(_("Translate the page above this one first: “%(title)s”.") % {"title": page.get_parent()})
    if not may_start(user, page, parent):
        raise PermissionDenied
    existing = Page.objects.filter(translation_key=page.translation_key, locale=locale, alias_of__isnull=True).first()
    if existing is not None:
        return existing
    newest = page.specific if page.live else page.get_latest_revision_as_object()
    TranslationSource.update_or_create_from_instance(newest)
    translate_object(newest, [locale], None, user)
    made = Page.objects.filter(translation_key=page.translation_key, locale=locale).first()
    if made is None:
        raise ValidationError(_("The draft could not be made. Publish the page in its own language first."))
    translation_saved(made)
    return made


# --- by a machine --------------------------------------------------------------------------------


def may_translate_by_machine(page: Page, translation: Translation | None) -> bool:
    """Whether there is a service for the pair, and no words of a person would be lost."""
    translator = get_machine_translator()
    if translation is None or translator is None:
        return False
    if not translator.can_translate(translation.source.locale, translation.target_locale):
        return False
    return translation.enabled or is_untouched(page, translation)


def is_untouched(page: Page, translation: Translation) -> bool:
    """Whether a simple translation is still the copy of its source that it began as."""
    if page.live:
        return False
    source = Page.objects.filter(translation_key=page.translation_key, locale_id=translation.source.locale_id).first()
    return source is not None and text_hash(page.get_latest_revision_as_object()) in {
        text_hash(translation.source.as_instance()),
        text_hash(source.get_latest_revision_as_object()),
    }


@transaction.atomic
def translate_by_machine(page: Page, user: User) -> None:
    """A machine's words in the draft, marked as such. Raises `MachineTranslationError`; then nothing has changed.

    A synced translation gets its missing strings; those that a person wrote stay.
    """
    translation = translation_of(page)
    if translation is None or not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    if not may_translate_by_machine(page, translation):
        raise ValidationError(_("A person has worked on this text: the machine would overwrite it."))
    if not translation.enabled:
        translation.source.update_from_db()
    apply_machine_translation(translation.pk, user, get_machine_translator())
    if not translation.enabled:
        draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        draft.save_revision(user=user)
        translation_saved(page)
    mark_machine_made(page)


# --- synced translations -------------------------------------------------------------------------


def missing_strings(translation: Translation) -> int:
    """How many strings of a synced translation are not translated: with one, the text would be in two languages."""
    total, done = translation.get_progress()
    return total - done


@transaction.atomic
def hand_in(page: Page, user: User) -> None:
    """Submit a synced translation for approval: its strings become a draft, the public text stays as it was.

    wagtail-localize can only publish them (#676).
    """
    translation = translation_of(page)
    if translation is None or not translation.enabled or not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    if missing := missing_strings(translation):
        raise ValidationError(_("%(number)s parts of the text are not translated yet.") % {"number": missing})
    workflow = page.get_workflow()
    if workflow is None or page.current_workflow_state is not None:
        raise ValidationError(_("This page already waits for approval."))
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    draft.save_revision(user=user)
    workflow.start(draft, user)


@transaction.atomic
def fetch_source(page: Page, user: User) -> int:
    """Bring a synced translation's strings to what the source says now; answers how many are to be translated."""
    translation = translation_of(page)
    if translation is None or not translation.enabled or not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    translation.source.update_from_db()
    record_of(page)
    return missing_strings(translation)
