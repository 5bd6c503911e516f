"""The answers in the visitor's own cookie."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteering.answers import KEPT_SECONDS, MAX_COOKIE_BYTES, Answers, AnswersTooLongError, seal, unseal

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
VALUES = st.dictionaries(
    st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20),
    st.one_of(st.text(max_size=60), st.lists(st.text("abc_", max_size=12), max_size=6), st.booleans()),
    max_size=12,
)


@given(values=VALUES, seconds=st.integers(0, KEPT_SECONDS))
def test_what_goes_in_comes_out(values: dict, seconds: int) -> None:
    answers = Answers.begin(NOW).with_values(values)
    try:
        sealed = seal(answers, NOW)
    except AnswersTooLongError:
        return
    assert unseal(sealed, NOW + timedelta(seconds=seconds)) == answers
    assert len(sealed) <= MAX_COOKIE_BYTES
    assert sealed.isascii() and not set(sealed) & set(' ",;\\')


@given(noise=st.text(max_size=200))
def test_what_is_not_ours_is_no_answer(noise: str) -> None:
    assert unseal(noise, NOW) is None


def test_after_an_hour_they_are_gone() -> None:
    sealed = seal(Answers.begin(NOW), NOW)
    assert unseal(sealed, NOW + timedelta(seconds=KEPT_SECONDS + 1)) is None


def test_a_changed_byte_makes_them_unreadable() -> None:
    sealed = seal(Answers.begin(NOW).with_values({"full_name": "Aino"}), NOW)
    assert unseal(sealed[:-4] + "AAA=", NOW) is None


def test_nobody_can_read_the_cookie() -> None:
    assert "Aino" not in seal(Answers.begin(NOW).with_values({"full_name": "Aino"}), NOW)


def test_the_longest_arabic_answers_fit() -> None:
    name = " ".join(["محمد عبد الرحمن السوري"] * 12)[:200]
    message = " ".join(["أود أن أساعد في المقهى اللغوي وفي الرحلات إلى الطبيعة مع الأطفال"] * 10)[:500]
    values = {"full_name": name, "message": message, "email": "a" * 50 + "@example.org", "interests": ["food"] * 13}
    assert len(seal(Answers.begin(NOW).with_values(values), NOW)) < MAX_COOKIE_BYTES


def test_what_does_not_fit_is_said() -> None:
    noise = "".join(chr(0x4E00 + (n * 7919) % 20000) for n in range(3000))
    with pytest.raises(AnswersTooLongError):
        seal(Answers.begin(NOW).with_values({"message": noise}), NOW)


def test_an_old_secret_key_still_opens_what_it_sealed(settings) -> None:
    sealed = seal(Answers.begin(NOW), NOW)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert unseal(sealed, NOW) is not None
