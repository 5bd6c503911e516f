"""No writer crosses a district and no reader of what is not public does: every address of the admin, every role.

Each address is asked with every method, with ids of one's own, of another district, and with ids that do not exist;
each answer is searched for the other district's canaries, and nothing of the other district may have changed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

import pytest
import pytest_django
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from wagtail.models import Locale, Site

from municipalities.borders import ADMINISTRATORS_ONLY
from municipalities.models import DistrictApprovalTask, PageTemplate
from municipalities.workflow import ensure_workflow
from tests.cast import load_country
from tests.people import People
from tests.security.addresses import SHARED, Address, admin_addresses
from tests.security.scene import Scene, set_scene

MISSING = {
    "registration": "YK-22222222", "join_request": "YK-22222222", "sponsor": "YK-22222222",
    "idea": "00000000-0000-4000-8000-000000000000",
    "wish": "TO-22222222",
}  # fmt: skip
NOWHERE = 987_654
READING = ("get", "head", "options")
#: Methods whose answers are pages, or change something; the others are refused, alike for foreign and missing ids.
WITH_PAGES = ("get", "post")
OTHER_METHODS = ("options", "put", "patch", "delete")
#: Who asks for everything; each may do less than the one before. All are people of Raahe, and Salo is foreign.
ROLES = ["editor-oulu", "contributor-raahe", "translator-ar-raahe", "contact-raahe-municipality", "researcher"]
#: What has nothing to do with who may see what, and is asked with every request; sessions need no database here.
LEFT_OUT = {
    "portal.request_log.RequestLogMiddleware", "portal.headers.HeadersMiddleware",
    "portal.sign_in.SessionLimitsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware", "wagtail.contrib.redirects.middleware.RedirectMiddleware",
}  # fmt: skip
#: What the pages for signing in need themselves: words and pictures of the admin.
OPEN_TO_ALL = {"wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}


class Undo(Exception):
    """Thrown to undo what a request did."""


@contextmanager
def undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


@contextmanager
def writing() -> Iterator[list[str]]:
    """What was written to the database meanwhile; comparing everything after each request would take too long."""
    written: list[str] = []

    def note(execute: Any, sql: str, *args: Any) -> Any:
        if str(sql).lstrip().startswith(("INSERT", "UPDATE", "DELETE", "WITH")):
            written.append(str(sql))
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield written


class Visit:
    """Somebody of one district who asks for everything."""

    def __init__(self, people: People, name: str, own: Scene, foreign: Scene) -> None:
        #: What is one's own is slow to draw, and looks alike for those who may do less.
        self.asks_own = name == ROLES[0]
        self.own, self.foreign = own, foreign
        self.client = Client(raise_request_exception=False)
        self.client.force_login(people[name], backend="django.contrib.auth.backends.ModelBackend")
        self.cookies = self.client.cookies.output()
        shared = {
            "page_template": PageTemplate.objects.values_list("pk", flat=True)[0],
            "task": DistrictApprovalTask.objects.values_list("pk", flat=True)[0],
            "workflow": ensure_workflow().pk,
            "site": Site.objects.values_list("pk", flat=True)[0],
            "group": Group.objects.values_list("pk", flat=True)[0],
            "locale": Locale.objects.values_list("pk", flat=True)[0],
        }
        self.values = {
            "own": {**own.ids, **shared},
            "foreign": {**foreign.ids, **shared},
            "missing": {kind: MISSING.get(kind, NOWHERE) for kind in {*own.ids, *SHARED}},
        }
        self.before = foreign.state()
        self.problems: list[str] = []

    def ask(self, method: str, path: str, data: dict[str, Any] | None = None) -> tuple[int, str]:
        """The status of the answer, after looking for canaries and for damage; what was done is undone."""
        self.client.cookies = SimpleCookie()
        self.client.cookies.load(self.cookies.replace("Set-Cookie: ", ""))
        with undone(), writing() as written:
            response = self._send(method, path, data or {})
            text = _text(response)
            where = f"{method.upper()} {path}"
            if self.foreign.canary in text:
                at = text.index(self.foreign.canary)
                self.problems.append(f"{where} shows “{text[at : at + 40]}”")
            if response.status_code >= 500 and method == "get":  # half a form makes Wagtail fail: that shows nothing
                self.problems.append(f"{where} fails with {response.status_code}")
            if written and response.status_code < 400 and self.foreign.state() != self.before:
                self.problems.append(f"{where} changed the other district")
            return response.status_code, response.headers.get("Location", "").split("?")[0]

    def _send(self, method: str, path: str, data: dict[str, Any]) -> HttpResponse:
        if method in ("put", "patch", "delete"):
            return getattr(self.client, method)(path, json.dumps(data), content_type="application/json")
        return getattr(self.client, method)(path, data)

    def ask_all(self, address: Address, methods: tuple[str, ...] = WITH_PAGES) -> None:
        for method in methods:
            answers: dict[str, tuple[int, str]] = {}
            for whose, values in self.values.items():
                if whose == "own" and not self.asks_own:
                    continue
                if whose == "missing" and not address.kinds:
                    continue  # the same address again
                if (path := address.path(values)) is not None:
                    answers[whose] = self.ask(method, path, self.body() if method not in READING else None)
            foreign, missing = answers.get("foreign"), answers.get("missing")
            if foreign and missing and foreign[0] != missing[0] and not set(address.kinds) <= SHARED:
                self.problems.append(f"{method.upper()} {address.name}: foreign {foreign}, missing {missing}")
            if method in WITH_PAGES:
                self._mixed(method, address)

    def _mixed(self, method: str, address: Address) -> None:
        """One id of another district among one's own."""
        if len(address.kinds) > 1:
            for kind in set(address.kinds) - SHARED:
                path = address.path({**self.values["own"], kind: self.foreign.ids[kind]})
                if path is not None:
                    self.ask(method, path, self.body() if method == "post" else None)

    def body(self) -> dict[str, Any]:
        """Ids of the other district in every field in which a form takes one."""
        ids = self.foreign.ids
        return {
            "id": ids["page"], "page": ids["page"], "parent_page": ids["town_page"], "chooser": ids["town_page"],
            "new_parent_page": ids["town_page"], "new_title": "x", "new_slug": "x", "municipality": ids["municipality"],
            "district": ids["district"], "collection": ids["collection"],
            "locales": list(Locale.objects.values_list("pk", flat=True)), "title": "x", "slug": "x",
            "place": ids["place"], "contact": ids["contact"], "confirm": "yes", "comment": "x",
            "municipalities": [ids["municipality"]], "languages": ["ar"], "mail_language": "fi", "name": "x",
            "email": "x@example.org", "user": ids["user"], "action": "withdraw", "town": self.foreign.town.slug,
            "position": "0", "action-publish": "yes", "is_editing": "1",
        }  # fmt: skip


