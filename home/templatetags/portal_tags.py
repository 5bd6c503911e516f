"""Template tags of the page shell and of texts in more than one language."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from home import linked_data as data
from home.languages import language_of
from home.shell import shell_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_url(context: dict[str, Any], page: Any) -> str:
    """The address of a page in the language asked for; no query."""
    request = context.get("request")
    if request is None or page is None:  # a mail, or an editor's preview of a block
        return (page.get_url() or "") if page else ""
    return shell_of(request).url_of(page)


@register.simple_tag(takes_context=True)
def linked_data(context: dict[str, Any]) -> SafeString:
    """What the page tells machines: the frame's part, and what the view gave as `linked_data`."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return SafeString("")
    title = getattr(context.get("page"), "title", "")
    own: list[dict[str, Any]] = context.get("linked_data") or []
    return data.script([*own, *data.of_frame(shell_of(request), title, context.get("site_name", ""))])


@register.filter
def words(thing: Any, language: str) -> Any:
    """The text row of a language-neutral thing in a language or in one that stands in for it."""
    return thing.text_for(language)


@register.filter
def name_in(thing: Any, language: str) -> str:
    """The name of a thing in a language: `{{ municipality|name_in:shell.language.code }}`."""
    return str(thing.name(language))


@register.filter
def place_to(municipality: Any, language: str) -> str:
    """Where one comes to: `Saloon`, in other languages the plain name."""
    return str(municipality.place_to(language))


@register.simple_tag
def lang_of(code: str) -> SafeString:
    """The attributes `lang` and `dir` of a text in a language other than the page's."""
    language = language_of(code)
    return format_html(' lang="{}" dir="{}"', language.html_lang, language.dir)


@register.filter
def digits(telephone: str) -> str:
    """A telephone number for a `tel:` link."""
    return "".join(c for c in telephone if c.isdigit() or c == "+")


@register.filter
def site_of(url: str) -> str:
    """The host of an address, as people say it: `kela.fi`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def with_settings(text: str) -> SafeString:
    """Fill `{project_manager}` and `{team_email}`, which are settings, into a text or safe HTML."""
    html = str(conditional_escape(text))
    for name in ("project_manager", "team_email"):
        html = html.replace(f"{{{name}}}", escape(getattr(settings, name.upper())))
    return mark_safe(html)  # noqa: S308  # both parts are escaped above


@register.filter
def endonyms(codes: list[str]) -> SafeString:
    """Languages by their own names, each marked with its language: `suomi · svenska · العربية`."""
    languages = [language_of(code) for code in codes]
    return format_html_join(
        " · ", '<bdi lang="{}" dir="{}">{}</bdi>', ((each.html_lang, each.dir, each.endonym) for each in languages)
    )


@register.filter
def listed(items: Iterable[object]) -> str:
    """Items with the comma of the language asked for between them."""
    return pgettext("between the items of a list", ", ").join(str(item) for item in items)
