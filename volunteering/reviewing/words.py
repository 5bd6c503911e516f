"""Which words are meant: everything of a kind that somebody has to have read, in one language."""

import hashlib
from collections.abc import Callable, Iterable

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext, override
from wagtail.models import Page

from volunteering.forms import DeclarationForm
from volunteering.message_forms import FeedbackForm, PartnerForm, WorryForm
from volunteering.models.reviews import TextReview

Kind = TextReview.Kind


def words_of(kind: str, language: str) -> list[str]:
    """The words of a kind in a language, as visitors read them."""
    with override(language):
        return [" ".join(text.split()) for text in map(str, _WORDS[Kind(kind)](language)) if text.strip()]


def hash_of(words: Iterable[str]) -> str:
    """What changes when the words change."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _worry(language: str) -> list[str]:
    return [
        gettext("Tell us about a worry"),
        gettext("In an emergency, call 112."),
        gettext("Your message is read by the coordinator, not by the sponsor group."),
        *_questions(WorryForm(places=[])),
    ]


def _privacy(language: str) -> list[str]:
    """The sentence of the form, and the page that it names."""
    page = Page.objects.live().filter(slug="privacy", depth=3, locale__language_code=language).first()
    texts = [str(DeclarationForm.base_fields["privacy_read"].label), gettext("Privacy notice")]
    if page is not None:
        specific = page.specific
        for name in ("title", "introduction", "summary", "body"):
            texts += strip_tags(str(getattr(specific, name, ""))).splitlines()
    return texts


def _newsletter(language: str) -> list[str]:
    return [str(DeclarationForm.base_fields["newsletter"].label)]


def _forms(language: str) -> list[str]:
    return [*_questions(FeedbackForm(places=[])), *_questions(PartnerForm(places=[]))]


def _questions(form: forms.Form) -> list[str]:
    asked = [field for field in form if not field.is_hidden and field.name not in {"website", "municipality"}]
    return [str(text) for field in asked for text in (field.label, field.help_text) if text]


_WORDS: dict[Kind, Callable[[str], list[str]]] = {
    Kind.WORRY: _worry,
    Kind.PRIVACY: _privacy,
    Kind.NEWSLETTER: _newsletter,
    Kind.FORMS: _forms,
}
