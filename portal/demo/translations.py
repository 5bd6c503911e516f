"""Translations in every state, so that an editor and a translator find something to do; made on the first load."""

from wagtail.models import Locale, Page, PageLogEntry

from home.models import User
from home.translation_actions import start
from home.translation_records import REVIEWED, mark_checked, mark_machine_made, text_published

#: Page → (language whose translation is older than it, the words it said before).
_CHANGED = {
    "salo/first-weeks": ("ar", "Ensimmäisten viikkojen asiat Salossa, yksi kerrallaan."),
    "salo/events/pyorapaja": ("en", "Korjataan pyöriä yhdessä. Ota oma pyörä mukaan."),
}
_BY_MACHINE = {"salo/events/laksykerho": "ar"}
_BEGUN = {"raisio/events/digineuvonta": "ar", "loimaa/events/kielikahvila": "ar"}


def load_translation_states(team: User) -> None:
    """An outdated, a machine-made and a begun translation; nothing where somebody has worked since."""
    for path, (language, before) in _CHANGED.items():
        page = _page(path)
        target = page and page.get_translations().filter(locale__language_code=language).first()
        if page is None or target is None or page.revisions.count() > 1:
            continue
        words, page.summary = page.summary, before
        page.save_revision().publish()
        mark_checked(target, team)
        page.refresh_from_db()
        page.summary = words
        page.save_revision().publish()
    for path, language in _BY_MACHINE.items():
        page = _page(path)
        target = page and page.get_translations().filter(locale__language_code=language).first()
        if target is not None and not PageLogEntry.objects.filter(page=target.pk, action=REVIEWED).exists():
            mark_machine_made(target)
            text_published(target)
    for path, language in _BEGUN.items():
        page = _page(path)
        if page is not None:
            start(page, Locale.objects.get(language_code=language), team)


def _page(path: str) -> Page | None:
    """The Finnish page at the end of a path; None in a demo that has not got it."""
    page = Page.objects.filter(url_path__endswith=f"/{path}/", locale__language_code="fi").first()
    return page.specific if page is not None else None
