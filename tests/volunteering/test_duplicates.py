"""Two sign-ups of one person are compared and made one; nothing of either is lost."""

from datetime import timedelta

from django.test import Client

from tests.volunteering.conftest import Recruiting, make_registration
from tests.volunteering.test_a_coordinators_day import case_url, signed_in
from tests.volunteering.test_own_page import link
from volunteering.models import Registration


def pair(recruiting: Recruiting, now) -> tuple[Registration, Registration]:
    older = make_registration(recruiting.salo, now=now - timedelta(days=2), message="", phone="+358401111111")
    newer = make_registration(
        recruiting.salo, message="new words", phone="+358402222222", status="contacted", possible_duplicate_of=older
    )
    return older, newer


def seen(kept: Registration, gone: Registration) -> dict[str, str]:
    return {"action": "merge", "seen": f"{kept.reference} {kept.status} {gone.reference} {gone.status}"}


def test_the_one_that_is_further_along_remains_with_the_chosen_answers(recruiting: Recruiting, now) -> None:
    older, newer = pair(recruiting, now)
    older.notes.create(text="old note", at=now)
    client = signed_in(recruiting.coordinator_salo)
    address = case_url(newer.reference) + "merge/"
    assert address in client.get(case_url(newer.reference)).content.decode()
    page = client.get(address).content.decode()
    assert "+358401111111" in page and "+358402222222" in page
    own_page_of_the_older = link("own", older)
    client.post(address, {**seen(newer, older), "take_phone": older.reference, "take_status": older.reference})
    kept = Registration.objects.get()
    assert (kept.reference, kept.phone, kept.message) == (newer.reference, "+358401111111", "new words")
    assert kept.status == "contacted"
    assert kept.notes.first().text == "old note"
    answer = Client().get(own_page_of_the_older)
    assert answer.status_code == 200 and kept.reference in answer.content.decode()


def test_different_people_stay_two(recruiting: Recruiting, now) -> None:
    _older, newer = pair(recruiting, now)
    signed_in(recruiting.coordinator_salo).post(case_url(newer.reference) + "merge/", {"action": "different"})
    newer.refresh_from_db()
    assert newer.possible_duplicate_of is None
    assert Registration.objects.count() == 2


def test_what_changed_meanwhile_is_not_merged(recruiting: Recruiting, now) -> None:
    older, newer = pair(recruiting, now)
    form = seen(newer, older)
    Registration.objects.filter(pk=older.pk).update(status="contacted")
    signed_in(recruiting.coordinator_salo).post(case_url(newer.reference) + "merge/", form)
    assert Registration.objects.count() == 2


def test_nobody_merges_across_districts(recruiting: Recruiting, now) -> None:
    foreign = make_registration(recruiting.raahe)
    own = make_registration(recruiting.salo, possible_duplicate_of=foreign)
    client = signed_in(recruiting.coordinator_salo)
    assert foreign.reference not in client.get(case_url(own.reference)).content.decode()
    for method in (client.get, client.post):
        assert method(case_url(own.reference) + "merge/").status_code == 404
        assert method(case_url(foreign.reference) + "merge/").status_code == 404
    assert signed_in(recruiting.team).get(case_url(own.reference) + "merge/").status_code == 200
