"""What dead workers left: mail without a job gets one, and only that."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from home.mail.backend import queue
from home.mail.recovery import ORPHANED_AFTER, defer_orphans
from home.models import OutgoingMail


@pytest.mark.django_db
def test_a_mail_that_lost_its_job_gets_another_one() -> None:
    queue(EmailMessage("kept", "text", "a@example.org", to=["b@example.org"]))
    lost = OutgoingMail.objects.create(payload=b"x", sender="a@example.org", recipients=["c@example.org"])
    later = timezone.now() + ORPHANED_AFTER + timedelta(minutes=1)
    assert defer_orphans(timezone.now()) == 0  # its own job may still be on its way
    assert [defer_orphans(later), defer_orphans(later)] == [1, 0]
    assert str(lost.pk) in [job.args["mail_id"] for job in ProcrastinateJob.objects.all()]
