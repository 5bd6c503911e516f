"""Template tags of the page shell and of texts in more than one language."""

from typing import Any
from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def page_url(context: dict[str, Any], page: Any) -> str:
    """The address of a page for this request; no query."""
    return page.get_url(context.get("request")) or ""


@register.filter
def words(thing: Any, language: str) -> Any:
    """The text row of a language-neutral thing in a language or in one that stands in for it."""
    return thing.text_for(language)


@register.filter
def name_in(thing: Any, language: str) -> str:
    """The name of a thing in a language: `{{ municipality|name_in:shell.language.code }}`."""
    return str(thing.name(language))


@register.filter
def digits(telephone: str) -> str:
    """A telephone number for a `tel:` link."""
    return "".join(c for c in telephone if c.isdigit() or c == "+")


@register.filter
def site_of(url: str) -> str:
    """The host of an address, as people say it: `kela.fi`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
