"""The small forms beside each date: why it is cancelled, when it happens instead."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.dateinputs import WallTimeField, read_day
from events.forms import gap_error
from events.schedule import is_in_gap, to_utc
from home.languages import language_of


class ReasonForm(forms.Form):
    """A reason in each language that the event is published in; all of them optional."""

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code in languages:
            language = language_of(code)
            attributes = {"lang": language.html_lang, "dir": language.dir, "maxlength": 200}
            label = _("Why? (%(language)s)") % {"language": language.endonym}
            self.fields[f"reason_{code}"] = forms.CharField(
                label=label, required=False, max_length=200, widget=forms.TextInput(attributes)
            )

    @property
    def reason(self) -> dict[str, str]:
        """Language → words, without the empty ones."""
        words = {code: self.cleaned_data[f"reason_{code}"].strip() for code in self.languages}
        return {code: text for code, text in words.items() if text}


class DayField(forms.CharField):
    """A day as people write it, or as a date picker sends it."""

    def to_python(self, value: Any) -> Any:
        try:
            return read_day(str(value or ""))
        except ValueError:
            raise forms.ValidationError(_("Write the date like this: 4.4.2026")) from None


class MoveForm(ReasonForm):
    """When a date happens instead, in wall time."""

    day = DayField(label=_("New day"), widget=forms.TextInput({"placeholder": "4.4.2026", "inputmode": "decimal"}))
    start_time = WallTimeField(label=_("starts at"))
    end_time = WallTimeField(label=_("ends at"), required=False)

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
        return to_utc(self.cleaned_data["day"], self.cleaned_data["start_time"])

    @property
    def end(self) -> datetime | None:
        data = self.cleaned_data
        return to_utc(data["end_day"], data["end_time"]) if data.get("end_time") else None
