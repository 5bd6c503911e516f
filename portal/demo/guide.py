"""The national guide of the demo, and the experiences of the municipalities that it gathers."""

from datetime import date
from typing import Any

from wagtail.models import Locale

from home.models import HomePage
from home.translation import translate
from municipalities.models import ExperiencePage, GuidePage, Municipality
from portal.demo import content
from portal.demo.blocks import block_id, paragraphs
from portal.demo.pages import Say, publish_words

_PARTS = ("tried", "with_whom", "worked", "would_change")


def load_guide(home: HomePage, say: Say) -> None:
    """The guide in the five languages, then what each municipality tells."""
    page = GuidePage.objects.child_of(home).first()
    if page is None:
        page = GuidePage(title="guide", slug="guide", locale=home.locale)
        home.refresh_from_db()
        home.add_child(instance=page)
    publish_words(page, _words_of_guide("fi"))
    for code in content.in_each_language(content.document("guide")):
        if code != "fi":
            translate(page, Locale.objects.get(language_code=code), _words_of_guide(code))
    towns = {town.slug: town for town in Municipality.objects.filter(pages__isnull=False).distinct()}
    names = [name for name in content.names_in("experiences") if _town_of(name) in towns]
    for name in names:
        _experience(towns[_town_of(name)], name)
    say(f"the guide, with {len(names)} experiences")


def _town_of(name: str) -> str:
    return str(content.document(f"experiences/{name}")["town"])


def _experience(town: Municipality, name: str) -> None:
    document = content.document(f"experiences/{name}")
    source_language = town.majority_language
    parent = town.pages.get(locale__language_code=source_language)
    page = ExperiencePage.objects.child_of(parent).filter(slug=name).first()
    words = {code: _words(texts) for code, texts in content.in_each_language(document).items()}
    facts: dict[str, Any] = {
        "theme": document["theme"],
        "tellers": document["tellers"],
        "told_on": date.fromisoformat(str(document["told_on"])),
    }
    if page is None:
        page = ExperiencePage(slug=name, locale=parent.locale, live=False, **facts, **words[source_language])
        parent.refresh_from_db()
        parent.add_child(instance=page)
    publish_words(page, words[source_language])
    there = set(town.pages.values_list("locale__language_code", flat=True))
    for code in words:
        if code != source_language and code in there:
            translate(page, Locale.objects.get(language_code=code), words[code])


def _words(texts: dict[str, str]) -> dict[str, str]:
    return {
        "title": texts["title"],
        "summary": texts["summary"],
        **{part: paragraphs(texts[part]) for part in _PARTS},
    }


def _words_of_guide(code: str) -> dict[str, Any]:
    texts = content.document("guide")[code]
    chapters = [
        {"type": "chapter", "value": {"theme": theme, "text": paragraphs(text)}, "id": block_id("guide", theme)}
        for theme, text in texts["chapters"].items()
    ]
    return {
        "title": texts["title"],
        "summary": texts["summary"],
        "introduction": paragraphs(texts["introduction"]),
        "chapters": chapters,
    }
