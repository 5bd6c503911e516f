"""Filters of the lists in the admin; their choices are as scoped as the rows."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from home.models import OutgoingMail
from municipalities.models import Municipality
from volunteering.choices import ContactLanguage
from volunteering.models import JoinRequest, PublicMessage, Registration
from volunteering.permissions import own_municipalities
from volunteering.states import Status


def municipalities_of_user(request: Any) -> Any:
    """The towns that somebody can choose from: her own."""
    return own_municipalities(request.user) if request else Municipality.objects.none()


class RegistrationFilterSet(WagtailFilterSet):
    """Sign-ups by status, place, language, lateness, quarantine."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices)
    municipality = django_filters.ModelChoiceFilter(label=_("Municipality"), queryset=municipalities_of_user)
    contact_language = django_filters.ChoiceFilter(label=_("Language for contact"), choices=ContactLanguage.choices)
    late = django_filters.BooleanFilter(label=_("Late"), method="filter_late")
    mine = django_filters.BooleanFilter(label=_("Assigned to me"), method="filter_mine")
    unassigned = django_filters.BooleanFilter(label=_("Assigned to nobody"), method="filter_unassigned")
    today = django_filters.BooleanFilter(label=_("Next step due"), method="filter_today")
    undelivered = django_filters.BooleanFilter(label=_("Mail did not arrive"), method="filter_undelivered")
    quarantined = django_filters.BooleanFilter(label=_("In quarantine"))

    class Meta:
        model = Registration
        fields: list[str] = []

    def filter_late(self, queryset: Any, name: str, value: bool) -> Any:
        """Those whose promise is broken, or all others."""
        late = Registration.objects.late(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=late) if value else queryset.exclude(pk__in=late)

    def filter_mine(self, queryset: Any, name: str, value: bool) -> Any:
        """The user's own cases, or those of others and of nobody."""
        own = {"assigned_to": self.request.user}
        return queryset.filter(**own) if value else queryset.exclude(**own)

    def filter_unassigned(self, queryset: Any, name: str, value: bool) -> Any:
        """Open ones that are nobody's, or all that are somebody's."""
        nobodys = Registration.objects.open().filter(assigned_to__isnull=True).values("pk")
        return queryset.filter(pk__in=nobodys) if value else queryset.filter(assigned_to__isnull=False)

    def filter_today(self, queryset: Any, name: str, value: bool) -> Any:
        """Open ones whose next step is due today or was before."""
        due = Registration.objects.open().filter(next_step_on__lte=timezone.localdate()).values("pk")
        return queryset.filter(pk__in=due) if value else queryset.exclude(pk__in=due)

    def filter_undelivered(self, queryset: Any, name: str, value: bool) -> Any:
        """Open ones with a mail that no server would take."""
        dead = {"messages__mail__state": OutgoingMail.State.DEAD}
        rows = Registration.objects.open().filter(**dead).values("pk")
        return queryset.filter(pk__in=rows) if value else queryset.exclude(pk__in=rows)


class JoinRequestFilterSet(WagtailFilterSet):
    """Requests to join by status, place, quarantine."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=JoinRequest.Status.choices)
    municipality = django_filters.ModelChoiceFilter(label=_("Municipality"), queryset=municipalities_of_user)
    quarantined = django_filters.BooleanFilter(label=_("In quarantine"))

    class Meta:
        model = JoinRequest
        fields: list[str] = []


class PublicMessageFilterSet(WagtailFilterSet):
    """Messages by kind, status, place, quarantine."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=PublicMessage.Kind.choices)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=PublicMessage.Status.choices)
    municipality = django_filters.ModelChoiceFilter(label=_("Municipality"), queryset=municipalities_of_user)
    quarantined = django_filters.BooleanFilter(label=_("In quarantine"))

    class Meta:
        model = PublicMessage
        fields: list[str] = []
