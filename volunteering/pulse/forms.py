"""The forms of both pulses: statements, each with three faces."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from volunteering.choices import Agreement
from volunteering.forms import one_choice
from volunteering.models.pulse import PulseAnswer, SponsorPulseAnswer
from volunteering.pictures import FACES, STATEMENTS


class StatementsForm(forms.Form):
    """One tap for each statement; any may be left out, but not all."""

    use_required_attribute = False
    model: type[PulseAnswer] | type[SponsorPulseAnswer]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.model.STATEMENTS:
            label = self.model._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            self.fields[name] = one_choice(
                label, Agreement.choices, pictures=FACES, look="faces", icon=STATEMENTS.get(name, "")
            )

    @property
    def statements(self) -> list[forms.BoundField]:
        """The questions, without what people do not see."""
        return [self[name] for name in self.model.STATEMENTS]

    def answers(self) -> dict[str, str]:
        """Statement → code; empty where nothing was touched."""
        return {name: self.cleaned_data[name] for name in self.model.STATEMENTS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in self.model.STATEMENTS):
            self.add_error(self.model.STATEMENTS[0], ValidationError(_("Touch at least one face."), code="required"))
        return cleaned


class PulseForm(StatementsForm):
    """What newcomers are asked at an activity."""

    model = PulseAnswer
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)


class SponsorPulseForm(StatementsForm):
    """What a sponsor is asked."""

    model = SponsorPulseAnswer
