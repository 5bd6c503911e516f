"""Machine translation: a marked draft, for allowed pairs only; whatever the service answers, nothing is lost."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from home import machine_translation
from home.models import ContentPage, PageText
from home.outbound import OutboundError
from home.translation_actions import start, translate_by_machine
from home.translation_records import translation_of
from municipalities.models import LocalPage
from tests.cast import Country
from tests.people import People, as_

DEEPL = {"CLASS": "home.machine_translation.DeepLTranslator", "OPTIONS": {"AUTH_KEY": "secret:fx"}}
LIBRE = {"CLASS": "home.machine_translation.LibreTranslator", "OPTIONS": {"URL": "http://libre.local:5000/"}}


class Service:
    """Stands in for the other server: answers every text with its language before it, or fails."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        self.error: OutboundError | None = None
        self.answer: Any = None

    def __call__(self, url: str, data: dict[str, Any], **options: Any) -> Any:
        self.asked.append((url, data, options))
        if self.error:
            raise self.error
        if self.answer is not None:
            return self.answer
        if "deepl" in url:
            return {"translations": [{"text": f"{data['target_lang']} {text}"} for text in data["text"]]}
        return {"translatedText": [f"{data['target']} {text}" for text in data["q"]]}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    service = Service()
    monkeypatch.setattr(machine_translation, "post_json", service)
    return service


@pytest.fixture
def page(country: Country) -> Page:
    town = country.town_pages["fi"]["salo"]
    body = [{"type": "rich_text", "value": '<p>Tule <a href="https://example.org/">mukaan</a>.</p>'}]
    return town.add_child(instance=LocalPage(title="Talvi", body=body, slug="winter", locale=town.locale))


def draft(page: Page, country: Country, people: People, language: str = "ar") -> Page:
    return start(page, country.homes[language].locale, people["team"])


def by_machine() -> bool:
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    return StringTranslation.objects.filter(translation_type=machine).exists()


