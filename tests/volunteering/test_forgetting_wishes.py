"""Names, numbers and words of wishes are kept no longer than promised; what counts remains."""

from datetime import date, datetime, time

import pytest

from home.dates import HELSINKI
from municipalities.models import Municipality
from tests.cast import Country
from tests.volunteering.wishing import make_wish
from volunteering import retention
from volunteering.erasure_list import digest_of
from volunteering.models import Erasure, PulseAnswer, Wish
from volunteering.personal_copy import everything_about
from volunteering.restoring import reapply

pytestmark = pytest.mark.django_db
NOW = datetime.combine(date(2027, 3, 28), time(3, 40), HELSINKI)
HELPS = {"would_help": True, "name_used": "Fatima", "phone": "+358401234567", "reply_by": "call"}


def at(day: date, clock: time = time(12)) -> datetime:
    return datetime.combine(day, clock, HELSINKI)


@pytest.fixture
def salo(country: Country) -> Municipality:
    return country.municipalities["salo"]


def due() -> dict[str, int]:
    return {name: number for name, number in retention.run(NOW, dry_run=True).counts.items() if number}


def test_name_and_number_go_half_a_year_after_the_last_step(salo: Municipality) -> None:
    gone = make_wish(salo, "food", now=at(date(2026, 9, 28), time(23, 59)), **HELPS)
    kept = make_wish(salo, "food", now=at(date(2026, 9, 29), time(0)), **HELPS)
    assert due() == {"wish_helpers": 1} == {n: c for n, c in retention.run(NOW).counts.items() if c}
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.name_used, gone.phone, gone.topics, gone.would_help) == ("", "", ["food"], True)
    assert kept.phone


def test_words_go_after_two_years_and_the_wish_still_counts(salo: Municipality) -> None:
    wish = make_wish(salo, "food", text="Leivotaan", now=at(date(2025, 3, 28)))
    make_wish(salo, "food", text="Leivotaan", now=at(date(2025, 3, 29)))
    assert due() == {"wish_words": 1}
    retention.run(NOW)
    wish.refresh_from_db()
    assert (wish.text, wish.topics) == ("", ["food"])


def test_spam_goes_after_a_fortnight(salo: Municipality) -> None:
    make_wish(salo, "food", quarantined=True, now=at(date(2027, 3, 14)))
    PulseAnswer.objects.create(
        municipality=salo, idempotency_key="8c6f3a0e-8f5e-4f0a-9f39-3c8f1f4b3c11", language="fi",
        answered_on=date(2027, 3, 14), quarantined=True,
    )  # fmt: skip
    assert due() == {"quarantined_wishes": 1, "quarantined_pulse": 1}
    retention.run(NOW)
    assert not Wish.objects.exists() and not PulseAnswer.objects.exists()


def test_a_restored_backup_forgets_again(salo: Municipality) -> None:
    wish = make_wish(salo, "food", **HELPS)
    spam = make_wish(salo, "food", **HELPS)
    listed = [
        (digest_of(wish.reference), Erasure.Kind.CONTACT_DATA.value),
        (digest_of(spam.reference), Erasure.Kind.ROW.value),
    ]
    assert reapply(listed, NOW) == 2
    assert reapply(listed, NOW) == 0
    (left,) = Wish.objects.all()
    assert (left, left.phone, left.name_used) == (wish, "", "")


def test_the_copy_for_the_person_has_her_wish(salo: Municipality) -> None:
    wish = make_wish(salo, "food", text="Leivotaan", **HELPS)
    (told,) = everything_about([], [], [wish])["wishes"]
    assert (told["reference"], told["topics"], told["text"], told["phone"]) == (
        wish.reference, ["food"], "Leivotaan", "+358401234567",
    )  # fmt: skip
