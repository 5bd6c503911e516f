"""The answers of a sign-up in words: codes have labels in every language, free text stays as it was typed."""

from typing import Any

from volunteering.models.registrations import Registration

#: Questions in the order of the form; contacts come first, because one calls.
QUESTIONS = (
    "full_name", "preferred_name", "phone", "email", "contact_preference", "contact_language", "wants", "signup_as",
    "companion_reference", "interests", "languages_spoken", "availability", "frequency", "message",
    "practical_needs", "practical_needs_text", "heard_from",
)  # fmt: skip
#: Typed by the applicant in a language of her own.
FREE_TEXT = {"full_name", "preferred_name", "message", "practical_needs_text"}


def answers_in_words(registration: Registration) -> list[dict[str, Any]]:
    """The answers in the language of the moment."""
    rows = []
    for name in QUESTIONS:
        field: Any = Registration._meta.get_field(name)
        value = getattr(registration, name)
        base = getattr(field, "base_field", field)
        labels = dict(base.flatchoices)
        words = ", ".join(str(labels.get(code, code)) for code in (value if isinstance(value, list) else [value]))
        rows.append({"name": name, "label": field.verbose_name, "text": words, "is_free": name in FREE_TEXT})
    return rows
