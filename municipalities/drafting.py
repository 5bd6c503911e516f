"""Drafts of activities in a municipality, which an app of a higher layer knows how to make.

    register_drafter(make, languages)          # in that app's `ready()`
    draft_activity(town, language="fi", …)     # whoever has something to begin with: an idea of the toolkit, wishes

Who may ask for a draft is the caller's matter, by `municipalities.permissions`; nobody sees a draft but editors.

The same thing begun twice is one draft: while the draft of an `origin` in a municipality has not been published, it is
answered again as it stands, whoever asks and in whichever language. After it was published, a new one is made.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Page

from home.models import User
from home.sanitize import clean_html
from municipalities.models import Municipality

TITLE_LENGTH, SUMMARY_LENGTH = 120, 160


@dataclass(frozen=True)
class ActivityDraft:
    """What is known of an activity that nobody has planned yet: words in one language, and what they came from."""

    language: str
    title: str
    summary: str
    #: Rich text of paragraphs, lists and links.
    body: str
    topics: tuple[str, ...]
    #: Whether newcomers wished for it.
    is_wished: bool
    #: What it was made of, such as `idea:…` or `wish:cooking`; "" is nothing in particular, and always a new draft.
    origin: str
    by: User


class NotDraftedError(Exception):
    """The municipality has no list of activities in that language to put a draft below."""


Make = Callable[[Municipality, ActivityDraft], Page | None]
Languages = Callable[[Municipality], list[str]]
_drafters: list[tuple[Make, Languages]] = []


def register_drafter(make: Make, languages: Languages) -> None:
    """Say how drafts are made, and in which languages; called in an app's `ready()`. A later call replaces it."""
    _drafters[:] = [(make, languages)]


def languages_of_drafts(municipality: Municipality) -> list[str]:
    """The languages in which a draft can be written in the municipality, that of the majority first."""
    return [code for _make, languages in _drafters for code in languages(municipality)]


def draft_activity(
    municipality: Municipality,
    *,
    language: str,
    title: str,
    summary: str = "",
    body: str = "",
    topics: tuple[str, ...] = (),
    wished: bool = False,
    origin: str = "",
    by: User,
) -> Page:
    """A draft page of an activity in the municipality's list in that language, the source of its translations later.

    It has no day, place or price: the form asks for them before it can be published or submitted. Words may come from
    anywhere: `body` keeps what an editor could have written, title and summary are plain text cut to their length.
    `topics` are keys; unknown ones are left out. Raises `NotDraftedError` for a language without a list.
    """
    draft = ActivityDraft(
        language=language,
        title=_cut(title, TITLE_LENGTH),
        summary=_cut(summary, SUMMARY_LENGTH),
        body=clean_html(body),
        topics=topics,
        is_wished=wished,
        origin=origin,
        by=by,
    )
    for make, _languages in _drafters:
        if page := make(municipality, draft):
            return page
    raise NotDraftedError(language)


def _cut(text: str, length: int) -> str:
    """The text in one line, cut between words."""
    line = " ".join(text.replace("\0", "").split())
    if len(line) <= length:
        return line
    head = line[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + "…"
