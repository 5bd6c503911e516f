"""What a sponsor does on her own page, which she reaches by link: a break, coming back, the end."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteering.casework import RefusedError
from volunteering.choices import Channel, EndReason
from volunteering.models.registrations import Registration
from volunteering.models.sponsors import Sponsor
from volunteering.sponsors import standing
from volunteering.sponsors.forms import PauseForm
from volunteering.sponsors.sharing import SharingForm, agree, words_language
from volunteering.states import Actor

if TYPE_CHECKING:
    from volunteering.journey import Journey

#: The last reason is the organiser's to give.
OWN_REASONS = [(code, label) for code, label in EndReason.choices if code != EndReason.BY_US]


class OwnPauseForm(PauseForm):
    """A break, with the browser's own calendar."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        field = self.fields["back_on"]
        field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        field.label = _("When do you come back?")
        field.help_text = _("Leave it empty if you do not know yet.")


class OwnEndForm(forms.Form):
    """Why she stops."""

    reason = forms.ChoiceField(label=_("Why do you stop?"), choices=OWN_REASONS)


def sponsor_of(registration: Registration) -> Sponsor | None:
    """The sponsor that an approved sign-up has become."""
    return Sponsor.objects.filter(registration=registration).select_related("registration", "municipality").first()


def own_context(registration: Registration, journey: "Journey") -> dict[str, Any]:
    """What her page shows of her standing; empty before the approval and after everything was erased."""
    sponsor = sponsor_of(registration) if registration.erased_at is None else None
    if sponsor is None:
        return {}
    members = sponsor.active_memberships().select_related("group").prefetch_related("roles__texts")
    return {
        "sponsor": sponsor,
        "groups": [
            {"name": member.group.name, "roles": [role.name(journey.language) for role in member.roles.all()]}
            for member in members
        ],
        "roles": [role.name(journey.language) for role in sponsor.roles.prefetch_related("texts")],
        "pause_form": OwnPauseForm(journey.today),
        "end_form": OwnEndForm(),
        "share_form": SharingForm(sponsor),
        "share_language": words_language(),
        "is_serving": sponsor.state != Sponsor.State.ENDED,
        "is_on_break": sponsor.state == Sponsor.State.ON_BREAK,
    }


def take_break(journey: "Journey", registration: Registration) -> dict[str, Any]:
    """A break; the form again when its day has been."""
    form = OwnPauseForm(journey.today, journey.request.POST)
    if not form.is_valid():
        return {"pause_form": form}
    sponsor = _serving(registration)
    standing.pause(
        sponsor, form.cleaned_data["back_on"], expected=sponsor.state, actor=Actor.APPLICANT, now=journey.now
    )
    return {}


def come_back(journey: "Journey", registration: Registration) -> dict[str, Any]:
    """Back from the break."""
    sponsor = _serving(registration)
    standing.come_back(sponsor, expected=sponsor.state, actor=Actor.APPLICANT, now=journey.now)
    return {}


def stop(journey: "Journey", registration: Registration) -> dict[str, Any]:
    """The end; she can always ask to begin again."""
    form = OwnEndForm(journey.request.POST)
    if not form.is_valid():
        return {"end_form": form}
    sponsor = _serving(registration)
    reason = form.cleaned_data["reason"]
    standing.end(sponsor, reason, expected=sponsor.state, actor=Actor.APPLICANT, now=journey.now)
    return {}


def share(journey: "Journey", registration: Registration) -> dict[str, Any]:
    """What she lets the municipality and the parish see; taken back at once."""
    sponsor = _serving(registration)
    form = SharingForm(sponsor, journey.request.POST)
    if not form.is_valid():
        return {"share_form": form}
    agree(sponsor, form.chosen(), channel=Channel.WEB, given_at=journey.now, now=journey.now)
    return {}


def _serving(registration: Registration) -> Sponsor:
    sponsor = sponsor_of(registration)
    if sponsor is None or registration.erased_at is not None:
        raise RefusedError
    return sponsor
