"""Which pages are photographed for docs/, how wide, in which language and light; and which screens of the admin."""

from collections.abc import Iterator
from dataclasses import dataclass

PHONE, TABLET, DESKTOP = 360, 768, 1280
HEIGHTS = {PHONE: 740, TABLET: 1024, DESKTOP: 900}


@dataclass(frozen=True)
class Shot:
    """One picture: a page below a language, seen through a window of a width."""

    name: str
    path: str
    language: str = "fi"
    width: int = DESKTOP
    dark: bool = False
    whole: bool = True

    @property
    def file_name(self) -> str:
        """Say what is seen: `home-fi-1280-dark.png`."""
        return f"{self.name}-{self.language}-{self.width}{'-dark' if self.dark else ''}.png"

    @property
    def address(self) -> str:
        """The path of the page, from the root of the site."""
        return f"/{self.language}/{self.path}"


# Name, path, and the views of it: language, width, dark.
_PAGES: list[tuple[str, str, list[tuple[str, int, bool]]]] = [
    (
        "home",
        "",
        [
            ("fi", PHONE, False),
            ("fi", TABLET, False),
            ("fi", DESKTOP, False),
            ("fi", DESKTOP, True),
            ("ar", PHONE, False),
            ("ar", DESKTOP, False),
        ],
    ),
    (
        "microsite",
        "salo/",
        [
            ("fi", PHONE, False),
            ("fi", DESKTOP, False),
            ("ar", PHONE, True),
            ("ar", TABLET, False),
            ("ar", DESKTOP, False),
        ],
    ),
    ("microsite-kokkola", "kokkola/", [("sv", DESKTOP, False)]),
    (
        "events",
        "salo/events/",
        [("fi", PHONE, False), ("fi", DESKTOP, False), ("fi", TABLET, True), ("ar", PHONE, False)],
    ),
    (
        "event",
        "salo/events/kielikahvila-kirjastossa/",
        [
            ("fi", PHONE, False),
            ("fi", DESKTOP, False),
            ("ar", PHONE, False),
            ("ar", DESKTOP, False),
            ("en", PHONE, True),
        ],
    ),
    ("places", "places/", [("fi", DESKTOP, True), ("fi", PHONE, False)]),
    ("recruitment", "salo/join/", [("fi", DESKTOP, False), ("sv", PHONE, False)]),
    ("welcome", "welcome/", [("en", TABLET, False)]),
    ("help-now", "help-now/", [("en", PHONE, False)]),
    ("not-found", "there-is-no-such-page/", [("fi", TABLET, False), ("ar", PHONE, False)]),
]


def shots() -> Iterator[Shot]:
    """Yield every picture of a page that is reached by its address alone."""
    for name, path, views in _PAGES:
        for language, width, dark in views:
            yield Shot(name, path, language, width, dark)


@dataclass(frozen=True)
class DeskShot:
    """A picture for the editors' guide: a screen of the admin as one of the demo accounts sees it.

    `{page}` in the path is the number of the page whose title is `title`; `scrolled_to` is what stands in the middle.
    """

    name: str
    account: str
    path: str
    title: str = ""
    width: int = DESKTOP
    scrolled_to: str = ""

    @property
    def file_name(self) -> str:
        """Say what is seen: `editors-dates.png`."""
        return f"editors-{self.name}.png"


_EDITOR = "editor-varsinais-suomi"
_ACTIVITY = "Kielikahvila kirjastossa"
DESK_SHOTS = [
    DeskShot("home", _EDITOR, ""),
    DeskShot("event", _EDITOR, "pages/{page}/edit/", _ACTIVITY, scrolled_to="[name=frequency]"),
    DeskShot("dates", _EDITOR, "events/{page}/dates/", _ACTIVITY, PHONE),
    DeskShot("board", _EDITOR, "translation-board/"),
    DeskShot("translations", _EDITOR, "languages/{page}/", _ACTIVITY),
    DeskShot("people", _EDITOR, "people/"),
    DeskShot("notice", _EDITOR, "notice/new/"),
    DeskShot("open", "team", "open-municipality/"),
    DeskShot("signup", _EDITOR, "signups/"),
]
