"""The steps of the sign-up and the newcomers' form. Values are codes; what a step has cleaned fits into the cookie."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from volunteering import choices, pictures
from volunteering.phones import parse_phone
from volunteering.references import ALPHABET, SIGNUP_PREFIX, normalised_reference

REQUIRED = {"required": _("Fill in this field.")}
CHOOSE = {"required": _("Choose at least one option."), "invalid_choice": _("Choose one of the options.")}


def _too_long(limit: int) -> dict[str, Any]:
    return {"max_length": _("Write at most %(limit_value)d characters. You have written %(show_value)d.")}


def short_text(label: Any, limit: int, *, required: bool = False, long: bool = False, **kwargs: Any) -> forms.CharField:
    attrs = {"dir": "auto", **kwargs.pop("attrs", {})}
    field = forms.CharField(
        label=label,
        max_length=limit,
        required=required,
        widget=forms.Textarea(attrs={"rows": 5, **attrs}) if long else forms.TextInput(attrs=attrs),
        error_messages={**REQUIRED, **_too_long(limit)},
        **kwargs,
    )
    field.widget.attrs.pop("maxlength", None)  # a browser would cut off silently what somebody pastes
    return field


class PicturesMixin:
    """Choices that `includes/field.html` shows as big pictures with words, where `pictures` names an icon for each."""

    def __init__(
        self, *, pictures: dict[str, str] | None = None, look: str = "pictures", icon: str = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.icon = icon  # beside the question itself, for those who read little
        self.pictures = pictures or {}
        self.look = look


class OneChoiceField(PicturesMixin, forms.ChoiceField):
    """One of some codes."""


class ManyChoicesField(PicturesMixin, forms.MultipleChoiceField):
    """Any of some codes."""


def one_choice(label: Any, options: Any, *, required: bool = False, **kwargs: Any) -> OneChoiceField:
    return OneChoiceField(
        label=label,
        choices=options,
        required=required,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
        **kwargs,
    )


def many_choices(label: Any, options: Any, **kwargs: Any) -> ManyChoicesField:
    return ManyChoicesField(
        label=label,
        choices=options,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
        **kwargs,
    )


def long_text(label: Any, limit: int, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    """Free text of several lines."""
    return short_text(label, limit, required=required, long=True, **kwargs)


class PhoneField(forms.CharField):
    """A telephone number, stored as E.164."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}
        super().__init__(
            label=_("Phone number"),
            widget=forms.TextInput(attrs={**attrs, "type": "tel"}),
            error_messages={**REQUIRED, **_too_long(60)},
            max_length=60,
            **kwargs,
        )
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return parse_phone(typed)
        except ValueError as error:
            raise ValidationError(
                _("Write the phone number with digits, for example 040 123 4567."), code="invalid"
            ) from error


