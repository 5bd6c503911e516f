"""The part of a form that says when: fields in plain words, and what is wrong with them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from events.dateinputs import DateLinesField, DayField, DayNumbersField, WallTimeField
from events.models.facts import EventFacts
from events.models.schedules import MONTH_WEEKDAYS, ScheduleFacts, parse_added_date, parse_break
from events.schedule import MAX_INTERVAL, MAX_OCCURRENCES, Frequency, expand, is_ambiguous, is_in_gap, rule_slots
from events.wording import NTH_NAMES, WEEKDAY_NAMES, gap_error, nth_weekday
from home.dates import weekday_name
from home.workdays import is_holiday

_EARLIEST, _LATEST = date(2023, 1, 1), date(2099, 12, 31)
_A_MONDAY = date(2024, 1, 1)


class Checkboxes(forms.MultipleChoiceField):
    """Several choices as checkboxes; the order of the choices is kept."""

    widget = forms.CheckboxSelectMultiple


class MonthWeekdays(forms.CheckboxSelectMultiple):
    """The days of a month as a table: first to fourth and last, Monday to Sunday."""

    template_name = "events/admin/month_weekdays.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = [option for _group, found, _index in context["widget"]["optgroups"] for option in found]
        for option in options:
            option["attrs"]["aria-label"] = option["label"]
        width, language = len(WEEKDAY_NAMES), get_language() or "en"
        context["weekdays"] = [weekday_name(_A_MONDAY + timedelta(days=n), language, "short") for n in range(width)]
        rows = [options[n : n + width] for n in range(0, len(options), width)]
        context["rows"] = list(zip(NTH_NAMES.values(), rows, strict=True))
        return context


class ScheduleFields(forms.Form):
    """Mixed into the form of an event page, and alone for the preview of its dates."""

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
        widget=MonthWeekdays,
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

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "frequency" in self.fields:
            checks = (self._check_days, self._check_clock, self._check_rule, self._write_holidays, self._check_dates)
            for check in checks:
                check(data)
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

    def _write_holidays(self, data: dict[str, Any]) -> None:
        """Public holidays on which it would happen become breaks, visibly; without the switch they are none again."""
        facts = None if self.errors else ScheduleFacts.schedule_of(data)
        if facts is None or facts.rule is None:
            return
        named = {slot.first_day for slot in rule_slots(facts) if is_holiday(slot.first_day)}
        breaks = data.get("excluded_dates") or []
        if data.get("skip_holidays"):
            covered = [parse_break(text) for text in breaks]
            new = {day for day in named if not any(first <= day <= last for first, last in covered)}
            data["excluded_dates"] = sorted([*breaks, *(day.isoformat() for day in new)])
        elif "skip_holidays" in self.changed_data:
            data["excluded_dates"] = [text for text in breaks if text not in {day.isoformat() for day in named}]


class ScheduleForm(ScheduleFields):
    """The same fields without a page, for the preview."""

    start_date = DayField(required=False)
    end_date = DayField(required=False)
    all_day = forms.BooleanField(required=False)
    after_clock_change = forms.BooleanField(required=False)
    frequency = forms.ChoiceField(required=False, choices=[("", ""), *EventFacts.Repeats.choices])
    interval = forms.IntegerField(required=False, min_value=1, max_value=MAX_INTERVAL)
    until = DayField(required=False)
    count = forms.IntegerField(required=False, min_value=1, max_value=MAX_OCCURRENCES)
    skip_holidays = forms.BooleanField(required=False)
