"""A page gets a text in another language: through wagtail-localize's records, in the mode of its kind."""

import uuid

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from home.models import ContentPage
from home.translation import translate
from municipalities.models import LocalPage
from tests.cast import Country

BLOCK = str(uuid.uuid4())


def body(*paragraphs: str) -> list[dict[str, object]]:
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return [{"type": "rich_text", "value": html, "id": BLOCK}]


@pytest.fixture
def winter(country: Country) -> ContentPage:
    home = country.homes["fi"]
    page = ContentPage(title="Talvi", slug="winter", body=body("Pue lämpimästi.", "On pimeää."), locale=home.locale)
    return home.add_child(instance=page)


def swedish() -> Locale:
    return Locale.objects.get(language_code="sv")


def test_a_synced_page_keeps_one_string_per_sentence_of_the_source(winter: ContentPage) -> None:
    target = translate(winter, swedish(), {"title": "Vintern", "body": body("Klä dig varmt.", "Det är mörkt.")})
    assert (target.live, target.slug, target.title) == (True, "winter", "Vintern")
    assert "Klä dig varmt." in str(target.body)
    pairs = dict(StringTranslation.objects.filter(locale=swedish()).values_list("translation_of__data", "data"))
    assert pairs["Pue lämpimästi."] == "Klä dig varmt."
    assert Translation.objects.get(source__object_id=winter.translation_key, target_locale=swedish()).enabled


def test_the_translation_editor_would_make_the_same_page(winter: ContentPage) -> None:
    words = {"title": "Vintern", "body": body("Klä dig varmt.", "Det är mörkt.")}
    translate(winter, swedish(), words)
    record = Translation.objects.get(source__object_id=winter.translation_key, target_locale=swedish())
    record.save_target(publish=False)
    draft = winter.get_translation(swedish()).get_latest_revision_as_object()
    assert (draft.title, "Klä dig varmt." in str(draft.body)) == ("Vintern", True)


def test_a_text_cut_into_other_paragraphs_becomes_a_simple_translation(winter: ContentPage) -> None:
    target = translate(winter, swedish(), {"title": "Vintern", "body": body("Klä dig varmt. Det är mörkt.")})
    assert "Klä dig varmt. Det är mörkt." in str(target.body)
    assert not Translation.objects.get(source__object_id=winter.translation_key, target_locale=swedish()).enabled


def test_a_page_of_a_municipality_is_edited_in_the_normal_editor(country: Country) -> None:
    salo = country.town_pages["fi"]["salo"]
    page = salo.add_child(instance=LocalPage(title="Ensimmäiset viikot", slug="first-weeks", locale=salo.locale))
    target = translate(page, swedish(), {"title": "De första veckorna"})
    assert target.get_parent().pk == country.town_pages["sv"]["salo"].pk
    assert not Translation.objects.get(source__object_id=page.translation_key, target_locale=swedish()).enabled


def test_the_same_words_again_change_nothing(winter: ContentPage) -> None:
    words = {"title": "Vintern", "body": body("Klä dig varmt.", "Det är mörkt.")}
    first = translate(winter, swedish(), words)
    again = translate(winter, swedish(), words)
    assert (again.pk, again.latest_revision_id) == (first.pk, first.latest_revision_id)


def test_the_tree_is_sound_afterwards(winter: ContentPage) -> None:
    for code in ("sv", "en", "ar"):
        translate(winter, Locale.objects.get(language_code=code), {"title": f"Winter {code}"})
    assert Page.find_problems() == ([], [], [], [], [])
