"""Codes of choices and keys of questions: ASCII, made once out of words, never changed afterwards. Pure."""

import re
import unicodedata
from collections.abc import Collection, Sequence

CODE_LENGTH = 24
IS_CODE = r"^[a-z][a-z0-9_]*\Z"


def new_code(words: str, taken: Collection[str]) -> str:
    """A code that looks like the words and is not taken; words in another script give `option`."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:CODE_LENGTH].strip("_")
    if not re.match(IS_CODE, stem):
        stem = f"option_{stem}"[:CODE_LENGTH].strip("_")
    code, number = stem, 2
    while code in taken:
        ending = f"_{number}"
        code, number = stem[: CODE_LENGTH - len(ending)].rstrip("_") + ending, number + 1
    return code


def codes_of(lines: Sequence[str], before: Sequence[tuple[str, str]] = ()) -> list[str]:
    """The codes of choices, given the codes and words there were `before`.

    A choice keeps its code when its words are the same, wherever it is moved, and when only its words are changed,
    which shows in as many lines as before with this one at its place. Everything else is a new choice.
    """
    by_words = {words: code for code, words in before}
    codes: list[str | None] = [by_words.pop(line, None) for line in lines]
    kept = {code for code in codes if code}
    if len(lines) == len(before):
        codes = [code or (old if old not in kept else None) for code, (old, _words) in zip(codes, before, strict=True)]
    taken = {code for code, _words in before}
    result: list[str] = []
    for code, line in zip(codes, lines, strict=True):
        result.append(code or new_code(line, taken | set(result)))
    return result
