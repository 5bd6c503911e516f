"""Telephone numbers as people type them, stored as E.164. Pure."""

import phonenumbers


def parse_phone(typed: str, region: str = "FI") -> str:
    """The number in E.164 (`+358401234567`); a number without country code is Finnish.

    Raises ValueError when it cannot be a telephone number.
    """
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException as error:
        msg = "not a telephone number"
        raise ValueError(msg) from error
    if number.extension or not phonenumbers.is_possible_number(number):
        msg = "not a telephone number"
        raise ValueError(msg)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable_phone(stored: str) -> str:
    """The number in groups, with its country code; what cannot be read stays as it is."""
    try:
        number = phonenumbers.parse(stored)
    except phonenumbers.NumberParseException:
        return stored
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
