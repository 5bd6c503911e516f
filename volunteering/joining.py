"""The newcomers' form "I want to join, call me": one screen."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest, HttpResponse

from municipalities.models import Municipality
from volunteering.answers import Answers
from volunteering.forms import CallMeForm
from volunteering.intake import receive_join_request
from volunteering.journey import Journey, SeeOther
from volunteering.models.calls import RecruitmentCall, call_of
from volunteering.rate_limits import TooManySendsError, count_send

if TYPE_CHECKING:
    from volunteering.models.pages import RecruitmentPage

SALT = "volunteering.call-me"


def call_me(request: HttpRequest, page: "RecruitmentPage") -> HttpResponse:
    """Show the form, or take it: a newcomer is heard whatever state the sponsors' call is in."""
    journey = Journey(request, page)
    places = None if page.municipality else all_places(journey.language)
    if request.method != "POST":
        stamp = signing.dumps([str(uuid4()), int(journey.now.timestamp())], salt=SALT)
        initial = {"contact_language": journey.language.removesuffix("-simple"), "stamp": stamp}
        return journey.render("call_me", form=CallMeForm(initial=initial, places=places))
    form = CallMeForm(request.POST, places=places)
    if not form.is_valid():
        return journey.render("call_me", form=form, status=422)
    try:
        many = count_send(request, journey.now)
    except TooManySendsError:
        return journey.render("call_me", form=form, status=429, too_many=True)
    key, opened_at = read_stamp(form.cleaned_data["stamp"], SALT)
    municipality, call = _place_and_call(journey, form.cleaned_data)
    join_request = receive_join_request(
        form.cleaned_data,
        key=key,
        opened_at=opened_at,
        municipality=municipality,
        call=call,
        language=journey.language,
        now=journey.now,
        many=many,
    )
    receipt = {"reference": join_request.reference, "reply_by": join_request.reply_by}
    kept = Answers(key, opened_at or 0, {"call_me": receipt})
    return journey.keep(SeeOther(journey.url("call-me/received")), kept)


def received(request: HttpRequest, page: "RecruitmentPage") -> HttpResponse:
    """Say that somebody will be in touch."""
    journey = Journey(request, page)
    receipt: dict[str, Any] | None = journey.answers.values.get("call_me") if journey.answers else None
    if not receipt:
        return journey.render("expired")
    return journey.render("call_me_received", **receipt)


def read_stamp(stamp: str, salt: str) -> tuple[str, int | None]:
    """Key and time of opening; a new key and None when the stamp is missing or not ours."""
    try:
        key, opened_at = signing.loads(stamp, salt=salt)
        return str(UUID(key)), int(opened_at)
    except (signing.BadSignature, ValueError, TypeError):
        return str(uuid4()), None


def _place_and_call(journey: Journey, values: dict[str, Any]) -> tuple[Municipality | None, RecruitmentCall | None]:
    """The place, and its call: the same coordinators answer newcomers too."""
    if journey.page.municipality:
        return journey.page.municipality, journey.page.call
    town = Municipality.objects.filter(slug=values["municipality"]).first()
    return town, call_of(town)


def all_places(language: str) -> list[tuple[str, str]]:
    """Every municipality as a choice: a newcomer is heard whatever state her town is in."""
    towns = [(town.slug, town.name(language)) for town in Municipality.objects.all()]
    return sorted(towns, key=lambda place: place[1].casefold())
