"""The roles of sponsors in a group: what one does, what one does not, and who stands behind one."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from home.models import LanguageText, WordsMixin

#: The role of whoever speaks for a group, wherever the team has not taken it away.
CONTACT_ROLE = "contact_person"


class RoleDefinitionQuerySet(models.QuerySet["RoleDefinition"]):
    """Roles by what they are used for."""

    def offered(self) -> "RoleDefinitionQuerySet":
        """Those that are shown to visitors and offered to applicants."""
        return self.filter(is_offered=True)

    def with_words(self) -> "RoleDefinitionQuerySet":
        """With their words, so that no row asks for its own."""
        return self.prefetch_related("texts")


class RoleDefinition(WordsMixin, ClusterableModel):
    """A role; `code` is what sign-ups, groups and exports store, and never changes."""

    code = models.SlugField(_("code"), unique=True, max_length=40)
    icon = models.CharField(_("icon"), max_length=40, default="users")
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    needs_extract = models.BooleanField(
        _("an extract from the criminal records is looked at"),
        default=False,
        help_text=_(
            "Act 148/2014: only for a task that is regular, personal and done alone with children. "
            "The mail that offers such a role says so."
        ),
    )
    minimum = models.PositiveSmallIntegerField(_("at least in a group"), default=0)
    maximum = models.PositiveSmallIntegerField(
        _("at most in a group"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: any number."),
    )
    is_offered = models.BooleanField(
        _("shown and offered"), default=True, help_text=_("Otherwise it stays only with those who have it.")
    )

    objects = RoleDefinitionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("sponsor", "role")
        verbose_name_plural = pgettext_lazy("sponsor", "roles")
        ordering: ClassVar = ["sort_order", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(maximum__isnull=True) | models.Q(maximum__gte=models.F("minimum")),
                name="volunteering_role_minimum_below_maximum",
                violation_error_message=_("The smallest number is larger than the largest."),
            )
        ]

    def __str__(self) -> str:
        return self.name("fi")

    def name(self, language: str) -> str:
        """The name in the language or in one that stands in for it."""
        text = self.text_for(language)
        return text.name if text else self.code


class RoleText(LanguageText):
    """The words of a role in one language: its card."""

    parent = ParentalKey(RoleDefinition, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=80)
    what_you_do = models.TextField(_("what you do"), max_length=800, help_text=_("One thing on each line."))
    what_you_do_not = models.TextField(_("what you don't do"), max_length=800, help_text=_("One thing on each line."))
    supported_by = models.CharField(_("who supports you"), max_length=250)
    time = models.CharField(_("time"), max_length=200)
    training = models.CharField(_("training"), max_length=200)

    class Meta:
        verbose_name = _("words of a role")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "language"], name="volunteering_role_one_text")
        ]

    def __str__(self) -> str:
        return self.name

    def tasks(self) -> list[str]:
        """What one does, one thing each."""
        return _lines(self.what_you_do)

    def limits(self) -> list[str]:
        """What one does not do, one thing each."""
        return _lines(self.what_you_do_not)


def names_of_roles(codes: Iterable[str], language: str) -> list[str]:
    """The names of roles by their codes, in the order of the roles; a code that is gone stays as it is."""
    wanted = list(codes)
    roles: dict[str, Any] = {role.code: role for role in RoleDefinition.objects.filter(code__in=wanted).with_words()}
    known = [role.name(language) for role in roles.values()]
    return known + [code for code in wanted if code not in roles]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
