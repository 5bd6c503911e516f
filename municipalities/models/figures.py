"""The figures that everybody may see, as they were last published: small numbers of people are left out already."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureValueQuerySet(models.QuerySet["FigureValue"]):
    """Published numbers by what they are of."""

    def of_places(self, places: list[str]) -> Self:
        """Those of the whole country, and of some places only."""
        return self.filter(place__in=[FigureValue.WHOLE_COUNTRY, *places])


class FigureValue(models.Model):
    """One published number of a quarter: of the whole country, a part of that, or a municipality."""

    WHOLE_COUNTRY = ""
    #: What happened in no municipality of the pilot.
    ELSEWHERE = "elsewhere"

    figure = models.CharField(_("figure"), max_length=40)
    quarter = models.CharField(_("quarter"), max_length=6, help_text="2026Q3")
    place = models.CharField(
        _("place"), max_length=50, blank=True, help_text="The slug of a municipality; empty: the whole country."
    )
    category = models.CharField(_("category"), max_length=40, blank=True, help_text="Empty: all together.")
    number = models.DecimalField(
        _("number"), max_digits=9, decimal_places=1, null=True, help_text="Without a number it is hidden."
    )

    objects = FigureValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering: ClassVar = ["figure", "quarter", "place", "category"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["figure", "quarter", "place", "category"], name="municipalities_one_value_of_a_figure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.quarter} {self.place} {self.category}"


class FigurePublication(models.Model):
    """When the figures were last published; one row."""

    published_at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("publication of the figures")
        verbose_name_plural = _("publications of the figures")

    def __str__(self) -> str:
        return f"{self.published_at:%Y-%m-%d %H:%M}"
