"""Which addresses search engines are told for one text: the one function behind hreflang links and sitemaps.

Given are real, public texts written or read by people, in languages that are offered; see `visitors.md` §3.
"""

from collections.abc import Mapping

from home.languages import language_of

X_DEFAULT = "x-default"


def alternates(urls: Mapping[str, str], *, default: str = "") -> list[tuple[str, str]]:
    """(hreflang, address) of every text of a page, the page itself included; `urls` are by language code.

    `default` is the address for everybody else; without one it is the English text, else the Finnish.
    Languages without a tag of their own (easy Finnish) are left out.
    """
    found = [(tag, url) for code, url in urls.items() if (tag := language_of(code).hreflang)]
    everybody = default or urls.get("en") or urls.get("fi")
    return [*found, (X_DEFAULT, everybody)] if found and everybody else found
