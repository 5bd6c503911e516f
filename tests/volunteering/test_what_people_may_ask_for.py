"""A copy of everything, and erasing everything: one action each."""

import json
from io import BytesIO
from zipfile import ZipFile

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.volunteering.conftest import Applicant, Recruiting, make_registration
from tests.volunteering.test_a_coordinators_day import case_url, signed_in
from volunteering.models import AccessLog, Registration

CANARY = "Zyxwvut"


def test_a_copy_has_everything_to_read_and_for_machines(recruiting: Recruiting, now) -> None:
    row = make_registration(recruiting.salo, full_name=CANARY, message="my words", contact_language="en")
    twin = make_registration(recruiting.salo, email=row.email.upper())
    foreign = make_registration(recruiting.raahe)
    row.notes.create(text="a note", at=now)
    response = signed_in(recruiting.coordinator_salo).post(case_url(row.reference), {"action": "copy"})
    files = ZipFile(BytesIO(response.content))
    page, data = files.read("copy.html").decode(), json.loads(files.read("copy.json"))
    for word in (CANARY, "my words", "a note", row.reference, twin.reference, "Everything we know about you"):
        assert word in page
    assert [case["reference"] for case in data["sign_ups"]] == [row.reference, twin.reference]
    assert data["sign_ups"][0]["full_name"] == CANARY
    assert data["sign_ups"][0]["notes"][0]["text"] == "a note"
    assert foreign.reference not in page + str(data)
    assert AccessLog.objects.filter(action="export", references__contains=twin.reference).exists()


def test_erasing_on_request_leaves_nothing_in_any_table(applicant: Applicant, recruiting: Recruiting) -> None:
    row = applicant.sign_up(full_name=f"Aino {CANARY}", message=f"{CANARY} wrote this", email=f"{CANARY}@example.org")
    client = signed_in(recruiting.coordinator_salo)
    client.post(case_url(row.reference), {"action": "note", "text": f"{CANARY} called"})
    client.post(
        case_url(row.reference), {"action": "change", "target": "new", "expected": row.status, "comment": CANARY}
    )
    client.post(case_url(row.reference), {"action": "erase"})
    assert Registration.objects.get().full_name  # not without the tick
    client.post(case_url(row.reference), {"action": "erase", "sure": "on"})
    row.refresh_from_db()
    assert row.status == "withdrawn"
    found = {table for table in connection.introspection.table_names() if CANARY.lower() in _text_of(table)}
    # the last mail is on its way to the person; it goes with the delivery
    assert found <= {"home_outgoingmail"}
    assert not [job for job in ProcrastinateJob.objects.all() if CANARY in str(job.args)]


def _text_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{table}"::text FROM "{table}"')  # noqa: S608 - names of our own tables
        return str(cursor.fetchall()).lower()
