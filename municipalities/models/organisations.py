"""Organisers, places and contacts: language-neutral rows with a text row per language (D9, D18).

Each belongs to one municipality, or to none and is then national; only the owner's editors change it.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from home.models import LanguageText, WordsMixin
from municipalities.models.regions import District, Municipality


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows by whom they belong to."""

    def usable_in(self, municipality: Municipality | None) -> "OwnedQuerySet":
        """What a page of the municipality may refer to: its own rows and the national ones."""
        national = self.filter(municipality__isnull=True)
        return national if municipality is None else national | self.filter(municipality=municipality)


class Organisation(WordsMixin, ClusterableModel):
    """Who arranges or takes part: an event's organiser, a local partner, a partner of the pilot."""

    class Kind(models.TextChoices):
        RED_CROSS = "red_cross", _("Red Cross headquarters")
        RED_CROSS_DISTRICT = "red_cross_district", _("Red Cross district")
        CHURCH_COUNCIL = "church_council", _("Church Council")
        PARISH = "parish", _("parish")
        MUNICIPALITY = "municipality", _("municipality")
        ASSOCIATION = "association", _("association")
        UNIVERSITY = "university", _("university")

    key = models.SlugField(_("key"), unique=True, max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("municipality"),
    )
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("district"),
    )
    is_pilot_partner = models.BooleanField(_("partner of the whole pilot"), default=False)
    url = models.URLField(_("web site"), blank=True)
    logo = models.ForeignKey("home.PortalImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    logo_permission_on = models.DateField(_("permission to show the logo given on"), null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(logo__isnull=True) | models.Q(logo_permission_on__isnull=False),
                name="municipalities_logo_needs_permission",
                violation_error_message=_("A logo needs the date on which its use was permitted."),
            )
        ]

    def __str__(self) -> str:
        return self.name("fi")

    def name(self, language: str) -> str:
        """The name in the language or in one that stands in for it."""
        text = self.text_for(language)
        return text.name if text else self.key


class OrganisationText(LanguageText):
    """The name of an organisation in one language."""

    parent = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="municipalities_organisation_one_text")
        ]

    def __str__(self) -> str:
        return self.name


class Place(WordsMixin, ClusterableModel):
    """Where something happens (schema.org `Place`). The address stays in Finnish or Swedish, to show a driver."""

    class Kind(models.TextChoices):
        LIBRARY = "library", _("library")
        HEALTH = "health", _("health")
        SCHOOL = "school", _("school")
        SPORTS = "sports", _("sports")
        PARISH = "parish", _("parish")
        YOUTH = "youth", _("youth centre")
        SECOND_HAND = "second_hand", _("second-hand shop")
        OUTDOORS = "outdoors", _("outdoors")
        ONLINE = "online", _("online")
        OTHER = "other", _("other")

    key = models.SlugField(_("key"), unique=True, max_length=80)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("municipality"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    street_address = models.CharField(_("street address"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    address_locality = models.CharField(_("town"), max_length=60, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    step_free = models.BooleanField(_("step-free"), null=True, blank=True)
    accessible_toilet = models.BooleanField(_("accessible toilet"), null=True, blank=True)
    lift = models.BooleanField(_("lift"), null=True, blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.name("fi")

    def name(self, language: str) -> str:
        """The name in the language or in one that stands in for it."""
        text = self.text_for(language)
        return text.name if text else self.key

    @property
    def address(self) -> str:
        """The address in one line, as on a sign."""
        return ", ".join(
            part for part in (self.street_address, f"{self.postal_code} {self.address_locality}".strip()) if part
        )


class PlaceText(LanguageText):
    """The words of a place in one language."""

    parent = ParentalKey(Place, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=120)
    arrival = models.CharField(_("how to find it"), max_length=250, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="municipalities_place_one_text")
        ]

    def __str__(self) -> str:
        return self.name


class Contact(WordsMixin, ClusterableModel):
    """Whom to call: a role or a mailbox (schema.org `ContactPoint`), never a private person's number."""

    key = models.SlugField(_("key"), unique=True, max_length=80)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("municipality"),
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("district")
    )
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering: ClassVar = ["sort_order", "key"]

    def __str__(self) -> str:
        text = self.text_for("fi")
        return text.role if text else self.key


class ContactText(LanguageText):
    """The words of a contact in one language."""

    parent = ParentalKey(Contact, on_delete=models.CASCADE, related_name="texts")
    role = models.CharField(_("role"), max_length=120)
    helps_with = models.CharField(_("helps with"), max_length=250, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="municipalities_contact_one_text")
        ]

    def __str__(self) -> str:
        return self.role
