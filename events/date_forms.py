"""The small forms beside each date: why it is cancelled, when it happens instead, for whom it is, how many came."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.dateinputs import DayField, WallTimeField
from events.headcounts import MOST
from events.models.facts import EventFacts
from events.schedule import is_in_gap, to_utc
from events.seasons import NewTimes
from events.wording import gap_error
from home.languages import language_of
from home.models.texts import language_choices
from municipalities.models import Municipality


class WordsForm(forms.Form):
    """A text in each language that the event is published in."""

    words_label: Any = _("Why? (%(language)s)")

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code in languages:
            language = language_of(code)
            attributes = {"lang": language.html_lang, "dir": language.dir, "maxlength": 200}
            self.fields[f"words_{code}"] = forms.CharField(
                label=self.words_label % {"language": language.endonym},
                required=False,
                max_length=200,
                widget=forms.TextInput(attributes),
            )

    @property
    def other_words(self) -> list[str]:
        """The fields of all languages but the original's, which the page folds away."""
        return [f"words_{code}" for code in self.languages[1:]]

    @property
    def has_other_errors(self) -> bool:
        """Whether something folded away has a mistake."""
        return any(name in self.errors for name in self.other_words)

    @property
    def words(self) -> dict[str, str]:
        """Language → words, without the empty ones."""
        found = {code: self.cleaned_data[f"words_{code}"].strip() for code in self.languages}
        return {code: text for code, text in found.items() if text}


class ReasonForm(WordsForm):
    """Why; all of it optional."""


class WholeReasonForm(WordsForm):
    """Why the whole activity is cancelled: said in at least one language."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not any((data.get(f"words_{code}") or "").strip() for code in self.languages):
            self.add_error(f"words_{self.languages[0]}" if self.languages else None, _("Write the reason."))
        return data


class MoveForm(WordsForm):
    """When a date happens instead, in wall time; of an all-day date only the day."""

    field_order = ("day", "start_time", "end_time")
    day = DayField(label=_("New day"))
    start_time = WallTimeField(label=_("Starts at"))
    end_time = WallTimeField(label=_("Ends at"), required=False)

    def __init__(self, *args: Any, all_day: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if all_day:
            del self.fields["start_time"], self.fields["end_time"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        day, start, end = data.get("day"), data.get("start_time"), data.get("end_time")
        if day and start and is_in_gap(day, start):
            self.add_error("start_time", gap_error())
        if day and start and end:
            data["end_day"] = day + timedelta(days=1) if end <= start else day
            if is_in_gap(data["end_day"], end):
                self.add_error("end_time", gap_error())
        return data

    @property
    def start(self) -> datetime:
        return to_utc(self.cleaned_data["day"], self.cleaned_data.get("start_time") or time(0))

    @property
    def end(self) -> datetime | None:
        data = self.cleaned_data
        return to_utc(data["end_day"], data["end_time"]) if data.get("end_time") else None


class NoteForm(WordsForm):
    """What is different on one date."""

    words_label = _("Note (%(language)s)")
    audience = forms.MultipleChoiceField(
        label=_("For whom, if it differs"),
        required=False,
        choices=EventFacts.Audience.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    in_language = forms.MultipleChoiceField(
        label=_("Languages used, if they differ"),
        required=False,
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([f"words_{code}" for code in self.languages])  # the note first


class TimesForm(forms.Form):
    """From when on, and at which time: a series that goes on in another way, or a new season."""

    first_day = DayField(label=_("First day"))
    start_time = WallTimeField(label=_("Starts at"), required=False)
    end_time = WallTimeField(label=_("Ends at"), required=False)
    until = DayField(label=_("Repeats until"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        day, start = data.get("first_day"), data.get("start_time")
        if day and start and is_in_gap(day, start):
            self.add_error("start_time", gap_error())
        return data

    @property
    def times(self) -> NewTimes:
        return NewTimes(**{name: self.cleaned_data[name] for name in ("first_day", "start_time", "end_time", "until")})


class TownForm(forms.Form):
    """One of the editor's other municipalities."""

    town: Any = forms.ModelChoiceField(label=_("Municipality"), queryset=Municipality.objects.none(), empty_label=None)

    def __init__(self, *args: Any, towns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].queryset = towns  # type: ignore[attr-defined]


class HeadCountForm(forms.Form):
    """Adults and children, as numbers."""

    adults = forms.IntegerField(label=_("Adults"), min_value=0, max_value=MOST)
    children = forms.IntegerField(label=_("Children"), min_value=0, max_value=MOST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
