"""The forms of training: a session, and the choice of one."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from home.dates import HELSINKI, helsinki
from home.languages import language_of
from home.models.texts import language_choices
from municipalities.models import Place
from municipalities.permissions import districts_coordinated_by, is_project_team
from volunteering.choices import ContactLanguage
from volunteering.models.registrations import Registration
from volunteering.models.training import TrainingSession, TrainingSessionText
from volunteering.permissions import own_municipalities
from volunteering.training.enrolling import sessions_for
from volunteering.training.letters import in_one_line

WHOLE_COUNTRY = "country"
#: The facts that those who have a place must hear of when they change.
WEIGHTY = ("starts_at", "ends_at", "place", "place_words")


class SessionChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Sessions to come, with what is left of their places."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{in_one_line(obj, get_language() or 'fi')} · {places_in_words(obj)}"


class SessionField(SessionChoiceField):
    """The sessions that one person can be enrolled in."""

    def __init__(self, case: Registration) -> None:
        rows = sessions_for(case, timezone.now())
        none = "" if rows else _("There is no session to come: make one under Training.")
        super().__init__(rows, label=_("Training session"), empty_label="---------", help_text=none)


def places_in_words(session: TrainingSession) -> str:
    """What is left of the places, in the language of the moment."""
    left = session.places_left
    if left is None:
        return str(_("places for all"))
    if left:
        return ngettext("%(number)d place left", "%(number)d places left", left) % {"number": left}
    return str(_("full, waiting list") if session.waiting_list else _("full"))


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A session with its words in the languages in which people are written to; one language is enough."""

    area = forms.ChoiceField(label=_("For whom"))
    day = forms.DateField(label=_("Date"), widget=AdminDateInput)
    starts = forms.TimeField(label=_("Starts at"), widget=AdminTimeInput)
    ends = forms.TimeField(label=_("Ends at"), widget=AdminTimeInput)

    class Meta:
        model = TrainingSession
        fields = ("place", "place_words", "language", "capacity", "waiting_list")

    field_order = ("area", "day", "starts", "ends", "place", "place_words", "language", "capacity", "waiting_list")

    def __init__(self, user: Any, data: Any = None, *, instance: TrainingSession | None = None) -> None:
        super().__init__(data, instance=instance)
        self._areas(user)
        self._places(user)
        language: Any = self.fields["language"]
        language.choices = language_choices()
        words = {text.language: text for text in self.instance.texts.all()} if self.instance.pk else {}
        for code in ContactLanguage.values:
            self._words(code, words.get(code))
        if self.instance.pk:
            start, end = helsinki(self.instance.starts_at), helsinki(self.instance.ends_at)
            self.initial.update(day=start.date(), starts=start.time(), ends=end.time())

    def _areas(self, user: Any) -> None:
        towns = own_municipalities(user).order_by("name_fi")
        choices = [(f"town-{town.pk}", str(town)) for town in towns]
        choices += [(f"district-{each.pk}", str(each)) for each in districts_coordinated_by(user)]
        if is_project_team(user):
            choices.append((WHOLE_COUNTRY, str(_("whole country"))))
        field: Any = self.fields["area"]
        field.choices = choices
        if self.instance.pk:
            town, district = self.instance.municipality_id, self.instance.district_id
            now = f"town-{town}" if town else f"district-{district}" if district else WHOLE_COUNTRY
            self.initial["area"] = now

    def _places(self, user: Any) -> None:
        places: QuerySet[Place] = Place.objects.filter(municipality__in=own_municipalities(user))
        field: Any = self.fields["place"]
        field.queryset = (places | Place.objects.filter(municipality__isnull=True)).prefetch_related("texts")
        field.required = False

    def _words(self, code: str, text: TrainingSessionText | None) -> None:
        language = language_of(code)
        attributes = {"lang": language.html_lang}
        self.fields[f"title_{code}"] = forms.CharField(
            label=_("Title (%(language)s)") % {"language": language.endonym},
            max_length=120,
            required=False,
            initial=text.title if text else "",
            widget=forms.TextInput(attrs=attributes),
        )
        self.fields[f"summary_{code}"] = forms.CharField(
            label=_("What happens there (%(language)s)") % {"language": language.endonym},
            max_length=400,
            required=False,
            initial=text.summary if text else "",
            widget=forms.Textarea(attrs={**attributes, "rows": 2}),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"title_{code}") for code in ContactLanguage.values):
            self.add_error(f"title_{ContactLanguage.values[0]}", _("Write the title in one language at least."))
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if day and starts and ends:
            if ends <= starts:
                self.add_error("ends", _("The session ends before it starts."))
            self.instance.starts_at = datetime.combine(day, starts, HELSINKI)
            self.instance.ends_at = datetime.combine(day, ends, HELSINKI)
        kind, _dash, key = cleaned.get("area", "").partition("-")
        self.instance.municipality_id = int(key) if kind == "town" else None
        self.instance.district_id = int(key) if kind == "district" else None
        if not cleaned.get("place") and not cleaned.get("place_words"):
            self.add_error("place_words", _("Say where it is."))
        return cleaned

    def save_words(self) -> None:
        """Keep the words in each language; an emptied language goes."""
        for code in ContactLanguage.values:
            title = self.cleaned_data[f"title_{code}"]
            rows = TrainingSessionText.objects.filter(parent=self.instance, language=code)
            if title:
                words = {"title": title, "summary": self.cleaned_data[f"summary_{code}"]}
                TrainingSessionText.objects.update_or_create(parent=self.instance, language=code, defaults=words)
            else:
                rows.delete()
