"""What the database holds after the drill, as JSON; `hurry` lets waiting jobs run now. Run in the drill's settings."""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: E402

from home.models import OutgoingMail  # noqa: E402
from volunteering.models import OutboundMessage, Registration  # noqa: E402

if "hurry" in sys.argv:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
confirming = OutboundMessage.objects.filter(template="confirm")
ours = ProcrastinateJob.objects.filter(task_name="home.deliver_mail")
answer = {
    "stored": list(Registration.objects.values_list("email", flat=True)),
    "twice": Registration.objects.values("email").annotate(n=Count("pk")).filter(n__gt=1).count(),
    "quarantined": Registration.objects.in_quarantine().count(),
    "without_mail": Registration.objects.exclude(pk__in=confirming.values("registration")).count(),
    "queued": OutgoingMail.objects.filter(state="queued").count(),
    "dead": OutgoingMail.objects.filter(state="dead").count(),
    "running": ours.filter(status="doing").count(),
    "failed": ours.filter(status="failed").count(),
}
sys.stdout.write(json.dumps(answer))