@pytest.mark.parametrize("translator", [DEEPL, LIBRE])
def test_it_writes_a_marked_draft_and_publishes_nothing(
    page: Page, country: Country, people: People, service: Service, settings: Any, translator: dict[str, Any]
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = translator
    arabic = draft(page, country, people)
    translate_by_machine(arabic, people["editor-varsinais-suomi"])
    arabic.refresh_from_db()
    words = arabic.get_latest_revision_as_object()
    assert words.title.lower() == "ar talvi"
    assert 'href="https://example.org/"' in str(words.body)
    assert not arabic.live
    assert PageText.objects.get(page=arabic.pk).machine_draft
    url, _data, options = service.asked[0]
    if translator is DEEPL:
        assert url == "https://api-free.deepl.com/v2/translate"
        assert options["headers"] == {"Authorization": "DeepL-Auth-Key secret:fx"}
    else:
        assert (url, options["trusted_hosts"]) == ("http://libre.local:5000/translate", {"libre.local"})


def test_a_published_machine_text_is_marked_until_a_person_has_read_it(
    page: Page, country: Country, people: People, service: Service, settings: Any, client: Client
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DEEPL
    english = draft(page, country, people, "en")
    translate_by_machine(english, people["team"])
    english.refresh_from_db()
    english.get_latest_revision().publish()
    sentence = "This text was translated by a machine."
    assert sentence in client.get("/en/salo/winter/").content.decode()
    editor = as_(people, "editor-varsinais-suomi")
    assert editor.post(f"/admin/languages/{english.pk}/do/", {"action": "review"}).status_code == 302
    assert sentence not in client.get("/en/salo/winter/").content.decode()


def test_without_a_key_there_is_no_button(page: Page, country: Country, people: People) -> None:
    arabic = draft(page, country, people)
    editor = as_(people, "editor-varsinais-suomi")
    assert 'value="machine"' not in editor.get(f"/admin/languages/{arabic.pk}/").content.decode()
    editor.post(f"/admin/languages/{arabic.pk}/do/", {"action": "machine"})
    assert not PageText.objects.get(page=arabic.pk).machine_draft


def test_a_pair_that_is_not_allowed_has_no_button(
    page: Page, country: Country, people: People, service: Service, settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DEEPL
    editor = as_(people, "editor-varsinais-suomi")
    simple, arabic = draft(page, country, people, "fi-simple"), draft(page, country, people)
    html = editor.get(f"/admin/languages/{arabic.pk}/").content.decode()
    assert html.count('value="machine"') == 1
    editor.post(f"/admin/languages/{simple.pk}/do/", {"action": "machine"})
    assert service.asked == []


def test_words_of_a_person_are_never_overwritten(
    page: Page, country: Country, people: People, service: Service, settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DEEPL
    arabic = draft(page, country, people)
    words = arabic.get_latest_revision_as_object()
    words.title = "شتاء"
    words.save_revision()
    as_(people, "team").post(f"/admin/languages/{arabic.pk}/do/", {"action": "machine"})
    arabic.refresh_from_db()
    assert arabic.get_latest_revision_as_object().title == "شتاء"
    assert service.asked == []


@pytest.mark.parametrize("status", [0, 400, 401, 403, 429, 456, 500])
def test_a_failure_is_said_and_nothing_is_lost(
    page: Page, country: Country, people: People, service: Service, settings: Any, status: int
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DEEPL
    arabic = draft(page, country, people)
    before = arabic.latest_revision_id
    service.error = OutboundError("no", status)
    response = as_(people, "team").post(f"/admin/languages/{arabic.pk}/do/", {"action": "machine"}, follow=True)
    assert response.status_code == 200
    assert "Mitään ei muutettu" in response.content.decode()
    arabic.refresh_from_db()
    assert (arabic.latest_revision_id, PageText.objects.get(page=arabic.pk).machine_draft) == (before, False)
    assert not by_machine()


@pytest.mark.parametrize("answer", [{}, [], {"translations": []}, {"translations": [{"text": 5}]}, "odd"])
def test_an_answer_that_cannot_be_read_is_a_failure(
    page: Page, country: Country, people: People, service: Service, settings: Any, answer: Any
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DEEPL
    arabic = draft(page, country, people)
    service.answer = answer
    response = as_(people, "team").post(f"/admin/languages/{arabic.pk}/do/", {"action": "machine"}, follow=True)
    assert response.status_code == 200
    assert not by_machine()


def test_hostile_markup_in_an_answer_does_not_reach_the_page(
    page: Page, country: Country, people: People, service: Service, settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DEEPL
    arabic = draft(page, country, people)
    bad = '<script>alert(1)</script><a href="https://evil.example/" onclick="x()">x</a>'
    service.answer = {"translations": [{"text": bad}, {"text": bad}]}
    translate_by_machine(arabic, people["team"])
    arabic.refresh_from_db()
    words = arabic.get_latest_revision_as_object()
    assert "evil" not in str(words.body)
    assert "script" not in str(words.body)


def test_the_view_of_wagtail_localize_says_the_failure_too(
    country: Country, people: People, service: Service, settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DEEPL
    home = country.homes["fi"]
    page = home.add_child(instance=ContentPage(title="Talvi", slug="winter", locale=home.locale))
    english = draft(page, country, people, "en")
    service.error = OutboundError("no", 500)
    translation = translation_of(english)
    assert translation is not None
    response = as_(people, "team").post(f"/admin/localize/translate/{translation.pk}/machine_translate/")
    assert response.status_code == 302
    service.error = None
    as_(people, "team").post(f"/admin/localize/translate/{translation.pk}/machine_translate/")
    assert by_machine()


def test_a_synced_text_of_a_machine_is_marked_when_it_is_published(
    country: Country, people: People, service: Service, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DEEPL
    home = country.homes["fi"]
    page = home.add_child(instance=ContentPage(title="Talvi", slug="winter", locale=home.locale))
    english = draft(page, country, people, "en")
    translate_by_machine(english, people["team"])
    with django_capture_on_commit_callbacks(execute=True):
        as_(people, "team").post(f"/admin/pages/{english.pk}/edit/", {"action": "publish"})
    english.refresh_from_db()
    assert english.live
    assert PageText.objects.get(page=english.pk).machine_live


def test_batches_are_small_and_nothing_is_asked_for_nothing(country: Country, service: Service, settings: Any) -> None:
    translator = machine_translation.DeepLTranslator({"AUTH_KEY": "x"})
    strings = [StringValue(str(n)) for n in range(120)]
    found = translator.translate(country.homes["fi"].locale, country.homes["en"].locale, strings)
    assert [len(data["text"]) for _url, data, _options in service.asked] == [50, 50, 20]
    assert found[strings[119]].data == "EN-GB 119"
