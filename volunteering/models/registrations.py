"""A sign-up to become a community sponsor: typed columns, codes and never labels."""

from datetime import date, datetime, time
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from municipalities.models import Municipality
from volunteering import choices
from volunteering.models.calls import RecruitmentCall
from volunteering.promises import answer_by, oldest_in_time
from volunteering.querysets import ScopedQuerySet
from volunteering.references import new_signup_reference
from volunteering.states import OPEN, Status


class RegistrationQuerySet(ScopedQuerySet):
    """Sign-ups by what a coordinator has to do with them."""

    def working(self) -> Self:
        """All that do not look like spam."""
        return self.filter(quarantined=False)

    def in_quarantine(self) -> Self:
        """What looks like spam and waits for somebody to look."""
        return self.filter(quarantined=True)

    def open(self) -> Self:
        """Those somebody still works on."""
        return self.filter(status__in=OPEN)

    def same_person(self, email: str, phone: str) -> "Registration | None":
        """The first sign-up with the same address or number; staff look whether it is the same person."""
        same = models.Q(pk__in=[])
        if email:
            same |= models.Q(email__iexact=email)
        if phone:
            same |= models.Q(phone=phone)
        return self.filter(same).order_by("created_at").first()

    def late(self, today: date) -> Self:
        """New ones whose promise is broken, each by the promise of its own call."""
        condition = models.Q(pk__in=[])
        for days in RecruitmentCall.objects.values_list("promise_days", flat=True).distinct().order_by():
            limit = timezone.make_aware(datetime.combine(oldest_in_time(today, days), time.min))
            condition |= models.Q(call__promise_days=days, status_changed_at__lt=limit)
        return self.filter(condition, status=Status.NEW)


class Registration(models.Model):
    """A sign-up (ilmoittautuminen / anmälan)."""

    reference = models.CharField(
        _("reference"), max_length=11, unique=True, default=new_signup_reference, editable=False
    )
    idempotency_key = models.UUIDField(unique=True, editable=False)
    call = models.ForeignKey(RecruitmentCall, on_delete=models.PROTECT, related_name="registrations")
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("municipality"),
    )
    channel = models.CharField(_("channel"), max_length=6, choices=choices.Channel, default=choices.Channel.WEB)
    language = models.CharField(_("language of the form"), max_length=12, choices=language_choices)

    full_name = models.CharField(_("First and last name"), max_length=200)
    preferred_name = models.CharField(_("Name you would like us to use"), max_length=100, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    phone = models.CharField(_("Phone number"), max_length=20, blank=True)
    contact_preference = models.CharField(
        _("How shall we contact you?"), max_length=5, choices=choices.ContactPreference, blank=True
    )
    contact_language = models.CharField(
        _("Language for contact"), max_length=2, choices=choices.ContactLanguage, default=choices.ContactLanguage.FI
    )

    wants = models.CharField(_("How would you like to join?"), max_length=9, choices=choices.Wants)
    signup_as = models.CharField(
        _("Are you coming alone?"), max_length=12, choices=choices.SignupAs, default=choices.SignupAs.ALONE
    )
    companion_reference = models.CharField(_("Reference of the person you come with"), max_length=11, blank=True)
    interests = ArrayField(
        models.CharField(max_length=20, choices=choices.Interest),
        default=list,
        blank=True,
        verbose_name=_("What interests you?"),
    )
    languages_spoken = ArrayField(
        models.CharField(max_length=12, choices=choices.spoken_language_choices),
        default=list,
        blank=True,
        verbose_name=_("Which languages do you speak?"),
    )
    availability = ArrayField(
        models.CharField(max_length=9, choices=choices.Availability),
        default=list,
        blank=True,
        verbose_name=_("When does it suit you?"),
    )
    frequency = models.CharField(_("How often?"), max_length=17, choices=choices.Frequency, blank=True)
    message = models.CharField(_("Would you like to tell us something about yourself?"), max_length=500, blank=True)
    practical_needs = ArrayField(
        models.CharField(max_length=9, choices=choices.PracticalNeed),
        default=list,
        blank=True,
        verbose_name=_("Is there anything that would make taking part easier?"),
    )
    practical_needs_text = models.CharField(_("What else would make it easier?"), max_length=200, blank=True)
    is_adult = models.BooleanField(_("I am 18 or over."), default=False)
    heard_from = models.CharField(_("How did you hear about us?"), max_length=12, choices=choices.HeardFrom, blank=True)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    status_changed_at = models.DateTimeField(_("status since"))
    created_at = models.DateTimeField(_("received"))
    active_at = models.DateTimeField(_("last activity"), default=timezone.now, editable=False)
    asked_at = models.DateTimeField(_("asked whether still interested"), null=True, blank=True, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_registrations",
        verbose_name=_("assigned to"),
    )
    roles_offered = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    next_step_on = models.DateField(_("next step on"), null=True, blank=True)
    meeting_time = models.TimeField(_("time of the meeting"), null=True, blank=True)
    meeting_place = models.CharField(_("place of the meeting"), max_length=200, blank=True)
    possible_duplicate_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="possible_duplicates"
    )
    merged_references = ArrayField(
        models.CharField(max_length=11),
        default=list,
        blank=True,
        editable=False,
        help_text="Of duplicates that were merged into this sign-up; their links lead here.",
    )
    quarantined = models.BooleanField(_("in quarantine"), default=False)
    quarantine_reason = models.CharField(max_length=12, choices=choices.QuarantineReason, blank=True)

    privacy_notice = models.ForeignKey("volunteering.PrivacyNotice", on_delete=models.PROTECT, related_name="+")
    privacy_language = models.CharField(max_length=12)
    privacy_read_at = models.DateTimeField()
    erased_at = models.DateTimeField(_("contact data erased"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering: ClassVar = ["-created_at"]
        permissions: ClassVar = [("export_registration", "Can export sign-ups")]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "status", "-created_at"], name="volunteering_reg_list"),
            models.Index(fields=["status", "status_changed_at"], name="volunteering_reg_late"),
            models.Index(Lower("email"), name="volunteering_reg_email"),
            models.Index(fields=["phone"], name="volunteering_reg_phone"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(email="") | ~models.Q(phone="") | models.Q(erased_at__isnull=False),
                name="volunteering_reg_can_be_reached",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def answer_by(self) -> date:
        """The day by which the coordinator has promised to be in touch."""
        received = timezone.localtime(self.status_changed_at).date()
        return answer_by(received, self.call.promise_days)

    def is_late(self, today: date) -> bool:
        """Whether nobody has been in touch within the promised time."""
        return self.status == Status.NEW and today > self.answer_by

    def age_in_days(self, today: date) -> int:
        """How many days ago it was received."""
        return (today - timezone.localtime(self.created_at).date()).days
