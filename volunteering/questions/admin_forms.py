"""The form in which a coordinator writes a question of her municipality's own."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from home.languages import language_of
from volunteering.models.calls import RecruitmentCall
from volunteering.models.questions import QuestionVersion
from volunteering.questions.asked import AskedQuestion, Words
from volunteering.questions.forbidden import NAMES, forbidden_matter
from volunteering.questions.limits import CHOICE_LENGTH, HINT_LENGTH, LABEL_LENGTH, MOST_CHOICES, PURPOSE_LENGTH
from volunteering.questions.services import Draft

Type = QuestionVersion.Type
WITH_CHOICES = {Type.ONE, Type.MANY}


class QuestionForm(forms.Form):
    """What is asked, and its words in every language of the call and, if one likes, in others."""

    type = forms.ChoiceField(
        label=_("Kind of answer"),
        choices=Type.choices,
        widget=forms.RadioSelect,
        help_text=_("Choices can be counted and need no translation. A short answer comes in any language."),
    )
    is_required = forms.BooleanField(
        label=_("Must be answered"),
        required=False,
        help_text=_("Only when you cannot plan without it. Who must answer too much gives up."),
    )

    def __init__(self, call: RecruitmentCall, data: Any = None, *, before: AskedQuestion | None = None) -> None:
        super().__init__(data, initial=_initial(before) if before else {"type": Type.YES_NO})
        self.own = list(call.languages) or ["fi"]
        self.others = [code for code in settings.OFFERED_LANGUAGES if code not in self.own]
        for code in (*self.own, *self.others):
            self.fields.update(_word_fields(code, required=code == self.own[0]))

    def languages(self) -> list[dict[str, Any]]:
        """The fields by language, those of the call first."""
        return [
            {
                "language": language_of(code),
                "is_own": code in self.own,
                "fields": [self[f"{part}_{code}"] for part in ("label", "purpose", "hint", "choices")],
                "has_errors": any(f"{part}_{code}" in self.errors for part in ("label", "purpose", "hint", "choices")),
            }
            for code in (*self.own, *self.others)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_choices = cleaned.get("type") in WITH_CHOICES
        first = cleaned.get(f"choices_{self.own[0]}") or []
        for code in (*self.own, *self.others):
            label, purpose = cleaned.get(f"label_{code}") or "", cleaned.get(f"purpose_{code}") or ""
            lines = cleaned.get(f"choices_{code}") or []
            if (purpose or cleaned.get(f"hint_{code}")) and not label and f"label_{code}" not in self.errors:
                self.add_error(f"label_{code}", _("Write the question, or leave this language empty."))
            if label and not purpose and f"purpose_{code}" not in self.errors:
                self.add_error(f"purpose_{code}", _("Say why you ask: the applicant sees it."))
            if has_choices and label and f"choices_{code}" not in self.errors:
                self._look_at_choices(code, lines, first)
            self._look_for_forbidden(f"label_{code}", [label])
            self._look_for_forbidden(f"choices_{code}", lines if has_choices else [])
        return cleaned

    def draft(self) -> Draft:
        """The question as it was written; languages without words are left out."""
        data = self.cleaned_data
        has_choices = data["type"] in WITH_CHOICES
        words = {
            code: Words(
                data[f"label_{code}"],
                data[f"purpose_{code}"],
                data[f"hint_{code}"],
                tuple(data[f"choices_{code}"]) if has_choices else (),
            )
            for code in (*self.own, *self.others)
            if data[f"label_{code}"]
        }
        return Draft(data["type"], data["is_required"], words)

    def _look_at_choices(self, code: str, lines: Sequence[str], first: Sequence[str]) -> None:
        name = f"choices_{code}"
        if code == self.own[0] and not 2 <= len(lines) <= MOST_CHOICES:
            self.add_error(name, _("Write from two to %(most)d choices, one on each line.") % {"most": MOST_CHOICES})
        elif len(set(lines)) < len(lines):
            self.add_error(name, _("Two choices are the same."))
        elif len(lines) != len(first):
            self.add_error(
                name,
                _("Write the same %(number)d choices in the same order as in %(language)s.")
                % {"number": len(first), "language": language_of(self.own[0]).endonym},
            )

    def _look_for_forbidden(self, name: str, texts: Iterable[str]) -> None:
        matter = next((found for text in texts if (found := forbidden_matter(text))), None)
        if matter and name not in self.errors:
            self.add_error(
                name,
                _("We never ask about %(matter)s. Ask instead what you need to know in order to plan.")
                % {"matter": NAMES[matter]},
            )


class ChoicesField(forms.CharField):
    """One choice on each line."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        if any(len(line) > CHOICE_LENGTH for line in lines):
            raise forms.ValidationError(_("A choice has at most %(limit)d characters.") % {"limit": CHOICE_LENGTH})
        return lines


def _word_fields(code: str, *, required: bool) -> dict[str, forms.Field]:
    language = language_of(code)
    attrs = {"lang": language.html_lang, "dir": language.dir}
    return {
        f"label_{code}": forms.CharField(
            label=_("Question"), max_length=LABEL_LENGTH, required=required, widget=forms.TextInput(attrs=attrs),
            help_text=_("One thing, in words that somebody who learns the language understands."),
        ),
        f"purpose_{code}": forms.CharField(
            label=_("Why we ask"), max_length=PURPOSE_LENGTH, required=False, widget=forms.TextInput(attrs=attrs),
            help_text=_("The applicant sees this beside the question: what you do with the answer."),
        ),
        f"hint_{code}": forms.CharField(
            label=_("Hint"), max_length=HINT_LENGTH, required=False, widget=forms.TextInput(attrs=attrs),
            help_text=_("How to answer, if it is not plain. May be empty."),
        ),
        f"choices_{code}": ChoicesField(
            label=_("Choices"), required=False, widget=forms.Textarea(attrs={"rows": 4, **attrs}),
            help_text=_("One on each line, in the same order in every language. Not needed for yes or no."),
        ),
    }  # fmt: skip


def _initial(before: AskedQuestion) -> dict[str, Any]:
    initial: dict[str, Any] = {"type": before.type, "is_required": before.is_required}
    for code, words in before.words.items():
        initial |= {f"label_{code}": words.label, f"purpose_{code}": words.purpose, f"hint_{code}": words.hint}
        initial[f"choices_{code}"] = "\n".join(words.choices)
    return initial
