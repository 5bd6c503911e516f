"""The lists of the editor's home about translations: what is shared with a translator, and what is outdated."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import HomePage, PageText
from home.models.translations import MACHINE_MADE, OUTDATED, page_state
from home.translation_status import STATE_NAMES
from municipalities.desk import Desk, WorkList
from municipalities.desk_pages import page_rows
from municipalities.models import MunicipalityPage
from municipalities.permissions import group_names_of
from municipalities.roles import Role, keys_of


def shared_with_you(desk: Desk) -> WorkList | None:
    """For translators: texts in their languages that want work, the public ones first."""
    paths = translated_by(desk)
    if not paths:
        return None
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path__startswith=path)
    pages = _texts(desk).filter(below).filter(Q(live=False) | Q(has_unpublished_changes=True) | OUTDATED | MACHINE_MADE)
    return WorkList(
        heading=_("Shared with you"),
        about=_("Texts to translate, to bring up to date or to read. Open one, write, and submit it for approval."),
        empty=_("Nothing is to be translated at the moment."),
        items=pages.order_by("-live", "path"),
        rows=page_rows(_state_of),
    )


def outdated_texts(desk: Desk) -> WorkList | None:
    """For those who publish: public translations whose original has changed since, and what only a machine wrote."""
    if translated_by(desk) and not desk.is_team:
        return None
    pages = _texts(desk).filter(OUTDATED | Q(live=True, text_record__machine_live=True))
    return WorkList(
        heading=_("Translations to look at"),
        about=_("The original has changed since, or a machine wrote them. Visitors are told."),
        empty=_("Every translation says what its original says."),
        items=pages.order_by("path"),
        rows=page_rows(_state_of),
    )


def translated_by(desk: Desk) -> list[str]:
    """The paths of what the person's translator groups share with her."""
    wanted_home, wanted_town = Q(pk__in=[]), Q(pk__in=[])
    for key in keys_of(Role.TRANSLATOR, group_names_of(desk.user)):
        language, _space, town = key.partition(" ")
        if town:
            wanted_town |= Q(locale__language_code=language, municipality__slug=town)
        else:
            wanted_home |= Q(locale__language_code=language)
    paths: list[str] = []
    if wanted_home != Q(pk__in=[]):
        paths += HomePage.objects.filter(wanted_home).values_list("path", flat=True)
    if wanted_town != Q(pk__in=[]):
        paths += MunicipalityPage.objects.filter(wanted_town).values_list("path", flat=True)
    return paths


def _texts(desk: Desk) -> QuerySet[Any]:
    """Translations that the person works on, with their records."""
    pages = desk.pages(Page).filter(alias_of__isnull=True, text_record__source__isnull=False)
    return pages.select_related("locale", "text_record__source__text_record")


def _state_of(page: Page) -> str:
    record: PageText = page.text_record
    of_source: PageText | None = getattr(record.source, "text_record", None)
    state = page_state(page, of_source.text_hash if of_source else "")
    draft = f" · {_('newer draft')}" if page.live and page.has_unpublished_changes else ""
    return f"{STATE_NAMES[state]}{draft}"
