"""The answers on their way: an encrypted cookie of the visitor's own, so that the server keeps nothing until "send".

Pure but for the secret key: time is a parameter.
"""

import base64
import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

COOKIE = "join_answers"
KEPT_SECONDS = 60 * 60
#: Browsers promise 4,096 bytes for name, value and attributes together.
MAX_COOKIE_BYTES = 3500


class AnswersTooLongError(ValueError):
    """The answers do not fit into a cookie."""


@dataclass(frozen=True)
class Answers:
    """What has been answered so far. `key` makes sending idempotent, `started_at` is when the form was opened."""

    key: str
    started_at: int
    values: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def begin(cls, now: datetime) -> "Answers":
        """No answers yet."""
        return cls(key=str(uuid4()), started_at=int(now.timestamp()))

    def with_values(self, values: dict[str, Any]) -> "Answers":
        """The same answers with some of them given or changed."""
        return Answers(self.key, self.started_at, {**self.values, **values})


def seal(answers: Answers, now: datetime) -> str:
    """The answers as a cookie value. Raises `AnswersTooLongError`."""
    text = json.dumps([answers.key, answers.started_at, answers.values], ensure_ascii=False, separators=(",", ":"))
    sealed = _fernet().encrypt_at_time(zlib.compress(text.encode(), 9), int(now.timestamp())).decode()
    if len(sealed) > MAX_COOKIE_BYTES:
        raise AnswersTooLongError
    return sealed


def unseal(sealed: str, now: datetime) -> Answers | None:
    """The answers of a cookie value; None when there are none, they are older than an hour, or not ours."""
    try:
        packed = _fernet().decrypt_at_time(sealed.encode(), KEPT_SECONDS, int(now.timestamp()))
        key, started_at, values = json.loads(zlib.decompress(packed))
    except (InvalidToken, ValueError, zlib.error):
        return None
    return Answers(key, started_at, values)


def _fernet() -> MultiFernet:
    """Old secret keys can still open what they sealed."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    digest = salted_hmac("volunteering.answers", "cookie", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
