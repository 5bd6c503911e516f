"""A coordinator who leaves takes no open case with her: it goes to the call's fallback, else it is nobody's.

`hand_over` finds by itself who may no longer work which case, so it may run at any time and any number of times. It
runs in the transaction in which somebody leaves (`signal_handlers`), and every hour for whatever went another way.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, override

from home.mail.backend import queue
from home.models import User
from municipalities.models import Municipality
from volunteering.mails import default_words, mail_language
from volunteering.models.calls import RecruitmentCall
from volunteering.models.registrations import Registration
from volunteering.notices import language_of_admin
from volunteering.permissions import people_for

#: Without a user, everybody is looked at.
Someone = User | None


@transaction.atomic
def hand_over(*, user: Someone = None, town: Municipality | None = None, now: datetime) -> int:
    """Hand over the open cases of everybody, or of one person, or in one town; returns how many moved.

    Only cases move whose owner may no longer work them. She also stops being coordinator and fallback of those calls.
    """
    may = _Rights()
    cases = Registration.objects.open().exclude(assigned_to=None)
    if user is not None:
        cases = cases.filter(assigned_to=user)
    if town is not None:
        cases = cases.filter(municipality=town)
    left = [case for case in _locked(cases) if not may.work(case.assigned_to_id, case.municipality)]
    moved = _give_on(left, may, now)
    _leave_calls(user, town, may)
    return moved


@transaction.atomic
def hand_over_all_of(user: User, now: datetime) -> int:
    """The account is about to be deleted: whatever is open goes to others."""
    RecruitmentCall.objects.filter(fallback_coordinator=user).update(fallback_coordinator=None)
    return _give_on(_locked(Registration.objects.open().filter(assigned_to=user)), _Rights(without=user.pk), now)


@transaction.atomic
def hand_over_call(call: RecruitmentCall, users: Iterable[int], now: datetime) -> int:
    """Somebody is no longer coordinator of a call: its open cases that were hers go to its fallback."""
    if not (left := set(users)):
        return 0
    cases = _locked(Registration.objects.open().filter(call=call, assigned_to__in=left))
    return _give_on([case for case in cases if case.assigned_to_id != call.fallback_coordinator_id], _Rights(), now)


class _Rights:
    """Who may work the cases of which place; asked once for each."""

    def __init__(self, without: int | None = None) -> None:
        self._without = without
        self._people: dict[int | None, set[int]] = {}

    def work(self, user: int | None, town: Municipality | None) -> bool:
        """Whether the person may work the cases of the place."""
        key = town.district_id if town else None
        if key not in self._people:
            everywhere = User.objects.filter(is_active=True, is_superuser=True)
            self._people[key] = {person.pk for people in (people_for(town), everywhere) for person in people}
        return user != self._without and user in self._people[key]


def _locked(cases: Any) -> list[Registration]:
    rows = cases.select_related("assigned_to", "municipality__district", "call__fallback_coordinator")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _leave_calls(user: Someone, town: Municipality | None, may: _Rights) -> None:
    """Whoever has left is told of no new sign-up any more."""
    calls = RecruitmentCall.objects.filter(municipality__isnull=False)
    if user is not None:
        calls = calls.filter(Q(coordinators=user) | Q(fallback_coordinator=user)).distinct()
    if town is not None:
        calls = calls.filter(municipality=town)
    for call in calls.select_related("municipality__district").prefetch_related("coordinators"):
        gone = [person for person in call.coordinators.all() if not may.work(person.pk, call.municipality)]
        if gone:
            call.coordinators.remove(*gone)
        if call.fallback_coordinator_id and not may.work(call.fallback_coordinator_id, call.municipality):
            call.fallback_coordinator = None
            call.save(update_fields=["fallback_coordinator"])


def _give_on(cases: list[Registration], may: _Rights, now: datetime) -> int:
    """Move each case, write it into its notes, and tell each new owner once."""
    told: dict[User | None, list[Registration]] = defaultdict(list)
    for case in cases:
        fallback = case.call.fallback_coordinator
        fits = fallback and fallback.pk != case.assigned_to_id and may.work(fallback.pk, case.municipality)
        heir = fallback if fits else None
        former, case.assigned_to = case.assigned_to, heir
        case.save(update_fields=["assigned_to"])
        case.notes.create(text=_note(former, heir), at=now)
        told[heir].append(case)
    for heir, theirs in told.items():
        _tell(heir, theirs)
    return len(cases)


def _note(former: User | None, heir: User | None) -> str:
    names = {"former": str(former or ""), "heir": str(heir or "")}
    if heir is None:
        return gettext("%(former)s no longer works on this sign-up, and there is no fallback: nobody has it.") % names
    return gettext("%(former)s no longer works on this sign-up; %(heir)s, the fallback, has it now.") % names


def _tell(heir: User | None, cases: list[Registration]) -> None:
    """One mail: to the new owner, or to the team about cases that are nobody's. References and links only."""
    address = heir.email if heir else settings.TEAM_EMAIL
    if not address:
        return
    index = settings.WAGTAILADMIN_BASE_URL + reverse("volunteering_registrations:index")
    context = {
        "number": len(cases),
        "references": [case.reference for case in cases],
        "is_nobodys": heir is None,
        "link": f"{index}?mine=true" if heir else f"{index}?unassigned=true",
        "eu_funding": settings.EU_FUNDING_STATEMENT,
    }
    with override(mail_language(language_of_admin(heir)) if heir else "fi"):
        words = default_words("handed_over", context)
    queue(EmailMessage(words.subject, words.text, settings.DEFAULT_FROM_EMAIL, to=[address]))
