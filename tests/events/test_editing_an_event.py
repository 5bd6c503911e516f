"""A volunteer fills in the form of an event: plain controls, and errors that name the field and the remedy."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from events.models import Event, EventPage, Occurrence
from home.models import PortalImage
from tests.events.conftest import MakeEvent, Stage
from tests.people import People


@pytest.fixture
def admin(country: Any, client: Client) -> Client:
    client.force_login(People(country)["admin"])
    return client


def _data(stage: Stage, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": "Kielikahvila", "slug": "kielikahvila", "summary": "", "body": rich_text("<p>Tule!</p>"),
        "place_note": "", "price_note": "", "food_note": "", "religious_note": "", "accessibility_note": "",
        "themes": "", "type_id": "General", "start_date": "2026-03-24", "start_time": "17.30", "end_time": "19.00",
        "end_date": "", "frequency": "WEEKLY", "interval": "1", "weekdays": ["TU"], "month_days": "",
        "until": "2026-05-26", "count": "", "added_dates": "", "excluded_dates": "", "place": str(stage.library.pk),
        "departure_place": "", "attendance_mode": "offline", "online_url": "", "audience": ["adults"],
        "in_language": ["fi"], "interpreting": [], "audience_min_age": "", "audience_max_age": "", "alternates": "",
        "is_free": "True", "price": "", "child_care": "none", "registration": "none", "registration_url": "",
        "registration_phone": "", "registration_opens": "", "registration_closes": "", "capacity": "",
        "religious_content": "none", "contact": "", "planned_together": "with", "image": "", "last_confirmed_on": "",
        "topics": [str(stage.language_topic.pk)],
        "organisers": inline_formset([{"organisation": str(o.pk)} for o in (stage.red_cross, stage.parish)]),
        "comments": inline_formset([]),
    }  # fmt: skip
    values |= changes
    several = {name: value for name, value in values.items() if isinstance(value, list)}
    return nested_form_data({name: v for name, v in values.items() if name not in several}) | several


def _form(stage: Stage, page: EventPage | None = None, **changes: Any) -> Any:
    parent = stage.salo["fi"]
    page = page or EventPage(locale=parent.locale)
    form_class = EventPage.get_edit_handler().get_form_class()
    return form_class(_data(stage, **changes), instance=page, parent_page=parent)


def test_a_new_event_is_published_from_the_form(stage: Stage, admin: Client) -> None:
    url = reverse("wagtailadmin_pages:add", args=("events", "eventpage", stage.salo["fi"].pk))
    assert admin.get(url).status_code == 200
    response = admin.post(url, _data(stage, excluded_dates="31.3.2026\n6.4.2026–14.4.2026") | {"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    page = EventPage.objects.get()
    assert page.live
    assert page.excluded_dates == ["2026-03-31", "2026-04-06/2026-04-14"]
    assert [o.key for o in page.listed_organisers] == ["spr-vs", "salo-parish"]
    days = set(Occurrence.objects.values_list("recurrence_id", flat=True))
    assert "2026-03-24T17:30" in days
    assert not days & {"2026-03-31T17:30", "2026-04-07T17:30", "2026-04-14T17:30"}


def test_the_form_shows_again_what_was_saved(make_event: MakeEvent, stage: Stage, admin: Client) -> None:
    page = make_event(excluded_dates=["2026-10-12/2026-10-18"], added_dates=["2026-04-04T12:00/14:00"], month_days=[1])
    html = admin.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert "12.10.2026–18.10.2026" in html
    assert "4.4.2026 12.00–14.00" in html
    assert 'value="17.30"' in html


ERRORS: dict[str, tuple[dict[str, Any], str, str]] = {
    "start in the gap": ({"start_date": "2026-03-29", "start_time": "3.30", "frequency": ""}, "start_time", "4.00"),
    "end in the gap": (
        {"start_date": "2026-03-28", "start_time": "22.00", "end_time": "3.15", "frequency": ""}, "end_time", "4.00",
    ),
    "added date in the gap": ({"added_dates": "29.3.2026 3.30–5.00"}, "added_dates", "4.00"),
    "no clock change": ({"after_clock_change": "on"}, "after_clock_change", "October"),
    "last day first": ({"end_date": "2026-03-01"}, "end_date", "before the first day"),
    "until and count": ({"count": "3"}, "count", "not both"),
    "neither until nor count": ({"until": ""}, "until", "number of times"),
    "nothing left": ({"excluded_dates": "1.1.2026–31.12.2027"}, "frequency", "No date"),
    "too many": ({"frequency": "DAILY", "until": "2027-12-31"}, "until", "260"),
    "both kinds of months": (
        {"frequency": "MONTHLY", "month_weekdays": ["1WE"], "month_days": "3"}, "month_days", "not both",
    ),
    "not a time": ({"start_time": "half past five"}, "start_time", "17.30"),
    "not a date": ({"excluded_dates": "next week"}, "excluded_dates", "12.10.2026"),
    "not a day": ({"month_days": "1, 40"}, "month_days", "31"),
    "price not said": ({"is_free": ""}, "is_free", "free"),
    "price missing": ({"is_free": "False"}, "price", "price"),
    "no place": ({"place": ""}, "place", "Choose the place"),
    "hidden, but how": ({"place_hidden": "on"}, "registration", "sign up"),
    "link missing": ({"registration": "link"}, "registration_url", "address"),
    "ages turned round": ({"audience_min_age": "20", "audience_max_age": "10"}, "audience_max_age", "below"),
    "year": ({"start_date": "0026-03-24"}, "start_date", "2023"),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_errors_name_the_field_and_the_remedy(stage: Stage, name: str) -> None:
    changes, field, words = ERRORS[name]
    with override("en"):
        form = _form(stage, **changes)
        assert not form.is_valid()
        assert words in str(form.errors.get(field)), form.errors


def test_a_draft_may_be_unfinished(stage: Stage) -> None:
    form = _form(stage, start_date="", start_time="", frequency="", until="", place="", is_free="")
    form.defer_required_fields()
    assert form.is_valid(), form.errors


def test_24_is_midnight(stage: Stage) -> None:
    form = _form(stage, end_time="24.00")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["end_time"] == time(0)


def test_a_picture_of_people_without_consent_is_refused(stage: Stage) -> None:
    image = PortalImage.objects.create(title="Kahvit", file=_file(), shows_people=True, people_consent=False)
    form = _form(stage, image=str(image.pk))
    assert not form.is_valid()
    assert list(form.errors) == ["image"]


def test_such_a_picture_stays_out_of_what_is_public_on_every_other_way(make_event: MakeEvent) -> None:
    image = PortalImage.objects.create(title="Kahvit", file=_file(), shows_people=True, people_consent=False)
    make_event(image=image)
    assert Event.objects.get().image is None


def _file() -> ImageFile:
    return get_test_image_file()


def test_the_form_of_a_translation_has_words_only_and_leads_to_the_source(
    make_event: MakeEvent, translate: Callable[..., EventPage], admin: Client
) -> None:
    page = make_event()
    swedish = translate(page, "sv", title="Språkkafé")
    html = admin.get(reverse("wagtailadmin_pages:edit", args=(swedish.pk,))).content.decode()
    assert 'name="place_note"' in html
    for name in ("start_date", "place", "weekdays", "is_free"):
        assert f'name="{name}"' not in html
    assert reverse("wagtailadmin_pages:edit", args=(page.pk,)) in html
    assert "17.30" in html


def test_saving_a_translation_keeps_the_facts(
    make_event: MakeEvent, translate: Callable[..., EventPage], admin: Client
) -> None:
    page = make_event()
    swedish = translate(page, "sv", title="Språkkafé")
    words = {
        "title": "Språkkafé på bibban", "slug": "kielikahvila", "summary": "", "body": rich_text("<p>Kom!</p>"),
        "place_note": "", "price_note": "", "food_note": "", "religious_note": "", "accessibility_note": "",
        "themes": "", "comments": inline_formset([]), "action-publish": "1",
    }  # fmt: skip
    response = admin.post(reverse("wagtailadmin_pages:edit", args=(swedish.pk,)), nested_form_data(words))
    assert response.status_code == 302, response.context["form"].errors
    event = Event.objects.get()
    assert event.text_for("sv").title == "Språkkafé på bibban"
    assert event.start_time == time(17, 30)


def test_places_and_organisers_of_other_municipalities_are_not_offered(stage: Stage) -> None:
    stage.library.municipality = stage.country.municipalities["raahe"]
    stage.library.save()
    form = _form(stage)
    assert not form.is_valid()
    assert "place" in form.errors
