"""The forms with which people are invited, and with which they accept."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from home.languages import language_of
from home.models import User
from municipalities.invitations import invitations_of
from municipalities.models import Invitation
from municipalities.permissions import is_project_team, municipalities_edited_by


class InvitationForm(forms.Form):
    """What both invitations ask. It offers one's own municipalities and can give nothing but its role."""

    role: Invitation.Role

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Used in the mail only."))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=150,
        help_text=_("A personal address: whoever reads it can accept the invitation."),
    )
    mail_language = forms.ChoiceField(
        label=_("Language of the mail and of the admin"),
        choices=Invitation.MailLanguage.choices,
        help_text=_("It can be changed later under the own account."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """Say what the inviter can see anyway: that she has invited this address already."""
        email: str = self.cleaned_data["email"].lower()
        if invitations_of(self.user).filter(email=email, role=self.role).exists():
            raise forms.ValidationError(_("An invitation to this address waits already: send it again from the list."))
        return email

    def invitation(self) -> dict[str, Any]:
        """What `invitations.invite` needs."""
        data = self.cleaned_data
        return {"role": self.role, **{key: data[key] for key in ("name", "email", "mail_language")}}


class ContributorForm(InvitationForm):
    """Invite somebody to write in one municipality."""

    role = Invitation.Role.CONTRIBUTOR
    municipality: Any = forms.ModelChoiceField(label=_("Municipality"), queryset=None)
    field_order: tuple[str, ...] = ("municipality", "name", "email", "mail_language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = municipalities_edited_by(self.user)
        self.fields["municipality"].queryset = own  # type: ignore[attr-defined]
        if own.count() == 1:
            self.fields["municipality"].initial = own.get()

    def invitation(self) -> dict[str, Any]:
        return {**super().invitation(), "municipalities": [self.cleaned_data["municipality"]]}


class LocalContactForm(ContributorForm):
    """Invite the contact person of a municipality or of its parish, who sees the sponsors that agreed to it."""

    purpose = forms.ChoiceField(
        label=_("Contact of"),
        choices=[(Invitation.Role.MUNICIPALITY, _("the municipality")), (Invitation.Role.PARISH, _("the parish"))],
        widget=forms.RadioSelect,
        help_text=_("This person sees only the sponsors who agreed to be shared with exactly this one."),
    )
    field_order = ("municipality", "purpose", "name", "email", "mail_language")

    def clean_email(self) -> str:
        self.role = Invitation.Role(self.cleaned_data.get("purpose", Invitation.Role.MUNICIPALITY))
        return super().clean_email()


class TranslatorForm(InvitationForm):
    """Invite somebody to translate into some languages, in some municipalities."""

    role = Invitation.Role.TRANSLATOR
    languages = forms.MultipleChoiceField(label=_("Translates into"), widget=forms.CheckboxSelectMultiple)
    municipalities: Any = forms.ModelMultipleChoiceField(
        label=_("Municipalities"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("languages", "municipalities", "name", "email", "mail_language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, language_of(code).endonym) for code in settings.OFFERED_LANGUAGES]
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]
        towns = self.fields["municipalities"]
        towns.queryset = municipalities_edited_by(self.user)  # type: ignore[attr-defined]
        if is_project_team(self.user):
            towns.required = False
            towns.help_text = _("Choose none for the whole portal.")

    def invitation(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **super().invitation(),
            "municipalities": list(data["municipalities"]),
            "languages": data["languages"],
        }


class NewAccountForm(SetPasswordForm[User]):
    """A name and a password for somebody who has no account yet."""

    name = forms.CharField(label=_("Your name"), max_length=120, help_text=_("Your colleagues see it."))
    field_order = ("name", "new_password1", "new_password2")

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        user = User(username=invitation.email, email=invitation.email)  # what a password is compared with
        super().__init__(user, *args, **kwargs)
        self.fields["name"].initial = invitation.name
        self.fields["name"].widget.attrs["autocomplete"] = "name"