def _text(response: HttpResponse) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace") + str(dict(response.headers))


def plain_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The real page takes longer to draw than everything before it."""
    return HttpResponse("not found", status=404)


@pytest.fixture(scope="module")
def cast(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[People, dict[str, Scene]]]:
    """Both districts with everything in them, made once for all these tests; what a test does is rolled back."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(
            MEDIA_ROOT=tmp_path_factory.mktemp("media"),
            MIDDLEWARE=[name for name in settings.MIDDLEWARE if name not in LEFT_OUT],
            SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        ),
        patch("portal.urls.handler404", plain_not_found),
    ):
        country = load_country()
        people = People(country)
        people["admin"]  # invites
        yield people, {slug: set_scene(country, slug, people[f"contributor-{slug}"]) for slug in ("raahe", "salo")}
        transaction.set_rollback(True)


@pytest.fixture
def people(cast: tuple[People, dict[str, Scene]], db: None) -> People:
    """The same people for all, asked for anew: what they were in a test before is forgotten."""
    return People(cast[0].country)


@pytest.fixture
def scenes(cast: tuple[People, dict[str, Scene]], db: None) -> dict[str, Scene]:
    return cast[1]


def test_every_address_has_a_case() -> None:
    known, unknown = admin_addresses()
    assert unknown == []
    assert len(known) > 200


@pytest.mark.parametrize("name", ROLES)
def test_no_address_crosses_the_border(scenes: dict[str, Scene], people: People, name: str) -> None:
    visit = Visit(people, name, scenes["raahe"], scenes["salo"])
    for address in admin_addresses()[0]:
        visit.ask_all(address)
    assert not visit.problems, "\n".join(visit.problems)


