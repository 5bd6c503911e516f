"""The past of the demonstration: heads counted, sign-ups, sponsors, wishes and answers of the quarters before.

So that figures have something to show. Deterministic and relative to today; a second run adds only what is missing. All
rows are written at once and without the services, because nobody is to be told of what happened a year ago.
"""

import random
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.models import HeadCount, Occurrence
from municipalities.figures.publishing import publish_figures
from municipalities.figures.quarters import Quarter
from municipalities.models import Municipality
from portal.demo.blocks import block_id
from volunteering import choices
from volunteering.models import (
    PrivacyNotice,
    PulseAnswer,
    RecruitmentCall,
    Registration,
    RoleDefinition,
    Sponsor,
    SponsorPulseAnswer,
    StatusChange,
    Wish,
)
from volunteering.states import Actor, Status

#: So many quarters before the one that is running.
_PAST = 5
#: Of ten sign-ups of the past, how far they came.
_ENDS = [Status.APPROVED] * 6 + [Status.MEETING, Status.CONTACTED, Status.NEW, Status.TRAINING]
_LANGUAGES = ["fi"] * 6 + ["sv"] * 3 + ["en"] * 2
_FIRST = ["Aino", "Alva", "Amara", "Birger", "Eero", "Felix", "Gerda", "Helmi", "Noor", "Onni", "Ruth", "Samir"]


@transaction.atomic
def load_past(today: date) -> None:
    """Everything that figures are counted of and that is older than a month; then the figures themselves."""
    now = timezone.make_aware(datetime.combine(today, time(12)))
    towns = [town for town in Municipality.objects.order_by("slug") if town.state != Municipality.State.PREPARING]
    _count_heads(today, now, _dice(1))
    quarters = [Quarter.of(today).plus(-n) for n in range(_PAST, 0, -1)]
    _past_signups(towns, quarters, _dice(2))
    _past_wishes(towns, quarters, _dice(3))
    _past_answers(towns, quarters, _dice(4))
    publish_figures(now)


def _dice(part: int) -> random.Random:
    """The same past in every demo, whatever the other parts found to do."""
    return random.Random(20260100 + part)  # noqa: S311


def _count_heads(today: date, now: datetime, dice: random.Random) -> None:
    """Nearly every date that was held has been counted."""
    held = Occurrence.objects.filter(first_day__lt=today, has_date=True, municipality__isnull=False)
    held = held.exclude(status=Occurrence.Status.CANCELLED).order_by("first_day", "event__path", "recurrence_id")
    rows = [
        HeadCount(
            event_uuid=event,
            recurrence_id=recurrence_id,
            municipality_id=town,
            held_on=day,
            adults=dice.randint(3, 16),
            children=dice.choice([0, 0, 2, 3, 5, 8]),
            at=now,
        )
        for event, recurrence_id, town, day in held.values_list("event", "recurrence_id", "municipality", "first_day")
        if dice.random() < 0.9
    ]
    HeadCount.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)


def _past_signups(towns: Sequence[Municipality], quarters: Sequence[Quarter], dice: random.Random) -> None:
    """Sign-ups that came to an end: sponsors, and others of whom nothing but what counts is left."""
    calls = {call.municipality_id: call for call in RecruitmentCall.objects.select_related("municipality")}
    notice = PrivacyNotice.objects.current()
    rows = [
        _signup(block_id("past-signup", str(quarter), town.slug, n), quarter, calls[town.pk], notice, dice)
        for quarter in quarters
        for town in towns
        if town.pk in calls
        for n in range(dice.choice([2, 3, 4]))
    ]
    there = set(
        Registration.objects.filter(idempotency_key__in=[row.idempotency_key for row, _far in rows]).values_list(
            "idempotency_key", flat=True
        )
    )
    new = [(row, far) for row, far in rows if uuid.UUID(str(row.idempotency_key)) not in there]
    Registration.objects.bulk_create([row for row, _far in new])
    StatusChange.objects.bulk_create([change for row, far in new for change in _way(row, far, dice)])
    sponsors = Sponsor.objects.bulk_create([_sponsor(row, dice) for row, far in new if far == Status.APPROVED])
    roles = list(RoleDefinition.objects.order_by("sort_order", "code").values_list("pk", flat=True))
    if roles:
        through: Any = Sponsor.roles.through
        through.objects.bulk_create(
            [through(sponsor=sponsor, roledefinition_id=dice.choice(roles)) for sponsor in sponsors]
        )


