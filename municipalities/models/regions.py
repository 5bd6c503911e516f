"""Districts of the Red Cross and the municipalities in them: facts and stored name forms."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.texts import language_choices
from home.stripes import DEFAULT_ACCENT


class Accent(models.TextChoices):
    """The natural-dye colours of the woven stripes; each is contrast-checked (`tests/portal/test_contrast.py`)."""

    SPRUCE = "spruce", _("spruce")
    LINGONBERRY = "lingonberry", _("lingonberry")
    CLOUDBERRY = "cloudberry", _("cloudberry")
    BIRCH = "birch", _("birch")
    NIGHT = "night", _("night blue")
    HEATHER = "heather", _("heather")


class District(models.Model):
    """A district of the Finnish Red Cross: the unit to which editors and coordinators belong."""

    key = models.SlugField(_("key"), unique=True, help_text=_("Never changes; part of addresses and group names."))
    name_fi = models.CharField(_("name in Finnish"), max_length=100)
    name_sv = models.CharField(_("name in Swedish"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    name_ar = models.CharField(_("name in Arabic"), max_length=100, blank=True)
    telephone = models.CharField(
        _("telephone"),
        max_length=30,
        blank=True,
        help_text=_("For the public, and for towns without one."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    accent = models.CharField(
        _("accent colour"),
        max_length=12,
        choices=Accent,
        blank=True,
        help_text=_("Of its municipalities that have chosen none of their own."),
    )

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering: ClassVar = ["name_fi"]

    def __str__(self) -> str:
        return self.name_fi

    def name(self, language: str) -> str:
        """The name in a language; English where the language has none of its own."""
        return _name(self, language)


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Municipalities by what they are to a visitor."""

    def public(self) -> "MunicipalityQuerySet":
        """All that have a public page; every state has one."""
        return self.select_related("district")

    def with_activities(self) -> "MunicipalityQuerySet":
        """Those in which activities happen now."""
        return self.filter(state__in=[Municipality.State.ACTIVE, Municipality.State.CONTINUES])


class Municipality(models.Model):
    """A pilot municipality. Name forms are stored, because Finnish place names inflect irregularly (domain.md §8)."""

    class LanguageStatus(models.IntegerChoices):
        """Official language status as Statistics Finland codes it."""

        FINNISH = 0, _("Finnish")
        BILINGUAL_FINNISH = 1, _("bilingual, Finnish majority")
        SWEDISH = 2, _("Swedish")
        BILINGUAL_SWEDISH = 3, _("bilingual, Swedish majority")

    class State(models.TextChoices):
        """domain.md §9; ending is a state with a page of its own, never a deletion."""

        PREPARING = "preparing", _("in preparation")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        CONTINUES = "continues", _("pilot ended, activities continue")
        ENDED = "ended", _("ended")

    Accent = Accent

    code = models.CharField(_("municipality code"), max_length=3, unique=True)
    slug = models.SlugField(_("slug"), unique=True, help_text=_("ASCII form of the Finnish name; part of addresses."))
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("district")
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARING)
    ended_on = models.DateField(_("activities ended on"), null=True, blank=True)
    name_fi = models.CharField(_("name in Finnish"), max_length=60)
    name_sv = models.CharField(_("name in Swedish"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)
    name_ar = models.CharField(_("name in Arabic"), max_length=60, blank=True)
    fi_genitive = models.CharField(_("Finnish genitive"), max_length=60, help_text="Salon")
    fi_in = models.CharField(_("Finnish “in”"), max_length=60, help_text="Salossa")
    fi_to = models.CharField(_("Finnish “to”"), max_length=60, help_text="Saloon")
    sv_in = models.CharField(_("Swedish “in”"), max_length=60, help_text="i Salo")
    official_language_status = models.PositiveSmallIntegerField(
        _("official language status"), choices=LanguageStatus, default=LanguageStatus.FINNISH
    )
    offered_languages = ArrayField(
        models.CharField(max_length=12, choices=language_choices), default=list, verbose_name=_("offered languages")
    )
    wellbeing_fi = models.CharField(_("wellbeing services county in Finnish"), max_length=80, blank=True)
    wellbeing_sv = models.CharField(_("wellbeing services county in Swedish"), max_length=80, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    accent = models.CharField(
        _("accent colour"),
        max_length=12,
        choices=Accent,
        blank=True,
        help_text=_("Of the woven stripes, buttons and links. Empty: that of the district."),
    )
    coat_of_arms = models.ForeignKey(
        "home.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coat of arms"),
        help_text=_("Shown on the home page of the microsite once the municipality has permitted it."),
    )
    coat_of_arms_permission_on = models.DateField(_("permission to show it given on"), null=True, blank=True)
    email = models.EmailField(_("e-mail for the public"), blank=True)
    telephone = models.CharField(_("telephone for the public"), max_length=30, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering: ClassVar = ["name_fi"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(coat_of_arms__isnull=True) | models.Q(coat_of_arms_permission_on__isnull=False),
                name="municipalities_arms_need_permission",
                violation_error_message=_("A coat of arms needs the date on which its use was permitted."),
            )
        ]

    def __str__(self) -> str:
        return self.both_names

    @property
    def majority_language(self) -> str:
        """`fi` or `sv`: the source language of the municipality's texts and the order of its names."""
        swedish = {self.LanguageStatus.SWEDISH, self.LanguageStatus.BILINGUAL_SWEDISH}
        return "sv" if self.official_language_status in swedish else "fi"

    @property
    def is_bilingual(self) -> bool:
        """Whether both national languages are required of its main pages."""
        return self.official_language_status in {
            self.LanguageStatus.BILINGUAL_FINNISH,
            self.LanguageStatus.BILINGUAL_SWEDISH,
        }

    @property
    def needs_both_languages(self) -> bool:
        """Whether home, contacts and notices need Finnish and Swedish (status 1, 2 and 3)."""
        return self.official_language_status != self.LanguageStatus.FINNISH

    @property
    def has_activities(self) -> bool:
        """Whether activities happen now."""
        return self.state in {self.State.ACTIVE, self.State.CONTINUES}

    @property
    def look(self) -> str:
        """The accent of its pages: its own, else that of its district, else the portal's."""
        return self.accent or self.district.accent or DEFAULT_ACCENT

    @property
    def public_telephone(self) -> str:
        """Its own telephone, else that of its district."""
        return self.telephone or self.district.telephone

    @property
    def public_email(self) -> str:
        """Its own e-mail address, else that of its district."""
        return self.email or self.district.email

    @property
    def both_names(self) -> str:
        """The Finnish and the Swedish name, that of the majority first: `Jakobstad – Pietarsaari`."""
        names = [self.name(self.majority_language), self.name("fi" if self.majority_language == "sv" else "sv")]
        return " – ".join(dict.fromkeys(names)) if self.needs_both_languages else names[0]

    def name(self, language: str) -> str:
        """The name in a language; the English form where the language has none of its own."""
        return _name(self, language)

    def place_in(self, language: str) -> str:
        """ "in Salo" as the language says it: `Salossa`, `i Salo`; elsewhere the plain name."""
        return {"fi": self.fi_in, "fi-simple": self.fi_in, "sv": self.sv_in}.get(language) or self.name(language)

    def place_to(self, language: str) -> str:
        """ "to Salo" in Finnish (`Saloon`); elsewhere the plain name."""
        return {"fi": self.fi_to, "fi-simple": self.fi_to}.get(language) or self.name(language)


def _name(thing: District | Municipality, language: str) -> str:
    own = {"fi-simple": "fi"}.get(language, language)
    return getattr(thing, f"name_{own}", "") or thing.name_en
