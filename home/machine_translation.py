"""Machine translation behind wagtail-localize's own interface: DeepL or LibreTranslate, chosen in the environment.

Without a key there is no translator, and no button anywhere. Which languages may be translated into which is a setting
(`MACHINE_TRANSLATION_PAIRS`): a bad text in a language that nobody here can check does more harm than none.
What comes back is a draft, marked as made by a machine, and wagtail-localize throws out what is not plain inline HTML.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from home.outbound import OutboundError, post_json

#: Texts in one request; DeepL takes no more than fifty.
BATCH = 50


class MachineTranslationError(Exception):
    """The translation could not be had; nothing was changed. The message is for the editor."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


class _Translator(BaseMachineTranslator):
    """What both have in common: the allowed pairs, batches, and errors in words."""

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        return f"{source_locale.language_code}:{target_locale.language_code}" in settings.MACHINE_TRANSLATION_PAIRS

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """Every string with its translation. Raises `MachineTranslationError`; then nothing has been stored."""
        if not self.can_translate(source_locale, target_locale):
            raise MachineTranslationError(_("This language pair is not translated by machine."))
        wanted = list(strings)
        found: list[str] = []
        for start in range(0, len(wanted), BATCH):
            texts = [string.data for string in wanted[start : start + BATCH]]
            found += self._answered(texts, source_locale.language_code, target_locale.language_code)
        return {string: StringValue(text) for string, text in zip(wanted, found, strict=True)}

    def _answered(self, texts: list[str], source: str, target: str) -> Sequence[str]:
        try:
            answer = self.ask(texts, source, target)
        except OutboundError as error:
            raise MachineTranslationError(self._in_words(error.status)) from error
        except (KeyError, TypeError, ValueError) as error:
            raise MachineTranslationError(_UNREADABLE) from error
        if len(answer) != len(texts) or not all(isinstance(text, str) for text in answer):
            raise MachineTranslationError(_UNREADABLE)
        return answer

    def _in_words(self, status: int) -> Any:
        return _BY_STATUS.get(status, _NO_ANSWER)

    def ask(self, texts: list[str], source: str, target: str) -> Sequence[str]:
        """One request."""
        raise NotImplementedError


_NO_ANSWER = _("The translation service did not answer. Nothing was changed; try again later.")
_UNREADABLE = _("The translation service answered something that cannot be read. Nothing was changed.")
_BY_STATUS = {
    401: _("The translation service does not accept our key. Tell the administrator; nothing was changed."),
    403: _("The translation service does not accept our key. Tell the administrator; nothing was changed."),
    413: _("The text is too long for the translation service. Nothing was changed."),
    429: _("The translation service is asked too much at the moment. Nothing was changed; try again later."),
    456: _("This month's share of machine translation is used up. Nothing was changed."),
}


class DeepLTranslator(_Translator):
    """DeepL; the option AUTH_KEY is the key, of a free account where it ends in `:fx`."""

    display_name = "DeepL"

    def ask(self, texts: list[str], source: str, target: str) -> Sequence[str]:
        key = self.options["AUTH_KEY"]
        host = "api-free.deepl.com" if key.endswith(":fx") else "api.deepl.com"
        data = {
            "text": texts,
            "source_lang": source.upper(),
            "target_lang": {"en": "EN-GB"}.get(target, target.upper()),
            "tag_handling": "html",
        }
        answer = post_json(f"https://{host}/v2/translate", data, headers={"Authorization": f"DeepL-Auth-Key {key}"})
        return [each["text"] for each in answer["translations"]]


class LibreTranslator(_Translator):
    """A LibreTranslate server: options URL and API_KEY. The host is configured, so it may be our own machine."""

    display_name = "LibreTranslate"

    def ask(self, texts: list[str], source: str, target: str) -> Sequence[str]:
        url = self.options["URL"].rstrip("/") + "/translate"
        data = {"q": texts, "source": source, "target": target, "format": "html"}
        if self.options.get("API_KEY"):
            data["api_key"] = self.options["API_KEY"]
        answer = post_json(url, data, trusted_hosts={urlsplit(url).hostname or ""})
        translated: Sequence[str] = answer["translatedText"]
        return translated
