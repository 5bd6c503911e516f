"""Sixty invented sign-ups and some newcomers' requests, made by the services that everybody uses, in the past.

Deterministic; a second run makes none again. No mail is sent for them: what the services queued is taken back.
"""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from home.models import User
from municipalities.models import Municipality
from portal.demo.blocks import block_id
from portal.demo.no_mail import no_mail
from portal.demo.questions import invented_answers, load_questions
from volunteering import choices
from volunteering.answers import Answers
from volunteering.casework import Given, change_status, move_join_request
from volunteering.intake import receive_join_request, receive_signup
from volunteering.models import JoinRequest, RecruitmentCall, Registration
from volunteering.models.calls import call_of
from volunteering.states import Actor, Status

#: How many of the sixty stand where; every status that can be reached today.
_STATUSES = {
    Status.UNVERIFIED: 7,
    Status.NEW: 17,
    Status.CONTACTED: 13,
    Status.MEETING: 8,
    Status.WAITING: 6,
    Status.DECLINED: 4,
    Status.WITHDRAWN: 5,
}
#: First names only from a list, and a family name nobody has.
_FIRST = {
    "fi": ["Aino", "Eero", "Helmi", "Onni", "Venla", "Arvo", "Siiri", "Toivo", "Lempi", "Väinö"],
    "sv": ["Alva", "Birger", "Ebba", "Folke", "Gerda", "Hjalmar", "Saga", "Sixten"],
    "en": ["Amara", "Felix", "Noor", "Oscar", "Ruth", "Samir"],
    "ar": ["أمل", "سالم", "نور", "ياسمين"],
}
_LAST = {"fi": "Esimerkki", "sv": "Exempel", "en": "Example", "ar": "مثال"}
_MESSAGES = {
    "fi": ["Olen eläkkeellä ja minulla on aikaa iltapäivisin.", "Pelaan futsalia ja voisin ohjata nuoria.", ""],
    "sv": ["Jag bakar gärna och vill träffa nya människor.", "Jag jobbar skift men är ledig varannan vecka.", ""],
    "en": ["I came here ten years ago and know how it feels.", "I would like to hear more first.", ""],
    "ar": ["جئت إلى هنا لاجئًا قبل سنوات وأريد أن أساعد.", ""],
}
_DAYS = 45


def load_signups(today: date) -> None:
    """Coordinators and states of all calls, sixty sign-ups, eight requests to join."""
    for municipality in Municipality.objects.select_related("district"):
        _prepare_call(municipality)
    load_questions()
    if Registration.objects.exists():
        return
    dice = random.Random(20260101)  # noqa: S311  # the same people in every demo
    towns = [town for town in Municipality.objects.select_related("district") if call_is_open(town)]
    with no_mail():
        wanted = [status for status, number in _STATUSES.items() for _n in range(number)]
        dice.shuffle(wanted)
        for n, status in enumerate(wanted):
            town = None if n % 10 == 9 else towns[n % len(towns)]
            _signup(n, town, status, today, dice)
        for n, town in enumerate(towns[:8]):
            _join_request(n, town, today, dice)


def call_is_open(town: Municipality) -> bool:
    """Whether the demo lets people sign up there."""
    return town.state not in {Municipality.State.PAUSED, Municipality.State.ENDED}


def _prepare_call(municipality: Municipality) -> None:
    call = RecruitmentCall.objects.filter(municipality=municipality).first()
    if call is None:
        return
    if municipality.state == Municipality.State.PAUSED:
        call.state = RecruitmentCall.State.PAUSED
    if municipality.state == Municipality.State.ENDED:
        call.state = RecruitmentCall.State.CLOSED
    call.save()
    call.coordinators.set(coordinators_of(municipality))


def coordinators_of(municipality: Municipality | None) -> list[User]:
    """The demo's account that works the sign-ups of a place."""
    username = f"editor-{municipality.district.key}" if municipality else "team"
    return list(User.objects.filter(username=username))


def _signup(n: int, town: Municipality | None, status: Status, today: date, dice: random.Random) -> None:
    if call := call_of(town):
        make_signup(n, call, status, today, dice)


