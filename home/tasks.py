"""Where procrastinate looks for the jobs of this app."""

from home.mail.tasks import deliver
from home.scheduling import publish_scheduled

__all__ = ["deliver", "publish_scheduled"]
