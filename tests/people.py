"""The people of the tests: made by role, with the names of the demo accounts (architecture §7)."""

from collections.abc import Callable
from functools import partial

from django.test import Client

from home.models import User
from municipalities import accounts
from tests.cast import Country

PASSWORD = "a-long-enough-pass-phrase"  # noqa: S105  # of invented people


class People:
    """Accounts by name, made when first asked for: `people["editor-oulu"]`."""

    def __init__(self, country: Country) -> None:
        self.country = country
        self._made: dict[str, User] = {}

    def __getitem__(self, name: str) -> User:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> User:
        if existing := User.objects.filter(username=name).first():
            return existing
        user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, is_superuser=name == "admin")
        for put in self._roles(name):
            put(user)
        return user

    def _roles(self, name: str) -> list[Callable[[User], None]]:
        role, _, key = name.partition("-")
        districts, towns = self.country.districts, self.country.municipalities
        if role == "editor" and key.startswith("only-"):
            return [partial(accounts.make_editor, district=districts[key.removeprefix("only-")])]
        if role == "editor":
            return [
                partial(accounts.make_editor, district=districts[key]),
                partial(accounts.make_coordinator, district=districts[key]),
            ]
        if role == "contributor":
            return [partial(accounts.make_contributor, municipality=towns[key])]
        if role == "contact":
            town, _, purpose = key.partition("-")
            return [partial(accounts.make_local_contact, municipality=towns[town], purpose=purpose)]
        if role == "translator":
            language, _, town = key.partition("-")
            return [partial(accounts.make_translator, language=language, municipality=towns[town] if town else None)]
        return {"team": [accounts.make_team_member], "researcher": [accounts.make_researcher]}.get(role, [])


def as_(people: People, name: str) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(people[name], backend="django.contrib.auth.backends.ModelBackend")
    return client
