"""The small forms of the case page and of the export."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from home.dates import helsinki
from home.models import User
from home.models.texts import language_choices
from municipalities.models import Municipality
from municipalities.permissions import coordinators_group, coordinators_of, districts_coordinated_by
from municipalities.roles import Role, group_name
from volunteering.casework import Given
from volunteering.choices import Channel, DeclineReason
from volunteering.models import RecruitmentCall, Registration, TrainingSession
from volunteering.permissions import people_for
from volunteering.phones import parse_phone
from volunteering.sponsors.approval import Gap, missing_for_approval
from volunteering.states import Need, Status, Transition
from volunteering.training.forms import SessionChoiceField, SessionField

#: What the button of a change says.
BUTTONS = {
    Status.NEW: _("Confirmed by phone"),
    Status.CONTACTED: _("I have been in touch"),
    Status.MEETING: _("Agree a meeting"),
    Status.TRAINING: _("Enrol in a training"),
    Status.WAITING: _("Put on the waiting list"),
    Status.APPROVED: _("Approve as a community sponsor"),
    Status.DECLINED: _("Decline"),
    Status.WITHDRAWN: _("The applicant withdraws"),
}
#: What the applicant is told.
CONSEQUENCES = {
    Status.MEETING: _("The applicant gets a mail with the date."),
    Status.TRAINING: _("The applicant gets a mail with the date, or about the waiting list when it is full."),
    Status.WAITING: _("The applicant gets a mail about the waiting list."),
    Status.APPROVED: _("The person becomes a community sponsor and gets a mail."),
    Status.DECLINED: _("The applicant gets a mail."),
    Status.WITHDRAWN: _("Name, contact details and free text are erased at once."),
}


class ChangeForm(forms.Form):
    """One allowed change with what it needs."""

    def __init__(self, transition: Transition, case: Any, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{transition.target}_%s")
        self.transition, self.case = transition, case
        self.missing: list[Gap] = []
        target = Status(str(transition.target))
        self.button = BUTTONS[target]
        self.consequence = CONSEQUENCES.get(target, "") if case.email or target == Status.WITHDRAWN else ""
        if Need.DATE in transition.needs:
            self.fields["day"] = forms.DateField(label=_("Date"), widget=AdminDateInput)
            self.fields["clock"] = forms.TimeField(label=_("Time"), widget=AdminTimeInput, required=False)
            self.fields["place"] = forms.CharField(label=_("Place"), required=False, max_length=200)
        if Need.QUALIFICATION in transition.needs:
            self.missing = missing_for_approval(case, timezone.localdate())
            self.fields["ground_rules_on"] = forms.DateField(
                label=_("Ground rules accepted on"),
                widget=AdminDateInput,
                help_text=_("You have gone through the rules together and the person has agreed to them."),
            )
        if Need.ENROLMENT in transition.needs:
            self.fields["session"] = SessionField(case)
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

    def clean(self) -> dict[str, Any]:
        for gap in self.missing:
            self.add_error(None, f"{gap.label} {gap.role or ''}".strip())
        return super().clean() or self.cleaned_data

    def clean_ground_rules_on(self) -> date:
        day: date = self.cleaned_data["ground_rules_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not been yet."))
        return day

    def given(self) -> Given:
        """What comes with the change."""
        data = self.cleaned_data
        session = data.get("session")
        return Given(
            session=session,
            comment=data["comment"],
            reason_code=data.get("reason_code", ""),
            day=helsinki(session.starts_at).date() if session else data.get("day"),
            clock=data.get("clock"),
            place=data.get("place", ""),
            ground_rules_on=data.get("ground_rules_on"),
            mail_text=str(self.data.get("mail_text", ""))[:8000],
        )


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
        help_texts: ClassVar = {
            "state": _("Only an open call takes sign-ups. Those of a paused or closed call stay as they are."),
            "opens_on": _("Empty: at once."),
            "closes_on": _("This day is included. Empty: until you close it."),
            "capacity": _("Empty: no limit. When all places are taken, new sign-ups wait."),
            "waiting_list": _("Without one nobody can sign up when all places are taken."),
            "coordinators": _("They are told about every sign-up. Nobody ticked: all coordinators of the district."),
            "fallback_coordinator": _("Is told when none of the others can be reached."),
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
            help_text=_("In which the call is presented."),
            choices=language_choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class DeskForm(forms.Form):
    """Who works on a case, and when the next step is due."""

    assigned_to = forms.ModelChoiceField(label=_("Assigned to"), queryset=User.objects.none(), required=False)
    next_step_on = forms.DateField(label=_("Next step on"), widget=AdminDateInput, required=False)

    def __init__(self, case: Any, data: Any = None) -> None:
        kept = {"assigned_to": case.assigned_to_id, "next_step_on": case.next_step_on}
        super().__init__(data, initial=kept, auto_id="id_desk_%s")
        self.fields["assigned_to"].queryset = people_for(case.municipality)  # type: ignore[attr-defined]


class ChosenForm(forms.Form):
    """What is to be done with the sign-ups that were ticked in the list."""

    action = forms.ChoiceField(
        label=_("With those that are ticked"),
        choices=[
            ("assign", _("assign to …")),
            ("next_step", _("set the next step to …")),
            ("message", _("write to them …")),
            ("enrol", _("enrol in a training …")),
            ("export", _("export …")),
        ],
    )
    assigned_to = forms.ModelChoiceField(label=_("Assigned to"), queryset=User.objects.none(), required=False)
    next_step_on = forms.DateField(label=_("Next step on"), widget=AdminDateInput, required=False)
    session = SessionChoiceField(TrainingSession.objects.none(), label=_("Training session"), required=False)
    purpose = forms.CharField(label=_("What do you need the file for?"), max_length=200, required=False)

    def __init__(self, user: Any, data: Any = None) -> None:
        super().__init__(data, auto_id="id_chosen_%s")
        sessions: Any = TrainingSession.objects
        ahead = sessions.visible_to(user).upcoming(timezone.now()).with_numbers().with_words()
        self.fields["session"].queryset = ahead  # type: ignore[attr-defined]
        groups = [coordinators_group(district) for district in districts_coordinated_by(user)]
        people = User.objects.filter(is_active=True, groups__name__in=[*groups, group_name(Role.PROJECT_TEAM)])
        self.fields["assigned_to"].queryset = people.distinct().order_by("username")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        needed = {"next_step": "next_step_on", "export": "purpose", "enrol": "session"}.get(cleaned.get("action", ""))
        if needed and not cleaned.get(needed):
            self.add_error(needed, _("Fill in this field."))
        return cleaned


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """A sign-up that came by telephone, on paper or at an event."""

    evidence = forms.BooleanField(
        label=_("The person has asked to be signed up, is 18 or over and has been told how the data are used"),
        help_text=_("Keep the paper form, or write in the note below when and how it was said."),
    )
    evidence_note = forms.CharField(label=_("When and how"), max_length=500)

    class Meta:
        model = Registration
        fields = (
            "channel", "municipality", "full_name", "preferred_name", "phone", "email", "contact_preference",
            "contact_language", "wants", "signup_as", "interests", "languages_spoken", "availability", "frequency",
            "message", "practical_needs", "practical_needs_text", "heard_from",
        )  # fmt: skip
        widgets: ClassVar = {"message": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, municipalities: QuerySet[Municipality], *, may_be_elsewhere: bool, data: Any = None) -> None:
        super().__init__(data)
        place: Any = self.fields["municipality"]
        place.queryset, place.required = municipalities, not may_be_elsewhere
        place.empty_label = _("elsewhere") if may_be_elsewhere else "---------"
        channels = [(code, label) for code, label in Channel.choices if code != Channel.WEB]
        self.fields["channel"] = forms.ChoiceField(label=_("How did it come?"), choices=channels)
        for name in ("interests", "languages_spoken", "availability", "practical_needs"):
            field: Any = Registration._meta.get_field(name)
            self.fields[name] = forms.MultipleChoiceField(
                label=field.verbose_name,
                choices=field.base_field.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["email"].required = False

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        try:
            return parse_phone(typed) if typed else ""
        except ValueError as error:
            raise forms.ValidationError(_("Write the phone number with digits, for example 040 123 4567.")) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"phone", "email"} & set(self.errors) and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", _("Give a phone number or an e-mail address."))
        return cleaned


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
