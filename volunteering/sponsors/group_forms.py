"""Forms of a group: its facts, a new member, what a member does."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from municipalities.models import Municipality
from volunteering.choices import spoken_language_choices
from volunteering.models.groups import GroupMembership, SponsorGroup
from volunteering.models.roles import RoleDefinition
from volunteering.models.sponsors import Sponsor
from volunteering.sponsors.forms import role_choices

#: Ending is a step of its own, because the members leave with it.
WORKING_STATES = [(code, label) for code, label in SponsorGroup.State.choices if code != SponsorGroup.State.ENDED]


class GroupForm(forms.ModelForm):  # type: ignore[type-arg]
    """A group's facts. Its municipality is chosen once."""

    class Meta:
        model = SponsorGroup
        fields = ("municipality", "name", "state", "back_on", "minimum_size", "languages", "founded_on")
        widgets: ClassVar = {"back_on": AdminDateInput, "founded_on": AdminDateInput}

    def __init__(self, municipalities: QuerySet[Municipality], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["municipality"]
        else:
            self.fields["municipality"].queryset = municipalities  # type: ignore[attr-defined]
        self.fields["state"] = forms.ChoiceField(label=_("State"), choices=WORKING_STATES)
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Working languages"),
            choices=spoken_language_choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") != SponsorGroup.State.ON_BREAK:
            cleaned["back_on"] = None
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The municipality is looked at too, so that a second group of the same name is told kindly."""
        return super()._get_validation_exclusions() - {"municipality"}  # type: ignore[misc, no-any-return]


class RolesMixin(forms.Form):
    """A choice of roles for a sponsor."""

    roles_chosen = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)

    def roles(self) -> list[RoleDefinition]:
        """The roles that were ticked."""
        return list(RoleDefinition.objects.filter(code__in=self.cleaned_data["roles_chosen"]))


class SponsorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Sponsors by reference and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.registration.full_name} ({obj.reference}) · {obj.get_state_display()}"


class MemberForm(RolesMixin):
    """A sponsor of the town who joins the group."""

    sponsor = SponsorField(label=_("Sponsor"), queryset=Sponsor.objects.none())

    def __init__(self, group: SponsorGroup, data: Any = None) -> None:
        super().__init__(data, auto_id="id_member_%s")
        self.order_fields(["sponsor", "roles_chosen"])
        free = Sponsor.objects.serving().filter(municipality=group.municipality_id)
        members = group.active_memberships().values("sponsor")
        self.fields["sponsor"].queryset = (  # type: ignore[attr-defined]
            free.exclude(pk__in=members).select_related("registration").order_by("registration__full_name")
        )
        offered = RoleDefinition.objects.offered().with_words()
        self.fields["roles_chosen"].choices = role_choices(offered)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if sponsor := cleaned.get("sponsor"):
            refuse_unchecked(self, sponsor, cleaned.get("roles_chosen", []))
        return cleaned


class MemberRolesForm(RolesMixin):
    """What a member does in the group."""

    def __init__(self, member: GroupMembership, data: Any = None) -> None:
        had = list(member.roles.all())
        super().__init__(data, initial={"roles_chosen": [role.code for role in had]}, auto_id=f"id_{member.pk}_%s")
        self.member = member
        offered = list(RoleDefinition.objects.offered().with_words())
        kept = [role for role in had if not role.is_offered]
        self.fields["roles_chosen"].choices = role_choices([*offered, *kept])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_unchecked(self, self.member.sponsor, cleaned.get("roles_chosen", []))
        return cleaned


def refuse_unchecked(form: forms.Form, sponsor: Sponsor, codes: list[str]) -> None:
    """Say it kindly when a role needs an extract that nobody has looked at yet."""
    checked = set(sponsor.registration.extract_checks.values_list("role__code", flat=True))
    for role in RoleDefinition.objects.filter(code__in=codes, needs_extract=True):
        if role.code not in checked:
            message = _("For the role “%(role)s” an extract must have been looked at. Do it on the sponsor's page.")
            form.add_error("roles_chosen", message % {"role": role})
