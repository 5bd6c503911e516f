"""A full disk: `full FOLDER` until `free`. Run in the drill's settings; prints how it was made.

With a small file system in FOLDER the tables that a sign-up writes really lie on it and it is really filled. Without
one (it takes root to mount it) PostgreSQL raises the same error, 53100, where the last row of a sign-up is written.
"""

import sys

import django

django.setup()

from django.db import OperationalError, connection  # noqa: E402

#: Written by a sign-up: the row itself, and last of all its mail.
TABLES = ("volunteering_registration", "home_outgoingmail")
FULL = "53100"


def fill(folder: str) -> str:
    """Leave no room."""
    if not folder:
        _run("""
            CREATE FUNCTION drill_disk_full() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER drill_disk_full BEFORE INSERT ON home_outgoingmail EXECUTE FUNCTION drill_disk_full();
        """)
        return "raised"
    _run(f"CREATE TABLESPACE drill_small LOCATION '{folder}'")
    for table in TABLES:
        _run(f"ALTER TABLE {table} SET (fillfactor = 10)")  # a new page for nearly every row
        _run(f"ALTER TABLE {table} SET TABLESPACE drill_small")
    _run("CREATE TABLE drill_filler (line text STORAGE EXTERNAL) TABLESPACE drill_small")
    try:
        while True:
            _run("INSERT INTO drill_filler SELECT repeat('x', 7000) FROM generate_series(1, 50)")
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != FULL:
            raise
    try:
        while True:
            _run("INSERT INTO drill_filler VALUES (repeat('x', 7000))")
    except OperationalError:
        return "real"


def free() -> str:
    """There is room again."""
    _run("DROP TABLE IF EXISTS drill_filler; DROP TRIGGER IF EXISTS drill_disk_full ON home_outgoingmail")
    return "free"


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


if __name__ == "__main__":
    sys.stdout.write(free() if sys.argv[1] == "free" else fill(sys.argv[2] if len(sys.argv) > 2 else ""))
