"""The form of a mail to several people: once for each language in which they want to be written to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.languages import language_of
from volunteering.mail_words import Letter, placeholders_in
from volunteering.mails import Words, letter_to_change

#: What can stand in braces: it is known of everybody.
PLACEHOLDERS = {"reference", "place", "link"}
#: Letters that fit several people and announce no decision.
BEGINNINGS = (Letter.STILL_INTERESTED, Letter.WAITING)


class WritingForm(forms.Form):
    """Subject and text in one language at least; a language that is left empty falls back on another one."""

    def __init__(self, languages: Iterable[str], data: Any = None, *, letter: str = "") -> None:
        super().__init__(data, auto_id="id_writing_%s")
        self.languages = list(languages)
        for code in self.languages:
            begun = letter_to_change(Letter(letter), code) if letter in BEGINNINGS else Words("", "")
            language = language_of(code)
            attributes = {"lang": language.html_lang}
            self.fields[f"subject_{code}"] = forms.CharField(
                label=_("Subject (%(language)s)") % {"language": language.endonym},
                max_length=150,
                required=False,
                initial=begun.subject,
                widget=forms.TextInput(attrs=attributes),
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text (%(language)s)") % {"language": language.endonym},
                max_length=1800,
                required=False,
                initial=begun.text,
                widget=forms.Textarea(attrs={**attributes, "rows": 8}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for code in self.languages:
            subject, text = cleaned.get(f"subject_{code}", ""), cleaned.get(f"text_{code}", "")
            if bool(subject) != bool(text):
                self.add_error(f"text_{code}" if subject else f"subject_{code}", _("Fill in this field."))
            unknown = sorted(placeholders_in(f"{subject} {text}") - PLACEHOLDERS)
            if unknown:
                names = ", ".join(f"{{{name}}}" for name in unknown)
                self.add_error(f"text_{code}", _("These placeholders are not known here: %s") % names)
        if not self.errors and not self.texts():
            self.add_error(None, _("Write the mail in one language at least."))
        return cleaned

    def texts(self) -> dict[str, Words]:
        """What was written, by language."""
        written = {}
        for code in self.languages:
            words = Words(self.cleaned_data.get(f"subject_{code}", ""), self.cleaned_data.get(f"text_{code}", ""))
            if words.subject and words.text:
                written[code] = words
        return written
