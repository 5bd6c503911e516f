"""A coordinator opens the admin, finds her sign-ups and works them; everybody else finds nothing."""

import email
import email.policy
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from home.models import OutgoingMail, User
from tests.volunteering.conftest import Recruiting, mail_texts, make_registration
from volunteering import casework
from volunteering.models import AccessLog, JoinRequest, RecruitmentCall, Registration
from volunteering.states import Actor, Status

CANARY = "Kanarialintu Canarsson"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def case_url(reference: str) -> str:
    return reverse("volunteering_registrations:case", args=[reference])


def join_request(recruiting: Recruiting, **changes) -> JoinRequest:
    now = timezone.now()
    fields = {
        "idempotency_key": "7a8f5a52-6f0c-4d1c-9d3c-1c1f0a7d1b11", "municipality": recruiting.salo.municipality,
        "language": "ar", "name_used": CANARY, "reply_by": "call", "phone": "+358401234567",
        "contact_language": "ar", "who_comes": "me", "status_changed_at": now, "created_at": now,
    }  # fmt: skip
    return JoinRequest.objects.create(**{**fields, **changes})


def test_the_list_shows_ones_own_district_only(recruiting: Recruiting) -> None:
    own = make_registration(recruiting.salo, full_name=CANARY)
    foreign = make_registration(recruiting.raahe, full_name="Pohjoinen Kulkija")
    html = signed_in(recruiting.coordinator_salo).get("/admin/signups/").content.decode()
    assert own.reference in html and CANARY in html
    assert foreign.reference not in html and "Pohjoinen" not in html


def test_the_list_can_be_sorted_by_its_headings(recruiting: Recruiting) -> None:
    make_registration(recruiting.salo)
    client = signed_in(recruiting.coordinator_salo)
    assert 'href="/admin/signups/?ordering=status"' in client.get("/admin/signups/").content.decode()
    assert client.get("/admin/signups/?ordering=status").status_code == 200


def test_the_team_has_an_inbox_over_all_towns(recruiting: Recruiting) -> None:
    rows = [make_registration(call) for call in (recruiting.salo, recruiting.raahe, recruiting.national)]
    html = signed_in(recruiting.team).get("/admin/signups/").content.decode()
    assert all(row.reference in html for row in rows)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["coordinator_salo", "coordinator_oulu", "team", "editor"])
def test_who_opens_which_case(recruiting: Recruiting, who: str, method: str) -> None:
    own = make_registration(recruiting.salo, full_name=CANARY)
    joining = join_request(recruiting)
    client = signed_in(getattr(recruiting, who))
    allowed = who in ("coordinator_salo", "team")
    missing = getattr(client, method)(case_url("YK-MISSING9"))
    for address in (case_url(own.reference), reverse("volunteering_join_requests:case", args=[joining.reference])):
        response = getattr(client, method)(address, {"action": "note", "text": "x"} if method == "post" else None)
        assert response.status_code == ((200 if method == "get" else 302) if allowed else missing.status_code)
        if not allowed:
            assert response.content == missing.content
            assert CANARY not in response.content.decode()
    assert own.notes.count() == (1 if allowed and method == "post" else 0)


@pytest.mark.parametrize("name", ["index", "index_results", "export"])
@pytest.mark.parametrize("namespace", ["volunteering_registrations", "volunteering_join_requests"])
def test_an_editor_without_sign_ups_sees_none(recruiting: Recruiting, namespace: str, name: str) -> None:
    make_registration(recruiting.raahe, full_name=CANARY)
    client = signed_in(recruiting.editor)
    for method in (client.get, client.post):
        response = method(reverse(f"{namespace}:{name}"), {"purpose": "x"})
        assert response.status_code in (302, 403, 404, 405)
        assert CANARY not in response.content.decode()
    home = client.get("/admin/").content.decode()
    assert "/admin/signups/" not in home


def test_filters_offer_and_find_only_what_is_ones_own(recruiting: Recruiting) -> None:
    late = make_registration(recruiting.salo, now=timezone.now() - timedelta(days=30))
    fresh = make_registration(recruiting.salo)
    hidden = make_registration(recruiting.salo, quarantined=True)
    client = signed_in(recruiting.coordinator_salo)
    html = client.get("/admin/signups/?late=true").content.decode()
    assert late.reference in html and fresh.reference not in html
    assert hidden.reference not in client.get("/admin/signups/").content.decode()
    assert hidden.reference in client.get("/admin/signups/?quarantined=true").content.decode()
    html = client.get(f"/admin/signups/?municipality={recruiting.raahe.municipality.pk}").content.decode()
    assert "Raahe" not in html


