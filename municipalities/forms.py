"""The admin's forms for rows that belong to a municipality: nobody can give a row to somebody else's.

They name no model of their own: the panels make the fields, once all of Wagtail's choosers are known. (A form made
here, while apps are loading, would offer images in a plain list of all there are.)
"""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from home.models import User
from home.models.texts import language_choices
from municipalities.borders import is_linkable_page
from municipalities.models.regions import Municipality
from municipalities.permissions import districts_edited_by, is_project_team, municipalities_edited_by


def written_languages(formset: Any) -> list[str]:
    """The languages of the texts that stay; the database allows one text in each."""
    texts = [form for form in formset.forms if form.is_valid()]
    kept = [form.cleaned_data for form in texts if not form.cleaned_data.get("DELETE")]
    return [words["language"] for words in kept if words.get("language")]


class OwnedForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is not annotated
    """Offers only one's own municipalities and districts, and makes the key from the first name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is None:
            return
        self.fields["municipality"].queryset = municipalities_edited_by(self.for_user)
        if "district" in self.fields:
            self.fields["district"].queryset = districts_edited_by(self.for_user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        national = not cleaned.get("municipality") and not cleaned.get("district")
        if national and self.for_user is not None and not is_project_team(self.for_user):
            self.add_error("municipality", _("Choose your municipality: only the project team adds national ones."))
        if len(languages := written_languages(self.formsets["texts"])) != len(set(languages)):
            self.add_error(None, _("Write only one text in each language."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if not self.instance.key:
            self.instance.key = self._free_key()
        return super().save(commit=commit)

    def _free_key(self) -> str:
        owner = self.instance.municipality or getattr(self.instance, "district", None)
        prefix = getattr(owner, "slug", None) or getattr(owner, "key", None) or "national"
        words: dict[str, Any] = next((form.cleaned_data for form in self.formsets["texts"] if form.cleaned_data), {})
        stem = slugify(f"{prefix} {words.get('name') or words.get('role') or ''}")[:70]
        taken = set(type(self.instance).objects.filter(key__startswith=stem).values_list("key", flat=True))
        return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if key not in taken)


class OrganisationForm(OwnedForm):
    """An organisation. Whether it is a partner of the whole pilot is the project team's to say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and not is_project_team(self.for_user) and "is_pilot_partner" in self.fields:
            self.fields["is_pilot_partner"].disabled = True


class ContactForm(OwnedForm):
    """A contact."""

    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=language_choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class NoticeForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is not annotated
    """A notice: editors send it to their own municipalities, the project team to any or to all."""

    municipalities = forms.ModelMultipleChoiceField(
        label=_("Municipalities"),
        queryset=Municipality.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It is shown on all pages of the municipalities that you tick."),
    )

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_without_foreign_page(data, kwargs.get("for_user")), *args, **kwargs)
        if self.for_user is None:
            return
        towns = municipalities_edited_by(self.for_user)
        self.fields["municipalities"].queryset = towns
        if not is_project_team(self.for_user):
            self.fields.pop("is_everywhere", None)
        if self.instance.pk is None and len(only := towns[:2]) == 1:
            self.fields["municipalities"].initial = only

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        towns, everywhere = cleaned.get("municipalities") or [], cleaned.get("is_everywhere", False)
        if everywhere and towns:
            self.add_error("municipalities", _("Everywhere, or in some municipalities: choose one of the two."))
        if not everywhere and not towns:
            self.add_error("municipalities", _("Choose at least one municipality."))
        self._check_languages(everywhere or any(town.needs_both_languages for town in towns))
        return cleaned

    def _check_languages(self, both: bool) -> None:
        languages = written_languages(self.formsets["texts"])
        if len(languages) != len(set(languages)):
            self.add_error(None, _("Write only one text in each language."))
        missing = [_ENDONYMS[code] for code in ("fi", "sv") if code not in languages]
        if both and languages and missing:
            text = _("A bilingual municipality needs its notices in Finnish and in Swedish. Missing: %(languages)s.")
            self.add_error(None, text % {"languages": ", ".join(missing)})


def _without_foreign_page(data: QueryDict | None, user: User | None) -> QueryDict | None:
    """What was sent, less a page that the user may not see: the chooser would show its title."""
    if data is None or user is None or not data.get("page") or is_linkable_page(user, data["page"]):
        return data
    data = data.copy()
    data["page"] = ""
    return data


_ENDONYMS = dict(language_choices())


class MunicipalityForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is not annotated
    """Facts of a municipality. District and state change with all that follows (`opening`, `states`), never here."""

    offered_languages = forms.MultipleChoiceField(
        label=_("Offered languages"), choices=language_choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("district", "slug", "state"):  # parts of the tree and of addresses; what sign-ups hang on
            self.fields[name].disabled = self.instance.pk is not None
        self.fields["state"].help_text = _("Changed under “Open a municipality”, where you see what it means.")
        self.fields["offered_languages"].help_text = _(
            "Leaving one out hides its pages. Add one under “Open a municipality”: it gets its pages there."
        )
