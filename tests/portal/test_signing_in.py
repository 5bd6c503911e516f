"""Signing in: closed to strangers, two factors enforced, a way back with a recovery code, limits, mail by the queue."""

import datetime

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from home.models import User
from tests.people import PASSWORD, People

LOGIN, ADMIN = "/accounts/login/", "/admin/"


@pytest.fixture(autouse=True)
def enforced(settings: Settings) -> None:
    settings.MFA_ENFORCED = True
    cache.clear()


@pytest.fixture
def editor(people: People) -> User:
    return people["editor-oulu"]


def sign_in(client: Client, password: str = PASSWORD, login: str = "editor-oulu"):
    return client.post(LOGIN, {"login": login, "password": password})


def test_the_admin_sends_strangers_to_the_one_sign_in(client: Client, db: None) -> None:
    for path in (ADMIN, "/admin/pages/", "/admin/login/"):
        response = client.get(path, follow=True)
        assert response.redirect_chain[-1][0].startswith(LOGIN)
    assert client.get("/admin/password_reset/")["Location"] == "/accounts/password/reset/"


def test_a_password_alone_leads_to_where_a_second_factor_is_set_up(client: Client, editor: User) -> None:
    assert sign_in(client)["Location"] == ADMIN
    for path in (ADMIN, "/admin/pages/", "/admin/api/main/pages/"):
        assert client.get(path)["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/totp/activate/", follow=True).status_code == 200


def test_with_a_second_factor_the_code_is_asked_for(client: Client, editor: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    assert sign_in(client)["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get(ADMIN).status_code == 302  # not signed in yet
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert client.get(ADMIN).status_code == 302
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get(ADMIN).status_code == 200


def test_a_recovery_code_opens_the_door_once(client: Client, editor: User) -> None:
    TOTP.activate(editor, generate_totp_secret())
    code = RecoveryCodes.activate(editor).get_unused_codes()[0]
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get(ADMIN).status_code == 200
    other = Client()
    sign_in(other)
    other.post("/accounts/2fa/authenticate/", {"code": code})
    assert other.get(ADMIN).status_code == 302


def test_demo_settings_do_not_ask(client: Client, editor: User, settings: Settings) -> None:
    settings.MFA_ENFORCED = False
    sign_in(client)
    assert client.get(ADMIN).status_code == 200


def test_nobody_makes_an_account(client: Client, db: None) -> None:
    form = {"username": "eve", "email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", form)
    assert not User.objects.filter(username="eve").exists()
    assert "signup" not in client.get(LOGIN).content.decode()


def test_a_new_password_comes_by_mail_and_says_nothing_about_who_exists(
    client: Client, editor: User, mailoutbox: list[EmailMessage]
) -> None:
    answers = [
        client.post("/accounts/password/reset/", {"email": email}).headers["Location"]
        for email in (editor.email, "nobody@example.org")
    ]
    assert answers[0] == answers[1]
    mail = next(mail for mail in mailoutbox if mail.to == [editor.email])
    assert "/accounts/password/reset/key/" in mail.body


def test_after_five_failures_even_the_right_password_waits(client: Client, editor: User) -> None:
    for _n in range(5):
        assert sign_in(client, "wrong").status_code == 200
    assert sign_in(client).status_code == 200
    with time_machine.travel(datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(minutes=16)):
        assert sign_in(client).status_code == 302


def test_a_wrong_name_and_a_wrong_password_are_told_alike(client: Client, editor: User) -> None:
    pages = [sign_in(client, "wrong", login).content.decode() for login in ("editor-oulu", "editor-nobody")]
    errors = [page.split('role="alert"')[1].split("</div>")[0] for page in pages]
    assert errors[0] == errors[1]


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 302)])
def test_an_unused_session_ends_after_an_hour(client: Client, editor: User, minutes: int, status: int) -> None:
    TOTP.activate(editor, generate_totp_secret())
    now = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
    with time_machine.travel(now):
        client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(ADMIN).status_code == 200
    with time_machine.travel(now + datetime.timedelta(minutes=minutes)):
        assert client.get(ADMIN).status_code == status


def test_a_session_ends_after_twelve_hours_of_use(client: Client, editor: User) -> None:
    TOTP.activate(editor, generate_totp_secret())
    now = datetime.datetime(2026, 11, 24, 6, tzinfo=datetime.UTC)
    with time_machine.travel(now):
        client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    for half_hours in range(26):
        with time_machine.travel(now + datetime.timedelta(minutes=30 * half_hours)):
            status = client.get(ADMIN).status_code
    assert status == 302


@pytest.mark.parametrize("name", ["team", "editor-oulu", "contributor-salo", "translator-ar", "researcher"])
def test_only_superusers_manage_users(people: People, settings: Settings, name: str) -> None:
    settings.MFA_ENFORCED = False
    client = Client()
    client.force_login(people[name], backend="django.contrib.auth.backends.ModelBackend")
    for path in (
        "users/",
        "users/new/",
        f"users/{people['admin'].pk}/",
        "groups/",
        "groups/new/",
        "sites/",
        "locales/",
    ):
        assert client.get(f"/admin/{path}").status_code in {302, 403, 404}, path
