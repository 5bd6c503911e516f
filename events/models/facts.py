"""The facts of an event: the same in every language, written once on its source page.

`EventPage` is where they are edited; `Event`, the read model, holds a copy of the published ones.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.schedule import MAX_INTERVAL, WEEKDAYS, AddedDate, Frequency, Rule, Schedule
from home.models.texts import language_choices


class EventFacts(models.Model):
    """Abstract: names follow schema.org, iCalendar and Linked Events; see `events.md` §1."""

    class TypeId(models.TextChoices):
        GENERAL = "General", _("activity or event")
        COURSE = "Course", _("course")
        VOLUNTEERING = "Volunteering", _("for those who want to help")

    class AttendanceMode(models.TextChoices):
        OFFLINE = "offline", _("on site")
        ONLINE = "online", _("online")
        MIXED = "mixed", _("on site and online")

    class Audience(models.TextChoices):
        ALL = "all", _("Open to everyone")
        ADULTS = "adults", _("For adults")
        WOMEN = "women", _("For women")
        MEN = "men", _("For men")
        FAMILIES = "families", _("For families")
        CHILDREN = "children", _("For children")
        YOUTH = "youth", _("For young people")
        SENIORS = "seniors", _("For older people")
        SPONSORS = "sponsors", _("For community sponsors")

    class Alternates(models.TextChoices):
        """Odd and even weeks for a weekly series, odd and even months for a monthly one."""

        NOTHING = "", _("nothing")
        LANGUAGES = "languages", _("the language")
        AUDIENCE = "audience", _("for whom it is")

    class ChildCare(models.TextChoices):
        NONE = "none", _("no child care")
        ON_SITE = "on_site", _("child care on site")
        WELCOME = "welcome", _("children are welcome along")

    class RegistrationKind(models.TextChoices):
        NONE = "none", _("no registration")
        LINK = "link", _("with a link")
        PHONE = "phone", _("by telephone")

    class ReligiousContent(models.TextChoices):
        NONE = "none", _("no religious programme")
        OPTIONAL = "optional", _("a voluntary part")
        PART = "part", _("part of the programme")

    class PlannedTogether(models.TextChoices):
        NO = "no", _("planned by the organisers")
        WITH = "with", _("planned together with newcomers")
        BY = "by", _("planned by newcomers")

    class Repeats(models.TextChoices):
        """`recurrence` in words; empty is one date, or chosen dates."""

        DAILY = Frequency.DAILY.value, _("every day")
        WEEKLY = Frequency.WEEKLY.value, _("every week")
        MONTHLY = Frequency.MONTHLY.value, _("every month")

    type_id = models.CharField(_("kind of activity"), max_length=12, choices=TypeId, default=TypeId.GENERAL)

    # When: wall time in Helsinki (events.md §2)
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

    # Where
    place = models.ForeignKey(
        "municipalities.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    place_hidden = models.BooleanField(
        _("hide the place"),
        default=False,
        help_text=_("The place is shown nowhere; people get it when they sign up. For groups that need protection."),
    )
    departure_place = models.ForeignKey(
        "municipalities.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("shared transport leaves from"),
    )
    attendance_mode = models.CharField(
        _("on site or online"), max_length=8, choices=AttendanceMode, default=AttendanceMode.OFFLINE
    )
    online_url = models.URLField(_("address online"), blank=True, help_text=_("Shown to everyone."))

    # For whom, in which languages
    in_language = ArrayField(
        models.CharField(max_length=12, choices=language_choices),
        default=list,
        blank=True,
        verbose_name=_("languages used"),
    )
    interpreting = ArrayField(
        models.CharField(max_length=12, choices=language_choices),
        default=list,
        blank=True,
        verbose_name=_("interpreting into"),
    )
    easy_language = models.BooleanField(_("in easy language"), default=False)
    audience = ArrayField(
        models.CharField(max_length=10, choices=Audience), default=list, blank=True, verbose_name=_("for whom")
    )
    audience_min_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    audience_max_age = models.PositiveSmallIntegerField(_("up to age"), null=True, blank=True)
    alternates = models.CharField(
        _("what alternates"),
        max_length=10,
        choices=Alternates,
        default=Alternates.NOTHING,
        blank=True,
        help_text=_("The first choice is for odd weeks or months, the second for even ones."),
    )

    # On what terms
    is_free = models.BooleanField(
        _("free of charge"), null=True, choices=[(None, "–"), (True, _("yes")), (False, _("no"))]
    )
    price = models.DecimalField(_("price in euros"), max_digits=6, decimal_places=2, null=True, blank=True)
    child_care = models.CharField(_("children"), max_length=8, choices=ChildCare, default=ChildCare.NONE)
    guardian_required = models.BooleanField(_("children come with a guardian"), default=False)
    registration = models.CharField(
        _("registration"), max_length=6, choices=RegistrationKind, default=RegistrationKind.NONE
    )
    registration_url = models.URLField(_("address for signing up"), blank=True)
    registration_phone = models.CharField(_("telephone for signing up"), max_length=30, blank=True)
    registration_opens = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes = models.DateTimeField(_("registration closes"), null=True, blank=True)
    registration_for_all_dates = models.BooleanField(_("one registration for all dates"), default=False)
    capacity = models.PositiveSmallIntegerField(_("number of places"), null=True, blank=True)
    is_full = models.BooleanField(_("full"), default=False)
    has_waiting_list = models.BooleanField(_("has a waiting list"), default=False)
    serves_food = models.BooleanField(_("something to eat or drink"), default=False)
    outdoors = models.BooleanField(_("outdoors"), default=False)
    gear_lent = models.BooleanField(_("equipment is lent"), default=False)
    religious_content = models.CharField(
        _("religious programme"), max_length=8, choices=ReligiousContent, default=ReligiousContent.NONE
    )

    # Who
    contact = models.ForeignKey(
        "municipalities.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whom to ask"),
    )
    planned_together = models.CharField(
        _("planned"),
        max_length=4,
        choices=PlannedTogether,
        default=PlannedTogether.NO,
        help_text=_("Whether newcomers take part in planning: the third goal of the pilot."),
    )
    image = models.ForeignKey(
        "home.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )
    last_confirmed_on = models.DateField(
        _("last confirmed on"),
        null=True,
        blank=True,
        help_text=_("When somebody last made sure that it still happens."),
    )

    class Meta:
        abstract = True

    def facts(self) -> dict[str, Any]:
        """All facts by attribute; a related row by its id."""
        return {field.attname: getattr(self, field.attname) for field in EventFacts._meta.local_fields}

    @property
    def schedule(self) -> Schedule | None:
        """The facts about time as a pure schedule; None before a first day is given."""
        return self.schedule_of(self.facts())

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
