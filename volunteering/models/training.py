"""Training for sponsors: sessions with places and a waiting list, and who was there."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from home.models import LanguageText, WordsMixin
from home.models.texts import language_choices
from municipalities.models import District, Municipality, Place
from municipalities.permissions import districts_coordinated_by, is_project_team
from volunteering.models.registrations import Registration


class TrainingSessionQuerySet(models.QuerySet[Any]):
    """Sessions by place and time; "now" is a parameter."""

    def visible_to(self, user: Any) -> Self:
        """All for the team; for coordinators those of their districts and towns and the national ones."""
        if is_project_team(user):
            return self.all()
        districts = districts_coordinated_by(user)
        if not districts.exists():
            return self.none()
        national = models.Q(municipality__isnull=True, district__isnull=True)
        own = models.Q(municipality__district__in=districts) | models.Q(district__in=districts)
        return self.filter(own | national)

    def open_to(self, municipality: Municipality | None) -> Self:
        """Those that somebody of a town may come to: of the town, of its district, and the national ones."""
        national = models.Q(municipality__isnull=True, district__isnull=True)
        if municipality is None:
            return self.filter(national)
        own = models.Q(municipality=municipality) | models.Q(district=municipality.district_id)
        return self.filter(own | national)

    def editable_by(self, user: Any) -> Self:
        """Those that the user may change and cancel: all for the team, for coordinators those of their own area."""
        rows = self.visible_to(user)
        if is_project_team(user):
            return rows
        return rows.exclude(municipality__isnull=True, district__isnull=True)

    def with_words(self) -> Self:
        """With the words and the place, whatever the language: a constant number of queries."""
        return self.select_related("municipality", "district", "place").prefetch_related("texts", "place__texts")

    def with_numbers(self) -> Self:
        """With how many have a place, wait, and were there; one query for all sessions."""
        held = models.Q(attendances__state__in=HAS_A_PLACE)
        waiting = models.Q(attendances__state=Attendance.State.WAITING)
        return self.annotate(
            taken=models.Count("attendances", filter=held), waiting=models.Count("attendances", filter=waiting)
        )

    def planned(self) -> Self:
        """Neither held nor cancelled."""
        return self.filter(state=TrainingSession.State.PLANNED)

    def upcoming(self, now: datetime) -> Self:
        """Planned ones that have not begun, the next first."""
        return self.planned().filter(starts_at__gt=now).order_by("starts_at")


class TrainingSession(WordsMixin, ClusterableModel):
    """One session of a training, in a municipality, for a district, or for the whole country (neither given)."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("training", "planned")
        HELD = "held", pgettext_lazy("training", "held")
        CANCELLED = "cancelled", pgettext_lazy("training", "cancelled")

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="training_sessions",
        verbose_name=_("municipality"),
    )
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="training_sessions",
        verbose_name=_("district"),
        help_text=_("For all towns of a district. Neither a town nor a district: for the whole country."),
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    place_words = models.CharField(_("or the place in words"), max_length=200, blank=True)
    language = models.CharField(_("language of the training"), max_length=12, choices=language_choices, default="fi")
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty: any number may come.")
    )
    waiting_list = models.BooleanField(_("waiting list"), default=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    attended = models.PositiveSmallIntegerField(
        _("how many were there"), null=True, blank=True, editable=False,
        help_text=_("Stays when the people who were there are forgotten."),
    )  # fmt: skip
    event_uuid = models.UUIDField(
        _("activity in the calendar"), null=True, blank=True, help_text=_("The event that announces this session.")
    )

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("training session")
        verbose_name_plural = _("training sessions")
        ordering: ClassVar = ["-starts_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "starts_at"], name="volunteering_training_list")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="volunteering_training_ends_after_start",
                violation_error_message=_("The session ends before it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(municipality__isnull=True) | models.Q(district__isnull=True),
                name="volunteering_training_one_area",
                violation_error_message=_("Choose a municipality or a district, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.title("fi")

    def title(self, language: str) -> str:
        """The title in the language or in one that stands in for it."""
        text = self.text_for(language)
        return text.title if text else ""

    def summary(self, language: str) -> str:
        """What happens there, in the language or in one that stands in for it."""
        text = self.text_for(language)
        return text.summary if text else ""

    def place_in_words(self, language: str) -> str:
        """The place with its address, else what was typed."""
        if self.place is None:
            return self.place_words
        parts = [self.place.name(language), self.place.street_address, self.place.address_locality]
        return ", ".join(part for part in parts if part)

    def area_in_words(self, language: str) -> str:
        """For whom it is: a town, a district, the whole country."""
        if self.municipality:
            return self.municipality.name(language)
        return self.district.name(language) if self.district else gettext("whole country")

    def is_for(self, municipality: Municipality | None) -> bool:
        """Whether somebody of the town may come."""
        if self.municipality_id or self.district_id:
            town, district = (municipality.pk, municipality.district_id) if municipality else (None, None)
            return town is not None and (self.municipality_id == town or self.district_id == district)
        return True

    def is_open(self, now: datetime) -> bool:
        """Whether it is planned and still to come."""
        return self.state == self.State.PLANNED and self.starts_at > now

    def is_full(self) -> bool:
        """Whether all places are taken; asks the database unless the numbers came with the row."""
        return self.capacity is not None and self.places_taken() >= self.capacity

    def places_taken(self) -> int:
        """How many have a place."""
        taken: int | None = getattr(self, "taken", None)
        return self.attendances.filter(state__in=HAS_A_PLACE).count() if taken is None else taken

    @property
    def places_left(self) -> int | None:
        """How many places are left; None when any number may come."""
        return None if self.capacity is None else max(0, self.capacity - self.places_taken())


class TrainingSessionText(LanguageText):
    """The words of a session in one language."""

    parent = ParentalKey(TrainingSession, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("what happens there"), max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="volunteering_training_one_text")
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Somebody's place in a session; sponsors are known by their sign-up, so one column serves all."""

    class State(models.TextChoices):
        ENROLLED = "enrolled", pgettext_lazy("training", "enrolled")
        WAITING = "waiting", pgettext_lazy("training", "on the waiting list")
        ATTENDED = "attended", pgettext_lazy("training", "was there")
        ABSENT = "absent", pgettext_lazy("training", "was not there")
        CANCELLED = "cancelled", pgettext_lazy("training", "cannot come")

    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="attendances")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ENROLLED)
    enrolled_at = models.DateTimeField(_("enrolled"))
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance")
        ordering: ClassVar = ["enrolled_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "registration"], name="volunteering_enrolled_once")
        ]

    def __str__(self) -> str:
        return f"{self.registration} · {self.state}"


#: Who takes one of the places.
HAS_A_PLACE = (Attendance.State.ENROLLED, Attendance.State.ATTENDED, Attendance.State.ABSENT)
