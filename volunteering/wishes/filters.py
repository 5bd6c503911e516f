"""Filters of the list of wishes; their choices are as scoped as the rows."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from volunteering.choices import Interest
from volunteering.filters import municipalities_of_user
from volunteering.models import Wish


class WishFilterSet(WagtailFilterSet):
    """Wishes by place, topic, status, quarantine."""

    municipality = django_filters.ModelChoiceFilter(label=_("Municipality"), queryset=municipalities_of_user)
    topic = django_filters.ChoiceFilter(
        label=_("Wishes for"), choices=Interest.choices, method=lambda rows, name, value: rows.about(value)
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Wish.Status.choices)
    quarantined = django_filters.BooleanFilter(label=_("In quarantine"))

    class Meta:
        model = Wish
        fields: list[str] = []
