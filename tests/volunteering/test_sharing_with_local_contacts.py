"""The contact of a municipality or parish sees the sponsors who agreed to exactly that, and nothing else."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from home.models import User
from municipalities.figures.access import scope_of
from municipalities.people import Membership
from municipalities.rights import withdraw_rights
from municipalities.roles import LOCAL_PURPOSES
from tests.people import People, as_
from tests.volunteering.conftest import Recruiting
from tests.volunteering.roles import make_role, make_sponsor
from tests.volunteering.test_a_coordinators_day import signed_in
from tests.volunteering.test_own_page import link
from volunteering.casework import RefusedError
from volunteering.erasure import erase_contact_data, erase_everything
from volunteering.models import AccessLog, ConsentRecord, Sponsor, SponsorGroup
from volunteering.personal_copy import everything_about
from volunteering.sponsors import grouping, standing
from volunteering.sponsors.moves import SHARING
from volunteering.sponsors.sharing import agree
from volunteering.states import Actor

URL = "/admin/shared-sponsors/"
SAID = {"action": "share", "channel": "phone", "said_so": "on"}


@pytest.fixture
def people(recruiting: Recruiting) -> People:
    return People(recruiting.country)


def agreed(sponsor: Sponsor, *purposes: str, now: datetime | None = None) -> Sponsor:
    now = now or timezone.now()
    agree(sponsor, purposes, channel="web", given_at=now, now=now)
    return sponsor


def page(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == 200
    return response.content.decode()


def consents(sponsor: Sponsor) -> list[tuple[str, bool]]:
    rows = sponsor.registration.consents.order_by("pk")
    return [(row.purpose, row.withdrawn_at is None) for row in rows]


def test_the_codes_of_groups_and_consents_are_the_same() -> None:
    assert tuple(str(each.value) for each in SHARING) == LOCAL_PURPOSES


def test_town_purpose_consent_and_end_decide_who_sees_whom(recruiting: Recruiting, people: People) -> None:
    """Every combination of town, consents (also taken back) and ending, seen by everybody who may see something."""
    given: dict[str, tuple[str, set[str]]] = {}
    choices = [(), ("municipality",), ("parish",), ("municipality", "parish")]
    cases = product(["salo", "raahe"], choices, ["kept", "taken back", "ended", "ended before"])
    for n, (town, chosen, then) in enumerate(cases):
        name = f"Person{n:03}"
        row = agreed(make_sponsor(getattr(recruiting, town), full_name=name, email=f"{n}@example.org"), *chosen)
        if then == "taken back":
            agreed(row)
        elif then == "ended":
            standing.end(row, "moved", expected=row.state, actor=Actor.COORDINATOR, now=timezone.now())
        elif then == "ended before":
            Sponsor.objects.filter(pk=row.pk).update(state="ended", ended_at=timezone.now())
        given[name] = (town, set(chosen) if then == "kept" else set())
    looking = {f"contact-{town}-{purpose}": ({town}, {purpose}) for town in ("salo", "raahe") for purpose in SHARING}
    looking |= {
        "coordinator-salo": ({"salo"}, set(SHARING)),
        "coordinator-oulu": ({"raahe"}, set(SHARING)),
        "team": ({"salo", "raahe"}, set(SHARING)),
    }
    for who, (towns, purposes) in looking.items():
        html = page(as_(people, who))
        seen = {name for name in given if name in html}
        assert seen == {name for name, (town, has) in given.items() if town in towns and has & purposes}, who
        assert seen


@pytest.mark.parametrize("who", ["contributor-salo", "translator-ar-salo", "researcher", "editor-only-oulu"])
def test_nobody_else_sees_the_list(recruiting: Recruiting, people: People, who: str) -> None:
    agreed(make_sponsor(recruiting.salo), *SHARING)
    client = as_(people, who)
    response = client.get(URL)
    assert response.status_code == 302 and "Aino" not in response.content.decode()
    assert "shared-sponsors" not in client.get("/admin/").content.decode()


def test_the_list_says_how_to_reach_her_is_logged_and_not_kept(recruiting: Recruiting, people: People) -> None:
    row = agreed(make_sponsor(recruiting.salo, preferred_name="<b>Aikku", phone="+358401234567"), "parish")
    row.roles.add(make_role("guide"))
    group = SponsorGroup.objects.create(municipality=row.municipality, name="Perjantai")
    grouping.add_member(group, row, [], by=None, now=timezone.now())
    other = make_sponsor(recruiting.salo, full_name="Kielo Kaino", email="kielo@example.org")
    client = as_(people, "contact-salo-parish")
    response = client.get(URL)
    html = response.content.decode()
    for shown in ("&lt;b&gt;Aikku", "tel:+358401234567", "aino@example.org", "guide", "Perjantai"):
        assert shown in html
    for hidden in ("Kielo", other.reference, row.reference, "Aino Virtanen", "export"):
        assert hidden not in html
    assert response["Cache-Control"].startswith("private, no-store")
    log = AccessLog.objects.first()
    assert log is not None
    assert (log.action, log.actor, log.references) == ("list", people["contact-salo-parish"], [row.reference])
    assert client.post(URL).status_code == 405


def test_a_local_contact_reaches_nothing_else(recruiting: Recruiting, people: People) -> None:
    row = agreed(make_sponsor(recruiting.salo), *SHARING)
    client = as_(people, "contact-salo-municipality")
    assert "shared-sponsors" in client.get("/admin/").content.decode()
    assert "shared-sponsors" not in as_(people, "coordinator-salo").get("/admin/").content.decode()
    for path in (
        f"/admin/sponsors/{row.reference}/",
        f"/admin/signups/{row.reference}/",
        "/admin/sponsors/YK-22222222/",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path, {"action": "note", "text": "x"}).status_code == 404
    for path in ("/admin/sponsors/", "/admin/signups/", "/admin/signups/export/", reverse("people:index")):
        assert client.get(path).status_code in (302, 404)
    scope = scope_of(people["contact-salo-municipality"])
    assert scope is not None and not scope.sees_small_numbers
    assert [town.slug for town in scope.towns] == ["salo"]


def test_she_ticks_and_takes_back_on_her_own_page(recruiting: Recruiting, people: People) -> None:
    row = make_sponsor(recruiting.salo)
    own, contact = Client(), as_(people, "contact-salo-municipality")
    address = link("own", row.registration)
    html = own.get(address).content.decode()
    assert 'name="municipality"' in html and 'name="parish"' in html and " checked" not in html
    assert own.post(address, {"action": "share", "municipality": "on"}).status_code == 303
    record = ConsentRecord.objects.get()
    assert (record.purpose, record.channel, record.language) == ("municipality", "web", "fi")
    assert len(record.wording_hash) == 64 and record.privacy_notice
    assert " checked" in own.get(address).content.decode()
    assert "Aino" in page(contact)
    own.post(address, {"action": "share", "municipality": "on"})
    assert consents(row) == [("municipality", True)]
    own.post(address, {"action": "share"})
    assert consents(row) == [("municipality", False)]
    assert "Aino" not in page(contact)
    own.post(address, {"action": "share", "parish": "on"})
    assert consents(row) == [("municipality", False), ("parish", True)]


def test_the_coordinator_writes_down_what_was_said(recruiting: Recruiting) -> None:
    row = make_sponsor(recruiting.salo)
    client, url = signed_in(recruiting.coordinator_salo), f"/admin/sponsors/{row.reference}/"
    day = timezone.localdate() - timedelta(days=2)
    assert 'name="said_so"' in client.get(url).content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    refused: list[dict[str, Any]] = [{"said_so": ""}, {"channel": "web"}, {"on": ""}, {"on": tomorrow}]
    for wrong in refused:
        client.post(url, {**SAID, "municipality": "on", "on": day.isoformat(), **wrong})
        assert consents(row) == []
    foreign = signed_in(recruiting.coordinator_oulu)
    assert foreign.post(url, {**SAID, "municipality": "on", "on": day.isoformat()}).status_code == 404
    client.post(url, {**SAID, "municipality": "on", "on": day.isoformat()})
    record = ConsentRecord.objects.get()
    assert (record.purpose, record.channel, timezone.localdate(record.given_at)) == ("municipality", "phone", day)
    client.post(url, {**SAID, "on": day.isoformat(), "channel": "paper"})
    assert consents(row) == [("municipality", False)]


def test_ending_and_erasing_end_the_consent_and_the_copy_tells_of_it(recruiting: Recruiting) -> None:
    now = timezone.now()
    row = agreed(make_sponsor(recruiting.salo), *SHARING)
    told = everything_about([row.registration])["sign_ups"][0]["consents"]
    assert {each["purpose"] for each in told} == set(SHARING)
    standing.end(row, "moved", expected=row.state, actor=Actor.APPLICANT, now=now)
    assert consents(row) == [("municipality", False), ("parish", False)]
    with pytest.raises(RefusedError):
        agreed(row, "parish")
    row.refresh_from_db()
    standing.come_back(row, expected="ended", actor=Actor.COORDINATOR, now=now)
    assert not any(in_force for _purpose, in_force in consents(row))
    agreed(row, "parish")
    erase_contact_data(row.registration, now)
    assert not any(in_force for _purpose, in_force in consents(row))
    erase_everything(row.registration, now)
    assert consents(row) == []


def test_a_contact_is_invited_for_one_purpose_and_removed_at_once(
    recruiting: Recruiting, people: People, mailoutbox: list[EmailMessage]
) -> None:
    agreed(make_sponsor(recruiting.raahe), "parish")
    town = recruiting.country.municipalities["raahe"]
    data = {"name": "Maija", "email": "maija@example.org", "mail_language": "en", "municipality": town.pk}
    editor, url = as_(people, "editor-oulu"), reverse("people:invite", args=["contact"])
    salo = recruiting.country.municipalities["salo"].pk
    for wrong in ({"purpose": ""}, {"purpose": "contributor"}, {"purpose": "parish", "municipality": salo}):
        assert editor.post(url, {**data, **wrong}).status_code == 422
    assert editor.post(url, {**data, "purpose": "parish"}).status_code == 302
    assert editor.post(url, {**data, "purpose": "parish"}).status_code == 422
    with override("fi"):
        role = gettext("is the local contact of the parish")
    assert role in editor.get("/admin/people/").content.decode()
    mail = mailoutbox[-1]
    assert "local contact" in mail.subject and "translate" not in mail.body
    path = next(line for line in mail.body.splitlines() if "/invitation/" in line).removeprefix("http://testserver")
    client, password = Client(), "quite-another-pass-phrase-7"
    client.post(path, {"name": "Maija Malli", "new_password1": password, "new_password2": password})
    user = User.objects.get(email="maija@example.org")
    assert [group.name for group in user.groups.all()] == ["Local contacts: raahe parish"]
    assert "Aino" in page(client)
    membership = Membership.objects.get(user=user)
    remove = reverse("people:remove", args=[membership.pk])
    assert as_(people, "editor-varsinais-suomi").post(remove).status_code == 404
    editor.post(remove)
    assert "Aino" not in client.get(URL).content.decode()


def test_the_right_goes_with_the_municipality(recruiting: Recruiting, people: People) -> None:
    user = people["contact-salo-parish"]
    withdraw_rights(recruiting.country.municipalities["salo"])
    assert not user.groups.exists()


def test_the_list_costs_the_same_for_many(
    recruiting: Recruiting, people: People, django_assert_max_num_queries: Any
) -> None:
    client = as_(people, "contact-salo-municipality")
    for n in range(12):
        agreed(make_sponsor(recruiting.salo, email=f"{n}@example.org"), "municipality")
    page(client)
    with django_assert_max_num_queries(22):
        page(client)
