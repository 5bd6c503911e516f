"""The form in which an experience is told."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.forms import BasePageForm
from municipalities.themes import Teller


class ExperiencePageForm(BasePageForm):
    """Asks who tells it with boxes to tick."""

    tellers = forms.MultipleChoiceField(
        label=_("Who tells this"), required=False, choices=Teller.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "tellers" in self.fields:
            self.fields["tellers"].choices = [  # type: ignore[attr-defined]
                (code, capfirst(label)) for code, label in Teller.choices
            ]
            self.fields["tellers"].help_text = self._meta.model._meta.get_field("tellers").help_text
