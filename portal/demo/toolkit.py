"""The toolkit of the demo: its page and the ideas for activities, in the five languages."""

from typing import Any

from wagtail.models import Locale

from events.models import ActivityIdeaPage, IdeaIndexPage, Topic
from home.models import ContentPage, HomePage, Keyword
from home.translation import translate
from municipalities.models import GuidePage
from portal.demo import content
from portal.demo.blocks import block_id, bullets, paragraphs, stream
from portal.demo.pages import publish_words

SLUG = "toolkit"
#: Of an idea, what is the same in every language.
_FACTS = ("icon", "minutes", "fewest", "most", "helpers")


def load_toolkit(home: HomePage) -> None:
    """The toolkit and its ideas; after the keywords, the topics and the guide."""
    _clear_former(home)
    page = IdeaIndexPage.objects.child_of(home).first()
    if page is None:
        page = IdeaIndexPage(title=SLUG, slug=SLUG, show_in_menus=True, locale=home.locale)
        home.refresh_from_db()
        home.add_child(instance=page)
    pages = dict(GuidePage.objects.child_of(home).values_list("slug", "pk"))
    _say(page, content.document(SLUG), lambda code: _words_of_toolkit(code, pages))
    for name in content.names_in("ideas"):
        _idea(page, name)


def _clear_former(home: HomePage) -> None:
    """A demo that was loaded before ideas had pages of their own has ordinary pages at the same addresses."""
    former = ContentPage.objects.child_of(home).filter(slug=SLUG).first()
    if former is not None:
        for page in former.get_translations(inclusive=True):
            page.delete()


def _idea(toolkit: IdeaIndexPage, name: str) -> None:
    document = content.document(f"ideas/{name}")
    page = ActivityIdeaPage.objects.child_of(toolkit).filter(slug=document["slug"]).first()
    if page is None:
        page = ActivityIdeaPage(title=document["fi"]["title"], slug=document["slug"], locale=toolkit.locale, live=False)
        page.keywords.set(Keyword.objects.filter(slug__in=document["keywords"]))
        toolkit.refresh_from_db()
        toolkit.add_child(instance=page)
    for fact in _FACTS:
        setattr(page, fact, document[fact])
    page.topic = Topic.objects.get(key=document["topic"])
    _say(page, document, lambda code: _words_of_idea(name, document[code]))


def _say(page: Any, document: dict[str, Any], words: Any) -> None:
    """The Finnish words on the page itself, those of the other languages on its translations."""
    publish_words(page, words("fi"))
    for code in content.in_each_language(document):
        if code != "fi":
            translate(page, Locale.objects.get(language_code=code), words(code))


def _words_of_toolkit(code: str, pages: dict[str, int]) -> dict[str, Any]:
    texts = content.document(SLUG)[code]
    return {"title": texts["title"], "summary": texts["summary"], "body": stream(SLUG, texts["body"], pages)}


def _words_of_idea(name: str, texts: dict[str, Any]) -> dict[str, Any]:
    steps = [
        {"type": "step", "value": {"title": step["title"], "text": step["text"]}, "id": block_id("idea", name, n)}
        for n, step in enumerate(texts["steps"])
    ]
    return {
        "title": texts["title"],
        "summary": texts["summary"],
        "invitation": paragraphs(texts["invitation"]),
        **{part: bullets(texts[part]) for part in ("needs", "tips", "safety")},
        "steps": steps,
    }
