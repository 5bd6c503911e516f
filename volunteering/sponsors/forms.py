"""The small forms about roles, qualifications and extracts on the page of a case."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from volunteering.choices import EndReason
from volunteering.models.registrations import Registration
from volunteering.models.roles import RoleDefinition
from volunteering.models.sponsors import Qualification
from volunteering.sponsors.approval import roles_of


class PastDateField(forms.DateField):
    """A day that has been; the `today` of the form is the last one."""

    widget = AdminDateInput


class DatedForm(forms.Form):
    """A form whose `PastDateField`s refuse days to come."""

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            day = cleaned.get(name)
            if isinstance(field, PastDateField) and day is not None and day > self.today:
                self.add_error(name, _("This day has not been yet."))
        return cleaned


def role_choices(roles: Any) -> list[tuple[str, str]]:
    """Roles by code, named in the language of the moment."""
    language = get_language() or "fi"
    return [(role.code, role.name(language)) for role in roles]


class RolesForm(forms.Form):
    """Which roles are offered to an applicant, and whether she is told by mail."""

    roles = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)
    tell = forms.BooleanField(
        label=_("Send the role cards by mail"),
        required=False,
        help_text=_("You see the mail first. For a role that needs an extract it is always sent."),
    )

    def __init__(self, case: Registration, data: Any = None) -> None:
        super().__init__(data, initial={"roles": case.roles_offered}, auto_id="id_roles_%s")
        offered = list(RoleDefinition.objects.offered().with_words())
        kept = [role for role in roles_of(case) if not role.is_offered]
        self.fields["roles"].choices = role_choices([*offered, *kept])  # type: ignore[attr-defined]
        if not case.email:
            del self.fields["tell"]

    def chosen(self) -> list[RoleDefinition]:
        """The roles that were ticked."""
        return list(RoleDefinition.objects.filter(code__in=self.cleaned_data["roles"]).with_words())


class QualificationForm(DatedForm):
    """What qualifies somebody: one of two equal doors."""

    basis = forms.ChoiceField(
        label=_("Qualified by"), choices=Qualification.Basis, widget=forms.RadioSelect, initial=None
    )
    on = PastDateField(label=_("Date"), help_text=_("The last evening of the training, or the day of your talk."))


class ExtractForm(DatedForm):
    """That an extract was looked at. There is no field for what it said, and nothing can be attached."""

    role = forms.ChoiceField(label=_("For the role"))
    consent_on = PastDateField(label=_("Consent in writing given on"))
    issued_on = PastDateField(label=_("Extract issued on"))
    checked_on = PastDateField(label=_("Looked at on"))

    def __init__(self, case: Registration, today: date, data: Any = None) -> None:
        super().__init__(today, data, auto_id="id_extract_%s")
        self.roles = {role.code: role for role in roles_of(case) if role.needs_extract}
        self.fields["role"].choices = role_choices(self.roles.values())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        checked = cleaned.get("checked_on")
        for name in ("consent_on", "issued_on"):
            if checked and cleaned.get(name) and cleaned[name] > checked:
                self.add_error(name, _("An extract is looked at after consent was given and after it was issued."))
        return cleaned


class PauseForm(forms.Form):
    """A break, until a day when one is known."""

    back_on = forms.DateField(
        label=_("Back on"), required=False, widget=AdminDateInput, help_text=_("Leave it empty when nobody knows yet.")
    )

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, auto_id="id_pause_%s")
        self.today = today

    def clean_back_on(self) -> date | None:
        day: date | None = self.cleaned_data["back_on"]
        if day is not None and day <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class EndForm(forms.Form):
    """Why a sponsor ends."""

    reason = forms.ChoiceField(label=_("Reason"), choices=EndReason)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_end_%s")