@pytest.mark.parametrize(
    "query", ["?p=9999", "?p=x", "?status=nothing", "?municipality=x'", "?q=%00", "?ordering=full_name"]
)
def test_nonsense_in_the_query_is_no_crash(recruiting: Recruiting, query: str) -> None:
    make_registration(recruiting.salo)
    assert signed_in(recruiting.coordinator_salo).get(f"/admin/signups/{query}").status_code == 200


def test_the_case_page_offers_exactly_the_allowed_buttons(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, status="new", message="مرحبا", language="ar")
    response = signed_in(recruiting.coordinator_salo).get(case_url(row.reference))
    targets = {form.transition.target for form in response.context["buttons"]}
    assert targets == {"contacted", "meeting", "waiting", "declined", "withdrawn"}
    assert 'lang="ar" dir="auto">مرحبا' in response.content.decode()
    assert list(AccessLog.objects.values_list("action", "references")) == [("view", [row.reference])]


def test_a_meeting_is_agreed_with_a_date_and_the_applicant_is_told(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo)
    client = signed_in(recruiting.coordinator_salo)
    change = {"action": "change", "target": "meeting", "expected": "new"}
    client.post(case_url(row.reference), change)
    row.refresh_from_db()
    assert row.status == "new"
    meeting = {**change, "day": "2026-12-01", "clock": "17:30", "place": "Kirjasto"}
    preview = client.post(case_url(row.reference), meeting)
    row.refresh_from_db()
    assert row.status == "new" and not mail_texts()
    text = preview.context["letter"].text
    assert "1.12.2026" in text and "17:30" in text
    client.post(case_url(row.reference), {**meeting, "mail_text": text})
    row.refresh_from_db()
    assert not row.notes.exists()
    assert (row.status, row.next_step_on) == ("meeting", date(2026, 12, 1))
    assert row.changes.get().by == recruiting.coordinator_salo
    mail = email.message_from_bytes(bytes(OutgoingMail.objects.get().payload), policy=email.policy.default)
    calendar = next(part for part in mail.iter_attachments())
    assert "1.12.2026" in mail.get_body().get_content()
    assert calendar.get_filename() == "meeting.ics"
    assert "DTSTART;TZID=Europe/Helsinki:20261201T173000" in calendar.get_content()
    assert row.full_name not in calendar.get_content()


def test_declining_needs_a_reason_from_the_list(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo)
    client = signed_in(recruiting.coordinator_salo)
    change = {"action": "change", "target": "declined", "expected": "new"}
    client.post(case_url(row.reference), {**change, "reason_code": "because"})
    row.refresh_from_db()
    assert row.status == "new"
    client.post(case_url(row.reference), {**change, "reason_code": "no_activity", "mail_text": "Hei, oma tekstini."})
    row.refresh_from_db()
    assert row.status == "declined"
    assert "Hei, oma tekstini." in mail_texts()[0]
    assert row.notes.get().text == "Hei, oma tekstini."  # what was written differently is kept


def test_of_two_coordinators_the_second_is_told(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo)
    one, two = signed_in(recruiting.coordinator_salo), signed_in(recruiting.team)
    one.post(case_url(row.reference), {"action": "change", "target": "contacted", "expected": "new"})
    response = two.post(
        case_url(row.reference), {"action": "change", "target": "withdrawn", "expected": "new"}, follow=True
    )
    row.refresh_from_db()
    assert row.status == "contacted"
    assert [str(message.level_tag) for message in response.context["messages"]] == ["error"]


@pytest.mark.parametrize("target", [Status.APPROVED, Status.TRAINING, Status.ANONYMISED, Status.UNVERIFIED])
def test_what_is_not_listed_or_not_there_yet_is_refused(recruiting: Recruiting, target: Status, now) -> None:
    row = make_registration(recruiting.salo)
    with pytest.raises(casework.RefusedError):
        casework.change_status(row, target, expected="new", actor=Actor.COORDINATOR, now=now)


