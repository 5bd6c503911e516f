"""Run the drill: `python -m tests.drill [people for each fault]`. Ends with 1 when a promise is broken."""

import json
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.drill.people import Figures, sign_up
from tests.drill.site import DrillSite

MINUTES_PER_FAULT = 4
DROP_CACHE = """
import django; django.setup()
from django.db import connection
connection.cursor().execute("DROP TABLE shared_cache")
"""


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    with tempfile.TemporaryDirectory(prefix="portal-drill-") as folder, DrillSite(Path(folder), _free_port()) as site:
        say("The site of the drill is up.")
        figures = Figures()
        for name, fault in FAULTS.items():
            _under(site, name, fault, people, figures)
        site.mail.mode, site.mail.replies = "", {}
        return report(site, figures, _settle(site))


def _under(site: DrillSite, name: str, fault: Callable[[DrillSite], None], people: int, figures: Figures) -> None:
    """Let people sign up, and in the middle of it the fault happens."""
    begun, before = time.monotonic(), len(figures.acknowledged)
    deadline = begun + MINUTES_PER_FAULT * 60
    slug = "".join(letter for letter in name if letter.isalnum())
    crowd = [
        threading.Thread(target=sign_up, args=(site.address, f"{slug}{n}@example.org", figures, deadline))
        for n in range(people)
    ]
    for n, person in enumerate(crowd):
        person.start()
        if n == len(crowd) // 2:
            fault(site)
    for person in crowd:
        person.join()
    told = len(figures.acknowledged) - before
    say(f"  {name:36} {told} of {people} told “received” after {time.monotonic() - begun:.0f} s")


def _outage(seconds: float) -> Callable[[DrillSite], None]:
    def fault(site: DrillSite) -> None:
        time.sleep(4)  # some are just about to send
        site.stop_database()
        time.sleep(seconds)
        site.start_database()

    return fault


def _kill(name: str) -> Callable[[DrillSite], None]:
    def fault(site: DrillSite) -> None:
        for _time in range(3):
            time.sleep(3)
            getattr(site, name).kill()

    return fault


def _disk_full(site: DrillSite) -> None:
    """For twenty seconds no sign-up can be written; really so where a small file system may be mounted.

    It is full when this returns, so that those who begin now meet it at "send".
    """
    how = site.call("-m", "tests.drill.disk", "full", *site.small_disk())
    say(f"  (disk full: {how})")
    threading.Timer(20, site.call, ["-m", "tests.drill.disk", "free"]).start()


def _cache_down(site: DrillSite) -> None:
    """The table of the shared cache is gone for good: sends are no longer counted, and everybody is taken."""
    site.call("-c", DROP_CACHE)


def _mail(mode: str = "", replies: dict[str, str] | None = None) -> Callable[[DrillSite], None]:
    def fault(site: DrillSite) -> None:
        site.mail.mode, site.mail.replies = mode, replies or {}

    return fault


FAULTS: dict[str, Callable[[DrillSite], None]] = {
    "no fault": lambda site: None,
    "kill -9 of the web server": _kill("web"),
    "kill -9 of the worker": _kill("worker"),
    "restart of the database": _outage(0),
    "outage of the database, 3 s": _outage(3),
    "outage of the database, 30 s": _outage(30),
    "disk full, 20 s": _disk_full,
    "shared cache gone": _cache_down,
    "mail server hangs up": _mail("refuses"),
    "mail server stalls": _mail("stalls"),
    "mail server answers 4xx": _mail(replies={"RCPT": "450 come again"}),
    "mail server answers 5xx": _mail(replies={"RCPT": "550 no such user"}),
}


def _settle(site: DrillSite) -> dict[str, object]:
    """Wait until no mail is on its way, without the hours between attempts. Jobs of killed workers take a minute."""
    deadline = time.monotonic() + 240
    while True:
        held = json.loads(site.call("-m", "tests.drill.count", "hurry"))
        if not held["queued"] or time.monotonic() > deadline:
            return dict(held)
        time.sleep(5)


def report(site: DrillSite, figures: Figures, held: dict[str, object]) -> int:
    """Print the figures; 1 when something was lost, is there twice, or nobody could see it."""
    stored = Counter(held["stored"])  # type: ignore[arg-type]
    arrived = Counter(address for mail in site.mail.received for address in mail.recipients)
    lost = [email for email in figures.acknowledged if not stored[email]]
    mails_twice = sum(number - 1 for address, number in arrived.items() if stored[address] and number > 1)
    applicants_reached = sum(1 for email in stored if arrived[email])
    say(f"""
sent                          {figures.sent}
acknowledged                  {len(figures.acknowledged)}
stored                        {sum(stored.values())}
acknowledged but lost         {len(lost)}
stored twice                  {held["twice"]}
told to wait (503)            {figures.told_to_wait}
not answered (being killed)   {figures.not_answered}
bare errors                   {figures.bare_errors}
mails out                     {sum(arrived.values())} (to {applicants_reached} applicants, {mails_twice} a second time)
mails dead, seen by the team  {held["dead"]}
mails still waiting           {held["queued"]}
jobs still “running”          {held["running"]}
starts of web and worker      {site.web.starts} and {site.worker.starts}""")
    silent = len(stored) - applicants_reached - int(str(held["dead"]))
    broken = {
        "acknowledged sign-ups are lost": bool(lost),
        "sign-ups are there twice": bool(held["twice"]) or len(figures.acknowledged) != len(set(figures.acknowledged)),
        "somebody was never told “received”": len(figures.acknowledged) < figures.sent,
        "a sign-up was stored without its mail": bool(held["without_mail"]),
        "a mail neither left nor is seen as dead": bool(held["queued"]) or silent > 0,
        "bare errors were shown": figures.bare_errors > 0,
        "more than one mail too many for a crash": mails_twice > site.worker.starts,
    }
    for promise, is_broken in broken.items():
        if is_broken:
            say(f"BROKEN: {promise}")
    return int(any(broken.values()))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
