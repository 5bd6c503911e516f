"""The project team opens any municipality of Finland: facts, a preview, drafts, online; or back again."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from municipalities.models import Contact, Municipality, MunicipalityPage, PageTemplate
from municipalities.opening import open_municipality
from municipalities.undoing import CannotUndoError, reasons_against, undo_opening
from tests.cast import Country
from tests.people import People
from volunteering.models import JoinRequest, RecruitmentCall

NARPIO = "545"


@pytest.fixture
def team(country: Country, people: People) -> Client:
    client = Client()
    client.force_login(people["team"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def facts(country: Country, **changes: Any) -> dict[str, Any]:
    """The form as it is filled for Närpiö, which is bilingual with a Swedish majority."""
    return {
        "name_fi": "Närpiö", "name_sv": "Närpes", "name_en": "Närpes", "name_ar": "", "fi_genitive": "Närpiön",
        "fi_in": "Närpiössä", "fi_to": "Närpiöön", "sv_in": "i Närpes", "forms_checked": "on",
        "district": country.districts["oulu"].pk, "official_language_status": "3",
        "offered_languages": ["fi", "sv", "en"], "coordinator": "", "wellbeing_fi": "", "wellbeing_sv": "",
        "latitude": "62.47", "longitude": "21.34", "telephone": "", "email": "", "accent": "", **changes,
    }  # fmt: skip


def open_narpio(team: Client, country: Country, **changes: Any) -> Municipality:
    response = team.post(reverse("opening:facts", args=[NARPIO]), facts(country, open="yes", **changes))
    assert response.status_code == 302, response.context["form"].errors
    return Municipality.objects.get(code=NARPIO)


def test_any_municipality_can_be_chosen_by_either_name(team: Client) -> None:
    for name in ("Närpiö", "närpes", NARPIO):
        response = team.post(reverse("opening:index"), {"place": name})
        assert response.url == reverse("opening:facts", args=[NARPIO])
    assert team.post(reverse("opening:index"), {"place": "Atlantis"}).status_code == 200


def test_the_form_knows_the_facts_and_suggests_the_forms(team: Client) -> None:
    form = team.get(reverse("opening:facts", args=[NARPIO])).context["form"]
    assert form.initial["official_language_status"] == 3
    assert form.initial["name_en"] == "Närpes"
    assert form.initial["fi_in"] == "Närpiössä"
    assert form["forms_checked"].initial is None


@pytest.mark.parametrize(
    "missing",
    [{"fi_in": ""}, {"forms_checked": ""}, {"latitude": "6.2"}, {"offered_languages": ["sv"]}, {"district": ""}],
)
def test_nothing_is_guessed(team: Client, country: Country, missing: dict[str, Any]) -> None:
    response = team.post(reverse("opening:facts", args=[NARPIO]), facts(country, open="yes", **missing))
    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(missing)
    assert not Municipality.objects.filter(code=NARPIO).exists()


def test_a_preview_tells_everything_and_makes_nothing(team: Client, country: Country) -> None:
    response = team.post(reverse("opening:facts", args=[NARPIO]), facts(country))
    told = {line.what: line.missing for line in response.context["plan"]}
    assert len(told) >= 8
    assert sum(languages == ["sv", "fi", "en"] for languages in told.values()) == 5
    assert not Municipality.objects.filter(code=NARPIO).exists()


def test_the_preview_tells_what_is_made(team: Client, country: Country) -> None:
    plan = team.post(reverse("opening:facts", args=[NARPIO]), facts(country)).context["plan"]
    town = open_narpio(team, country)
    made = sum(page.get_descendants(inclusive=True).count() for page in town.pages.all())
    assert made == sum(len(line.missing) for line in plan)


def test_it_begins_with_drafts_that_its_editors_see(team: Client, country: Country, people: People) -> None:
    town = open_narpio(team, country)
    assert Client().get("/fi/narpio/").status_code == 404
    for page in town.pages.all():
        assert not page.get_descendants(inclusive=True).filter(live=True).exists()
        assert page.permissions_for_user(people["editor-oulu"]).can_publish()
    assert RecruitmentCall.objects.get(municipality=town).state == "draft"


def test_its_pages_have_the_words_of_the_templates(team: Client, country: Country) -> None:
    town = open_narpio(team, country)
    finnish = town.pages.get(locale__language_code="fi")
    assert "Närpiössä" in finnish.get_latest_revision_as_object().summary
    weeks = finnish.get_children().get(slug="first-weeks").get_latest_revision_as_object()
    assert "Närpiössä" in weeks.summary
    assert "{" not in weeks.summary


def test_editing_a_template_changes_what_the_next_one_begins_with(team: Client, country: Country) -> None:
    template = PageTemplate.objects.get(slug="first-weeks")
    template.texts.filter(language="fi").update(title="Alku {place_in}")
    town = open_narpio(team, country)
    assert town.pages.get(locale__language_code="fi").get_children().filter(title="Alku Närpiössä").exists()


def test_a_template_is_not_saved_with_a_name_that_nothing_fills(team: Client) -> None:
    template = PageTemplate.objects.get(slug="first-weeks")
    text = template.texts.get(language="fi")
    text.title = "Alku {place_at}"
    with pytest.raises(Exception, match="place_at"):
        text.full_clean()


def test_it_goes_online_in_all_languages_at_once(team: Client, country: Country) -> None:
    town = open_narpio(team, country)
    action = reverse("opening:act", args=[NARPIO, "online"])
    assert "Närpes" in team.get(action).content.decode()
    response = team.post(action, {"languages": ["sv"]})
    assert response.status_code == 200, "Finnish is missing"
    assert team.post(action, {"languages": ["sv", "fi"]}).status_code == 302
    for path in ("/fi/narpio/", "/sv/narpio/first-weeks/", "/sv/narpio/contacts/", "/fi/narpio/join/"):
        assert Client().get(path).status_code == 200, path
    assert not town.pages.get(locale__language_code="en").live
    assert RecruitmentCall.objects.get(municipality=town).state == "open"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_language_is_added_with_its_drafts_and_rights(team: Client, country: Country, people: People) -> None:
    town = open_narpio(team, country)
    action = reverse("opening:act", args=[NARPIO, "language"])
    assert team.get(action, {"language": "ar"}).status_code == 200
    assert team.post(action, {"language": "ar"}).status_code == 302
    page = town.pages.get(locale__language_code="ar")
    assert not page.live
    assert page.get_children().count() == 4
    assert page.permissions_for_user(people["editor-oulu"]).can_publish()
    assert page.permissions_for_user(people["translator-ar"]).can_edit()
    town.refresh_from_db()
    assert "ar" in town.offered_languages
    assert team.post(action, {"language": "tlh"}).status_code == 404


def test_a_coordinator_of_the_district_gets_the_call(team: Client, country: Country, people: People) -> None:
    mine, foreign = people["editor-oulu"], people["editor-varsinais-suomi"]
    response = team.post(reverse("opening:facts", args=[NARPIO]), facts(country, open="yes", coordinator=foreign.pk))
    assert "coordinator" in response.context["form"].errors
    town = open_narpio(team, country, coordinator=mine.pk)
    assert list(RecruitmentCall.objects.get(municipality=town).coordinators.all()) == [mine]


def test_undoing_leaves_nothing_behind(team: Client, country: Country) -> None:
    before = [model.objects.count() for model in (Page, Municipality, Group, RecruitmentCall, TranslationSource)]
    open_narpio(team, country)
    action = reverse("opening:act", args=[NARPIO, "undo"])
    assert team.get(action).status_code == 200
    assert Municipality.objects.filter(code=NARPIO).exists()
    assert team.post(action).status_code == 302
    assert not Municipality.objects.filter(code=NARPIO).exists()
    # the public page of the district stays: it is the district's
    after = [model.objects.count() for model in (Page, Municipality, Group, RecruitmentCall, TranslationSource)]
    assert after == before
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_was_public_is_not_undone(team: Client, country: Country) -> None:
    town = open_narpio(team, country)
    page = town.pages.get(locale__language_code="sv")
    page.get_latest_revision().publish() if page.latest_revision else page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    with pytest.raises(CannotUndoError):
        undo_opening(town)
    team.post(reverse("opening:act", args=[NARPIO, "undo"]))
    assert MunicipalityPage.objects.filter(municipality=town).count() == 3


def test_what_people_signed_up_for_is_not_undone(country: Country, team: Client) -> None:
    town = open_narpio(team, country)
    assert reasons_against(town) == []
    JoinRequest.objects.create(
        idempotency_key="7c1d4cf0-24f0-4c9e-8f54-63fcf9c0f3c5", municipality=town, language="fi", name_used="Noor",
        reply_by="call", phone="+358 00 000 0001", contact_language="fi", who_comes="me",
        status_changed_at="2026-11-24T10:00Z", created_at="2026-11-24T10:00Z",
    )  # fmt: skip
    assert len(reasons_against(town)) == 1


def test_contacts_that_were_added_keep_the_municipality(team: Client, country: Country) -> None:
    town = open_narpio(team, country)
    Contact.objects.create(key="narpio", municipality=town)
    assert undo_opening(town) is False
    assert Municipality.objects.filter(code=NARPIO).exists()
    assert not MunicipalityPage.objects.filter(municipality=town).exists()


def test_only_the_team_gets_there(country: Country, people: People) -> None:
    for name in ("editor-oulu", "contributor-raahe", "researcher"):
        client = Client()
        client.force_login(people[name], backend="django.contrib.auth.backends.ModelBackend")
        for path in (
            reverse("opening:index"),
            reverse("opening:facts", args=[NARPIO]),
            reverse("opening:microsite", args=["734"]),
            reverse("pilot:state"),
        ):
            assert client.get(path).status_code in (302, 404), (name, path)
        assert client.post(reverse("opening:act", args=["734", "state"]), {"state": "ended"}).status_code == 404


def test_the_lists_cost_the_same_for_many(team: Client, country: Country) -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert team.get(path).status_code == 200
        return len(captured)

    index, plan = reverse("opening:index"), reverse("opening:microsite", args=["678"])
    few = queries(index), queries(plan)
    open_municipality(country.municipalities["raahe"], ["fi", "sv", "en", "ar"])
    open_narpio(team, country)
    many = queries(index), queries(plan)
    assert many[0] <= few[0]
    assert many[1] <= few[1] + 4  # a page in four languages has other content types to learn
