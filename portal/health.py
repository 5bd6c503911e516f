"""Is the process alive, and are the things it depends on? For load balancers and monitoring; tells no details."""

from collections.abc import Callable
from datetime import timedelta

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from procrastinate.contrib.django.models import ProcrastinateWorker

# The worker reports every ten seconds.
SILENT_WORKER = timedelta(seconds=60)


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so that a dead database does not get the web server restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Which dependencies are up. 503 only without the database: pages are answered without the others."""
    state = {name: "up" if _holds(check) else "down" for name, check in CHECKS.items()}
    return JsonResponse(state, status=200 if state["database"] == "up" else 503)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _cache() -> bool:
    caches["default"].set("readyz", "up", 5)
    return caches["default"].get("readyz") == "up"


def _worker() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - SILENT_WORKER).exists()


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "cache": _cache, "worker": _worker}
