"""The form with which the project team opens a municipality: facts that the register knows, and those it must ask."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from home.models import HomePage, User
from home.models.texts import language_choices
from municipalities.models import District, Municipality
from municipalities.name_forms import suggest_finnish, suggest_swedish
from municipalities.permissions import coordinators_group, coordinators_of
from municipalities.register import RegisteredMunicipality

#: Finland with its islands, so that a swapped or mistyped position is noticed.
NORTH, EAST = (59.3, 70.2), (19.0, 31.7)


def ready_languages() -> list[tuple[str, str]]:
    """The languages that have a home page: only in them a microsite can be made. In the order of the site."""
    there = set(HomePage.objects.values_list("locale__language_code", flat=True))
    names = dict(language_choices())
    return [(code, names[code]) for code in settings.OFFERED_LANGUAGES if code in there]


def facts_of(town: RegisteredMunicipality) -> dict[str, Any]:
    """What the register knows, with suggestions for what must be asked."""
    finnish = suggest_finnish(town.name_fi)
    offered = [code for code, _name in ready_languages()]
    return {
        "name_fi": town.name_fi,
        "name_sv": town.name_sv,
        "name_en": town.majority_name,
        "fi_genitive": finnish.genitive,
        "fi_in": finnish.inside,
        "fi_to": finnish.to,
        "sv_in": suggest_swedish(town.name_sv),
        "official_language_status": town.language_status,
        "wellbeing_fi": town.county_fi,
        "wellbeing_sv": town.county_sv,
        "offered_languages": [code for code in offered if code in {"fi", "sv", "en", "fi-simple"}],
    }


class OpeningForm(forms.ModelForm):  # type: ignore[type-arg]  # Django is generic in its stubs only
    """Facts of the municipality, its languages and coordinator; `forms_checked`: somebody has read the names."""

    offered_languages = forms.MultipleChoiceField(
        label=_("Languages of the microsite"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You can add more later. The pages are made in each of them."),
    )
    coordinator = forms.ModelChoiceField(
        label=_("Coordinator"),
        queryset=User.objects.none(),
        required=False,
        help_text=_(
            "Gets the sign-ups of this municipality. Somebody who coordinates the district already; may stay empty."
        ),
    )
    forms_checked = forms.BooleanField(
        label=_("I have checked the name forms"),
        help_text=_("Finnish place names inflect irregularly: in Salo is Salossa, but in Loimaa is Loimaalla."),
    )

    class Meta:
        model = Municipality
        fields: ClassVar = [
            "name_fi", "name_sv", "name_en", "name_ar", "fi_genitive", "fi_in", "fi_to", "sv_in", "forms_checked",
            "district", "official_language_status", "offered_languages", "coordinator", "wellbeing_fi", "wellbeing_sv",
            "latitude", "longitude", "telephone", "email", "accent",
        ]  # fmt: skip
        labels: ClassVar = {
            "fi_genitive": pgettext_lazy("name form", "Finnish: of the place"),
            "fi_in": pgettext_lazy("name form", "Finnish: in the place"),
            "fi_to": pgettext_lazy("name form", "Finnish: to the place"),
            "sv_in": pgettext_lazy("name form", "Swedish: in the place"),
        }
        help_texts: ClassVar = {
            "fi_genitive": _("As in “Salon kirjasto”."),
            "fi_in": _("As in “Salossa tapahtuu”."),
            "fi_to": _("As in “Tervetuloa Saloon”."),
            "sv_in": _("As in “i Salo”; islands usually take “på”."),
            "name_en": _("Also for languages that have no name of their own for the place."),
            "official_language_status": _("By the Government Decree. Bilingual places need both languages."),
            "latitude": _("Of the centre, for the map: between 59.3 and 70.2, as in 60.386."),
            "longitude": _("Between 19 and 31.7, as in 23.133."),
            "telephone": _("For the public: a role, not a private number. Empty: that of the district."),
            "email": _("For the public. Empty: that of the district."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = self.fields["offered_languages"]
        languages.choices = ready_languages()  # type: ignore[attr-defined]
        coordinators = self.fields["coordinator"]
        coordinators.queryset = possible_coordinators()  # type: ignore[attr-defined]
        for name in ("latitude", "longitude"):
            self.fields[name].widget.attrs["step"] = "any"

    def clean_latitude(self) -> float:
        return self._within("latitude", *NORTH)

    def clean_longitude(self) -> float:
        return self._within("longitude", *EAST)

    def _within(self, name: str, least: float, most: float) -> float:
        value: float = self.cleaned_data[name]
        if not least <= value <= most:
            message = _("This is not in Finland: it must be between %(least)s and %(most)s.")
            raise forms.ValidationError(message % {"least": least, "most": most})
        return value

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        languages = cleaned.get("offered_languages") or []
        status = cleaned.get("official_language_status")
        missing = [name for code, name in (("fi", "suomi"), ("sv", "svenska")) if code not in languages]
        if status not in {None, Municipality.LanguageStatus.FINNISH} and languages and missing:
            self.add_error(
                "offered_languages",
                gettext("This municipality needs Finnish and Swedish. Missing: %s.") % ", ".join(missing),
            )
        person, district = cleaned.get("coordinator"), cleaned.get("district")
        if person and district and not coordinators_of(district).filter(pk=person.pk).exists():
            self.add_error("coordinator", _("Choose somebody who coordinates this district, or nobody."))
        return cleaned


def possible_coordinators() -> QuerySet[User]:
    """Everybody who coordinates some district."""
    groups = [coordinators_group(district) for district in District.objects.all()]
    people = User.objects.filter(is_active=True, groups__name__in=groups)
    return people.distinct().order_by("last_name", "username")
