"""The edit form of an event: plain controls for volunteers; every error names the field and the remedy."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.models.facts import EventFacts
from events.schedule_forms import Checkboxes, ScheduleFields
from home.forms import BasePageForm
from home.models.texts import language_choices
from municipalities.models import Contact, Municipality, Organisation, Place
from municipalities.querysets import municipality_of

#: Fields whose choices stand in a list of their own, and so begin with a capital.
_CAPITALISED = (Checkboxes, forms.ChoiceField, forms.TypedChoiceField)


class EventPageForm(ScheduleFields, BasePageForm):
    """The form of the source page has all facts; that of a translation only words."""

    audience = Checkboxes(label=_("for whom"), required=False, choices=EventFacts.Audience.choices)
    in_language = Checkboxes(label=_("languages used"), required=False, choices=language_choices)
    interpreting = Checkboxes(label=_("interpreting into"), required=False, choices=language_choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)
            if type(field) in _CAPITALISED and not callable(field.choices):  # type: ignore[attr-defined]
                field.choices = [(key, capfirst(name)) for key, name in field.choices]  # type: ignore[attr-defined]
        if not self.instance.is_source:
            self._drop_facts()
            return
        town = self._municipality()
        for name, model in (("place", Place), ("departure_place", Place), ("contact", Contact)):
            if name in self.fields:
                usable = model.objects.usable_in(town).prefetch_related("texts")
                self.fields[name].queryset = usable  # type: ignore[attr-defined]
        if "organisers" in self.formsets:
            for form in (*self.formsets["organisers"].forms, self.formsets["organisers"].empty_form):
                form.fields["organisation"].queryset = self._organisations(town)

    def _drop_facts(self) -> None:
        facts = {field.name for field in EventFacts._meta.local_fields} | {"topics"}
        for name in facts & set(self.fields):
            del self.fields[name]
        self.formsets.pop("organisers", None)

    def _municipality(self) -> Municipality | None:
        page = self.instance if self.instance.path else self.parent_page
        return municipality_of(page) if page is not None else None

    def _organisations(self, town: Municipality | None) -> Any:
        """Those of the municipality, of its district and of the whole country."""
        usable = Organisation.objects.usable_in(town)
        if town is not None:
            usable = usable.exclude(district__isnull=False) | usable.filter(district=town.district)
        return usable.prefetch_related("texts").order_by("key")

    # --- checking --------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if not self.instance.is_source:
            return data
        if not self.is_deferred_validation:
            self._check_publishable(data)
        return data

    def _check_publishable(self, data: dict[str, Any]) -> None:
        """What a draft may lack and a published event must have."""
        is_public = bool(self.instance.first_published_at)  # clearing its first day postpones it
        if not data.get("start_date") and not is_public:
            self._require("start_date", _("Give the first day."))
        if data.get("start_date") and not data.get("start_time") and not data.get("all_day"):
            self._require("start_time", _("Give the time it starts, or tick “all day”."))
        if data.get("is_free") is None:
            self._require("is_free", _("Say whether it is free of charge."))
        if data.get("is_free") is False and data.get("price") is None and not data.get("price_note"):
            self._require("price", _("Give the price, or say something about it in “about the price”."))
        image = data.get("image")
        if image is not None and image.shows_people and not image.people_consent:
            message = _(
                "People can be recognised in this picture and their consent is not recorded. Choose another one."
            )
            self._require("image", message)
        kind = data.get("registration")
        if kind == EventFacts.RegistrationKind.LINK and not data.get("registration_url"):
            self._require("registration_url", _("Give the address where people sign up."))
        if kind == EventFacts.RegistrationKind.PHONE and not data.get("registration_phone"):
            self._require("registration_phone", _("Give the telephone number for signing up."))
        if data.get("place_hidden") and kind == EventFacts.RegistrationKind.NONE:
            self._require("registration", _("The place is hidden: say how people sign up and get the address."))
        mode = data.get("attendance_mode")
        if mode != EventFacts.AttendanceMode.ONLINE and not data.get("place"):
            self._require("place", _("Choose the place. If it is not on the list, add it under “Places” first."))
        lowest, highest = data.get("audience_min_age"), data.get("audience_max_age")
        if lowest is not None and highest is not None and lowest > highest:
            self._require("audience_max_age", _("The upper age is below the lower one."))

    def _require(self, name: str, message: Any) -> None:
        if name in self.fields and name not in self.errors:
            self.add_error(name, message)
