"""`/e/{short id}`: an event's address on posters and in QR codes, the same in every language (`visitors.md` §1)."""

from uuid import UUID

from django.conf import settings

#: Crockford's digits: none looks like another, so that people can type the address from a wall.
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
#: The first 48 bits of the event's identity.
_LENGTH, _BITS = 10, 48
_SPACE = 2 ** (128 - _BITS)


def short_id(uuid: UUID) -> str:
    """Ten letters and digits that stand for the event."""
    number, text = uuid.int // _SPACE, ""
    for _digit in range(_LENGTH):
        number, rest = divmod(number, len(_DIGITS))
        text = _DIGITS[rest] + text
    return text


def short_url(uuid: UUID) -> str:
    """The whole address, as a poster carries it."""
    return f"{settings.SITE_URL}/e/{short_id(uuid)}"


def uuids_of(text: str) -> tuple[UUID, UUID] | None:
    """The lowest and the highest identity that a short id can mean; None when it means none.

    Capitals, and the letters that people mistake for digits, are read as what they look like.
    """
    digits = text.lower().translate(str.maketrans("oil", "011"))
    if len(digits) != _LENGTH or any(digit not in _DIGITS for digit in digits):
        return None
    number = 0
    for digit in digits:
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    if number >= 2**_BITS:
        return None
    return UUID(int=number * _SPACE), UUID(int=(number + 1) * _SPACE - 1)
