"""The page of a sponsor's personal link: four questions. The link works once, and the answer is kept apart from her."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from volunteering.models.pulse import SponsorPulseAsk
from volunteering.pulse.asking import PATIENCE
from volunteering.pulse.forms import SponsorPulseForm
from volunteering.pulse.receiving import receive_sponsor_answer
from volunteering.town_visits import TownVisit


def sponsor_pulse(request: HttpRequest, town: str, token: str) -> HttpResponse:
    """Show the questions, or take the answer. A used link says thank you, an old or unknown one says so kindly."""
    visit = TownVisit(request, town)
    today = timezone.localdate(visit.now)
    asks = SponsorPulseAsk.objects.filter(sponsor__municipality=visit.town, asked_on__gt=today - PATIENCE)
    ask = asks.filter(token=token.replace("\0", "")).first()
    if ask is None:
        return visit.show("sponsor_pulse_over", status=404)
    if ask.is_answered:
        return visit.show("sponsor_pulse_received")
    form = SponsorPulseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return visit.show("sponsor_pulse", status=422 if form.errors else 200, form=form)
    receive_sponsor_answer(ask, form.answers(), today)
    return visit.go_to("sponsor-pulse/received/")


def sponsor_pulse_received(request: HttpRequest, town: str) -> HttpResponse:
    """Thank you."""
    return TownVisit(request, town).show("sponsor_pulse_received")
