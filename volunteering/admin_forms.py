"""The small forms of the case page and of the export."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from home.models import User
from home.models.texts import language_choices
from municipalities.permissions import coordinators_of
from municipalities.roles import Role
from volunteering.casework import Given
from volunteering.choices import DeclineReason
from volunteering.models import RecruitmentCall
from volunteering.states import Need, Status, Transition

#: What the button of a change says.
BUTTONS = {
    Status.NEW: _("Confirmed by phone"),
    Status.CONTACTED: _("I have been in touch"),
    Status.MEETING: _("Agree a meeting"),
    Status.WAITING: _("Put on the waiting list"),
    Status.DECLINED: _("Decline"),
    Status.WITHDRAWN: _("The applicant withdraws"),
}
#: What the applicant is told.
CONSEQUENCES = {
    Status.MEETING: _("The applicant gets a mail with the date."),
    Status.WAITING: _("The applicant gets a mail about the waiting list."),
    Status.DECLINED: _("The applicant gets a mail."),
    Status.WITHDRAWN: _("Name, contact details and free text are erased at once."),
}


class ChangeForm(forms.Form):
    """One allowed change with what it needs."""

    def __init__(self, transition: Transition, case: Any, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{transition.target}_%s")
        self.transition, self.case = transition, case
        target = Status(str(transition.target))
        self.button = BUTTONS[target]
        self.consequence = CONSEQUENCES.get(target, "") if case.email or target == Status.WITHDRAWN else ""
        if Need.DATE in transition.needs:
            self.fields["day"] = forms.DateField(label=_("Date"), widget=AdminDateInput)
        if Need.REASON_CODE in transition.needs:
            self.fields["reason_code"] = forms.ChoiceField(label=_("Reason"), choices=DeclineReason.choices)
        self.fields["comment"] = forms.CharField(
            label=_("Reason in words") if self._needs_words else _("Comment"),
            required=self._needs_words,
            max_length=500,
        )

    @property
    def _needs_words(self) -> bool:
        return Need.REASON in self.transition.needs

    def given(self) -> Given:
        """What comes with the change."""
        data = self.cleaned_data
        return Given(comment=data["comment"], reason_code=data.get("reason_code", ""), day=data.get("day"))


class CallForm(forms.ModelForm):  # type: ignore[type-arg]
    """A recruitment call; its municipality never changes."""

    class Meta:
        model = RecruitmentCall
        fields = (
            "state", "opens_on", "closes_on", "capacity", "waiting_list", "promise_days", "languages", "coordinators",
            "fallback_coordinator",
        )  # fmt: skip
        widgets: ClassVar = {
            "opens_on": AdminDateInput,
            "closes_on": AdminDateInput,
            "coordinators": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district = self.instance.district
        chosen = User.objects.filter(coordinated_calls=self.instance)
        people = coordinators_of(district) if district else User.objects.filter(groups__name=Role.PROJECT_TEAM)
        able = User.objects.filter(pk__in=[*people.values_list("pk", flat=True), *chosen.values_list("pk", flat=True)])
        for name in ("coordinators", "fallback_coordinator"):
            self.fields[name].queryset = able.order_by("username")  # type: ignore[attr-defined]
        self.fields["languages"] = forms.MultipleChoiceField(
            label=self.fields["languages"].label,
            choices=language_choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class NoteForm(forms.Form):
    """A note about the case."""

    text = forms.CharField(label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ExportForm(forms.Form):
    """What the figures are needed for; it is written down."""

    purpose = forms.CharField(
        label=_("What do you need the file for?"),
        max_length=200,
        help_text=_(
            "Your name, the time, the purpose and the references are written down. Delete the file afterwards."
        ),
    )
