"""`python -m portal.embedded_postgres start|stop|status|remove`."""

import sys

from portal.embedded_postgres import EmbeddedPostgresError, ensure_running, is_ready, location, remove, stop
from portal.embedded_postgres.programs import say_on_stderr


def main(arguments: list[str]) -> int:
    """Do one thing; returns an exit code."""
    actions = {"start": ensure_running, "stop": stop, "remove": remove}
    match arguments:
        case ["status"]:
            place = location()
            say_on_stderr(f"{'Running' if is_ready(place) else 'Not running'}, in {place.home}.")
        case [name] if name in actions:
            try:
                actions[name]()
            except EmbeddedPostgresError as error:
                say_on_stderr(str(error))
                return 1
        case _:
            say_on_stderr(f"Usage: {__doc__}")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
