"""Opening step: a municipality gets its call and a recruitment page in each language, with words to begin with."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext, ngettext
from wagtail.models import Page

from home.models import HomePage
from home.publishing import publish_now
from home.translation import translate
from municipalities.models import Municipality
from municipalities.opening import Opening, Plan, Planned, keep_draft
from volunteering.models import JoinRequest, RecruitmentCall, RecruitmentPage, Registration
from volunteering.models.calls import call_of
from volunteering.models.pages import SLUG

WORDS = Path(__file__).resolve().parent / "page_words.toml"


def add_recruitment(opening: Opening) -> None:
    """The part of this app in every microsite; its call opens with the municipality."""
    parents = {language: opening.pages[language] for language in opening.languages}
    call = _ensure(opening.municipality, parents, live=opening.live)
    if opening.coordinator is not None:
        call.coordinators.add(opening.coordinator)


def describe(plan: Plan) -> list[Planned]:
    """What the step would make."""
    town = plan.municipality
    call = call_of(town) if town.pk else None
    there = Planned(gettext("Recruitment call for community sponsors"), there=plan.languages)
    title = words_of(get_language() or "fi", town)["title"]
    return [
        there if call else Planned(there.what, note=gettext("A draft: it opens when the microsite goes online.")),
        plan.page(gettext("Page “%(title)s”") % {"title": title}, SLUG),
    ]


def forbids_undo(municipality: Municipality) -> str:
    """Nothing is undone that people have signed up for."""
    count = (
        Registration.objects.filter(municipality=municipality).count()
        + JoinRequest.objects.filter(municipality=municipality).count()
    )
    if not count:
        return ""
    return ngettext("%(count)s person has signed up.", "%(count)s people have signed up.", count) % {"count": count}


def undo(municipality: Municipality) -> None:
    """Take the call away, once its pages are gone."""
    RecruitmentCall.objects.filter(municipality=municipality).delete()


def ensure_recruitment(municipality: Municipality | None, languages: Iterable[str] = ()) -> RecruitmentCall:
    """The call of a municipality (None: the national one) with a live page in every language; idempotent.

    Without `languages`, every language that has a page to put it under. The first one becomes the source. A page that
    exists keeps the words its editors gave it.
    """
    if municipality is None:
        pages: Any = HomePage.objects.all()
    else:
        pages = municipality.pages.all()
    there = {page.locale.language_code: page for page in pages.select_related("locale").order_by("locale__pk")}
    wanted = list(languages) or list(there)
    return _ensure(municipality, {language: there[language] for language in wanted if language in there})


def _ensure(municipality: Municipality | None, parents: dict[str, Page], *, live: bool = True) -> RecruitmentCall:
    call = call_of(municipality)
    if call is None:
        state = RecruitmentCall.State.OPEN if live else RecruitmentCall.State.DRAFT
        call = RecruitmentCall.objects.create(municipality=municipality, state=state, languages=["fi", "sv", "en"])
    source: RecruitmentPage | None = None
    for language, parent in parents.items():
        page = RecruitmentPage.objects.child_of(parent).first()
        if page is None:
            page = _make(call, parent, words_of(language, municipality), source, live=live)
        source = source or page
    return call


def _make(
    call: RecruitmentCall, parent: Page, words: dict[str, str], source: RecruitmentPage | None, *, live: bool
) -> Page:
    if source is not None:
        return translate(source, parent.locale, words, publish=live)
    # The portal's menu has a section for sponsors already, which leads to the national call.
    in_menu = call.municipality_id is not None
    page = RecruitmentPage(slug=SLUG, call=call, locale=parent.locale, show_in_menus=in_menu, live=live, **words)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    if live:
        publish_now(page)
    else:
        keep_draft(page, None)
    return page


@cache
def _all_words() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def words_of(language: str, municipality: Municipality | None) -> dict[str, str]:
    """The words of a new page in a language, else in English; the place in the form that the sentence needs."""
    words = _all_words().get(language) or _all_words()["en"]
    place = municipality.place_in(language) if municipality else words["all_over_finland"]
    return {
        name: text.strip().replace("{place_in}", place) for name, text in words.items() if name != "all_over_finland"
    }
