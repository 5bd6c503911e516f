"""An organiser's link: still on? how many came? Without signing in, and a scanner that opens it changes nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from events.headcounts import count_heads
from events.models import Confirmation, Event, HeadCount, Occurrence
from events.organiser_links import organiser_token, organiser_url
from events.tasks import ask_about_unconfirmed
from tests.events.conftest import NOW, MakeEvent, Stage
from tests.people import People

HELD = "2026-03-24T17:30"
LATER = NOW + timedelta(days=61)


def _path(event: Event, language: str = "fi") -> str:
    return "/" + organiser_url(event, language).split("/", 3)[3]


@pytest.fixture
def event(make_event: MakeEvent) -> Event:
    make_event(until=None, count=40)
    return Event.objects.get()


def test_opening_changes_nothing_and_is_stored_nowhere(event: Event, client: Client) -> None:
    with time_machine.travel(LATER, tick=False):
        response = client.get(_path(event))
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not Confirmation.objects.filter(confirmed_at__isnull=False).exists()


def test_after_60_days_visitors_are_told_and_after_90_it_leaves_the_lists(event: Event, client: Client) -> None:
    assert event.last_confirmed_on == NOW.date()
    for days, listed in ((89, True), (90, False)):
        moment = NOW + timedelta(days=days)
        assert Occurrence.objects.of(None).upcoming(moment).exists() == listed
        with time_machine.travel(moment, tick=False):
            assert client.get("/fi/salo/events/kielikahvila/").status_code == 200


def test_one_press_says_it_is_still_on(event: Event, client: Client) -> None:
    with time_machine.travel(LATER, tick=False):
        answer = client.post(_path(event), {"action": "confirm"})
        assert (answer.status_code, answer["Cache-Control"]) == (303, "private, no-store")
        assert client.get(answer["Location"]).status_code == 200
    event.refresh_from_db()
    assert event.last_confirmed_on == LATER.date()
    assert Occurrence.objects.of(None).upcoming(NOW + timedelta(days=100)).exists()


def test_single_dates_need_no_confirming(make_event: MakeEvent) -> None:
    make_event(frequency="", weekdays=[], until=None)
    assert not Occurrence.objects.exclude(unlisted_from=None).exists()


def test_the_organiser_is_asked_once_in_two_weeks(event: Event, stage: Stage, mailoutbox: list[EmailMessage]) -> None:
    stage.coordinator.email = "kahvila@example.org"
    stage.coordinator.save()
    assert ask_about_unconfirmed(NOW + timedelta(days=59)) == 0
    assert ask_about_unconfirmed(LATER) == 1
    assert ask_about_unconfirmed(LATER + timedelta(days=1)) == 0
    [mail] = mailoutbox
    assert mail.to == ["kahvila@example.org"]
    assert organiser_token(event) in mail.body
    assert ask_about_unconfirmed(LATER + timedelta(days=15)) == 1


def test_without_a_mailbox_the_district_is_asked(event: Event, stage: Stage, mailoutbox: list[EmailMessage]) -> None:
    editor = People(stage.country)["editor-varsinais-suomi"]
    assert ask_about_unconfirmed(LATER) == 1
    assert [mail.to for mail in mailoutbox] == [[editor.email]]


def test_heads_are_counted_by_link_and_corrected(event: Event, client: Client) -> None:
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        for adults in (12, 11):
            sent = {"action": "count", "date": HELD, "adults": adults, "children": 3}
            assert client.post(_path(event), sent).status_code == 303
    count = HeadCount.objects.get()
    assert (count.adults, count.children, count.by, count.municipality) == (11, 3, None, event.municipality)
    assert str(count.held_on) == "2026-03-24"


@pytest.mark.parametrize(
    "sent",
    [
        {"date": HELD},
        {"date": HELD, "adults": "-1", "children": "0"},
        {"date": HELD, "adults": "1" * 40, "children": "0"},
        {"date": "2026-03-31T17:30", "adults": "1", "children": "0"},
        {"date": "'\x00<script>", "adults": "1", "children": "0"},
        {},
    ],
)
def test_nonsense_is_explained_and_counts_nobody(event: Event, client: Client, sent: dict[str, str]) -> None:
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        response = client.post(_path(event), {"action": "count"} | sent)
    assert response.status_code == 422
    assert not HeadCount.objects.exists()


def test_a_cancelled_or_coming_date_has_no_heads(event: Event) -> None:
    with pytest.raises(ValidationError):
        count_heads(event.uuid, HELD, adults=1, children=0, by=None, now=NOW)


def test_the_count_outlives_revisions_and_the_event(make_event: MakeEvent) -> None:
    page = make_event()
    older = page.latest_revision
    count_heads(page.translation_key, HELD, adults=5, children=2, by=None, now=NOW + timedelta(days=2))
    older.publish()
    page.delete()
    assert HeadCount.objects.get().municipality is not None


@pytest.mark.parametrize("token", ["x", "a:b:c", "W10:1vx:zz"])
def test_a_made_up_token_is_a_404(event: Event, client: Client, token: str) -> None:
    assert client.get(reverse("event_organiser", args=[token])).status_code == 404


def test_the_link_of_an_earlier_contact_no_longer_opens(event: Event, client: Client) -> None:
    path = _path(event)
    assert client.get(path).status_code == 200
    Event.objects.update(contact=None)
    assert client.get(path).status_code == 404


def test_heads_are_counted_in_the_admin_only_in_ones_own_municipality(
    make_event: MakeEvent, stage: Stage, client: Client
) -> None:
    page, people = make_event(), People(stage.country)
    sent = {"action": "count", "date": HELD, "adults": 4, "children": 0}
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        for name, status in (("editor-oulu", 404), ("contributor-salo", 302)):
            client.force_login(people[name])
            assert client.post(reverse("event_dates", args=[page.pk]), sent).status_code == status
    assert HeadCount.objects.get().by == people["contributor-salo"]
