"""What a worker that was killed left behind: its jobs begin again, and a mail without a job gets one."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from home.mail.tasks import deliver
from home.models import OutgoingMail

#: The worker reports every ten seconds; whoever is silent for so long is dead.
SILENT_SECONDS = 60
#: A mail's job is made in the transaction of the mail; one that has none for so long has lost it.
ORPHANED_AFTER = timedelta(minutes=10)


@app.periodic(cron="* * * * *")
@app.task(name="home.begin_again", queue="recovery", queueing_lock="begin_again", pass_context=True)
async def begin_again(context: JobContext, timestamp: int) -> None:
    """Every minute: jobs that a dead worker had begun are done again; every job of ours may run twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="*/10 * * * *")
@app.task(name="home.find_orphaned_mail", queue="recovery", queueing_lock="find_orphaned_mail", pass_context=False)
def find_orphaned_mail(timestamp: int) -> None:
    """Every ten minutes: queued mail without a job gets one."""
    defer_orphans(timezone.now())


def defer_orphans(now: datetime) -> int:
    """The same at a given time; returns how many were found."""
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.QUEUED, created_at__lt=now - ORPHANED_AFTER)
    living = ProcrastinateJob.objects.filter(task_name=deliver.name, status__in=["todo", "doing"])
    has_job = set(living.values_list("args__mail_id", flat=True))
    orphans = [str(pk) for pk in waiting.values_list("pk", flat=True) if str(pk) not in has_job]
    for mail_id in orphans:
        deliver.defer(mail_id=mail_id)
    return len(orphans)
