"""Closing the whole pilot, or bringing it back: one page, with everything that follows shown before it is confirmed."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from municipalities.models import Municipality, Pilot
from municipalities.opening_forms import ready_languages
from municipalities.opening_views import OpeningViewMixin
from municipalities.states import GOING_ON, change_pilot, pilot_consequences_of


class PilotForm(forms.ModelForm):  # type: ignore[type-arg]  # Django is generic in its stubs only
    """State and last day of the pilot, who goes on, and what visitors are told in each language."""

    staying = forms.ModelMultipleChoiceField(
        label=_("Activities continue in"),
        queryset=Municipality.objects.filter(state__in=GOING_ON),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("When the pilot has ended, those not ticked end with it. In an archive all end."),
    )

    class Meta:
        model = Pilot
        fields = ("state", "ended_on", "staying")
        widgets = {"state": forms.RadioSelect, "ended_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"state": _("The pilot is"), "ended_on": _("It ended on")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staying"].initial = list(Municipality.objects.filter(state__in=GOING_ON))
        words = {text.language: text.text for text in self.instance.texts.all()} if self.instance.pk else {}
        for code, name in ready_languages():
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("What continues, in this language: %s") % name,
                max_length=400,
                required=False,
                initial=words.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, state = cleaned.get("ended_on"), cleaned.get("state")
        if state in {Pilot.State.ENDED, Pilot.State.ARCHIVE}:
            if day is None:
                self.add_error("ended_on", _("Say on which day the pilot ended."))
            elif day > timezone.localdate():
                self.add_error("ended_on", _("This day is still to come. Close the pilot when it is there."))
            for code in ("fi", "sv"):
                if f"text_{code}" in self.fields and not cleaned.get(f"text_{code}"):
                    self.add_error(f"text_{code}", _("Tell visitors what continues, at least in Finnish and Swedish."))
        return cleaned

    @property
    def words(self) -> dict[str, str]:
        """What visitors are told, by language."""
        return {code: self.cleaned_data[f"text_{code}"] for code, _name in language_choices() if self._has(code)}

    def _has(self, code: str) -> bool:
        return bool(self.cleaned_data.get(f"text_{code}"))

    @property
    def staying_ids(self) -> set[int]:
        """Those municipalities that go on."""
        return {town.pk for town in self.cleaned_data["staying"]}


class PilotView(OpeningViewMixin):
    """Where the pilot stands; what a change means; the change."""

    page_title = _("The whole pilot")
    template_name = "municipalities/admin/pilot.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        pilot = Pilot.current()
        return self.show(form=PilotForm(instance=pilot), pilot=pilot)

    def post(self, request: HttpRequest) -> HttpResponse:
        pilot = Pilot.current()
        form = PilotForm(request.POST, instance=pilot)
        if not form.is_valid():
            return self.show(form=form, pilot=pilot)
        state, day = form.cleaned_data["state"], form.cleaned_data["ended_on"]
        if "confirm" not in request.POST:
            lines = pilot_consequences_of(state, day or date.today(), form.staying_ids, self.me)
            return self.show(form=form, pilot=pilot, lines=lines, state_word=Pilot.State(state).label)
        change_pilot(Pilot.current(), state, day, form.staying_ids, form.words, by=self.me)
        messages.success(request, gettext("The pilot is now: %(state)s.") % {"state": Pilot.State(state).label})
        return redirect("pilot:state")
