"""Writing the access log: who saw, exported or changed which reference; never the content."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from volunteering.models.records import AccessLog


def log_access(user: Any, action: AccessLog.Action, references: Iterable[str], purpose: str = "") -> None:
    """Write one row for one look at any number of references; without a user it was the applicant herself."""
    AccessLog.objects.create(
        action=action, actor=user, references=list(references), purpose=purpose[:200], at=timezone.now()
    )
