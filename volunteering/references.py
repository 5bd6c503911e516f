"""References that people can read aloud, and the links that only their owner has. Pure but for the secret key."""

import base64
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

#: No look-alikes: neither 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, nor U and V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
SIGNUP_PREFIX = "YK-"
JOIN_PREFIX = "HM-"
MESSAGE_PREFIX = "VI-"
WISH_PREFIX = "TO-"
REFERENCE_LENGTH = 11


def new_reference(prefix: str) -> str:
    """A random reference: prefix and eight characters; no sequence, so it tells nothing about how many there are."""
    return prefix + "".join(secrets.choice(ALPHABET) for _n in range(8))


def new_signup_reference() -> str:
    """`YK-` and eight characters."""
    return new_reference(SIGNUP_PREFIX)


def new_join_reference() -> str:
    """`HM-` and eight characters."""
    return new_reference(JOIN_PREFIX)


def new_message_reference() -> str:
    """`VI-` and eight characters."""
    return new_reference(MESSAGE_PREFIX)


def new_wish_reference() -> str:
    """`TO-` and eight characters."""
    return new_reference(WISH_PREFIX)


def normalised_reference(typed: str) -> str:
    """What somebody typed or read aloud, in the form it is stored in."""
    return "".join(typed.split()).upper().replace("–", "-")


def make_token(purpose: str, reference: str) -> str:
    """The secret part of a link; it can be made again, so nothing needs to be stored.

    There is always a digit in it: the request log leaves out long parts of a path that have one.
    """
    digest = salted_hmac(f"volunteering.token.{purpose}", reference, algorithm="sha256").digest()
    return f"{reference}-1{base64.urlsafe_b64encode(digest[:24]).decode()}"


def read_token(purpose: str, token: str) -> str | None:
    """The reference that the token was made for; None for anything else."""
    reference = token[:REFERENCE_LENGTH]
    return reference if constant_time_compare(make_token(purpose, reference), token) else None
