"""A page goes live and runs out at the time an editor chose; what a contributor schedules waits for approval first."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState

from events.models import EventIndexPage, EventPage, Occurrence
from home.scheduling import publish_due
from municipalities.models import LocalPage
from tests.cast import Country
from tests.people import People, as_

LATER = timedelta(hours=3)


@pytest.fixture
def page(country: Country) -> LocalPage:
    parent = country.town_pages["fi"]["salo"]
    return parent.add_child(
        instance=LocalPage(title="First weeks", slug="first-weeks", locale=parent.locale, live=False)
    )


def edit(client: Client, page: LocalPage, action: str, **times: Any) -> Any:
    written = {name: timezone.localtime(moment).strftime("%d.%m.%Y %H:%M") for name, moment in times.items()}
    data = {
        "title": page.title, "slug": page.slug, "summary": "", "official_source": "", "icon": "", "keywords": "",
        "body-count": "0", "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "go_live_at": "", "expire_at": "", **written, action: "yes",
    }  # fmt: skip
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    return response


def is_live(page: LocalPage) -> bool:
    page.refresh_from_db()
    return page.live


def test_an_editor_publishes_for_later(page: LocalPage, people: People) -> None:
    now = timezone.now()
    edit(as_(people, "editor-varsinais-suomi"), page, "action-publish", go_live_at=now + LATER)
    publish_due(now)
    assert not is_live(page)
    with time_machine.travel(now + LATER + timedelta(minutes=1)):
        assert publish_due(timezone.now()) == 1
        assert is_live(page)
        assert publish_due(timezone.now()) == 0
    assert PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.publish.scheduled").exists()


def test_a_page_runs_out(page: LocalPage, people: People) -> None:
    now = timezone.now()
    edit(as_(people, "editor-varsinais-suomi"), page, "action-publish", expire_at=now + LATER)
    publish_due(now)
    assert is_live(page)
    with time_machine.travel(now + LATER + timedelta(minutes=1)):
        publish_due(timezone.now())
    assert not is_live(page)
    assert page.expired


def test_what_a_contributor_schedules_waits_for_approval(page: LocalPage, people: People) -> None:
    now = timezone.now()
    edit(as_(people, "contributor-salo"), page, "action-submit", go_live_at=now + LATER)
    with time_machine.travel(now + LATER + timedelta(minutes=1)):
        assert publish_due(timezone.now()) == 0
        assert not is_live(page)


def test_an_approval_before_the_time_keeps_the_time(page: LocalPage, people: People) -> None:
    now = timezone.now()
    edit(as_(people, "contributor-salo"), page, "action-submit", go_live_at=now + LATER)
    state = TaskState.objects.get()
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    as_(people, "editor-varsinais-suomi").post(url)
    assert not is_live(page)
    with time_machine.travel(now + LATER + timedelta(minutes=1)):
        publish_due(timezone.now())
    assert is_live(page)


def test_a_contributor_cannot_publish_for_later(page: LocalPage, people: People) -> None:
    now = timezone.now()
    edit(as_(people, "contributor-salo"), page, "action-publish", go_live_at=now + LATER)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_one_page_that_fails_does_not_hold_up_the_others(page: LocalPage, country: Country, people: People) -> None:
    now, parent = timezone.now(), country.town_pages["fi"]["salo"]
    parent.refresh_from_db()
    other = parent.add_child(instance=LocalPage(title="Other", slug="other", locale=parent.locale, live=False))
    editor = as_(people, "editor-varsinais-suomi")
    edit(editor, page, "action-publish", go_live_at=now + LATER)
    edit(editor, other, "action-publish", go_live_at=now + LATER)
    taken = Revision.objects.get(object_id=str(page.pk), approved_go_live_at__isnull=False)
    taken.content["locale"] = 987654  # gone meanwhile
    taken.save()
    with time_machine.travel(now + LATER + timedelta(minutes=1)):
        assert publish_due(timezone.now()) == 1
    assert is_live(other)
    assert not is_live(page)


def test_the_dates_of_a_scheduled_event_appear_with_it(country: Country) -> None:
    now, parent = timezone.now(), country.town_pages["fi"]["salo"]
    index = parent.add_child(instance=EventIndexPage(title="Events", slug="events", locale=parent.locale))
    day = timezone.localdate() + timedelta(days=9)
    event = index.add_child(
        instance=EventPage(
            title="Walk", slug="walk", locale=parent.locale, live=False, start_date=day, is_free=True,
            go_live_at=now + LATER,
        )
    )  # fmt: skip
    event.save_revision().publish()
    assert not Occurrence.objects.exists()
    with time_machine.travel(now + LATER + timedelta(minutes=1)):
        publish_due(timezone.now())
    assert Occurrence.objects.filter(recurrence_id__startswith=str(day)).exists()
