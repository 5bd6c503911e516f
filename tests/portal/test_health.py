"""Machines can ask whether the process lives and what it depends on; the answer tells no details."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from portal import health


def test_the_process_answers_without_touching_the_database(client: Client) -> None:
    # Without the mark `django_db` every query fails.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_everything_is_up(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "up", "cache": "up", "worker": "up"}


@pytest.mark.django_db
def test_a_silent_worker_is_reported_but_the_site_stays_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        long_ago = timezone.now() - 2 * health.SILENT_WORKER
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [long_ago])
    assert ProcrastinateWorker.objects.count() == 1
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["worker"] == "down"


@pytest.mark.django_db
def test_without_the_database_the_site_is_not_ready_and_says_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise OperationalError('connection to server at "10.0.0.7" failed for user "portal"')

    monkeypatch.setitem(health.CHECKS, "database", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == "down"
    assert b"10.0.0.7" not in response.content
