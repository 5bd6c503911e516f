"""Telephone numbers as people type them."""

import pytest

from volunteering.phones import parse_phone, readable_phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("040 123 4567", "+358401234567"),
        ("040-1234567", "+358401234567"),
        ("+358 40 123 4567", "+358401234567"),
        ("00358401234567", "+358401234567"),
        ("(02) 731 2345", "+35827312345"),
        ("+46 70 123 45 67", "+46701234567"),
        ("٠٤٠١٢٣٤٥٦٧", "+358401234567"),
    ],
)
def test_a_number_is_understood(typed: str, stored: str) -> None:
    assert parse_phone(typed) == stored


@pytest.mark.parametrize("typed", ["no phone", "12", "1" * 40, "040 123 4567 ext 5", "+999 1234567", "💥"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="telephone"):
        parse_phone(typed)


def test_a_number_is_shown_in_groups() -> None:
    assert readable_phone("+358401234567") == "+358 40 1234567"