def _signup(
    key: str, quarter: Quarter, call: RecruitmentCall, notice: PrivacyNotice, dice: random.Random
) -> tuple[Registration, Status]:
    received = _moment(quarter, dice)
    far = dice.choice(_ENDS)
    language = dice.choice(_LANGUAGES)
    is_sponsor = far == Status.APPROVED
    row = Registration(
        idempotency_key=key,
        call=call,
        municipality_id=call.municipality_id,
        language=language,
        full_name=f"{dice.choice(_FIRST)} Esimerkki" if is_sponsor else "",
        email=f"{key[:8]}@example.org" if is_sponsor else "",
        contact_language=language,
        wants=dice.choice(choices.Wants.values),
        interests=sorted(dice.sample(choices.Interest.values, 2)),
        languages_spoken=sorted({language, dice.choice(["fi", "en", "sv", "ar", "ru"])}),
        is_adult=True,
        status=Status.APPROVED if is_sponsor else Status.ANONYMISED,
        status_changed_at=received + timedelta(days=30),
        created_at=received,
        active_at=received + timedelta(days=30),
        privacy_notice=notice,
        privacy_language=language,
        privacy_read_at=received,
        erased_at=None if is_sponsor else received + timedelta(days=60),
    )
    return row, far


def _way(row: Registration, far: Status, dice: random.Random) -> list[StatusChange]:
    """The steps it went, a few days apart."""
    order = [Status.NEW, Status.CONTACTED, Status.MEETING, Status.TRAINING, Status.APPROVED]
    steps: list[Status] = order[: order.index(far) + 1]
    if row.status == Status.ANONYMISED:
        steps = [*steps, Status.ANONYMISED]
    moment, before, changes = row.created_at, "", []
    for step in steps:
        changes.append(
            StatusChange(
                registration=row,
                from_status=before,
                to_status=step,
                at=moment,
                actor=Actor.SYSTEM if step == Status.ANONYMISED else Actor.COORDINATOR,
            )
        )
        moment, before = moment + timedelta(days=dice.choice([1, 2, 2, 3, 4, 6, 9])), step
    return changes


def _sponsor(row: Registration, dice: random.Random) -> Sponsor:
    approved = row.created_at + timedelta(days=25)
    return Sponsor(
        registration=row,
        municipality=row.call.municipality,
        state=Sponsor.State.AVAILABLE,
        state_changed_at=approved,
        approved_at=approved,
        ground_rules_accepted_on=approved.date(),
    )


def _past_wishes(towns: Sequence[Municipality], quarters: Sequence[Quarter], dice: random.Random) -> None:
    rows = []
    for quarter in quarters:
        for town in towns:
            for n in range(dice.choice([2, 4, 7])):
                moment = _moment(quarter, dice)
                happened = dice.random() < 0.4
                rows.append(
                    Wish(
                        idempotency_key=block_id("past-wish", str(quarter), town.slug, n),
                        municipality=town,
                        language=dice.choice(["fi", "ar", "prs", "sw", "en"]),
                        topics=sorted(dice.sample(choices.Interest.values[:-1], dice.choice([1, 1, 2]))),
                        status=Wish.Status.HAPPENED if happened else Wish.Status.CLOSED,
                        status_changed_at=moment + timedelta(days=20),
                        created_at=moment,
                    )
                )
    Wish.objects.bulk_create(rows, ignore_conflicts=True)


def _past_answers(towns: Sequence[Municipality], quarters: Sequence[Quarter], dice: random.Random) -> None:
    """What newcomers answered at activities and what sponsors answered along their way."""
    answers, of_sponsors = [], []
    for quarter in quarters:
        for town in towns:
            for n in range(dice.choice([3, 6, 9])):
                answers.append(
                    PulseAnswer(
                        idempotency_key=block_id("past-pulse", str(quarter), town.slug, n),
                        municipality=town,
                        language=dice.choice(["fi", "ar", "prs", "sw", "en"]),
                        answered_on=_moment(quarter, dice).date(),
                        **{name: _face(dice) for name in PulseAnswer.STATEMENTS},
                    )
                )
            for n in range(dice.choice([3, 4, 6])):
                of_sponsors.append(
                    SponsorPulseAnswer(
                        id=block_id("past-sponsor-pulse", str(quarter), town.slug, n),
                        municipality=town,
                        month=dice.choice([1, 4, 10]),
                        quarter=quarter.first_day,
                        **{name: _face(dice) for name in SponsorPulseAnswer.STATEMENTS},
                    )
                )
    PulseAnswer.objects.bulk_create(answers, ignore_conflicts=True)
    SponsorPulseAnswer.objects.bulk_create(of_sponsors, ignore_conflicts=True)


def _face(dice: random.Random) -> str:
    return dice.choice([choices.Agreement.GOOD] * 5 + [choices.Agreement.SO_SO] * 3 + [choices.Agreement.BAD] * 2)


def _moment(quarter: Quarter, dice: random.Random) -> datetime:
    """Some day of the quarter, in the middle of the day; not so late that nobody could have called yet."""
    day = quarter.first_day + timedelta(days=dice.randrange(0, 85))
    return timezone.make_aware(datetime.combine(day, time(dice.randrange(9, 19), dice.randrange(60))))
