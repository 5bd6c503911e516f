"""The form of a wish: a board of pictures, a few words, and whether one would help."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from volunteering import choices, pictures
from volunteering.forms import PhoneField, long_text, many_choices, one_choice, short_text

#: Asked only of those who would help.
HELPER = ("name_used", "reply_by", "phone")


class WishForm(forms.Form):
    """Anonymous. Name and number are taken from those who tick that they would help, and from nobody else."""

    use_required_attribute = False

    topics = many_choices(
        _("What would you like to do here?"),
        choices.Interest.choices,
        help_text=_("You may choose many."),
        pictures=pictures.INTERESTS,
    )
    text = long_text(
        _("In your own words"), 300, help_text=_("Do not write health information or other people's matters here.")
    )
    would_help = forms.BooleanField(label=_("I would help arrange it"), required=False)
    name_used = short_text(_("The name you use"), 100, required=True, attrs={"autocomplete": "nickname"})
    reply_by = one_choice(
        _("How shall we answer you?"), choices.ReplyBy.choices, required=True, pictures=pictures.REPLY_BY
    )
    phone = PhoneField(required=True)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 3
        if self.is_bound and not self.data.get("would_help"):
            for name in HELPER:
                self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("would_help"):
            cleaned |= dict.fromkeys(HELPER, "")
        if "topics" not in self.errors and "text" not in self.errors and not cleaned["topics"] and not cleaned["text"]:
            self.add_error("topics", ValidationError(_("Choose at least one picture, or write."), code="required"))
        return cleaned
