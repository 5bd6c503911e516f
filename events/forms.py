"""The edit form of an event: plain controls for volunteers; every error names the field and the remedy."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.dateinputs import DateLinesField, DayNumbersField, WallTimeField
from events.models.facts import EventFacts
from events.models.schedules import MONTH_WEEKDAYS, parse_added_date
from events.schedule import MAX_OCCURRENCES, Frequency, expand, is_ambiguous, is_in_gap
from events.wording import WEEKDAY_NAMES, gap_error, nth_weekday
from home.forms import BasePageForm
from home.models.texts import language_choices
from municipalities.models import Contact, Municipality, Organisation, Place
from municipalities.querysets import municipality_of

_EARLIEST, _LATEST = date(2023, 1, 1), date(2099, 12, 31)


class Checkboxes(forms.MultipleChoiceField):
    """Several choices as checkboxes; the order of the choices is kept."""

    widget = forms.CheckboxSelectMultiple


class EventPageForm(BasePageForm):
    """The form of the source page has all facts; that of a translation only words."""

    start_time = WallTimeField(label=_("starts at"), required=False, help_text=_("For example 17.30."))
    end_time = WallTimeField(
        label=_("ends at"),
        required=False,
        help_text=_("For example 19.00; 24.00 is midnight. Leave empty if you do not know."),
    )
    weekdays = Checkboxes(
        label=_("on which weekdays"), required=False, choices=[(key, name) for key, name in WEEKDAY_NAMES.items()]
    )
    month_weekdays = Checkboxes(
        label=_("on which weekdays of the month"),
        required=False,
        choices=lambda: [(text, nth_weekday(text)) for text in MONTH_WEEKDAYS],
        help_text=_("For example the first and the third Wednesday."),
    )
    month_days = DayNumbersField(
        label=_("on which days of the month"),
        required=False,
        help_text=_("Numbers from 1 to 31, for example 1, 15. A month without that day is skipped."),
    )
    excluded_dates = DateLinesField(
        label=_("breaks"),
        required=False,
        ranges=True,
        help_text=_("Days without a meeting, one a line: 6.1.2026, or 12.10.2026–18.10.2026."),
    )
    added_dates = DateLinesField(
        label=_("extra dates"),
        required=False,
        help_text=_("One a line: 4.4.2026, or with other times 4.4.2026 12.00–14.00."),
    )
    audience = Checkboxes(label=_("for whom"), required=False, choices=EventFacts.Audience.choices)
    in_language = Checkboxes(label=_("languages used"), required=False, choices=language_choices)
    interpreting = Checkboxes(label=_("interpreting into"), required=False, choices=language_choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)
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
        for check in (self._check_days, self._check_clock, self._check_rule, self._check_dates):
            check(data)
        if not self.is_deferred_validation:
            self._check_publishable(data)
        return data

    def _check_days(self, data: dict[str, Any]) -> None:
        for name in ("start_date", "end_date", "until"):
            if (day := data.get(name)) and not _EARLIEST <= day <= _LATEST:
                self.add_error(name, _("Give a year between 2023 and 2099."))
        start, end, until = data.get("start_date"), data.get("end_date"), data.get("until")
        if start and end and end < start:
            self.add_error("end_date", _("The last day is before the first day. Leave it empty if it is one day."))
        if start and until and until < start:
            self.add_error("until", _("This is before the first day. Give a later day."))

    def _check_clock(self, data: dict[str, Any]) -> None:
        """The hour that does not exist in March; the one that comes twice in October."""
        day, start, end = data.get("start_date"), data.get("start_time"), data.get("end_time")
        if not day:
            return
        if start and is_in_gap(day, start):
            self.add_error("start_time", gap_error())
        end_day = data.get("end_date") or (day + timedelta(days=1) if start and end and end <= start else day)
        if end and is_in_gap(end_day, end):
            self.add_error("end_time", gap_error())
        if data.get("after_clock_change") and not (start and is_ambiguous(day, start)):
            self.add_error(
                "after_clock_change",
                _("Tick this only for a start between 3.00 and 3.59 on the last Sunday of October."),
            )

    def _check_rule(self, data: dict[str, Any]) -> None:
        frequency, until, count = data.get("frequency"), data.get("until"), data.get("count")
        if not frequency:
            return
        if not data.get("start_date"):
            self.add_error("start_date", _("Give the first day: it decides which weeks and months follow."))
        if until and count:
            self.add_error("count", _("Give either the day until which it repeats or the number of times, not both."))
        if not until and not count and "until" not in self.errors:
            self.add_error("until", _("Give the day until which it repeats, or the number of times."))
        if frequency == Frequency.MONTHLY and data.get("month_weekdays") and data.get("month_days"):
            self.add_error("month_days", _("Choose either weekdays of the month or days of the month, not both."))

    def _check_dates(self, data: dict[str, Any]) -> None:
        """The dates that come of it: at least one, and not more than can be kept."""
        times = [parse_added_date(text) for text in data.get("added_dates") or []]
        for added in times:
            if any(moment and is_in_gap(added.day, moment) for moment in (added.start, added.end)):
                self.add_error("added_dates", gap_error())
        if self.errors or not data.get("start_date"):
            return
        facts = EventFacts.schedule_of(data)
        if facts is None:
            return
        expansion = expand(facts)
        if not expansion.slots:
            self.add_error("frequency", _("No date comes of this. Check the weekdays, the last day and the breaks."))
        if any(skip.reason == "too_many" for skip in expansion.skipped):
            message = gettext("At most {number} dates within two years can be kept. Give an earlier last day.")
            self.add_error("until", message.format(number=MAX_OCCURRENCES))

    def _check_publishable(self, data: dict[str, Any]) -> None:
        """What a draft may lack and a published event must have."""
        if not data.get("start_date"):
            self._require("start_date", _("Give the first day."))
        if not data.get("start_time") and not data.get("all_day"):
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
