#!/usr/bin/env python
"""Run an administrative command of the project."""

import os
import sys

from django.core.management import execute_from_command_line

from portal import embedded_postgres


def main() -> None:
    """Start the database that comes along when none is named, then hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    if embedded_postgres.is_wanted():
        try:
            embedded_postgres.ensure_running()
        except embedded_postgres.EmbeddedPostgresError as error:
            sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
