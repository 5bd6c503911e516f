"""Districts and the team invite contributors and translators, give nothing else, and never learn who has an account."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import User
from municipalities import accounts
from municipalities.invitations import forget_unanswered
from municipalities.models import Invitation
from tests.cast import Country
from tests.people import PASSWORD, People, as_

NEW_PASSWORD = "quite-a-long-phrase-7"  # noqa: S105  # of an invented person
ADDRESS = "maija.malli@example.org"


def invite(client: Client, role: str = "contributor", **fields: Any) -> Any:
    data = {"name": "Maija Malli", "email": ADDRESS, "mail_language": "fi", **fields}
    return client.post(reverse("people:invite", args=[role]), data)


def link(mail: EmailMessage) -> str:
    """The path of the link in a mail."""
    return next(line for line in mail.body.splitlines() if "/invitation/" in line).removeprefix("http://testserver")


def begin(path: str, **fields: str) -> tuple[Client, Any]:
    client = Client()
    data = {"name": "Maija Malli", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD, **fields}
    return client, client.post(path, data)


@pytest.fixture
def invited(country: Country, people: People, mailoutbox: list[EmailMessage]) -> str:
    """The link with which somebody new begins to write in Raahe."""
    invite(as_(people, "editor-oulu"), municipality=country.municipalities["raahe"].pk)
    return link(mailoutbox[-1])


def test_the_whole_way(country: Country, people: People, mailoutbox: list[EmailMessage]) -> None:
    editor = as_(people, "editor-oulu")
    response = invite(editor, municipality=country.municipalities["raahe"].pk, mail_language="sv")
    assert response.status_code == 302
    assert mailoutbox[-1].to == [ADDRESS]
    assert "Brahestad" in mailoutbox[-1].subject
    assert "editor-oulu" in mailoutbox[-1].body
    path = link(mailoutbox[-1])
    assert Client().get(path)["Cache-Control"].count("no-store")
    client, response = begin(path)
    assert response["Location"] == "/admin/"
    user = User.objects.get(email=ADDRESS)
    assert user.get_full_name() == "Maija Malli"
    assert user.check_password(NEW_PASSWORD)
    assert user.wagtail_userprofile.preferred_language == "sv"
    assert [group.name for group in user.groups.all()] == ["Contributors: raahe"]
    assert not user.is_staff
    page = country.town_pages["sv"]["raahe"]
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert "Maija Malli" in editor.get(reverse("people:index")).content.decode()


def test_the_link_works_once(invited: str) -> None:
    begin(invited)
    for response in (Client().get(invited), begin(invited)[1]):
        assert response.status_code == 410
    assert User.objects.filter(email=ADDRESS).count() == 1


def test_the_link_works_for_seven_days(invited: str, db: None) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert Client().get(invited).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert begin(invited)[1].status_code == 410
    assert not User.objects.filter(email=ADDRESS).exists()


def test_sending_again_gives_a_new_link_and_ends_the_old_one(
    invited: str, people: People, mailoutbox: list[EmailMessage]
) -> None:
    url = reverse("people:invitation", args=[Invitation.objects.get().pk])
    as_(people, "editor-oulu").post(url, {"action": "again"})
    assert Client().get(invited).status_code == 410
    assert Client().get(link(mailoutbox[-1])).status_code == 200


def test_an_invitation_can_be_withdrawn(invited: str, people: People) -> None:
    url = reverse("people:invitation", args=[Invitation.objects.get().pk])
    as_(people, "editor-oulu").post(url, {"action": "withdraw"})
    assert Client().get(invited).status_code == 410


def test_an_invitation_is_void_when_the_inviter_has_left(invited: str, people: People) -> None:
    people["editor-oulu"].groups.clear()
    assert Client().get(invited).status_code == 410


def test_a_weak_password_is_refused_and_the_link_stays(invited: str) -> None:
    assert begin(invited, new_password1="maija", new_password2="maija")[1].status_code == 422
    assert begin(invited, new_password2="something-else-9")[1].status_code == 422
    assert begin(invited)[1].status_code == 302


def test_somebody_with_an_account_signs_in_and_gets_the_role_added(
    country: Country, people: People, mailoutbox: list[EmailMessage]
) -> None:
    salo = people["contributor-salo"]
    invite(as_(people, "editor-oulu"), email=salo.email.upper(), municipality=country.municipalities["raahe"].pk)
    path = link(mailoutbox[-1])
    assert begin(path)[1].status_code == 200  # a new password is not taken
    assert as_(people, "contributor-kuusamo").post(path).status_code == 200
    salo.refresh_from_db()
    assert salo.check_password(PASSWORD)
    assert salo.groups.count() == 1
    assert as_(people, "contributor-salo").post(path)["Location"] == "/admin/"
    assert {group.name for group in salo.groups.all()} == {"Contributors: salo", "Contributors: raahe"}


def test_the_inviter_is_not_told_whether_the_address_has_an_account(
    country: Country, people: People, mailoutbox: list[EmailMessage]
) -> None:
    known = people["researcher"].email
    answers = []
    for address in (known, "nobody@example.org"):
        client = as_(people, "editor-oulu")
        response = invite(client, email=address, municipality=country.municipalities["raahe"].pk)
        html = client.get(response["Location"]).content.decode()
        answers.append((response.status_code, html.count("Maija Malli")))
        Invitation.objects.all().delete()
    assert answers[0] == answers[1]
    bodies = [mail.body.replace(link(mail), "") for mail in mailoutbox[-2:]]
    assert bodies[0] == bodies[1]


def test_an_account_that_was_closed_stays_closed(
    country: Country, people: People, mailoutbox: list[EmailMessage]
) -> None:
    User.objects.filter(pk=people["researcher"].pk).update(is_active=False)
    invite(
        as_(people, "editor-oulu"),
        email=people["researcher"].email,
        municipality=country.municipalities["raahe"].pk,
    )
    assert begin(link(mailoutbox[-1]))[1].status_code == 410


def test_a_translator_is_invited_for_languages_of_ones_own_municipalities(
    country: Country, people: People, mailoutbox: list[EmailMessage]
) -> None:
    own = [country.municipalities[slug].pk for slug in ("raahe", "kuusamo")]
    invite(as_(people, "editor-oulu"), "translator", municipalities=own, languages=["ar"])
    begin(link(mailoutbox[-1]))
    groups = {group.name for group in User.objects.get(email=ADDRESS).groups.all()}
    assert groups == {"Translators: ar raahe", "Translators: ar kuusamo"}


def test_the_team_may_invite_a_translator_of_the_whole_portal(people: People, mailoutbox: list[EmailMessage]) -> None:
    invite(as_(people, "team"), "translator", languages=["ar"])
    begin(link(mailoutbox[-1]))
    assert [group.name for group in User.objects.get(email=ADDRESS).groups.all()] == ["Translators: ar"]


def test_nothing_else_can_be_given(country: Country, people: People, mailoutbox: list[EmailMessage]) -> None:
    editor = as_(people, "editor-oulu")
    salo, raahe = country.municipalities["salo"].pk, country.municipalities["raahe"].pk
    assert invite(editor, municipality=salo).status_code == 422
    assert invite(editor, "translator", municipalities=[raahe, salo], languages=["ar"]).status_code == 422
    assert invite(editor, "translator", languages=["ar"]).status_code == 422
    assert invite(editor, "translator", municipalities=[raahe], languages=["xx"]).status_code == 422
    for role in ("editor", "team", "administrator"):
        assert invite(editor, role, municipality=raahe).status_code == 404
    assert not mailoutbox
    smuggled = {"groups": "1", "is_superuser": "on", "municipalities": salo}
    invite(editor, municipality=raahe, **smuggled)
    begin(link(mailoutbox[-1]), is_superuser="on", username="admin")
    user = User.objects.get(email=ADDRESS)
    assert not user.is_superuser
    assert user.username == ADDRESS
    assert [group.name for group in user.groups.all()] == ["Contributors: raahe"]


@pytest.mark.parametrize("name", ["contributor-raahe", "translator-ar", "researcher"])
def test_others_do_not_invite(country: Country, people: People, mailoutbox: list[EmailMessage], name: str) -> None:
    client = as_(people, name)
    assert client.get(reverse("people:index")).status_code == 302
    assert invite(client, municipality=country.municipalities["raahe"].pk).status_code == 302
    assert not mailoutbox


def test_the_list_shows_ones_own_people_and_ends_their_access_at_once(country: Country, people: People) -> None:
    writer = as_(people, "contributor-raahe")
    accounts.make_contributor(people["contributor-raahe"], country.municipalities["salo"])
    people["translator-ar-raahe"], people["contributor-salo"]
    editor = as_(people, "editor-oulu")
    html = editor.get(reverse("people:index")).content.decode()
    assert "contributor-raahe@" in html
    assert "translator-ar-raahe@" in html
    assert "contributor-salo@" not in html
    page = reverse("wagtailadmin_pages:edit", args=[country.town_pages["fi"]["raahe"].pk])
    assert writer.get(page).status_code == 200
    membership = User.groups.through.objects.get(user=people["contributor-raahe"], group__name="Contributors: raahe")
    url = reverse("people:remove", args=[membership.pk])
    assert "contributor-raahe" in editor.get(url).content.decode()
    editor.post(url)
    assert writer.get(page).status_code == 404
    groups = people["contributor-raahe"].groups.all()
    assert [group.name for group in groups] == ["Contributors: salo"]


@pytest.mark.parametrize("name", ["editor-oulu", "contributor-salo"])
def test_nobody_ends_the_access_of_others_people(country: Country, people: People, name: str) -> None:
    people["contributor-salo"], people["editor-varsinais-suomi"], people["team"], people["editor-oulu"]
    client = as_(people, name)
    for membership in User.groups.through.objects.all():
        assert client.post(reverse("people:remove", args=[membership.pk])).status_code == 404
    assert client.post(reverse("people:remove", args=[987654])).status_code == 404


def test_what_nobody_answered_is_forgotten(invited: str) -> None:
    now = timezone.now()
    assert forget_unanswered(now + timedelta(days=36)) == 0
    assert forget_unanswered(now + timedelta(days=38)) == 1
    assert not Invitation.objects.exists()


def test_an_accepted_invitation_keeps_no_address(invited: str) -> None:
    begin(invited)
    kept = Invitation.objects.get()
    assert (kept.email, kept.name) == ("", "")
    assert kept.accepted_by == User.objects.get(email=ADDRESS)
