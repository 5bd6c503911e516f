"""The facts of an event: the same in every language, written once on its source page.

`EventPage` is where they are edited; `Event`, the read model, holds a copy of the published ones.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.schedules import ScheduleFacts
from home.models.texts import language_choices


class EventFacts(ScheduleFacts):
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

    class Relation(models.TextChoices):
        """iCalendar's RELATED-TO: why there are two events where there was one."""

        FOLLOWING = "following", _("takes over this and following dates")
        SEASON = "season", _("is the next season")

    type_id = models.CharField(_("kind of activity"), max_length=12, choices=TypeId, default=TypeId.GENERAL)

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
    wished = models.BooleanField(
        _("newcomers wished for it"),
        default=False,
        help_text=_("Its page then says: You wished – now it happens."),
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

    # What it continues. Set when a series is split or a new season begins, never by hand.
    related_to = models.UUIDField(_("continues"), null=True, blank=True, editable=False, db_index=True)
    relation = models.CharField(_("how it continues"), max_length=10, choices=Relation, blank=True, editable=False)
    takes_over_from = models.DateField(
        _("takes over from"), null=True, blank=True, editable=False, help_text=_("The day on which a series is split.")
    )

    class Meta(ScheduleFacts.Meta):
        abstract = True

    def facts(self) -> dict[str, Any]:
        """All facts by attribute; a related row by its id."""
        return {field.attname: getattr(self, field.attname) for field in EventFacts._meta.local_fields}
