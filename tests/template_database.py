"""A migrated database that every test process copies: migrating takes half a minute, copying half a second.

It is made anew when a migration or a dependency changes, and kept between runs.
"""

import hashlib
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

PROJECT = Path(__file__).resolve().parent.parent


def ensure() -> str:
    """The name of the migrated database, made now unless it is there. Several processes may ask at once."""
    prefix = f"template_{_digest(str(PROJECT).encode(), 8)}_"
    name = f"{prefix}{fingerprint(PROJECT)}"
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [prefix])
        found = {
            row[0] for row in server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [prefix + "%"])
        }
        if name not in found:
            for stale in found:  # of other migrations, or unfinished
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(stale)))
            _build(server, f"{prefix}unfinished", name)
    return name


def fingerprint(project: Path) -> str:
    """Changes with every migration of the project and every version it depends on."""
    files = [*sorted(project.glob("*/migrations/*.py")), project / "requirements.txt"]
    return _digest(b"".join(str(file.relative_to(project)).encode() + file.read_bytes() for file in files), 16)


def copy(name: str) -> None:
    """Make the database a fresh copy of the migrated one, whatever it was before."""
    drop(name)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with _server() as server:
        server.execute(statement.format(sql.Identifier(name), sql.Identifier(ensure())))


def drop(name: str) -> None:
    """Remove a database if it is there, and whoever is connected to it."""
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _server() -> psycopg.Connection:
    parameters = connection.get_connection_params() | {"dbname": "postgres", "cursor_factory": None}
    parameters.pop("context", None)
    return psycopg.connect(**parameters, autocommit=True)


def _build(server: psycopg.Connection, unfinished: str, name: str) -> None:
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
    real = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = unfinished
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = real
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    server.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))


def _digest(content: bytes, length: int) -> str:
    return hashlib.sha256(content).hexdigest()[:length]
