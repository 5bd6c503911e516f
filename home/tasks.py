"""Where procrastinate looks for the jobs of this app."""

from home.mail.recovery import begin_again, find_orphaned_mail
from home.mail.tasks import deliver
from home.scheduling import publish_scheduled

__all__ = ["begin_again", "deliver", "find_orphaned_mail", "publish_scheduled"]
