"""How a page stands in each language, for editors: the state, what may be done next, and what has changed."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.languages import Language, language_of
from home.models.translations import PageText, page_state, text_facts
from home.models.users import User
from home.shell import microsite_finders
from home.translation_actions import may_start, may_translate_by_machine, missing_strings, parent_in
from home.translation_states import State

STATE_NAMES = {
    State.SOURCE: gettext_lazy("Original"),
    State.MISSING: gettext_lazy("Missing"),
    State.IN_TRANSLATION: gettext_lazy("In translation"),
    State.UP_TO_DATE: gettext_lazy("Up to date"),
    State.OUTDATED: gettext_lazy("Outdated"),
    State.MACHINE_MADE: gettext_lazy("Machine-made"),
}


@dataclass(frozen=True)
class Action:
    """What an editor may do next: a link, or with `name` a button that posts it."""

    label: str
    url: str
    name: str = ""
    explanation: str = ""


@dataclass
class Status:
    """One language of a page."""

    language: Language
    state: State
    page: Page | None = None
    is_machine_made: bool = False
    has_draft: bool = False
    is_this: bool = False
    hint: str = ""
    actions: list[Action] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The state in words."""
        return str(STATE_NAMES[self.state])


def languages_of(page: Page) -> list[str]:
    """The languages in which the page ought to be: those its microsite offers, in the order of the switcher."""
    found = (find(page, "en") for find in microsite_finders)
    microsite = next((each for each in found if each), None)
    offered = microsite.languages if microsite else frozenset(settings.OFFERED_LANGUAGES)
    return [code for code in settings.OFFERED_LANGUAGES if code in offered]


def texts_of(page: Page) -> dict[str, Page]:
    """Language code → the page in it, with its record; one query. Aliases are no texts."""
    rows = Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    return {row.locale.language_code: row for row in rows.select_related("locale", "text_record")}


def statuses(page: Page, user: User) -> list[Status]:
    """Every language of the page, the original first, with what the user may do next."""
    texts = texts_of(page)
    wanted = [*texts, *(code for code in languages_of(page) if code not in texts)]
    order = {code: n for n, code in enumerate(settings.OFFERED_LANGUAGES)}
    locales = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=wanted)}
    translations = _translations(page)
    found = []
    for code in sorted(wanted, key=lambda code: order.get(code, len(order))):
        text = texts.get(code)
        status = status_of(text, texts, code)
        status.is_this = text is not None and text.pk == page.pk
        if text is None:
            _offer_start(status, _source_for(page, texts), locales.get(code), user)
        elif text.permissions_for_user(user).can_edit():
            _offer_work(status, text, translations.get(text.locale_id), user)
        found.append(status)
    return sorted(found, key=lambda status: status.state is not State.SOURCE)


def status_of(text: Page | None, texts: dict[str, Page], code: str) -> Status:
    """The state of one text among all of its page."""
    record: PageText | None = getattr(text, "text_record", None)
    source = next((t for t in texts.values() if record is not None and t.pk == record.source_id), None)
    of_source = getattr(source, "text_record", None)
    now = of_source.text_hash if of_source is not None else ""
    status = Status(language_of(code), page_state(text, now), text)
    if text is not None:
        status.is_machine_made = text_facts(text, now).is_machine_made
        status.has_draft = text.live and text.has_unpublished_changes
    return status


def _source_for(page: Page, texts: dict[str, Page]) -> Page:
    """The original: what new translations are made from."""
    sources = [t for t in texts.values() if getattr(getattr(t, "text_record", None), "source_id", None) is None]
    return next((t for t in sources if t.pk == page.pk), sources[0] if sources else page)


def _translations(page: Page) -> dict[int, Translation]:
    rows = Translation.objects.filter(source__object_id=page.translation_key)
    return {row.target_locale_id: row for row in rows.select_related("source", "source__locale", "target_locale")}


# --- what to do next -----------------------------------------------------------------------------


def _offer_start(status: Status, source: Page, locale: Locale | None, user: User) -> None:
    if locale is None:
        return
    parent = parent_in(source, locale)
    if parent is None:
        status.hint = _("Translate the page above this one first: “%(title)s”.") % {"title": source.get_parent()}
    elif may_start(user, source, parent):
        url = reverse("translation_start", args=[source.pk, locale.language_code])
        status.actions.append(Action(_("Start translation"), url, "start"))


def _offer_work(status: Status, text: Page, translation: Translation | None, user: User) -> None:
    post = reverse("translation_do", args=[text.pk])
    if not status.is_this:
        status.actions.append(Action(_("Open"), reverse("wagtailadmin_pages:edit", args=[text.pk])))
    if translation is not None and translation.enabled:
        _offer_synced(status, text, translation, post, user)
    if status.state is State.OUTDATED:
        why = _("You have compared it with the original: it says the same.")
        status.actions.append(Action(_("Still right"), post, "check", why))
    if status.is_machine_made:
        why = _("You have read it and stand for it. The sentence about the machine disappears.")
        status.actions.append(Action(_("I have read it"), post, "review", why))
    elif may_translate_by_machine(text, translation) and status.state is not State.UP_TO_DATE:
        why = _("A draft, marked as made by a machine. It is never published by itself.")
        status.actions.append(Action(_("Draft by machine"), post, "machine", why))


def _offer_synced(status: Status, text: Page, translation: Translation, post: str, user: User) -> None:
    missing = missing_strings(translation)
    if missing:
        status.hint = _("%(number)s parts of the text are not translated yet.") % {"number": missing}
    elif status.state is State.OUTDATED:
        status.actions.append(Action(_("Fetch the new words"), post, "fetch"))
    if not missing and not text.permissions_for_user(user).can_publish():
        status.actions.append(Action(_("Submit for approval"), post, "hand_in"))


# --- what has changed ----------------------------------------------------------------------------


def changed_words(page: Page) -> list[tuple[str, str]]:
    """(then, now) of every part of the source that has changed since the translation was made; "" where there is none.

    Empty where the revision is gone.
    """
    record = PageText.objects.filter(page=page.pk).select_related("source", "source_revision").first()
    if record is None or record.source is None or record.source_revision is None:
        return []
    then, now = _words(record.source_revision.as_object()), _words(record.source.specific)
    changes: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(a=then, b=now, autojunk=False).get_opcodes():
        if tag != "equal":
            old, new = then[i:j], now[k:m]
            width = max(len(old), len(new))
            changes += zip(_padded(old, width), _padded(new, width), strict=True)
    return changes


def _words(page: Page) -> list[str]:
    return [
        unescape(strip_tags(segment.string.data.replace("<br>", " ").replace("<br/>", " ")))
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]


def _padded(words: list[str], width: int) -> Iterable[str]:
    return [*words, *[""] * (width - len(words))]
