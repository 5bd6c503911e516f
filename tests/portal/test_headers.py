"""Every class of answer carries the same protection: pages, redirects, faults, files, calendars, the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from wagtail.documents.models import Document

from home import routing
from tests.cast import Country
from tests.people import People

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
Answer = Callable[[], HttpResponse]


@pytest.fixture
def answers(
    country: Country, people: People, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Answer]:
    """One of each class of answer, over TLS, by its name."""
    settings.MEDIA_ROOT = tmp_path
    settings.SECURE_HSTS_SECONDS = 31536000
    client = Client(raise_request_exception=False)
    editor = Client(raise_request_exception=False)
    editor.force_login(people["team"], backend="django.contrib.auth.backends.ModelBackend")
    document = Document.objects.create(title="Plan", file=ContentFile(b"<script>alert(1)</script>", "plan.html"))

    def get(path: str, who: Client = client) -> HttpResponse:
        return who.get(path, secure=True)

    def gone() -> HttpResponse:
        monkeypatch.setattr(routing, "gone_checks", [lambda request, language, components: True])
        return get("/fi/was/")

    def fault() -> HttpResponse:
        def fail(request: HttpRequest, path: str) -> HttpResponse:
            raise RuntimeError

        monkeypatch.setattr(routing, "route", fail)
        return get("/fi/salo/")

    return {
        "200 page": lambda: get("/fi/salo/"),
        "200 gate": lambda: get("/"),
        "200 in another language": lambda: get("/ar/salo/"),
        "301 redirect": lambda: get("/fi/district-varsinais-suomi/salo/"),
        "404": lambda: get("/fi/atlantis/"),
        "410": gone,
        "500": fault,
        "200 search": lambda: get("/fi/search/?q=x"),
        "404 calendar": lambda: get("/fi/salo/none.ics"),
        "200 document": lambda: get(document.url),
        "200 sign-in": lambda: get("/accounts/login/"),
        "302 admin": lambda: get("/admin/"),
        "200 admin": lambda: get("/admin/", editor),
        "404 admin": lambda: get("/admin/nothing/", editor),
        "200 health": lambda: get("/healthz"),
        "404 static": lambda: get("/static/nothing.css"),
    }


NAMES = [
    "200 page", "200 gate", "200 in another language", "301 redirect", "404", "410", "500", "200 search",
    "404 calendar", "200 document", "200 sign-in", "302 admin", "200 admin", "404 admin", "200 health", "404 static",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_is_protected(answers: dict[str, Answer], name: str) -> None:
    response = answers[name]()
    assert str(response.status_code) == name.split()[0]
    assert {header: response.headers.get(header) for header in ALWAYS} == ALWAYS
    assert response.headers["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert response.headers["Referrer-Policy"]
    assert "camera=()" in response.headers["Permissions-Policy"]
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors" in policy or "default-src 'none'" in policy
    if "admin" not in name:
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "nonce" not in policy


def test_a_document_is_saved_and_can_do_nothing(answers: dict[str, Answer]) -> None:
    response = answers["200 document"]()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "script-src" not in response.headers["Content-Security-Policy"]


def test_no_public_answer_sets_a_cookie(answers: dict[str, Answer]) -> None:
    for name in ("200 page", "301 redirect", "404", "410", "200 search"):
        assert not answers[name]().cookies, name


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/reports/site-history/", "/admin/account/"])
def test_the_admin_asks_nothing_of_third_parties(country: Country, people: People, path: str) -> None:
    client = Client()
    client.force_login(people["team"], backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(path).content.decode()
    for attribute in ('src="http', 'src="//', '<link rel="stylesheet" href="http', "gravatar", "releases.wagtail"):
        assert attribute not in html