def test_no_other_method_tells_more(scenes: dict[str, Scene], people: People) -> None:
    visit = Visit(people, "contributor-raahe", scenes["raahe"], scenes["salo"])
    for address in admin_addresses()[0]:
        if address.kinds:
            visit.ask_all(address, OTHER_METHODS)
    assert not visit.problems, "\n".join(visit.problems)


def test_an_editor_who_coordinates_nothing_reaches_no_sign_up(scenes: dict[str, Scene], people: People) -> None:
    """Neither those of other districts nor those of her own."""
    for foreign in ("salo", "raahe"):
        visit = Visit(people, "editor-only-oulu", scenes["raahe"], scenes[foreign])
        for address in admin_addresses()[0]:
            if address.name.startswith("volunteering_"):
                visit.ask_all(address)
        assert not visit.problems, "\n".join(visit.problems)


@pytest.mark.parametrize("name", ROLES)
def test_no_list_search_or_chooser_shows_the_other_district(
    scenes: dict[str, Scene], people: People, name: str
) -> None:
    visit = Visit(people, name, scenes["raahe"], scenes["salo"])
    ids = scenes["salo"].ids
    for address in admin_addresses()[0]:
        if address.kinds or (path := address.path({})) is None:
            continue
        visit.ask("get", path, {"q": "Canary"})
        if any(part in address.name for part in ("choose", "chosen", "api", "results")):
            for kind in ("page", "image", "document"):
                visit.ask("get", path, {"id": ids[kind]})
    assert not visit.problems, "\n".join(visit.problems)


@pytest.mark.parametrize("name", ROLES[:3])
def test_no_bulk_action_reaches_the_other_district(scenes: dict[str, Scene], people: People, name: str) -> None:
    visit = Visit(people, name, scenes["raahe"], scenes["salo"])
    ids = scenes["salo"].ids
    cases = [
        *((f"wagtailcore/page/{action}", "page") for action in ("delete", "publish", "unpublish", "move")),
        *((f"home/portalimage/{action}", "image") for action in ("delete", "add_tags", "add_to_collection")),
        *((f"wagtaildocs/document/{action}", "document") for action in ("delete", "add_tags", "add_to_collection")),
    ]
    for action, kind in cases:
        for query in (f"id={ids[kind]}", f"id=all&childOf={ids['town_page']}", "id=all", "id=all&q=Canary"):
            for method in WITH_PAGES:
                visit.ask(method, f"/admin/bulk/{action}/?{query}", visit.body() if method == "post" else None)
    assert not visit.problems, "\n".join(visit.problems)


@pytest.mark.parametrize("name", ["team", "editor-oulu"])
def test_only_administrators_manage_accounts_sites_locales_redirects_and_workflows(
    scenes: dict[str, Scene], people: People, name: str
) -> None:
    visit = Visit(people, name, scenes["raahe"], scenes["salo"])
    closed = [address for address in admin_addresses()[0] if address.name.split(":")[0] in ADMINISTRATORS_ONLY]
    assert len(closed) > 30
    for address in closed:
        for method in WITH_PAGES:
            if (path := address.path(visit.values["own"])) is not None:
                assert visit.ask(method, path, visit.body())[0] == 404, path


def test_strangers_are_sent_to_the_sign_in(scenes: dict[str, Scene], people: People) -> None:
    visit = Visit(people, "editor-oulu", scenes["raahe"], scenes["salo"])
    visit.client.logout()
    visit.cookies = ""
    for address in admin_addresses()[0]:
        for method in WITH_PAGES:
            if (path := address.path(visit.values["foreign"])) is not None:
                status, to = visit.ask(method, path, visit.body())
                assert status in (302, 401, 403, 404) or address.name in OPEN_TO_ALL, path
                assert status != 302 or to.startswith(("/admin/login/", "/accounts/")), path
    assert not visit.problems, "\n".join(visit.problems)


def test_the_test_would_notice(scenes: dict[str, Scene], people: People) -> None:
    """The canaries do show to those who may see them: to the district itself and to the team."""
    visit = Visit(people, "team", scenes["raahe"], scenes["salo"])
    visit.ask("get", f"/admin/pages/{scenes['salo'].ids['page']}/edit/")
    visit.ask("get", "/admin/signups/")
    assert len(visit.problems) == 2
