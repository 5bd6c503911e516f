"""The newcomers' pulse: three statements and three faces, by the code that hangs at an activity."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from home.downloads import download
from home.languages import language_of
from home.views import language_neutral_redirect
from municipalities.models import Municipality
from volunteering.joining import read_stamp
from volunteering.pulse.activities import activity_named
from volunteering.pulse.forms import PulseForm
from volunteering.pulse.posters import code_sheet
from volunteering.pulse.receiving import receive_answer
from volunteering.rate_limits import TooManySendsError, count_send
from volunteering.town_visits import TownVisit

SALT = "volunteering.pulse"
_MAX_AGE = 300


def pulse(request: HttpRequest, town: str) -> HttpResponse:
    """Show the faces, or take an answer. An activity that is unknown is left out, and the answer still counts."""
    visit = TownVisit(request, town)
    activity = activity_named(visit.town, request.GET.get("activity", ""), visit.language)
    about = {"activity": activity, "activity_language": language_of(activity.locale.language_code)} if activity else {}
    if request.method != "POST":
        return visit.show("pulse", form=PulseForm(initial={"stamp": visit.stamp(SALT)}), **about)
    form = PulseForm(request.POST)
    if not form.is_valid():
        return visit.show("pulse", status=422, form=form, **about)
    try:
        many = count_send(request, visit.now, whole_room=True)
    except TooManySendsError:
        return visit.show("pulse", status=429, form=form, too_many=True, **about)
    key, opened_at = read_stamp(form.cleaned_data["stamp"], SALT)
    receive_answer(
        form.answers(),
        key=key,
        opened_at=opened_at,
        trap=form.cleaned_data["website"],
        municipality=visit.town,
        event=activity.translation_key if activity else None,
        language=visit.language,
        now=visit.now,
        many=many,
    )
    return visit.go_to("pulse/received/")


def pulse_received(request: HttpRequest, town: str) -> HttpResponse:
    """Thank you; the same words whether or not it looked like spam."""
    visit = TownVisit(request, town)
    return visit.show("pulse_received", wishes_url=visit.url("wishes/"), has_activities=visit.town.has_activities)


def pulse_short_link(request: HttpRequest, town: str, activity: UUID | None = None) -> HttpResponse:
    """`/p/{town}/`: what the code says, to the faces in the visitor's own language."""
    row = get_object_or_404(Municipality.objects.filter(pages__live=True).distinct(), slug=town)
    query = f"?activity={activity}" if activity else ""
    return language_neutral_redirect(
        request, lambda language: f"/{language}/{row.slug}/pulse/{query}", settings.OFFERED_LANGUAGES, "en"
    )


def pulse_code(request: HttpRequest, town: str) -> HttpResponse:
    """A sheet of paper with the code, for the town or for one activity."""
    visit = TownVisit(request, town)
    activity = activity_named(visit.town, request.GET.get("activity", ""), visit.town.majority_language)
    sheet = code_sheet(visit.town, activity)
    name = f"{visit.town.slug}-{activity.slug}.pdf" if activity else f"{visit.town.slug}.pdf"
    return download(request, sheet.fingerprint, sheet.made, "application/pdf", name, _MAX_AGE)
