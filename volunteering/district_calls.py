"""The calls on a district's public page: where one can become a community sponsor."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

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
    """The calls of a district's public places that have a page; those that take sign-ups first. One query."""
    pages = (
        RecruitmentPage.objects.live()
        .filter(call__municipality__in=district.municipalities.public())
        .exclude(call__state__in=[RecruitmentCall.State.DRAFT, RecruitmentCall.State.CLOSED])
        .select_related("locale", "call__municipality")
        .order_by("call__municipality__name_fi", "locale__pk")
    )
    today = timezone.localdate()
    rows = [_row(list(of_call), language, today) for _call, of_call in groupby(pages, key=lambda page: page.call_id)]
    if not rows:
        return None
    rows.sort(key=lambda row: not row.is_accepting)
    return Section("volunteering/includes/district_calls.html", gettext("Become a community sponsor"), rows)


def _row(pages: list[RecruitmentPage], language: str, today: date) -> CallRow:
    call = pages[0].call
    place = call.municipality
    return CallRow(place, place.name(language), call, page_address(pages, language), call.is_accepting(today))
