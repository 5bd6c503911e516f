"""Calls, coordinators and applicants of the sign-up tests."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from home.models import User
from municipalities.roles import Role, group_name
from tests.cast import Country
from volunteering.models import OutboundMessage, PrivacyNotice, RecruitmentCall, Registration
from volunteering.opening import ensure_recruitment

# A slow machine is not an error of the code.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@dataclass
class Recruiting:
    """The country with calls, and the people who answer them."""

    country: Country
    salo: RecruitmentCall
    raahe: RecruitmentCall
    national: RecruitmentCall
    coordinator_salo: User
    coordinator_oulu: User
    team: User
    editor: User


@pytest.fixture
def recruiting(country: Country) -> Recruiting:
    """Calls in Salo and Raahe and the national one, with Finnish pages, and people in the groups of their roles."""
    salo = ensure_recruitment(country.municipalities["salo"], ["fi"])
    raahe = ensure_recruitment(country.municipalities["raahe"], ["fi"])
    national = ensure_recruitment(None, ["fi"])
    everybody = Recruiting(
        country,
        salo,
        raahe,
        national,
        person("coordinator-salo", group_name(Role.COORDINATOR, "varsinais-suomi")),
        person("coordinator-oulu", group_name(Role.COORDINATOR, "oulu")),
        person("team", group_name(Role.PROJECT_TEAM)),
        person("editor-oulu", group_name(Role.EDITOR, "oulu")),
    )
    salo.coordinators.add(everybody.coordinator_salo)
    raahe.coordinators.add(everybody.coordinator_oulu)
    return everybody


def person(name: str, *groups: str) -> User:
    """Somebody who may open the admin and is in the groups."""
    user = User.objects.create_user(name, f"{name}@example.org", "secret")
    for each in groups:
        group, _made = Group.objects.get_or_create(name=each)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        user.groups.add(group)
    return user


HOW = {"wants": "group", "signup_as": "alone", "is_adult": "yes"}
INTERESTS = {"interests": ["language_cafe", "food"], "languages_spoken": ["fi", "sv"], "availability": ["evening"]}
ABOUT = {"message": "Haluan auttaa.", "practical_needs": ["childcare"], "heard_from": "poster"}
DETAILS = {
    "full_name": "Aino Virtanen",
    "email": "aino@example.org",
    "phone": "040 123 4567",
    "contact_preference": "call",
    "contact_language": "fi",
}
DECLARATION = {"privacy_read": "on"}


class Applicant:
    """Somebody with a browser who fills in the form."""

    def __init__(self, base: str = "/fi/salo/join/") -> None:
        self.base = base
        self.client = Client()

    def post(self, step: str, data: dict[str, Any]) -> Any:
        return self.client.post(f"{self.base}{step}/", data)

    def get(self, step: str) -> Any:
        return self.client.get(f"{self.base}{step}/")

    def answer(self, **changes: Any) -> Any:
        """Answer every step; keyword arguments change single answers. Returns the last response."""
        response = None
        if "/salo/" not in self.base and "/raahe/" not in self.base:
            response = self.post("where", {"municipality": changes.pop("municipality", "salo")})
        for step, data in (("how", HOW), ("interests", INTERESTS), ("about", ABOUT), ("details", DETAILS)):
            changed = {**data, **{name: value for name, value in changes.items() if name in data}}
            response = self.post(step, {**changed, **changes})
        return response

    def send(self, **declaration: Any) -> Any:
        """Press "send" after a minute of reading."""
        with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
            return self.post("check", {**DECLARATION, **declaration})

    def sign_up(self, **changes: Any) -> Registration:
        """The whole way; returns the row."""
        before = set(Registration.objects.values_list("pk", flat=True))
        self.answer(**changes)
        response = self.send()
        assert response.status_code == 303, response.content.decode()
        return Registration.objects.exclude(pk__in=before).get()


@pytest.fixture
def applicant(recruiting: Recruiting) -> Applicant:
    return Applicant()


def make_registration(call: RecruitmentCall, **changes: Any) -> Registration:
    """A sign-up as it stands in the database, without mails."""
    now: datetime = changes.pop("now", timezone.now())
    fields = {
        "call": call,
        "municipality": call.municipality,
        "idempotency_key": uuid4(),
        "language": "fi",
        "full_name": "Aino Virtanen",
        "email": "aino@example.org",
        "contact_language": "fi",
        "wants": "group",
        "is_adult": True,
        "status": "new",
        "status_changed_at": now,
        "created_at": now,
        "active_at": now,
        "privacy_notice": PrivacyNotice.objects.current(),
        "privacy_language": "fi",
        "privacy_read_at": now,
    }
    return Registration.objects.create(**{**fields, **changes})


def away(*args: object, **kwargs: object) -> None:
    """What asking a database that is away does."""
    raise OperationalError


def mail_texts() -> list[str]:
    """The queued mails as text, in the order in which they were written."""
    rows = OutboundMessage.objects.filter(mail__isnull=False).order_by("pk").select_related("mail")
    messages = [email.message_from_bytes(bytes(row.mail.payload), policy=email.policy.default) for row in rows]
    return [f"To: {m['To']}\nSubject: {m['Subject']}\n\n{m.get_content()}" for m in messages]
