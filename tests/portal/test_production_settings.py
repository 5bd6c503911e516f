"""Production refuses to start with settings that would betray its visitors, and is otherwise beyond reproach."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from portal import checks, demo_accounts

PROJECT = Path(__file__).resolve().parents[2]
KEY = "kNq3vTz8LwXr5YbGm2HcJd7FsPa9QeUo4RiVx6ZtBy1CgMhWnKj"
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": KEY,
    "SITE_URL": "https://www.example.org",
    "ALLOWED_HOSTS": "www.example.org",
    "DATABASE_URL": "postgresql:///nowhere?host=/nonexistent",
    "TEAM_EMAIL": "team@example.org",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
}


@pytest.fixture
def production(settings: Settings) -> Settings:
    """Settings that pass, for each test to spoil one."""
    settings.REFUSE_UNSAFE_SETTINGS = True
    settings.SECRET_KEY = KEY
    settings.ALLOWED_HOSTS = ["www.example.org"]
    settings.SITE_URL = "https://www.example.org"
    settings.MAILERS = {"transport": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}
    settings.TEAM_EMAIL = "team@example.org"
    settings.DEFAULT_FROM_EMAIL = "portal@example.org"
    settings.USES_EMBEDDED_DATABASE = False
    settings.DEMO_SITE = False
    settings.MFA_ENFORCED = True
    return settings


def problems() -> list[str | None]:
    return [problem.id for problem in checks.check_settings(None)]


def test_good_settings_pass(production: Settings) -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("DEBUG", True, "portal.E001"),
        ("SECRET_KEY", KEY[:49], "portal.E002"),
        ("SECRET_KEY", "a" * 60, "portal.E002"),
        ("SECRET_KEY", f"django-insecure-{KEY}", "portal.E002"),
        ("ALLOWED_HOSTS", [], "portal.E003"),
        ("ALLOWED_HOSTS", ["*"], "portal.E003"),
        ("ALLOWED_HOSTS", ["www.example.org", ".example.org"], "portal.E003"),
        ("MAILERS", {"transport": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}, "portal.E004"),
        ("MAILERS", {"transport": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend"}}, "portal.E004"),
        ("TEAM_EMAIL", "", "portal.E005"),
        ("DEFAULT_FROM_EMAIL", "", "portal.E005"),
        ("SITE_URL", "http://www.example.org", "portal.E006"),
        ("USES_EMBEDDED_DATABASE", True, "portal.E007"),
        ("DEMO_SITE", True, "portal.E008"),
        ("MFA_ENFORCED", False, "portal.E010"),
    ],
)
def test_an_unsafe_value_is_refused(production: Settings, name: str, value: object, number: str) -> None:
    setattr(production, name, value)
    assert problems() == [number]


def test_the_demo_and_the_tests_may_be_softer(production: Settings) -> None:
    production.REFUSE_UNSAFE_SETTINGS = False
    production.DEBUG = True
    assert problems() == []


@pytest.mark.django_db
def test_accounts_of_the_demo_are_refused(production: Settings) -> None:
    get_user_model().objects.create_user("team", password=demo_accounts.DEMO_PASSWORD)
    with pytest.raises(ImproperlyConfigured, match=r"portal\.E009.*team"):
        checks.refuse_unsafe_start()


@pytest.mark.django_db
def test_a_real_account_that_shares_a_name_with_the_demo_is_not(production: Settings) -> None:
    get_user_model().objects.create_user("admin", password="something else entirely")
    checks.refuse_unsafe_start()


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=ENVIRONMENT | environment, capture_output=True, text=True
    )


def test_the_deployment_check_has_nothing_to_say() -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n"), result.stderr


def test_no_command_runs_with_unsafe_settings() -> None:
    result = run("manage.py", "check", ALLOWED_HOSTS="*")
    assert result.returncode == 1
    assert "portal.E003" in result.stderr


def test_the_web_server_does_not_start_with_unsafe_settings() -> None:
    result = run("-c", "import portal.wsgi", SECRET_KEY="short")
    assert result.returncode == 1
    assert "portal.E002" in result.stderr


def test_the_web_server_starts_while_the_database_is_away() -> None:
    assert run("-c", "import portal.wsgi").returncode == 0