class StepForm(forms.Form):
    """One screen of the sign-up."""

    title: Any = ""
    use_required_attribute = False

    def __init__(self, *args: Any, places: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places or []

    def answers(self) -> dict[str, Any]:
        """What the cookie keeps of this step."""
        return dict(self.cleaned_data)


class WhereForm(StepForm):
    """Only on the national page: a microsite knows."""

    title = _("Where would you like to take part?")
    municipality = forms.ChoiceField(
        label=_("Where would you like to take part?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [*self.places, (ELSEWHERE, _("elsewhere"))]  # type: ignore[attr-defined]


ELSEWHERE = "elsewhere"


class HowForm(StepForm):
    """How, with whom, and whether one is of age: asked before anything personal."""

    title = _("How would you like to join?")
    wants = one_choice(_("How would you like to join?"), choices.Wants.choices, required=True)
    signup_as = one_choice(_("Are you coming alone?"), choices.SignupAs.choices)
    companion_reference = short_text(
        _("Reference of the person you come with"),
        40,
        help_text=_("If the other person has already signed up. Everyone signs up for themselves."),
        attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"},
    )
    is_adult = one_choice(_("I am 18 or over."), choices.IsAdult.choices, required=True)

    def clean_companion_reference(self) -> str:
        typed = normalised_reference(self.cleaned_data["companion_reference"])
        if not typed:
            return ""
        letters = typed.removeprefix(SIGNUP_PREFIX)
        if len(letters) != 8 or set(letters) - set(ALPHABET):
            raise ValidationError(_("A reference looks like this: YK-4HX7KM9P. You may also leave this empty."))
        return SIGNUP_PREFIX + letters


class InterestsForm(StepForm):
    """What, in which languages, when and how often; nothing is required."""

    title = _("What, when and in which languages?")
    interests = many_choices(_("What interests you?"), choices.Interest.choices, help_text=_("You may choose many."))
    languages_spoken = many_choices(_("Which languages do you speak?"), choices.spoken_language_choices)
    availability = many_choices(_("When does it suit you?"), choices.Availability.choices)
    frequency = one_choice(_("How often?"), choices.Frequency.choices)


class AboutForm(StepForm):
    """Something about oneself; nothing is required."""

    title = _("About you")
    message = short_text(
        _("Would you like to tell us something about yourself?"),
        500,
        long=True,
        help_text=_("Do not write health information or other people's matters here."),
    )
    practical_needs = many_choices(
        _("Is there anything that would make taking part easier?"),
        choices.PracticalNeed.choices,
        help_text=_("Only the coordinator sees this."),
    )
    practical_needs_text = short_text(_("What else would make it easier?"), 200)
    heard_from = one_choice(_("How did you hear about us?"), choices.HeardFrom.choices)


class DetailsForm(StepForm):
    """Name and how to be reached."""

    title = _("Your details")
    full_name = short_text(
        _("First and last name"), 200, required=True, attrs={"autocomplete": "name", "spellcheck": "false"}
    )
    preferred_name = short_text(_("Name you would like us to use"), 100, attrs={"autocomplete": "nickname"})
    phone = PhoneField(required=False, help_text=_("Give a phone number or an e-mail address, or both."))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr", "spellcheck": "false"}),
        error_messages={
            "invalid": _("Write the e-mail address like this: name@example.org"),
            **_too_long(254),
        },
    )
    contact_preference = one_choice(_("How shall we contact you?"), choices.ContactPreference.choices)
    contact_language = one_choice(_("Language for contact"), choices.ContactLanguage.choices, required=True)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        tried = {"phone", "email"} & set(self.errors)
        if not tried and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", ValidationError(_("Give a phone number or an e-mail address."), code="required"))
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The trap is remembered as sprung, without what was put into it."""
        answers = super().answers()
        answers["website"] = "x" if answers["website"] else ""
        return answers

    @property
    def visible_questions(self) -> list[forms.BoundField]:
        """All but the trap."""
        return [field for field in self if field.name != "website"]


class CorrectionForm(DetailsForm):
    """What an applicant corrects on her own page: how she is reached, her languages, when it suits her."""

    title = _("Correct your details")
    languages_spoken = many_choices(_("Which languages do you speak?"), choices.spoken_language_choices)
    availability = many_choices(_("When does it suit you?"), choices.Availability.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["website"]  # whoever has the link is no robot


class DeclarationForm(forms.Form):
    """Beside the answers to check: what has been read, and what is wished."""

    use_required_attribute = False

    privacy_read = forms.BooleanField(
        label=_("I have read the privacy notice."),
        error_messages={"required": _("Read the privacy notice and tick the box.")},
    )
    newsletter = forms.BooleanField(label=_("I want the newsletter."), required=False)


class CallMeForm(forms.Form):
    """Who, how to answer, who comes, and in pictures what one would like. On the national page also where."""

    use_required_attribute = False

    municipality = forms.ChoiceField(label=_("Where do you live?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    name_used = short_text(_("The name you use"), 100, required=True, attrs={"autocomplete": "nickname"})
    reply_by = one_choice(
        _("How shall we answer you?"), choices.ReplyBy.choices, required=True, pictures=pictures.REPLY_BY
    )
    phone = PhoneField(required=True)
    contact_language = forms.ChoiceField(
        label=_("Which language shall we use?"), choices=choices.spoken_language_choices, error_messages=CHOOSE
    )
    who_comes = one_choice(
        _("Who would like to come?"), choices.WhoComes.choices, required=True, pictures=pictures.WHO_COMES
    )
    interests = many_choices(
        _("What would you like to do here?"),
        choices.Interest.choices,
        help_text=_("You may choose many."),
        pictures=pictures.INTERESTS,
    )
    is_helped = forms.BooleanField(
        label=_("Somebody helps me to fill this in"),
        required=False,
        help_text=_("Then we ask for you by the name above, if somebody else answers the phone."),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places is None:
            del self.fields["municipality"]
        else:
            self.fields["municipality"].choices = [*places, (ELSEWHERE, _("elsewhere"))]  # type: ignore[attr-defined]

    @property
    def visible_questions(self) -> list[forms.BoundField]:
        """All but the trap and the stamp."""
        return [field for field in self if field.name not in {"website", "stamp"}]
