"""Invented wishes, and answers of the pulse in this quarter: in some towns many, in some too few to be told.

Deterministic and relative to today; a second run makes none again. Nothing tells of a person; numbers are no numbers.
The quarters before are those of `portal.demo.figures`.
"""

import random
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from municipalities.figures.quarters import Quarter
from municipalities.models import Municipality
from portal.demo.blocks import block_id
from volunteering.choices import Agreement, Interest
from volunteering.models import PulseAnswer, PulseMonth, SponsorPulseAnswer, Wish
from volunteering.pulse.activities import activities_of

#: Town → how many wishes, answers of newcomers in a quarter, answers of sponsors in a quarter.
_TOWNS = {
    "salo": (34, 26, 7),
    "kokkola": (21, 18, 6),
    "pietarsaari": (12, 9, 5),
    "kajaani": (9, 14, 4),
    "raahe": (6, 7, 2),
    "loimaa": (3, 3, 1),
}
#: What was wished for and happens now: town → topic and the activity's address.
_HAPPENED = {
    "salo": (Interest.CRAFTS, "pyorapaja"),
    "pietarsaari": (Interest.CRAFTS, "ompelu-ja-korjauskahvila"),
    "kajaani": (Interest.FOOD, "kansainvalinen-keittio"),
}
#: The first ones are wished for most.
_TOPICS = [
    Interest.LANGUAGE_CAFE, Interest.SPORT, Interest.FOOD, Interest.FAMILIES, Interest.NATURE, Interest.WOMEN,
    Interest.WORK, Interest.CRAFTS, Interest.YOUTH, Interest.DIGITAL, Interest.HOMEWORK, Interest.MEN, Interest.OTHER,
]  # fmt: skip
_WORDS = {
    "fi": ["Haluan oppia hiihtämään.", "Voisimmeko uida yhdessä?", "Jalkapalloa sunnuntaisin!"],
    "sv": ["Jag vill sjunga i kör.", "Kan vi baka bröd tillsammans?"],
    "en": ["A place where my mother can talk with other women.", "I would like to play chess."],
    "ar": ["أريد أن أتعلم ركوب الدراجة.", "نريد أن نطبخ معًا في العيد.", "ابني يحب كرة القدم."],
    "fi-simple": ["Haluan leikkiä lapsen kanssa ulkona.", "Haluan puhua suomea."],
}
_LANGUAGES = ["ar", "ar", "ar", "en", "fi-simple", "fi", "sv"]
_HELPERS = {"ar": "أمل", "en": "Noor", "fi": "Siiri", "sv": "Saga", "fi-simple": "Samir"}


def load_wishes(today: date) -> None:
    """Wishes in six towns, in three of which some have come true, and both pulses of the quarter that runs."""
    if Wish.objects.exists() or PulseAnswer.objects.exists():
        return
    dice = random.Random(20260301)  # noqa: S311  # the same in every demo
    for town in Municipality.objects.filter(slug__in=_TOWNS).order_by("code"):
        wishes, answers, sponsors = _TOWNS[town.slug]
        Wish.objects.bulk_create(_wishes(town, wishes, today, dice))
        quarter = Quarter.of(today)
        PulseAnswer.objects.bulk_create(_answers(town, quarter, answers, today, dice))
        SponsorPulseAnswer.objects.bulk_create(_sponsors(town, quarter, sponsors, dice))


def _wishes(town: Municipality, number: int, today: date, dice: random.Random) -> list[Wish]:
    topic, slug = _HAPPENED.get(town.slug, ("", ""))
    activity = activities_of(town).filter(slug=slug).first()
    rows = []
    for n in range(number):
        language = dice.choice(_LANGUAGES)
        received = _moment(today - timedelta(days=dice.randrange(0, 150)), dice)
        weights = [len(_TOPICS) - place for place in range(len(_TOPICS))]
        topics = list(dict.fromkeys(dice.choices(_TOPICS, weights, k=dice.randrange(1, 4))))
        row = Wish(
            idempotency_key=UUID(block_id("wish", town.slug, n)),
            municipality=town,
            language=language,
            topics=topics,
            text=dice.choice(_WORDS[language]) if n % 3 == 0 else "",
            status_changed_at=received,
            created_at=received,
        )
        if n % 7 == 3:
            row.would_help, row.name_used, row.reply_by = True, _HELPERS[language], "call" if n % 2 else "message"
            row.phone = f"+35800002{n:04d}"
        if activity is not None and n % 5 == 2:
            row.topics = list(dict.fromkeys([topic, *topics]))
            row.status, row.activity_key = Wish.Status.HAPPENED, activity.translation_key
        rows.append(row)
    return rows


def _answers(town: Municipality, quarter: Quarter, number: int, today: date, dice: random.Random) -> list[PulseAnswer]:
    keys = list(activities_of(town).values_list("translation_key", flat=True).order_by("translation_key").distinct())
    rows = []
    for n in range(number):
        day = quarter.first_day + timedelta(days=dice.randrange((today - quarter.first_day).days + 1))
        event = dice.choice(keys) if keys and n % 2 else None
        rows.append(
            PulseAnswer(
                idempotency_key=UUID(block_id("pulse", town.slug, quarter, n)),
                municipality=town,
                event=event,
                event_date=day if event else None,
                language=dice.choice(_LANGUAGES),
                answered_on=day,
                welcome=_face(dice, 8),
                met_people=_face(dice, 6),
                can_do=_face(dice, 4) if n % 6 else "",
            )
        )
    return rows


def _sponsors(town: Municipality, quarter: Quarter, number: int, dice: random.Random) -> list[SponsorPulseAnswer]:
    rows: list[Any] = []
    for n in range(number):
        faces = {name: _face(dice, 3 + 2 * place) for place, name in enumerate(SponsorPulseAnswer.STATEMENTS)}
        rows.append(
            SponsorPulseAnswer(
                id=UUID(block_id("sponsor-pulse", town.slug, quarter, n)),
                municipality=town,
                month=dice.choice(PulseMonth.values),
                quarter=quarter.first_day,
                **faces,
            )
        )
    return rows


def _face(dice: random.Random, good: int) -> str:
    """The more `good`, the more smiles."""
    return dice.choices(Agreement.values, [good, 2, 1])[0]


def _moment(day: date, dice: random.Random) -> datetime:
    moment = timezone.make_aware(datetime.combine(day, time(dice.randrange(8, 21), dice.randrange(60))))
    return min(moment, timezone.now())
