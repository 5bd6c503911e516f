"""When an event happens, as its editors say it: wall time and a rule in plain fields (`events.md` §2, §4)."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.schedule import MAX_INTERVAL, WEEKDAYS, AddedDate, Frequency, Rule, Schedule


class ScheduleFacts(models.Model):
    """Abstract: the facts about time, of an event page, of the read model, and of a schedule that was."""

    class Repeats(models.TextChoices):
        """`recurrence` in words; empty is one date, or chosen dates."""

        DAILY = Frequency.DAILY.value, _("every day")
        WEEKLY = Frequency.WEEKLY.value, _("every week")
        MONTHLY = Frequency.MONTHLY.value, _("every month")

    start_date = models.DateField(_("first day"), null=True, blank=True)
    start_time = models.TimeField(
        _("starts at"), null=True, blank=True, help_text=_("For example 17.30. Leave empty only for an all-day event.")
    )
    end_date = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Only if one date lasts several days. An evening that ends after midnight needs no last day."),
    )
    end_time = models.TimeField(
        _("ends at"), null=True, blank=True, help_text=_("For example 19.00. Leave empty if you do not know.")
    )
    all_day = models.BooleanField(_("all day"), default=False)
    after_clock_change = models.BooleanField(
        _("after the clock change"),
        default=False,
        help_text=_(
            "Only for a start between 3.00 and 3.59 on the last Sunday of October, an hour that happens twice."
        ),
    )
    frequency = models.CharField(
        _("repeats"), max_length=8, choices=Repeats, blank=True, help_text=_("Leave empty for one date.")
    )
    interval = models.PositiveSmallIntegerField(
        _("how often"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_INTERVAL)],
        help_text=_("1 = every week or month, 2 = every second one."),
    )
    weekdays = ArrayField(models.CharField(max_length=2), default=list, blank=True, verbose_name=_("on which weekdays"))
    month_weekdays = ArrayField(
        models.CharField(max_length=4),
        default=list,
        blank=True,
        verbose_name=_("on which weekdays of the month"),
        help_text=_("For example the first and the third Wednesday."),
    )
    month_days = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("on which days of the month"),
        help_text=_("Numbers from 1 to 31, for example 1, 15. A month without that day is skipped."),
    )
    until = models.DateField(_("repeats until"), null=True, blank=True, help_text=_("This day is included."))
    count = models.PositiveSmallIntegerField(
        _("number of times"), null=True, blank=True, help_text=_("Instead of the day until which it repeats.")
    )
    added_dates = ArrayField(
        models.CharField(max_length=22),
        default=list,
        blank=True,
        verbose_name=_("extra dates"),
        help_text=_("One a line: 4.4.2026, or with other times 4.4.2026 12.00–14.00."),
    )
    excluded_dates = ArrayField(
        models.CharField(max_length=21),
        default=list,
        blank=True,
        verbose_name=_("breaks"),
        help_text=_("Days without a meeting, one a line: 6.1.2026, or 12.10.2026–18.10.2026."),
    )
    skip_holidays = models.BooleanField(
        _("not on public holidays"),
        default=False,
        help_text=_("Finnish public holidays on which it would happen are then written among the breaks."),
    )

    class Meta:
        abstract = True

    def schedule_facts(self) -> dict[str, Any]:
        """The facts about time by name."""
        return {field.attname: getattr(self, field.attname) for field in ScheduleFacts._meta.local_fields}

    @property
    def schedule(self) -> Schedule | None:
        """The facts about time as a pure schedule; None before a first day is given."""
        return self.schedule_of(self.schedule_facts())

    @staticmethod
    def schedule_of(facts: Mapping[str, Any]) -> Schedule | None:
        """The same out of facts by name, such as a form's cleaned data."""
        if facts["start_date"] is None:
            return None
        all_day = facts["all_day"] or facts["start_time"] is None
        return Schedule(
            start_date=facts["start_date"],
            start_time=None if all_day else facts["start_time"],
            end_date=facts["end_date"],
            end_time=None if all_day else facts["end_time"],
            after_clock_change=facts["after_clock_change"],
            rule=_rule(facts),
            added=tuple(parse_added_date(text) for text in facts["added_dates"]),
            excluded=tuple(parse_break(text) for text in facts["excluded_dates"]),
        )


def _rule(facts: Mapping[str, Any]) -> Rule | None:
    if not facts["frequency"]:
        return None
    return Rule(
        frequency=Frequency(facts["frequency"]),
        interval=facts["interval"] or 1,
        weekdays=tuple(WEEKDAYS.index(day) for day in facts["weekdays"] if day in WEEKDAYS),
        nth_weekdays=tuple((int(text[:-2]), WEEKDAYS.index(text[-2:])) for text in facts["month_weekdays"]),
        month_days=tuple(facts["month_days"]),
        until=facts["until"],
        count=facts["count"],
    )


#: `1WE` is the first Wednesday, `-1SA` the last Saturday, as in iCalendar's BYDAY.
MONTH_WEEKDAYS = [f"{nth}{day}" for nth in (1, 2, 3, 4, -1) for day in WEEKDAYS]


def parse_added_date(text: str) -> AddedDate:
    """`2026-04-04` or `2026-04-04T12:00/14:00`; the end may be empty. Raises ValueError."""
    day, _sep, times = text.partition("T")
    start, _sep, end = times.partition("/")
    return AddedDate(
        date.fromisoformat(day),
        time.fromisoformat(start) if start else None,
        time.fromisoformat(end) if end else None,
    )


def parse_break(text: str) -> tuple[date, date]:
    """`2026-10-12` or `2026-10-12/2026-10-18`, both days included. Raises ValueError."""
    first, _sep, last = text.partition("/")
    return (date.fromisoformat(first), date.fromisoformat(last or first))
