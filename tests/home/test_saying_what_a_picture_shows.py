"""An editor says in each language what a picture shows; readers of a page get the words of its language."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file

from home.models import PortalImage, User


@pytest.fixture
def image(db: None, settings: Any, tmp_path: Any) -> PortalImage:
    settings.MEDIA_ROOT = tmp_path
    return PortalImage.objects.create(title="Satama", file=get_test_image_file(), alternative_texts={"xx": "kept"})


def save(client: Client, image: PortalImage, **words: str) -> int:
    data = {"title": image.title, "description": "Laiturit", "tags": "", "collection": image.collection_id, **words}
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), data).status_code


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("administrator", "administrator@example.org", "secret"))
    return client


def test_the_texts_of_each_language_are_kept(administrator: Client, image: PortalImage) -> None:
    form = administrator.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert 'name="alternative_text_ar"' in form
    status = save(
        administrator, image, alternative_text_fi=" Veneitä satamassa ", alternative_text_ar="قوارب في الميناء"
    )
    assert status == 302
    image.refresh_from_db()
    assert image.alternative_texts == {"xx": "kept", "fi": "Veneitä satamassa", "ar": "قوارب في الميناء"}


def test_an_emptied_text_goes_and_one_that_was_not_asked_for_stays(administrator: Client, image: PortalImage) -> None:
    PortalImage.objects.filter(pk=image.pk).update(alternative_texts={"fi": "Veneitä", "sv": "Båtar"})
    save(administrator, image, alternative_text_fi="")
    image.refresh_from_db()
    assert image.alternative_texts == {"sv": "Båtar"}


def test_a_page_shows_the_words_of_its_language(image: PortalImage) -> None:
    image.alternative_texts, image.description = {"fi": "Veneitä", "ar": "قوارب"}, "Laiturit"
    template = Template("{% load wagtailimages_tags %}{% image picture width-100 %}")
    for language, words in (("ar", "قوارب"), ("fi-simple", "Veneitä"), ("fi", "Veneitä")):
        with override(language):
            assert f'alt="{words}"' in template.render(Context({"picture": image}))
