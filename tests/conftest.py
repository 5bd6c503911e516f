"""What all tests share: a small country to play in, and no way out to the network."""

import socket
from collections.abc import Generator
from typing import Any

import pytest
import pytest_django
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Site

from portal import catalogues, embedded_postgres
from tests import template_database
from tests.cast import Country, load_country
from tests.people import People


def pytest_configure(config: pytest.Config) -> None:
    """What `make test` has ready, for somebody who types `pytest`: the database server and compiled catalogues."""
    if hasattr(config, "workerinput"):
        return  # a process of xdist: the one that started it has done this
    catalogues.compile_stale()
    if embedded_postgres.is_wanted():
        try:
            embedded_postgres.ensure_running()
        except embedded_postgres.EmbeddedPostgresError as error:
            raise pytest.UsageError(str(error)) from error


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """A test that commits ends with a flush, which takes what migrations wrote too: the cast is set up again."""
    yield
    marker = item.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            connection.close()
            template_database.copy(connection.settings_dict["NAME"])
            ContentType.objects.clear_cache()
            load_country()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> None:
    """Each process copies a migrated database instead of migrating one of its own."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template_database.ensure()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """The cast is made once for each test database; every test's changes are rolled back."""
    with django_db_blocker.unblock():
        load_country()


@pytest.fixture
def country(db: None) -> Country:
    """Two districts, three municipalities, page trees in fi, sv, en, fi-simple and ar; see `tests.cast`."""
    Site.clear_site_root_paths_cache()
    return load_country()


@pytest.fixture
def people(country: Country) -> People:
    """Accounts by the names of the demo accounts: `people["editor-oulu"]`; see `tests.people`."""
    return People(country)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The outside world is unreachable; this machine is."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        local = not isinstance(address, tuple) or str(address[0]) in {"localhost", "::1"}
        if not local and not str(address[0]).startswith("127."):
            pytest.fail(f"a test tried to reach {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