def make_signup(
    n: int, call: RecruitmentCall, status: Status, today: date, dice: random.Random, *, days_ago: int = 0
) -> Registration:
    """Somebody who was received so many days ago, or some time ago, and has come to a status since."""
    town = call.municipality
    language = dice.choices(["fi", "sv", "en", "ar"], [6, 2, 2, 1])[0]
    received = _moment(today, days_ago or dice.randrange(1, _DAYS), dice)
    answers = Answers(block_id("signup", n), int(received.timestamp()) - 240, _answers(n, language, dice))
    row = receive_signup(
        answers,
        call=call,
        municipality=town,
        language=language,
        newsletter_wording=None,
        now=received,
        extra=invented_answers(call, n),
    )
    return _lead_to(row, status, received, dice, next(iter(coordinators_of(town)), None))


def _answers(n: int, language: str, dice: random.Random) -> dict[str, object]:
    by_phone = n % 6 == 5
    return {
        "full_name": f"{dice.choice(_FIRST[language])} {_LAST[language]}",
        "email": "" if by_phone else f"signup{n:02d}@example.org",
        "phone": f"+35800000{n:04d}" if by_phone or n % 3 == 0 else "",
        "contact_preference": "call" if by_phone else dice.choice(choices.ContactPreference.values),
        "contact_language": language if language in choices.ContactLanguage.values else "en",
        "wants": dice.choice(choices.Wants.values),
        "signup_as": "alone",
        "interests": sorted(dice.sample(choices.Interest.values, 3)),
        "availability": sorted(dice.sample(choices.Availability.values, 2)),
        "frequency": dice.choice(choices.Frequency.values),
        "languages_spoken": sorted({language, "fi", dice.choice(["en", "sv", "ar", "ru"])}),
        "message": dice.choice(_MESSAGES[language]),
        "practical_needs": ["step_free"] if n % 15 == 4 else [],
        "heard_from": dice.choice(choices.HeardFrom.values),
        "is_adult": "yes",
    }


def _lead_to(
    row: Registration, target: Status, received: datetime, dice: random.Random, coordinator: User | None
) -> Registration:
    """Walk the sign-up to its status by allowed changes, a day or two apart."""
    steps = {
        Status.UNVERIFIED: [],
        Status.NEW: [Status.NEW],
        Status.CONTACTED: [Status.NEW, Status.CONTACTED],
        Status.MEETING: [Status.NEW, Status.CONTACTED, Status.MEETING],
        Status.WAITING: [Status.NEW, Status.WAITING],
        Status.DECLINED: [Status.NEW, Status.CONTACTED, Status.DECLINED],
        Status.WITHDRAWN: [Status.NEW, Status.WITHDRAWN],
    }[target]
    moment, now = received, timezone.now()
    for step in steps:
        if step == Status(row.status):  # a phone-only sign-up is new at once
            continue
        actor = Actor.APPLICANT if step in {Status.NEW, Status.WITHDRAWN} else Actor.COORDINATOR
        moment = min(moment + timedelta(hours=dice.randrange(1, 40)), now)
        given = Given(
            reason_code="no_activity" if step == Status.DECLINED else "",
            day=(moment + timedelta(days=7)).date() if step == Status.MEETING else None,
            by_valid_link=True,
        )
        by = coordinator if actor == Actor.COORDINATOR else None
        row = change_status(row, step, expected=row.status, actor=actor, now=moment, by=by, given=given)
    return row


def _join_request(n: int, town: Municipality, today: date, dice: random.Random) -> None:
    received = _moment(today, dice.randrange(0, 12), dice)
    language = dice.choice(["ar", "prs", "sw", "uk", "en", "fi"])
    request = receive_join_request(
        {
            "name_used": dice.choice([name for names in _FIRST.values() for name in names]),
            "reply_by": dice.choice(choices.ReplyBy.values),
            "phone": f"+35800001{n:04d}",
            "contact_language": language,
            "who_comes": dice.choice(choices.WhoComes.values),
            "interests": [choices.Interest.values[n % 10], choices.Interest.values[(n + 3) % 10]],
            "is_helped": n % 4 == 1,
        },
        key=block_id("join", n),
        opened_at=int(received.timestamp()) - 90,
        municipality=town,
        call=call_of(town),
        language="ar" if language == "ar" else "en",
        now=received,
    )
    if n % 3 == 2:
        coordinator = next(iter(coordinators_of(town)), None)
        move_join_request(request, JoinRequest.Status.NEW, JoinRequest.Status.CONTACTED, by=coordinator, now=received)


def _moment(today: date, days_ago: int, dice: random.Random) -> datetime:
    clock = time(dice.randrange(8, 21), dice.randrange(60))
    moment = timezone.make_aware(datetime.combine(today - timedelta(days=days_ago), clock))
    return min(moment, timezone.now())
