"""An organiser cancels one date from her phone: only that date, in every language, and only in her own municipality."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from events.models import Event, EventPage, Occurrence, OccurrenceChange
from events.services import annotate_occurrence, cancel_event, cancel_occurrence, move_occurrence, undo_change
from tests.events.conftest import HELSINKI, NOW, MakeEvent, Stage
from tests.people import People

DATE = "2026-03-31T17:30"


@pytest.fixture
def people(stage: Stage) -> People:
    return People(stage.country)


def _dates(page: EventPage) -> str:
    return reverse("event_dates", args=[page.pk])


def test_three_taps_cancel_a_date_and_one_takes_it_back(
    make_event: MakeEvent, translate: Callable[..., EventPage], people: People, client: Client
) -> None:
    page = make_event()
    translate(page, "sv", title="Språkkafé")
    client.force_login(people["contributor-salo"])
    assert _dates(page) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert (
        "31.3.2026" in client.get(_dates(page)).content.decode()
        or "31 March" in client.get(_dates(page)).content.decode()
    )
    words = {"action": "cancel", "date": DATE, "words_fi": "Remontti", "words_sv": "Renovering"}
    client.post(_dates(page), words)
    for language, reason in (("fi", "Remontti"), ("sv", "Renovering")):
        html = client.get(f"/{language}/salo/events/").content.decode()
        assert html.count('data-status="cancelled"') == 1
        assert reason in html
    assert Occurrence.objects.filter(status="cancelled").count() == 1
    client.post(_dates(page), {"action": "undo", "date": DATE})
    assert not Occurrence.objects.filter(status="cancelled").exists()


def test_cancelling_leaves_draft_workflow_and_revisions_alone(
    make_event: MakeEvent, people: People, client: Client
) -> None:
    page = make_event()
    page.title = "Uusi luonnos"
    page.save_revision()
    client.force_login(people["contributor-salo"])
    client.post(_dates(page), {"action": "cancel", "date": DATE})
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Uusi luonnos"


def test_the_district_is_told_when_a_contributor_does_it(
    make_event: MakeEvent, people: People, client: Client, mailoutbox: list[EmailMessage]
) -> None:
    page = make_event()
    assert people["editor-varsinais-suomi"]
    client.force_login(people["contributor-salo"])
    client.post(_dates(page), {"action": "cancel", "date": DATE, "words_fi": "Remontti"})
    [mail] = mailoutbox
    assert mail.to == ["editor-varsinais-suomi@example.org"]
    assert "Remontti" in mail.body
    client.force_login(people["editor-varsinais-suomi"])
    client.post(_dates(page), {"action": "undo", "date": DATE})
    assert len(mailoutbox) == 1


ALLOWED = ["admin", "team", "editor-varsinais-suomi", "contributor-salo"]
REFUSED = ["editor-oulu", "editor-only-oulu", "contributor-raahe", "translator-ar", "translator-fi", "researcher"]


@pytest.mark.parametrize("name", ALLOWED + REFUSED)
def test_who_may(make_event: MakeEvent, people: People, client: Client, name: str) -> None:
    page = make_event()
    client.force_login(people[name])
    seen = client.get(_dates(page))
    client.post(_dates(page), {"action": "cancel", "date": DATE})
    assert seen.status_code == (200 if name in ALLOWED else 404)
    assert OccurrenceChange.objects.exists() == (name in ALLOWED)


def test_a_foreign_and_a_missing_event_answer_alike(make_event: MakeEvent, people: People, client: Client) -> None:
    page = make_event()
    client.force_login(people["editor-oulu"])
    foreign, missing = client.get(_dates(page)), client.get(reverse("event_dates", args=[987654]))
    assert foreign.status_code == missing.status_code == 404
    # The frame of the page repeats the address that was asked for, and nothing else differs.
    assert foreign.content.replace(f"/{page.pk}/".encode(), b"/987654/") == missing.content


def test_portal_wide_events_belong_to_the_team(
    make_event: MakeEvent, stage: Stage, people: People, client: Client
) -> None:
    page = make_event(stage.portal["fi"])
    client.force_login(people["editor-varsinais-suomi"])
    assert client.get(_dates(page)).status_code == 404
    client.force_login(people["team"])
    assert client.get(_dates(page)).status_code == 200


def test_a_date_is_moved_with_the_form(make_event: MakeEvent, people: People, client: Client) -> None:
    page = make_event()
    client.force_login(people["contributor-salo"])
    client.post(
        _dates(page),
        {"action": "move", "date": DATE, "day": "1.4.2026", "start_time": "18.00", "end_time": "19.30"},
    )
    row = Occurrence.objects.get(recurrence_id=DATE)
    assert (row.status, row.start) == ("moved", datetime(2026, 4, 1, 18, tzinfo=HELSINKI))
    html = client.get("/fi/salo/events/").content.decode()
    assert 'data-status="moved"' in html
    assert client.get("/fi/salo/events/kielikahvila/2026-03-31/").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"action": "explode"},
        {"action": "cancel"},
        {"action": "cancel", "date": "\x00'\"<script>"},
        {"action": "cancel", "date": "2026-04-01T17:30"},
        {"action": "cancel", "date": DATE, "words_fi": "x" * 5000},
        {"action": "move", "date": DATE, "day": "99.99.2026", "start_time": "25.99"},
        {"action": "move", "date": DATE, "day": "29.3.2026", "start_time": "3.30"},
        {"action": "undo", "date": "nothing"},
    ],
)
def test_nonsense_changes_nothing_and_is_explained(
    make_event: MakeEvent, people: People, client: Client, sent: dict[str, str]
) -> None:
    page = make_event()
    client.force_login(people["contributor-salo"])
    response = client.post(_dates(page), sent, follow=True)
    assert response.status_code == 200
    assert [m.level_tag for m in response.context["messages"]] == ["error"]
    assert not OccurrenceChange.objects.exists()


def test_a_date_that_is_over_cannot_be_changed(make_event: MakeEvent) -> None:
    page = make_event()
    with pytest.raises(ValidationError):
        cancel_occurrence(page.translation_key, "2026-03-24T17:30", by=None, now=NOW + timedelta(days=2))


def test_cancelling_twice_keeps_one_change_with_the_newer_reason(make_event: MakeEvent) -> None:
    page = make_event()
    for reason in ("Remontti", "Lakko"):
        cancel_occurrence(page.translation_key, DATE, by=None, now=NOW, reason={"fi": reason})
    assert OccurrenceChange.objects.in_force().get().reason == {"fi": "Lakko"}
    assert Occurrence.objects.get(recurrence_id=DATE).reason == {"fi": "Lakko"}


def test_undoing_twice_does_nothing(make_event: MakeEvent) -> None:
    page = make_event()
    change = cancel_occurrence(page.translation_key, DATE, by=None, now=NOW)
    undo_change(change, by=None, now=NOW)
    undo_change(change, by=None, now=NOW + timedelta(days=1))
    change.refresh_from_db()
    assert change.undone_at == NOW


def test_a_moved_date_whose_rule_has_gone_is_kept(make_event: MakeEvent) -> None:
    page = make_event()
    start = datetime(2026, 4, 1, 18, tzinfo=HELSINKI)
    move_occurrence(page.translation_key, DATE, start=start, end=None, by=None, now=NOW)
    page.weekdays = ["FR"]
    page.save_revision().publish()
    assert Occurrence.objects.get(recurrence_id=DATE).start == start


def test_a_cancelled_event_says_so_on_its_page_and_needs_a_reason(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    with pytest.raises(ValidationError):
        cancel_event(page.translation_key, by=None, now=NOW, reason={"fi": " "})
    cancel_event(page.translation_key, by=None, now=NOW, reason={"fi": "Ohjaaja sairastui."})
    response = client.get("/fi/salo/events/kielikahvila/")
    assert response.status_code == 200
    assert "Ohjaaja sairastui." in response.content.decode()
    assert Event.objects.get().status == "EventCancelled"


def test_a_note_stands_beside_its_date(make_event: MakeEvent, client: Client) -> None:
    page = make_event()
    annotate_occurrence(page.translation_key, DATE, note={"fi": "Tällä kertaa pullaa"}, by=None, now=NOW)
    assert "Tällä kertaa pullaa" in client.get("/fi/salo/events/kielikahvila/").content.decode()


def test_a_cancelled_date_leaves_the_list_when_its_day_is_over(make_event: MakeEvent) -> None:
    page = make_event()
    cancel_occurrence(page.translation_key, DATE, by=None, now=NOW)
    evening = datetime(2026, 3, 31, 23, 30, tzinfo=HELSINKI)
    cancelled = Occurrence.objects.filter(status="cancelled")
    assert cancelled.upcoming(evening).exists()
    assert not cancelled.upcoming(evening + timedelta(hours=1)).exists()


def test_an_event_is_moved_in_the_admin_with_all_its_languages(
    make_event: MakeEvent, translate: Callable[..., EventPage], stage: Stage, people: People, client: Client
) -> None:
    page = make_event()
    swedish = translate(page, "sv")
    client.force_login(people["admin"])
    url = reverse("wagtailadmin_pages:move_confirm", args=[swedish.pk, stage.raahe["sv"].pk])
    client.post(url)
    swedish.refresh_from_db()
    assert swedish.get_parent().pk == stage.salo["sv"].pk  # a translation does not move alone
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, stage.raahe["fi"].pk]))
    swedish.refresh_from_db()
    assert swedish.get_parent().pk == stage.raahe["sv"].pk
    assert Event.objects.get().municipality == stage.country.municipalities["raahe"]
