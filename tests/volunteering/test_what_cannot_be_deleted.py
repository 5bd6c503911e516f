"""A municipality or a language with sign-ups stays, and whoever would delete it reads why and what to do."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.models import Locale

from home.models import User
from tests.volunteering.conftest import Recruiting, make_registration
from tests.volunteering.test_a_coordinators_day import signed_in
from volunteering.protected import ProtectedDeletionMiddleware, in_words


def test_the_message_says_what_hangs_on_it_and_what_to_do(recruiting: Recruiting) -> None:
    make_registration(recruiting.salo)
    with pytest.raises(ProtectedError) as error:
        recruiting.salo.municipality.delete()  # type: ignore[union-attr]
    text = in_words(error.value.protected_objects)
    assert "1 × " in text and "." in text and len(text) > 80


def test_a_municipality_with_sign_ups_stays_with_a_message(recruiting: Recruiting) -> None:
    make_registration(recruiting.salo)
    admin = User.objects.create_superuser("root", "root@example.org", "secret")
    town = recruiting.salo.municipality
    assert town is not None
    address = f"/admin/municipality/delete/{town.pk}/"
    assert signed_in(admin).post(address, follow=True).status_code == 200
    town.refresh_from_db()


def test_a_refused_deletion_leads_back_with_the_message(recruiting: Recruiting, rf: RequestFactory) -> None:
    make_registration(recruiting.salo)
    with pytest.raises(ProtectedError) as error:
        recruiting.salo.delete()
    request = rf.post("/admin/somewhere/delete/1/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    middleware = ProtectedDeletionMiddleware(lambda _request: HttpResponse())
    response = middleware.process_exception(request, error.value)
    assert response is not None and response["Location"] == "/admin/somewhere/delete/1/"
    assert ["1 × " in str(message) for message in get_messages(request)] == [True]
    assert middleware.process_exception(rf.post("/fi/join/"), error.value) is None
    assert middleware.process_exception(request, ValueError()) is None


def test_a_language_with_sign_ups_stays(recruiting: Recruiting) -> None:
    make_registration(recruiting.salo, language="ti")
    locale = Locale.objects.create(language_code="ti")
    with pytest.raises(ProtectedError):
        locale.delete()
    unused = Locale.objects.create(language_code="so")
    unused.delete()