def test_the_longest_waiting_come_first_or_a_reason_is_given(recruiting: Recruiting, now) -> None:
    make_registration(recruiting.salo, status="waiting", now=now - timedelta(days=9))
    second = make_registration(recruiting.salo, status="waiting", now=now)
    step = {"expected": "waiting", "actor": Actor.COORDINATOR, "now": now}
    with pytest.raises(casework.RefusedError):
        casework.change_status(second, Status.CONTACTED, **step)
    given = casework.Given(comment="comes to the evening group, where there is a place")
    assert casework.change_status(second, Status.CONTACTED, given=given, **step).status == "contacted"


def test_an_export_needs_a_purpose_is_written_down_and_has_no_formulas(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, full_name='=HYPERLINK("http://x.example")', message="+1\x07")
    make_registration(recruiting.raahe, full_name=CANARY)
    client = signed_in(recruiting.coordinator_salo)
    assert client.post("/admin/signups/export/", {}).status_code == 422
    response = client.post("/admin/signups/export/", {"purpose": "Calling in August"})
    sheet = load_workbook(BytesIO(response.content)).active
    cells = [cell for line in sheet for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(cell.value == '=HYPERLINK("http://x.example")' for cell in cells)
    assert CANARY not in str([cell.value for cell in cells])
    log = AccessLog.objects.get(action="export")
    assert (log.actor, log.references, log.purpose) == (
        recruiting.coordinator_salo,
        [row.reference],
        "Calling in August",
    )


def test_a_request_to_join_is_answered_and_closed_and_then_nameless(recruiting: Recruiting) -> None:
    row = join_request(recruiting)
    client = signed_in(recruiting.coordinator_salo)
    address = reverse("volunteering_join_requests:case", args=[row.reference])
    assert row.reference in client.get("/admin/join-requests/").content.decode()
    for action in ("contacted", "closed"):
        client.post(address, {"action": action})
    row.refresh_from_db()
    assert (row.status, row.name_used, row.phone) == ("closed", "", "")


def test_the_admins_home_counts_and_links(recruiting: Recruiting) -> None:
    make_registration(recruiting.salo, now=timezone.now() - timedelta(days=30))
    html = signed_in(recruiting.coordinator_salo).get("/admin/").content.decode()
    assert "/admin/signups/?status=new" in html and "/admin/signups/?late=true" in html


@pytest.mark.parametrize("number", [2, 30])
def test_the_list_costs_the_same_for_many(recruiting: Recruiting, number: int, django_assert_max_num_queries) -> None:
    for n in range(number):
        make_registration(recruiting.salo, email=f"a{n}@example.org")
    client = signed_in(recruiting.coordinator_salo)
    client.get("/admin/signups/")
    with django_assert_max_num_queries(21):
        assert client.get("/admin/signups/").status_code == 200


def test_the_name_is_never_the_title(recruiting: Recruiting) -> None:
    row = make_registration(recruiting.salo, full_name=CANARY)
    assert str(row) == row.reference
    assert CANARY not in repr(row)


def test_calls_and_municipalities_with_sign_ups_stay(recruiting: Recruiting) -> None:
    from django.db.models import ProtectedError

    make_registration(recruiting.salo)
    for thing in (recruiting.salo, recruiting.salo.municipality):
        with pytest.raises(ProtectedError):
            thing.delete()
    for page in recruiting.salo.pages.all():
        page.delete()
    assert Registration.objects.count() == 1
    assert RecruitmentCall.objects.filter(pk=recruiting.salo.pk).exists()


def test_a_coordinator_pauses_her_own_call_and_no_other(recruiting: Recruiting) -> None:
    client = signed_in(recruiting.coordinator_salo)
    form = {
        "state": "paused",
        "promise_days": "5",
        "languages": ["fi"],
        "coordinators": [recruiting.coordinator_salo.pk],
    }
    own, foreign = (reverse("volunteering_calls:edit", args=[c.pk]) for c in (recruiting.salo, recruiting.raahe))
    missing = reverse("volunteering_calls:edit", args=[10**6])
    assert client.get(own).status_code == 200
    assert client.post(own, form).status_code == 302
    assert client.post(own, {**form, "promise_days": "many"}).status_code == 422
    assert client.get(foreign).status_code == client.post(foreign, form).status_code == 404
    assert client.get(foreign).content == client.get(missing).content
    assert "Raahe" not in client.get(reverse("volunteering_calls:index")).content.decode()
    recruiting.salo.refresh_from_db()
    assert recruiting.salo.state == "paused"
    page = Client().get("/fi/salo/join/").content.decode()
    assert 'href="/fi/salo/join/how/"' not in page and 'href="/fi/join/"' in page
    assert Client().get("/fi/salo/join/how/").status_code == 200
