"""A coordinator answers a new sign-up; people of other districts and editors never see it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from home.models import User
from tests.browser.conftest import Open
from tests.volunteering.conftest import make_registration
from volunteering.models import RecruitmentCall, Registration


@pytest.fixture
def signup(site: str) -> Registration:
    """Somebody has just signed up in Raahe."""
    call = RecruitmentCall.objects.get(municipality__slug="raahe")
    return make_registration(call, full_name="Kaisa Kanarialintu", now=timezone.now())


def test_she_sees_it_at_once_and_moves_it_on(signup: Registration, sign_in: Open) -> None:
    page = sign_in("editor-oulu", width=360)
    page.goto("/admin/signups/")
    page.get_by_role("link", name=signup.reference).click()
    expect(page.get_by_text("Kaisa Kanarialintu").first).to_be_visible()
    change = page.locator("details", has=page.locator("input[name=target][value=contacted]"))
    change.locator("summary").click()
    change.locator("button[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()
    signup.refresh_from_db()
    assert signup.status == "contacted"
    expect(page.locator("details", has=page.locator("input[value=contacted][name=target]"))).to_have_count(0)


@pytest.mark.parametrize("name", ["editor-varsinais-suomi", "editor-only-oulu", "contributor-salo"])
def test_nobody_else_finds_it(signup: Registration, sign_in: Open, name: str) -> None:
    page = sign_in(name)
    assert User.objects.filter(username=name).exists()
    answer = page.goto(f"/admin/signups/{signup.reference}/")
    assert answer is not None
    assert answer.status == 404 or not re.search("/signups/", page.url)
    expect(page.get_by_text("Kaisa Kanarialintu")).to_have_count(0)
    page.goto("/admin/signups/")
    expect(page.get_by_text(signup.reference)).to_have_count(0)


def test_an_editor_has_no_menu_item_for_sign_ups(sign_in: Open) -> None:
    page = sign_in("editor-only-oulu")
    expect(page.locator("a[href='/admin/pages/'], a[href^='/admin/']").first).to_be_attached()
    expect(page.locator("a[href^='/admin/signups/']")).to_have_count(0)
