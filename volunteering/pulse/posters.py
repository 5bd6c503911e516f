"""A sheet of paper with the code of the newcomers' pulse: three faces, one question in every language of the town."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from home.languages import Language, language_of
from home.shell import funding_statement
from home.templatetags.drawings import icon_shapes
from home.typesetting import cloth, colours, emblem_svg, fingerprint, qr_svg, typeset
from municipalities.models import Municipality
from volunteering.pictures import FACES

_TEMPLATE = Path(__file__).resolve().parent.parent / "typesetting" / "pulse.typ"


@dataclass(frozen=True)
class Sheet:
    """Something to be printed."""

    data: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """What changes exactly when the file would."""
        return fingerprint(_TEMPLATE, self.data, "pdf")

    def made(self) -> bytes:
        """The finished file."""
        return typeset(_TEMPLATE, self.data, "pdf")


def code_sheet(town: Municipality, activity: Page | None) -> Sheet:
    """The sheet of a town, or of one of its activities; in the languages that the town offers."""
    url = f"{settings.SITE_URL}/p/{town.slug}/" + (f"{activity.translation_key}/" if activity else "")
    codes = [code for code in settings.OFFERED_LANGUAGES if code in town.offered_languages] or ["fi", "sv", "en"]
    questions: dict[str, Language] = {}
    for code in codes:
        with override(code):
            questions.setdefault(_("How was it today?"), language_of(code))
    with override(town.majority_language):
        data = {
            "colours": colours(town.look),
            "stripes": cloth(town),
            "town": " · ".join(dict.fromkeys([town.name(town.majority_language), town.name("sv"), town.name("fi")]))
            if town.needs_both_languages
            else town.name(town.majority_language),
            "title": activity.title if activity else "",
            "title_language": _spoken(language_of(activity.locale.language_code if activity else codes[0])),
            "questions": [{"text": text, **_spoken(language)} for text, language in questions.items()],
            "faces": [_face(name) for name in FACES.values()],
            "qr": qr_svg(url),
            "url": url.partition("://")[2].rstrip("/") if activity is None else "",
            "emblem": emblem_svg(),
            "emblem_text": _("Emblem of the European Union"),
            "funding": funding_statement(),
            "fund": settings.EU_FUND_NAME,
        }
    return Sheet(data)


def _spoken(language: Language) -> dict[str, str]:
    return {"lang": language.html_lang.partition("-")[0], "dir": language.dir}


def _face(name: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1b2433" stroke-width="1.6" '
        f'stroke-linecap="round" stroke-linejoin="round">{icon_shapes(name)}</svg>'
    )
