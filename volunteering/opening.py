"""Opening step: a municipality gets its call and a recruitment page in each language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, override
from wagtail.models import Locale, Page

from home.models import HomePage
from municipalities.models import Municipality, MunicipalityPage
from volunteering.models import RecruitmentCall, RecruitmentPage
from volunteering.models.calls import call_of
from volunteering.models.pages import SLUG

#: Words of a page by language: any of its fields.
Texts = Mapping[str, Mapping[str, Any]]


def ensure_recruitment(
    municipality: Municipality | None, languages: Sequence[str] = (), texts: Texts | None = None
) -> RecruitmentCall:
    """The call of a municipality (None: the national one) with a page in every language; idempotent.

    `texts` fill new pages; a page that exists keeps the words its editors gave it. The first language is the source,
    the others are made as its translations.
    """
    call = call_of(municipality)
    if call is None:
        call = RecruitmentCall.objects.create(municipality=municipality, state=RecruitmentCall.State.OPEN)
    parents = _parents(municipality)
    source: RecruitmentPage | None = None
    for language in languages or list(parents):
        if language not in parents:
            continue
        page = _page_below(parents[language])
        if page is None:
            page = _make(call, parents[language], language, source, dict((texts or {}).get(language, {})))
        source = source or page
    return call


def _parents(municipality: Municipality | None) -> dict[str, Page]:
    """The page of each language below which the recruitment page belongs."""
    if municipality is None:
        pages: Any = HomePage.objects.filter(alias_of__isnull=True)
    else:
        pages = MunicipalityPage.objects.filter(municipality=municipality)
    return {page.locale.language_code: page for page in pages.select_related("locale").order_by("locale__pk")}


def _page_below(parent: Page) -> RecruitmentPage | None:
    return RecruitmentPage.objects.child_of(parent).first()


def _make(
    call: RecruitmentCall, parent: Page, language: str, source: RecruitmentPage | None, fields: dict[str, Any]
) -> RecruitmentPage:
    with override(language):
        fields.setdefault("title", gettext("Become a community sponsor"))
    if source is None:
        page = RecruitmentPage(slug=SLUG, call=call, locale=parent.locale, **fields)
        parent.add_child(instance=page)
    else:
        page = source.copy_for_translation(Locale.objects.get(language_code=language))
        for name, value in fields.items():
            setattr(page, name, value)
        page.draft_title = page.title
    page.save_revision().publish()
    page.refresh_from_db()
    return page
