"""The calls on a district's public page: where one can become a community sponsor."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext

from municipalities.models import District, Municipality
from municipalities.sections import Section
from volunteering.links import page_address
from volunteering.models import RecruitmentCall, RecruitmentPage


@dataclass(frozen=True)
class CallRow:
    """One line of the list: the place, its call and the address of the page that presents it."""

    place: Municipality
    name: str
    call: RecruitmentCall
    address: str
    is_accepting: bool


def open_calls(district: District, language: str) -> Section | None:
    """The calls of a district's public places that have a public page; those that take sign-ups first."""
    pages = RecruitmentPage.objects.live().public().select_related("locale").order_by("locale__pk")
    calls = (
        RecruitmentCall.objects.exclude(state__in=[RecruitmentCall.State.DRAFT, RecruitmentCall.State.CLOSED])
        .filter(municipality__in=district.municipalities.public())
        .select_related("municipality")
        .prefetch_related(Prefetch("pages", queryset=pages, to_attr="public_pages"))
    )
    today = timezone.localdate()
    rows = [
        CallRow(call.municipality, call.municipality.name(language), call, address, call.is_accepting(today))
        for call in calls
        if (address := page_address(call.public_pages, language))
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: (not row.is_accepting, row.name))
    return Section("volunteering/includes/district_calls.html", gettext("Become a community sponsor"), rows)
