"""A visitor sees on a district's page where one can become a community sponsor."""

from typing import Any

import pytest
from django.test import Client

from municipalities.models import Municipality
from tests.volunteering.conftest import Recruiting
from volunteering.models import RecruitmentCall
from volunteering.opening import ensure_recruitment

PATH = "/fi/district-varsinais-suomi/"


def section_of(client: Client, path: str = PATH) -> str:
    html = client.get(path).content.decode()
    return html.split("<section")[-1].split("</section>")[0]


def test_an_open_call_leads_to_its_page(recruiting: Recruiting, client: Client) -> None:
    section = section_of(client)
    assert 'href="/fi/salo/join/"' in section
    assert "5 arkipäivän" in section
    assert "/fi/raahe/" not in section  # another district's


def test_in_another_language_the_link_stays_in_that_language(recruiting: Recruiting, client: Client) -> None:
    assert 'href="/sv/salo/join/"' in section_of(client, "/sv/district-varsinais-suomi/")


@pytest.mark.parametrize("state", [RecruitmentCall.State.PAUSED, RecruitmentCall.State.OPEN])
def test_a_call_that_takes_no_answers_says_so(recruiting: Recruiting, client: Client, state: str) -> None:
    RecruitmentCall.objects.filter(pk=recruiting.salo.pk).update(state=state, opens_on="2999-01-01")
    section = section_of(client)
    assert 'href="/fi/salo/join/"' in section
    assert "5 arkipäivän" not in section


@pytest.mark.parametrize("state", [RecruitmentCall.State.DRAFT, RecruitmentCall.State.CLOSED])
def test_a_draft_or_closed_call_is_not_listed(recruiting: Recruiting, client: Client, state: str) -> None:
    RecruitmentCall.objects.filter(pk=recruiting.salo.pk).update(state=state)
    assert "/fi/salo/join/" not in client.get(PATH).content.decode()


def test_the_list_costs_the_same_for_many_towns(
    recruiting: Recruiting, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(PATH)
    with django_assert_max_num_queries(11):
        client.get(PATH)
    salo = recruiting.country.municipalities["salo"]
    for town in Municipality.objects.exclude(pk=salo.pk):
        ensure_recruitment(town, ["fi"])
        Municipality.objects.filter(pk=town.pk).update(district=salo.district)
    with django_assert_max_num_queries(11):
        assert "/join/" in section_of(client)
