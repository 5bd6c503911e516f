"""Rich text from outside the editor (imports, fixtures, the API) keeps only what the editor itself could make."""

import nh3

_TAGS = {"p", "h2", "h3", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"https", "http", "mailto", "tel"}


def clean_html(html: str) -> str:
    """The harmless part of the HTML: paragraphs, headings, lists, bold and links."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
