"""A newcomer wants to join in and be called."""

from datetime import timedelta
from typing import Any

import time_machine
from django.test import Client
from django.utils import timezone

from tests.volunteering.conftest import Recruiting, mail_texts
from volunteering.models import JoinRequest

ANSWERS = {
    "name_used": "فاطمة",
    "reply_by": "call",
    "phone": "0401234567",
    "contact_language": "ar",
    "who_comes": "family",
}


def send(client: Client, address: str, **changes: Any):
    """Open the form, and send it a minute later."""
    stamp = client.get(address).context["form"]["stamp"].value()
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        return client.post(address, {**ANSWERS, "stamp": stamp, **changes})


def test_a_request_from_a_microsite_reaches_its_coordinator(recruiting: Recruiting, client: Client) -> None:
    response = send(client, "/ar/salo/join/call-me/")
    assert (response.status_code, response["Location"]) == (303, "/ar/salo/join/call-me/received/")
    request = JoinRequest.objects.get()
    assert (request.municipality.slug, request.name_used, request.phone) == ("salo", "فاطمة", "+358401234567")
    assert (request.language, request.status) == ("ar", "new")
    assert request.reference in client.get(response["Location"]).content.decode()
    notice = mail_texts()[0]
    assert "To: coordinator-salo@example.org" in notice and request.reference in notice
    assert "فاطمة" not in notice and "0401234567" not in notice


def test_what_one_likes_is_chosen_in_pictures_and_a_helper_is_known(recruiting: Recruiting, client: Client) -> None:
    html = client.get("/ar/salo/join/call-me/").content.decode()
    assert html.count('data-kind="pictures"') == 3 and 'value="food"' in html
    wanted = {"interests": ["food", "sport"], "is_helped": "on"}
    assert send(client, "/ar/salo/join/call-me/", **wanted).status_code == 303
    request = JoinRequest.objects.get()
    assert (request.interests, request.is_helped) == (["food", "sport"], True)
    client.force_login(recruiting.coordinator_salo)
    case = client.get(f"/admin/join-requests/{request.reference}/").content.decode()
    assert request.interests_in_words in case
    assert send(Client(), "/ar/salo/join/call-me/", interests="nonsense").status_code == 422


def test_a_request_from_the_portal_asks_where(recruiting: Recruiting, client: Client) -> None:
    assert send(client, "/fi/join/call-me/").status_code == 422
    assert send(client, "/fi/join/call-me/", municipality="raahe").status_code == 303
    assert JoinRequest.objects.get().municipality.slug == "raahe"
    send(Client(), "/fi/join/call-me/", municipality="elsewhere")
    assert "To: team@example.org" in mail_texts()[-1]


def test_a_newcomer_is_heard_while_no_sponsors_are_sought(recruiting: Recruiting, client: Client) -> None:
    recruiting.salo.state = "paused"
    recruiting.salo.save()
    assert send(client, "/fi/salo/join/call-me/").status_code == 303


def test_sending_twice_makes_one_request(recruiting: Recruiting, client: Client) -> None:
    stamp = client.get("/fi/salo/join/call-me/").context["form"]["stamp"].value()
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        for _click in range(2):
            client.post("/fi/salo/join/call-me/", {**ANSWERS, "stamp": stamp})
    assert JoinRequest.objects.count() == len(mail_texts()) == 1


def test_a_forged_stamp_leads_to_quarantine(recruiting: Recruiting, client: Client) -> None:
    client.post("/fi/salo/join/call-me/", {**ANSWERS, "stamp": "forged"})
    assert JoinRequest.objects.get().quarantine_reason == "no_stamp"
    assert mail_texts() == []


def test_a_mistake_keeps_what_was_typed(recruiting: Recruiting, client: Client) -> None:
    response = send(client, "/fi/salo/join/call-me/", phone="no")
    assert response.status_code == 422
    assert 'value="فاطمة"' in response.content.decode()
