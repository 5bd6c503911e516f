"""The short forms: partner, feedback, worry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteering import choices
from volunteering.forms import CHOOSE, long_text, many_choices, one_choice, short_text
from volunteering.models.messages import PublicMessage
from volunteering.pictures import FACES

ELSEWHERE = "elsewhere"


class MessageForm(forms.Form):
    """What all short forms have: where, a trap, a stamp."""

    use_required_attribute = False
    kind: PublicMessage.Kind
    title: Any = ""

    municipality = forms.ChoiceField(label=_("Which municipality is it about?"), error_messages=CHOOSE)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = (ELSEWHERE, _("None of these, or the whole country"))
        self.fields["municipality"].choices = [whole, *places]  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """The answers that are columns of the message."""
        left_out = {"municipality", "website", "stamp"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class FeedbackForm(MessageForm):
    """Three faces and free text."""

    kind = PublicMessage.Kind.FEEDBACK
    title = _("Give feedback")
    face = one_choice(_("Was this useful?"), choices.Face.choices, required=True, pictures=FACES, look="faces")
    text = long_text(
        _("What could be better?"), 2000, help_text=_("Do not write health information or other people's matters here.")
    )
    page = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    field_order = ("face", "text", "municipality")

    def clean_page(self) -> str:
        """Only a path of ours, without what may follow it."""
        path = self.cleaned_data["page"].partition("?")[0]
        return path if path.startswith("/") and path.isprintable() else ""


class PartnerForm(MessageForm):
    """An organisation that would like to take part."""

    kind = PublicMessage.Kind.PARTNER
    title = _("Become a partner")
    organisation = short_text(_("Organisation"), 200, required=True, attrs={"autocomplete": "organization"})
    name = short_text(_("Your name"), 200, required=True, attrs={"autocomplete": "name"})
    contact = short_text(_("Phone or e-mail"), 254, required=True)
    offers = many_choices(_("What you offer"), choices.Offer.choices)
    text = long_text(_("Tell us more"), 2000)
    field_order = ("organisation", "municipality", "offers", "text", "name", "contact")


class WorryForm(MessageForm):
    """A worry; nothing about the person who writes is required."""

    kind = PublicMessage.Kind.WORRY
    title = _("Tell us about a worry")
    text = long_text(_("What worries you?"), 2000, required=True)
    where = short_text(_("Where did it happen?"), 200)
    contact = short_text(
        _("May we contact you? Phone or e-mail"), 254, help_text=_("You may leave this empty and stay unknown.")
    )
    field_order = ("text", "municipality", "where", "contact")


class QuestionForm(MessageForm):
    """A sponsor's question to the staff of her town; the coordinator takes it there and brings the answer back."""

    kind = PublicMessage.Kind.QUESTION
    title = _("Ask the municipality’s staff")
    text = long_text(
        _("What would you like to ask?"),
        2000,
        required=True,
        help_text=_("Leave out names, health and other matters of the people you support."),
    )
    name = short_text(_("Your name"), 200, required=True, attrs={"autocomplete": "name"})
    contact = short_text(
        _("Phone or e-mail"),
        254,
        required=True,
        help_text=_("The coordinator gives you the answer. The municipality does not get your name or number."),
    )
    field_order = ("municipality", "text", "name", "contact")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, places=places, **kwargs)
        self.fields["municipality"].choices = places  # type: ignore[attr-defined]


FORMS: dict[str, type[MessageForm]] = {
    form.kind.value: form for form in (FeedbackForm, PartnerForm, WorryForm, QuestionForm)
}
