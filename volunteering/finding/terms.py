"""What a coordinator types to find somebody, read as a reference, a number, an address or a name. Pure."""

import unicodedata
from dataclasses import dataclass

from volunteering.phones import parse_phone
from volunteering.references import normalised_reference

#: Fewer digits than this find half the country.
FEWEST_DIGITS = 4
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Term:
    """A typed term. Empty parts find nothing by themselves."""

    words: tuple[str, ...] = ()
    reference: str = ""
    email: str = ""
    phone: str = ""
    digits: str = ""

    def __bool__(self) -> bool:
        return any((self.words, self.reference, self.email, self.phone, self.digits))


def read_term(typed: str) -> Term:
    """The term in the forms in which things are stored."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())
    if "@" in text:
        return Term(email=text.casefold())
    digits = "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit()).lstrip("0")
    if digits and not any(sign.isalpha() for sign in text):
        return Term(phone=_phone(text), digits=digits if len(digits) >= FEWEST_DIGITS else "")
    words = tuple(word for word in text.split() if len(word) >= FEWEST_LETTERS or not word.isascii())
    reference = normalised_reference(text)
    is_one_word = reference.isascii() and reference.replace("-", "").isalnum() and len(reference) >= FEWEST_DIGITS
    return Term(words=words, reference=reference if is_one_word else "")


def _phone(text: str) -> str:
    try:
        return parse_phone(text)
    except ValueError:
        return ""
