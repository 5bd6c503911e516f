"""Every page type renders in every language, served and previewed, with everything an editor can put into it."""

from datetime import date, time

import pytest
from django.conf import settings
from django.test import Client
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, get_page_models

from home.languages import LANGUAGES_BY_CODE
from home.models import HomePage
from home.translation import translate
from tests.cast import Country
from volunteering.models import RecruitmentPage
from volunteering.opening import ensure_recruitment

PAGE_TYPES = [model for model in get_page_models() if model.is_creatable and model is not Page]
#: What a type needs to be valid beyond a title and a slug.
NEEDS = {
    "events.EventPage": {"start_date": date(2026, 3, 24), "start_time": time(17, 30), "is_free": True},
    "municipalities.ExperiencePage": {"tried": "<p>x</p>", "worked": "<p>x</p>", "would_change": "<p>x</p>"},
}


def specimen(model: type[Page]) -> Page:
    """A live page of the type in Finnish: one that is there already, else a new one where the type allows it."""
    if model is RecruitmentPage:
        ensure_recruitment(None, ["fi"])
    existing = model.objects.filter(locale__language_code="fi", live=True).first()
    if existing is not None:
        return existing
    allowed = [parent for parent in model.allowed_parent_page_models() if parent is not model]
    parent = specimen(HomePage if HomePage in allowed else allowed[0])
    page = model(
        title=model.__name__, slug=model.__name__.lower(), locale=parent.locale, **NEEDS.get(model._meta.label, {})
    )
    parent.add_child(instance=page)
    return page


def fill(page: Page) -> Page:
    """Put one block of each kind into each empty field of blocks, as its preview shows it."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and not getattr(page, field.name):
            blocks = field.stream_block.child_blocks
            examples = [(name, block.get_preview_value()) for name, block in blocks.items() if has_preview(block)]
            setattr(page, field.name, StreamValue(field.stream_block, examples))
    page.save_revision(clean=False).publish()
    page.refresh_from_db()
    return page


def in_language(page: Page, locale: Locale) -> Page:
    """The page in a language, which its parents need first."""
    if page.locale == locale:
        return page
    parent = page.get_parent()
    if not parent.is_root() and parent.get_translation_or_none(locale) is None:
        in_language(parent, locale)
    return translate(page, locale, {"title": f"{page.title} {locale.language_code}"})


def has_preview(block: object) -> bool:
    """Whether the block can show itself without an editor's picture or recording."""
    return getattr(block, "is_previewable", False)


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_page_type_renders_in_every_language(country: Country, client: Client, model: type[Page]) -> None:
    finnish = fill(specimen(model).specific)
    for code in settings.OFFERED_LANGUAGES:
        page = in_language(finnish, Locale.objects.get(language_code=code))
        response = client.get(page.specific.url)
        assert response.status_code == 200, page.specific.url
        language = LANGUAGES_BY_CODE[code]
        assert f'<html lang="{language.html_lang}" dir="{language.dir}"' in response.content.decode()
        for mode, _name in page.specific.preview_modes:
            preview = page.specific.make_preview_request(preview_mode=mode)
            assert preview.status_code == 200, (code, mode)
