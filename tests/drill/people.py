"""People who sign up over HTTP and try again until they are told "received"."""

import threading
import time
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

STEPS = {
    "how": {"wants": "group", "signup_as": "alone", "is_adult": "yes"},
    "interests": {"interests": "food"},
    "about": {"message": "Haluan auttaa."},
}


@dataclass
class Figures:
    """What happened to the people, written by many threads."""

    sent: int = 0
    acknowledged: list[str] = field(default_factory=list)
    told_to_wait: int = 0
    not_answered: int = 0
    bare_errors: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, name: str) -> None:
        """One more."""
        with self.lock:
            setattr(self, name, getattr(self, name) + 1)


def sign_up(address: str, email: str, figures: Figures, deadline: float) -> None:
    """One person: every step, then "send"; whatever fails she tries again with the same browser."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    details = {"details": {"full_name": "Aino Virtanen", "email": email, "contact_language": "fi"}}
    base = f"{address}/fi/salo/join/"
    if not _until_answered(browser, f"{base}how/", None, figures, deadline):
        return
    for step, answers in {**STEPS, **details}.items():
        if not _until_answered(browser, f"{base}{step}/", answers, figures, deadline):
            return
    time.sleep(5)  # nobody reads and sends faster; what is faster looks like spam
    figures.count("sent")
    page = _until_answered(browser, f"{base}check/", {"privacy_read": "on"}, figures, deadline)
    if page is not None and page.url.endswith("/received/"):
        with figures.lock:
            figures.acknowledged.append(email)


def _until_answered(
    browser: OpenerDirector, url: str, answers: dict[str, str] | None, figures: Figures, deadline: float
):  # type: ignore[no-untyped-def]
    """The page that answers; None when time is over."""
    while time.monotonic() < deadline:
        try:
            data = urlencode({**answers, "csrfmiddlewaretoken": _token(browser)}).encode() if answers else None
            return browser.open(url, data, timeout=30)
        except HTTPError as error:
            name = "told_to_wait" if error.code == 503 and error.headers["Retry-After"] else "bare_errors"
            figures.count(name)
        except OSError:
            figures.count("not_answered")  # the web server was being killed
        time.sleep(1)
    return None


def _token(browser: OpenerDirector) -> str:
    jar = next(handler.cookiejar for handler in browser.handlers if isinstance(handler, HTTPCookieProcessor))
    return next((cookie.value or "" for cookie in jar if cookie.name == "csrftoken"), "")
