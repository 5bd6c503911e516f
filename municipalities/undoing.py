"""Undoing the opening of a municipality, while nothing of it was ever public."""

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext, ngettext
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import TranslatableObject

from home.models import User
from municipalities.models import Municipality, MunicipalityPage
from municipalities.opening import opening_steps


class CannotUndoError(Exception):
    """Something of the municipality was public or is needed by somebody; `reasons` says what."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def pages_of(municipality: Municipality) -> list[Page]:
    """Every page of the microsite in every language, as plain pages."""
    below = Q(pk__in=[])
    for path in MunicipalityPage.objects.filter(municipality=municipality).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return list(Page.objects.filter(below).select_related("locale").order_by("path"))


def reasons_against(municipality: Municipality) -> list[str]:
    """Why the opening can no longer be undone; empty when it can."""
    reasons = []
    public = [page for page in pages_of(municipality) if page.live or page.first_published_at]
    if public:
        reasons.append(
            ngettext(
                "%(count)s page has been public: %(title)s.",
                "%(count)s pages have been public, among them %(title)s.",
                len(public),
            )
            % {"count": len(public), "title": public[0].title}
        )
    reasons += [reason for step in opening_steps() if (reason := step.forbids_undo(municipality))]
    return reasons


@transaction.atomic
def undo_opening(municipality: Municipality, *, by: User | None = None) -> bool:
    """Remove what opening made; the municipality too, unless places, contacts or organisations refer to it.

    Returns whether the municipality itself is gone. Raises `CannotUndoError` and removes nothing otherwise.
    """
    if reasons := reasons_against(municipality):
        raise CannotUndoError(reasons)
    name, code = municipality.name_fi, municipality.code
    keys = {page.translation_key for page in pages_of(municipality)}
    for pk in MunicipalityPage.objects.filter(municipality=municipality).values_list("pk", flat=True):
        MunicipalityPage.objects.get(pk=pk).delete()
    TranslatableObject.objects.filter(translation_key__in=keys).delete()
    for step in reversed(opening_steps()):
        step.undo(municipality)
    log(instance=municipality, action="municipalities.undo_opening", user=by, data={"name": name, "code": code})
    try:
        with transaction.atomic():
            municipality.delete()
    except ProtectedError:
        return False
    return True


def what_undoing_removes(municipality: Municipality) -> list[str]:
    """In words, for the one who confirms it."""
    count = len(pages_of(municipality))
    pages = ngettext("%(count)s draft page", "%(count)s draft pages", count) % {"count": count}
    return [
        gettext("%(pages)s, with everything that was written in them") % {"pages": pages},
        gettext("The groups and rights of the municipality"),
        gettext("The municipality itself, unless places, contacts or organisations were added: then its facts stay."),
    ]
