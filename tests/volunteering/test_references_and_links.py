"""References that can be read aloud, and links that only their owner has."""

import re

from hypothesis import given
from hypothesis import strategies as st

from portal.request_log import without_secrets
from volunteering.references import make_token, new_signup_reference, normalised_reference, read_token


def test_references_have_no_look_alikes_and_do_not_repeat() -> None:
    references = {new_signup_reference() for _n in range(2000)}
    assert len(references) == 2000
    assert all(re.fullmatch(r"YK-[34679ACDEFGHJKMNPQRTWXY]{8}", reference) for reference in references)


def test_a_link_opens_only_what_it_was_made_for() -> None:
    token = make_token("own", "YK-ACDEFGHJ")
    assert read_token("own", token) == "YK-ACDEFGHJ"
    assert read_token("confirm", token) is None
    assert read_token("own", token[:-1]) is None
    assert read_token("own", token.replace("ACDE", "ACDF")) is None


@given(st.text(max_size=80))
def test_a_guessed_link_opens_nothing(token: str) -> None:
    assert read_token("own", token) is None


def test_a_link_fits_into_an_address_and_stays_out_of_the_log() -> None:
    for _n in range(200):
        token = make_token("own", new_signup_reference())
        assert re.fullmatch(r"[\w-]+", token, re.ASCII)
        assert token not in without_secrets(f"/fi/salo/join/own/{token}/")


def test_a_reference_read_aloud_is_understood() -> None:
    assert normalised_reference(" yk – 4hx7 km9p") == "YK-4HX7KM9P"
